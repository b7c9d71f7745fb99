"""Export an assessment whole for people: the report with its results, what was signed, and the agreement of reviewers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from salvaguarda.application.describe_agreement import describe_agreement
from salvaguarda.application.describe_snapshot import present_state, still_to_score
from salvaguarda.application.export_assessment import export_assessment
from salvaguarda.application.export_results import export_results
from salvaguarda.application.measure_agreement import (
    GatheredAgreement,
    Which,
    gather_agreement,
    measure_gathered,
)
from salvaguarda.application.ports.exports import Report
from salvaguarda.application.ports.facts import Fact
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.sign_off import content_of
from salvaguarda.domain.people import Person
from salvaguarda.domain.snapshots import SnapshotDifference, compare_snapshots


@dataclass(frozen=True, slots=True)
class GatheredReport:
    """What was read in one transaction. agreement: None where only one organisation's scores are asked for."""

    report: Report
    agreement: GatheredAgreement | None


def gather_report(
    records: Records,
    sheets: Sheets,
    assessment_id: int,
    reader: Person | None,
    organisation_id: int | None = None,
) -> GatheredReport:
    """Everything as this reader may see it; with None nothing is hidden, but names as the assessment says.

    organisation_id: only scores of its people; neither results nor agreement then, for others have a part in both.
    Raises NotFound (assessment, organisation).
    """
    report = export_assessment(records, sheets, assessment_id, reader, organisation_id)
    if organisation_id is not None:
        return GatheredReport(report, None)
    results = export_results(records, sheets, report.view, report.scores, reader)
    facts = (*report.facts, *_signed_facts(records, sheets, assessment_id, reader))
    reader_id = None if reader is None else reader.id
    agreement = gather_agreement(records, sheets, assessment_id, Which.INDEPENDENT, reader_id)
    return GatheredReport(replace(report, results=results, facts=facts), agreement)


def finished_report(gathered: GatheredReport) -> Report:
    """With the figures of agreement computed: a second for a long draft, so outside of any transaction."""
    if gathered.agreement is None:
        return gathered.report
    table = describe_agreement(measure_gathered(gathered.agreement))
    return replace(gathered.report, agreement=table)


def _signed_facts(
    records: Records, sheets: Sheets, assessment_id: int, reader: Person | None
) -> Iterator[Fact]:
    snapshots = records.snapshots.of_assessment(assessment_id)
    if not snapshots:
        yield Fact("Sign-off", "Signed", "not signed off")
        return
    for each in snapshots:
        words = f"{each.snapshot.title}, {each.at}, by {each.by.display_name}, sha256 {each.snapshot.sha256}"
        yield Fact("Sign-off", f"Snapshot {each.number}", words)
    present = present_state(records, sheets, assessment_id).content
    if reader is not None and still_to_score(records, assessment_id, present, reader.id):
        yield Fact("Sign-off", "Changed since", "told once you have scored what is yours to score")
        return
    changed = compare_snapshots(content_of(snapshots[0]), present, {})  # only counted here
    yield Fact("Sign-off", "Changed since", _changed(changed))


def _changed(changed: SnapshotDifference) -> str:
    if changed.none:
        return "no result, nor the text or the checklist"
    cells = len(changed.cells)
    said = ["1 result" if cells == 1 else f"{cells} results"] if cells else []
    said += ["the text"] if changed.draft else []
    said += ["the checklist"] if changed.checklist else []
    old, new = changed.verdicts
    said += [f"the verdict ({old} → {new})"] if old != new else []
    return ", ".join(said)
