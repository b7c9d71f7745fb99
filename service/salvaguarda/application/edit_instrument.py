"""Change an instrument's title or description."""

from salvaguarda.application.add_instrument import instrument_values
from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.errors import Forbidden


def edit_instrument(
    records: Records,
    person_id: int,
    instrument_id: int,
    version: int,
    title: str,
    description: str,
    members_only: bool | None = None,
) -> None:
    """Keep the change when nobody saved meanwhile; Stale otherwise. What was there before is kept too.

    members_only: None leaves that as it is; Forbidden when it would change and they neither made the instrument nor own
    this installation.
    """
    kept = records.instruments.get(instrument_id)
    hides = members_only is not None and members_only != kept.members_only
    if hides and not records.instruments.may_hide(instrument_id, person_id):
        raise Forbidden(
            "Only whoever added this instrument, and the owner of this installation, may say who knows of it. Ask them to."
        )
    records.instruments.edit(instrument_id, version, title, description, person_id)
    if members_only is not None and hides:
        records.instruments.hide(instrument_id, members_only=members_only)
    after = instrument_values(records.instruments.get(instrument_id))
    records.log.add(
        NewEntry("edit instrument", person_id, {"instrument": instrument_id}, instrument_values(kept), after)
    )
