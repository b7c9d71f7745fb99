"""Add a treaty or bill."""

from salvaguarda.application.ports.records import Records


def add_instrument(records: Records, person_id: int, title: str, description: str) -> int:
    """Keep a new instrument; returns its id."""
    return records.instruments.add(title, description, person_id)
