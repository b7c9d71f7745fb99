"""Begin the record of assessments that are older than the audit log: everything kept of them is bound to it from now on."""

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records


def begin_record(records: Records) -> None:
    """One entry for each assessment of which nothing was ever logged; nothing when there is none."""
    for assessment_id in records.record_checks.unrecorded():
        subject = {"assessment": assessment_id}
        records.log.add(NewEntry("begin record", None, subject, assessment_id=assessment_id, keeps_all=True))
