"""Secrets sealed by AES-256-GCM under keys derived from that of the installation."""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from salvaguarda.application.ports.factors import SealBroken

_FORM = "s1."
_NONCE_BYTES = 12


class AesSeal:
    """Fulfils application.ports.factors.Seal. key: 32 bytes."""

    def __init__(self, key: bytes) -> None:
        # Two keys for two uses, so that neither tells anything about the other.
        self._cipher = AESGCM(hmac.digest(key, b"salvaguarda seal", sha256))
        self._naming = hmac.digest(key, b"salvaguarda fingerprint", sha256)

    def sealed(self, secret: str, purpose: str) -> str:
        """What may be kept."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, secret.encode(), purpose.encode())
        return _FORM + urlsafe_b64encode(nonce + sealed).decode()

    def opened(self, sealed: str, purpose: str) -> str:
        """The secret again; SealBroken."""
        try:
            content = urlsafe_b64decode(sealed.removeprefix(_FORM))
            nonce, sealed_bytes = content[:_NONCE_BYTES], content[_NONCE_BYTES:]
            return self._cipher.decrypt(nonce, sealed_bytes, purpose.encode()).decode()
        except (InvalidTag, ValueError):
            raise SealBroken("A secret cannot be opened with the key of this installation.") from None

    def fingerprint(self, text: str) -> bytes:
        """32 bytes that only this installation can make of the text, the same every time."""
        return hmac.digest(self._naming, text.encode(), sha256)
