"""Codes of authenticator apps by pyotp, their QR code by segno."""

from datetime import datetime
from itertools import groupby

import pyotp
import segno

from salvaguarda.application.ports.factors import Picture

ISSUER = "Salvaguarda"
_NEIGHBOURS = 1  # steps; a phone's clock may be half a minute off
_QUIET = 4  # modules of white around a QR code, as its standard asks


class PyotpCodes:
    """Fulfils application.ports.factors.TotpCodes: SHA-1, six digits, 30 seconds, which is what every app knows."""

    def new_secret(self) -> str:
        """A new secret, base32: 160 bits."""
        return pyotp.random_base32()

    def address(self, secret: str, account: str) -> str:
        """The "otpauth:" address that apps read."""
        return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=ISSUER)

    def picture(self, address: str) -> Picture:
        """The address as a QR code: one rectangle a run of dark modules in a row."""
        rows = segno.make(address, error="m", micro=False).matrix
        return Picture(len(rows) + 2 * _QUIET, "".join(_row(y, row) for y, row in enumerate(rows, _QUIET)))

    def step_of(self, secret: str, code: str, now: str) -> int | None:
        """The step that a code belongs to; None when it fits none."""
        totp = pyotp.TOTP(secret)
        digits = "".join(code.split())
        if not (digits.isascii() and digits.isdigit()):  # pyotp compares other digits as if they were these
            return None
        try:
            return totp.verify_and_get_timecode(
                digits, for_time=datetime.fromisoformat(now), valid_window=_NEIGHBOURS
            )
        except pyotp.OTPVerificationError:
            return None


def _row(y: int, row: bytes | bytearray) -> str:
    path, x = "", _QUIET
    for dark, run in groupby(row):
        length = len(list(run))
        if dark:
            path += f"M{x} {y}h{length}v1h-{length}z"
        x += length
    return path
