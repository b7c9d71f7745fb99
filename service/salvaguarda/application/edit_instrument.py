"""Change an instrument's title or description."""

from salvaguarda.application.ports.records import Records


def edit_instrument(
    records: Records, person_id: int, instrument_id: int, version: int, title: str, description: str
) -> None:
    """Keep the change when nobody saved meanwhile; Stale otherwise. What was there before is kept too."""
    records.instruments.edit(instrument_id, version, title, description, person_id)
