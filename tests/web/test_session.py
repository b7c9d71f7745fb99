"""Signing in and out."""

from collections.abc import Callable

from tests.client import Client, signed_in_owner


def test_first_person_becomes_owner_and_is_signed_in(visitor: Client) -> None:
    assert visitor.get("/api/setup").json()["needed"] is True
    owner = signed_in_owner(visitor)
    assert owner.get("/api/session").json()["person"]["is_owner"] is True
    assert owner.get("/api/setup").json()["needed"] is False


def test_reviewer_added_by_owner_can_sign_in(sign_in_as: Callable[[str], Client]) -> None:
    ben = sign_in_as("ben")
    assert ben.get("/api/session").json()["person"]["display_name"] == "Ben"
