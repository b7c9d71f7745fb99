"""Codes of authenticator apps against the worked examples of RFC 6238, and their QR codes read back."""

import re
from base64 import b32encode

import numpy as np
import pytest
import segno

from salvaguarda.adapters.signing.totp import PyotpCodes

# RFC 6238, appendix B: the secret "12345678901234567890", SHA-1; its last six of eight digits.
SECRET = b32encode(b"12345678901234567890").decode()
EXAMPLES = [
    ("1970-01-01T00:00:59.000000Z", "287082", 1),
    ("2005-03-18T01:58:29.000000Z", "081804", 0x23523EC),
    ("2009-02-13T23:31:30.000000Z", "005924", 0x273EF07),
    ("2033-05-18T03:33:20.000000Z", "279037", 0x3F940AA),
]


@pytest.mark.parametrize(("now", "code", "step"), EXAMPLES)
def test_codes_are_those_of_the_standard(now: str, code: str, step: int) -> None:
    assert PyotpCodes().step_of(SECRET, code, now) == step


def test_a_clock_may_be_half_a_minute_off_and_no_more() -> None:
    codes = PyotpCodes()
    for now in ("2005-03-18T01:57:30.000000Z", "2005-03-18T01:58:59.000000Z"):
        assert codes.step_of(SECRET, "081804", now) == 0x23523EC
    for now in ("2005-03-18T01:57:29.000000Z", "2005-03-18T01:59:00.000000Z"):
        assert codes.step_of(SECRET, "081804", now) is None


@pytest.mark.parametrize("code", ["", "28708", "2870822", "28708x", "٢٨٧٠٨٢", "-87082", "²87082"])
def test_what_is_no_code_fits_none(code: str) -> None:
    assert PyotpCodes().step_of(SECRET, code, EXAMPLES[0][0]) is None


def test_a_code_may_be_typed_in_groups() -> None:
    assert PyotpCodes().step_of(SECRET, " 287 082 ", EXAMPLES[0][0]) == 1


def test_secrets_are_long_and_never_the_same() -> None:
    first, second = PyotpCodes().new_secret(), PyotpCodes().new_secret()
    assert first != second
    assert re.fullmatch(r"[A-Z2-7]{32}", first)


def test_the_address_names_service_and_account() -> None:
    address = PyotpCodes().address(SECRET, "ana+x@example.org")
    assert address.startswith("otpauth://totp/Salvaguarda:ana%2Bx%40example.org?")
    assert f"secret={SECRET}" in address
    assert "issuer=Salvaguarda" in address


def test_the_picture_is_the_qr_code_of_the_address() -> None:
    address = PyotpCodes().address(SECRET, "ana@example.org")
    picture = PyotpCodes().picture(address)
    drawn = np.zeros((picture.side, picture.side), dtype=int)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", picture.path):
        drawn[int(y), int(x) : int(x) + int(length)] = 1
    expected = np.array([list(row) for row in segno.make(address, error="m", micro=False).matrix])
    assert (drawn[4:-4, 4:-4] == expected).all()
    assert drawn.sum() == expected.sum()  # nothing in the quiet zone
