"""People as they are kept."""

from typing import Protocol

from salvaguarda.domain.people import Person

IMPORTED_WITHOUT_PASSWORD = "imported: nobody can sign in with this"  # noqa: S105  (no hash of anything, so no password fits)
"""Kept for people who came in with an import, until they are added here."""

PROVIDER_INSTEAD_OF_PASSWORD = "provider: nobody can sign in with this"  # noqa: S105  (likewise)
"""Kept for people who came in through a provider, until they set a password."""

ONE_CLICK_INSTEAD_OF_PASSWORD = "demo: nobody can sign in with this"  # noqa: S105  (likewise)
"""Kept for the people of the demo."""

PASSWORD_ENDED = "ended: nobody can sign in with this"  # noqa: S105  (likewise)
"""Kept for people of whom a device was lost, until they set another password."""


class People(Protocol):
    """The people of this installation. Passwords come and go only as hashes."""

    def add(
        self,
        email: str,
        display_name: str,
        password_hash: str,
        *,
        is_owner: bool = False,
        is_demo: bool = False,
    ) -> Person:
        """Keep a new person; Conflict when the e-mail is taken, or when there is an owner already."""
        ...

    def get(self, person_id: int) -> Person:
        """The person; NotFound when there is none."""
        ...

    def find(self, email: str) -> tuple[Person, str] | None:
        """The person with that e-mail (any case) and their password hash; None when nobody has it."""
        ...

    def change_hash(self, person_id: int, password_hash: str) -> None:
        """Keep another password, or the same one under newer hashing parameters."""
        ...

    def every(self) -> tuple[Person, ...]:
        """Everybody who was not erased, oldest first."""
        ...

    def demo(self) -> tuple[Person, ...]:
        """Those who may be signed in with one click in demo mode."""
        ...

    def owner_exists(self) -> bool:
        """Whether set-up was done."""
        ...

    def has_password(self, person_id: int) -> bool:
        """Whether they can sign in with one: not those who only came in with an import, nor whom only a provider knows, nor whose
        password ended."""
        ...

    def is_erased(self, person_id: int) -> bool:
        """Whether what was known of them was erased."""
        ...

    def erase(self, person_id: int) -> None:
        """Forget their name, e-mail and password. The row stays: what they did stays, under a number."""
        ...
