"""Passkeys by py_webauthn."""

from collections.abc import Mapping, Sequence

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.options_to_json_dict import options_to_json_dict
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from salvaguarda.application.ports.factors import Asked, PasskeyRefused, RelyingParty, Shown
from salvaguarda.application.ports.second_factors import NewPasskey
from salvaguarda.domain.people import Person

_NAME = "Salvaguarda"
_MILLISECONDS = 5 * 60_000
# A passkey takes the place of a password and a second factor, so the device must ask who holds it.
_VERIFIED = UserVerificationRequirement.REQUIRED
# What is said of answers that are no answers: the library decodes before it looks.
_WRONG = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError, IndexError)


class WebAuthnCeremonies:
    """Fulfils application.ports.factors.PasskeyCeremonies. No attestation: which device somebody has is their own affair."""

    def ask_to_register(
        self, party: RelyingParty, person: Person, handle: bytes, known: Sequence[str]
    ) -> Asked:
        """For navigator.credentials.create()."""
        options = webauthn.generate_registration_options(
            rp_id=party.id,
            rp_name=_NAME,
            user_id=handle,
            user_name=person.email,
            user_display_name=person.display_name,
            timeout=_MILLISECONDS,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_VERIFIED
            ),
            exclude_credentials=_descriptors(known),
        )
        return Asked(bytes_to_base64url(options.challenge), options_to_json_dict(options))

    def registered(self, party: RelyingParty, challenge: str, answer: Mapping[str, object]) -> NewPasskey:
        """What the browser registered."""
        try:
            found = webauthn.verify_registration_response(
                credential=dict(answer),
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=party.id,
                expected_origin=party.origin,
                require_user_verification=True,
            )
        except _WRONG as error:
            raise PasskeyRefused(type(error).__name__) from None
        return NewPasskey(
            bytes_to_base64url(found.credential_id),
            bytes_to_base64url(found.credential_public_key),
            found.sign_count,
            found.credential_backed_up,
        )

    def ask_to_sign_in(self, party: RelyingParty, known: Sequence[str] = ()) -> Asked:
        """For navigator.credentials.get()."""
        options = webauthn.generate_authentication_options(
            rp_id=party.id,
            timeout=_MILLISECONDS,
            allow_credentials=_descriptors(known),
            user_verification=_VERIFIED,
        )
        return Asked(bytes_to_base64url(options.challenge), options_to_json_dict(options))

    def shown(
        self, party: RelyingParty, challenge: str, answer: Mapping[str, object], key: NewPasskey
    ) -> Shown:
        """That the answer was made with this key, by somebody who showed the device that it is them."""
        try:
            found = webauthn.verify_authentication_response(
                credential=dict(answer),
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=party.id,
                expected_origin=party.origin,
                credential_public_key=base64url_to_bytes(key.public_key),
                credential_current_sign_count=key.sign_count,
                require_user_verification=True,
            )
        except _WRONG as error:
            raise PasskeyRefused(type(error).__name__) from None
        return Shown(found.new_sign_count, found.credential_backed_up)


def _descriptors(known: Sequence[str]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(each)) for each in known]
