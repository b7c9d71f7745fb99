"""Examples: passwords, second factors, passkeys, what is kept about a person."""

from salvaguarda.web.examples.example import Example
from salvaguarda.web.examples.people import ANA
from salvaguarda.web.schemas.people import SessionOut
from salvaguarda.web.schemas.security import (
    AskedOut,
    AskResetIn,
    CodeIn,
    ConfirmIn,
    EndedWaysOut,
    ErasureIn,
    NewPasskeyIn,
    PasskeyAnswerIn,
    PasskeyNameIn,
    PasskeyOut,
    PasswordChangedOut,
    PasswordIn,
    PasswordResetOut,
    RecoveryCodesOut,
    ResetIn,
    ResetKeyIn,
    ResetLinkIn,
    ResetLinkOut,
    ResetOut,
    SecondStepIn,
    SecurityOut,
    TotpSetupOut,
)

_KEY = "mR0yWlZ1x8b3v0mVb2k5m2m2x1kqk9a7m3Jq6bq1n5E"
_PASSWORD = "correct horse battery"  # noqa: S105  (an example, no secret)
_NEW = "battery staple anew"
_CONFIRM = ConfirmIn(password=_PASSWORD)
_SURE = ErasureIn(password=_PASSWORD, sure="erase")
_CODES = RecoveryCodesOut(["kq7d-m2xw-9a4t-hh3p", "b8nn-x5rc-2wue-7kzd"])
_CHALLENGE = "q83v7Nn4b1yQ2d0uVtq0mA"
_REGISTERED = {"id": "Zm9v", "rawId": "Zm9v", "type": "public-key", "response": {"clientDataJSON": "e30"}}

EXAMPLES = {
    "get_security": Example(
        SecurityOut(
            has_password=True,
            totp_since="2026-11-24T06:12:40.123456Z",
            recovery_codes=9,
            passkeys=[
                PasskeyOut(
                    id=3, name="Laptop", synced=False, created_at="2026-11-24T06:14:02.000000Z", used_at=None
                )
            ],
            passkeys_here=True,
        )
    ),
    "begin_totp": Example(
        TotpSetupOut(
            secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",  # noqa: S106  (likewise)
            address="otpauth://totp/Salvaguarda:ana%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Salvaguarda",
            side=49,
            path="M4 4h7v1h-7zM12 4h2v1h-2z",
        ),
        _CONFIRM,
    ),
    "confirm_totp": Example(_CODES, CodeIn(code="492039")),
    "remove_totp": Example(request=_CONFIRM),
    "renew_recovery_codes": Example(_CODES, _CONFIRM),
    "remove_second_factors": Example(request=_CONFIRM, parameters={"person_id": 2}),
    "begin_passkey": Example(
        AskedOut(_KEY, {"challenge": _CHALLENGE, "rp": {"id": "salvaguarda.example.org"}}), _CONFIRM
    ),
    "add_passkey": Example(_CODES, NewPasskeyIn(key=_KEY, name="Laptop", credential=_REGISTERED)),
    "rename_passkey": Example(request=PasskeyNameIn(name="Old laptop"), parameters={"passkey_id": 3}),
    "remove_passkey": Example(request=_CONFIRM, parameters={"passkey_id": 3}),
    "begin_passkey_sign_in": Example(
        AskedOut(_KEY, {"challenge": _CHALLENGE, "rpId": "salvaguarda.example.org"})
    ),
    "sign_in_with_passkey": Example(
        SessionOut(person=ANA, csrf_token=_KEY, demo=False), PasskeyAnswerIn(key=_KEY, credential=_REGISTERED)
    ),
    "pass_second_step": Example(
        SessionOut(person=ANA, csrf_token=_KEY, demo=False), SecondStepIn(code="492039")
    ),
    "change_password": Example(
        PasswordChangedOut(ended_sessions=2), PasswordIn(password=_PASSWORD, new_password=_NEW)
    ),
    "ask_for_reset": Example(request=AskResetIn(email="ana@example.org")),
    "make_reset_link": Example(
        ResetLinkOut(
            f"https://salvaguarda.example.org/reset#{_KEY}",
            "2026-11-26T06:12:40.123456Z",
            EndedWaysOut(sessions=2, tokens=1, passkeys=1, linked_accounts=0),
        ),
        ResetLinkIn(password=_PASSWORD, lost=True),
        parameters={"person_id": 2},
    ),
    "look_at_reset": Example(ResetOut("Ben Okafor"), ResetKeyIn(key=_KEY)),
    "reset_password": Example(
        PasswordResetOut(ended_sessions=2, ended_tokens=1, passkeys=1, linked_accounts=0),
        ResetIn(key=_KEY, new_password=_NEW),
    ),
    "export_me": Example(request=_CONFIRM),
    "export_person": Example(request=_CONFIRM, parameters={"person_id": 2}),
    "erase_me": Example(request=_SURE),
    "erase_person": Example(request=_SURE, parameters={"person_id": 2}),
}
