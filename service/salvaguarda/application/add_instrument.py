"""Add a treaty or bill."""

from salvaguarda.application.ports.records import Records


def add_instrument(
    records: Records, person_id: int, title: str, description: str, *, members_only: bool = False
) -> int:
    """Keep a new instrument; returns its id. members_only: others do not know that it is here."""
    return records.instruments.add(title, description, person_id, members_only=members_only)
