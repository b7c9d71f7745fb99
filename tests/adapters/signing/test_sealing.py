"""Secrets under seal: what opens them, and what does not."""

import secrets

import pytest

from salvaguarda.adapters.signing.sealing import AesSeal
from salvaguarda.application.ports.factors import SealBroken

KEY = secrets.token_bytes(32)


def test_what_was_sealed_opens_for_the_same_purpose_only() -> None:
    seal = AesSeal(KEY)
    sealed = seal.sealed("JBSWY3DP", "totp:17")
    assert "JBSWY3DP" not in sealed
    assert AesSeal(KEY).opened(sealed, "totp:17") == "JBSWY3DP"
    with pytest.raises(SealBroken):
        seal.opened(sealed, "totp:18")


@pytest.mark.parametrize("spoilt", ["", "s1.", "s1.AAAA", "no base64 ü", "changed"])
def test_what_was_changed_does_not_open(spoilt: str) -> None:
    seal = AesSeal(KEY)
    sealed = seal.sealed("JBSWY3DP", "totp:17")
    changed = (
        sealed[:20] + ("A" if sealed[20] != "A" else "B") + sealed[21:] if spoilt == "changed" else spoilt
    )
    with pytest.raises(SealBroken):
        seal.opened(changed, "totp:17")


def test_another_key_opens_nothing() -> None:
    with pytest.raises(SealBroken):
        AesSeal(secrets.token_bytes(32)).opened(AesSeal(KEY).sealed("JBSWY3DP", "totp:17"), "totp:17")


def test_the_same_secret_looks_different_each_time() -> None:
    seal = AesSeal(KEY)
    assert seal.sealed("JBSWY3DP", "totp:17") != seal.sealed("JBSWY3DP", "totp:17")


def test_a_fingerprint_is_of_one_installation() -> None:
    assert AesSeal(KEY).fingerprint("person 1") == AesSeal(KEY).fingerprint("person 1")
    assert AesSeal(KEY).fingerprint("person 1") != AesSeal(KEY).fingerprint("person 2")
    assert AesSeal(KEY).fingerprint("person 1") != AesSeal(secrets.token_bytes(32)).fingerprint("person 1")
