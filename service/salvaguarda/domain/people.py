"""A person: somebody who signs in, scores and is named beside what they wrote."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """One person of this installation.

    email: lower case, unique. is_owner: made at set-up; may add people. is_demo: may be signed in with one click,
    in demo mode only. program_of: None for people; for a program that reads with an API token of its own, who made it.
    A program is nobody who scored or is a member: its id is below zero, and it writes nothing.
    """

    id: int
    email: str
    display_name: str
    is_owner: bool = False
    is_demo: bool = False
    program_of: int | None = None

    @property
    def is_program(self) -> bool:
        """Whether this is no person, but a program that may only read."""
        return self.program_of is not None

    @property
    def stands_for(self) -> int:
        """Whose memberships say what may be known of: one's own id; for a program, that of whoever made it."""
        return self.id if self.program_of is None else self.program_of
