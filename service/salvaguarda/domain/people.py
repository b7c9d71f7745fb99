"""A person: somebody who signs in, scores and is named beside what they wrote."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """One person of this installation.

    email: lower case, unique. is_owner: made at set-up; may add people. is_demo: may be signed in with one click,
    in demo mode only.
    """

    id: int
    email: str
    display_name: str
    is_owner: bool = False
    is_demo: bool = False
