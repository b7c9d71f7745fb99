"""Add a treaty or bill."""

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.instruments import InstrumentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.audit import words_mark


def add_instrument(
    records: Records, person_id: int, title: str, description: str, *, members_only: bool = False
) -> int:
    """Keep a new instrument; returns its id. members_only: others do not know that it is here."""
    added = records.instruments.add(title, description, person_id, members_only=members_only)
    after = instrument_values(records.instruments.get(added))
    records.log.add(NewEntry("add instrument", person_id, {"instrument": added}, after=after))
    return added


def instrument_values(kept: InstrumentRecord) -> dict[str, object]:
    """An instrument as the log holds it."""
    return {
        "title": kept.title,
        "description": words_mark(kept.description),
        "members_only": kept.members_only,
        "version": kept.version,
    }
