"""Opens what checks second factors when it is first needed: most requests need none of it."""

import importlib
from functools import cached_property
from pathlib import Path
from typing import Any

from salvaguarda.adapters.secrets_folder import own_key
from salvaguarda.application.ports.factors import PasskeyCeremonies, Seal, TotpCodes

INSTALLATION_KEY = "installation.key"
"""File of the secrets folder. With a dot, so that it is never the key of a model server."""


def _module(name: str) -> Any:
    return importlib.import_module(f"salvaguarda.adapters.signing.{name}")


class OpenedFactors:
    """Fulfils application.ports.factors.Factors. folder: the secrets folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def seal(self) -> Seal:
        """The seal on secrets."""
        seal: Seal = _module("sealing").AesSeal(own_key(self._folder, INSTALLATION_KEY))
        return seal

    @cached_property
    def codes(self) -> TotpCodes:
        """Codes of authenticator apps."""
        codes: TotpCodes = _module("totp").PyotpCodes()
        return codes

    @cached_property
    def passkeys(self) -> PasskeyCeremonies:
        """WebAuthn."""
        ceremonies: PasskeyCeremonies = _module("passkeys").WebAuthnCeremonies()
        return ceremonies
