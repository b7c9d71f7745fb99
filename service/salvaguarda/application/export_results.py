"""Export results: cell by cell what counts, how it came about, and what organisations say of it, as a reader may see it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from salvaguarda.application.describe_snapshot import present_state, results_in, still_to_score
from salvaguarda.application.ports.exports import ResultLine
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import ScoreRecord
from salvaguarda.application.ports.settled import SettledKind, SettledResult
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.show_matrix import MatrixView
from salvaguarda.domain.checklist import KEYS
from salvaguarda.domain.glyphs import GLYPHS
from salvaguarda.domain.matrix import HIDDEN, OPEN, OUT_OF_SCOPE
from salvaguarda.domain.people import Person
from salvaguarda.domain.positions import VERDICT, Position, Stance, told_positions

Subject = tuple[str, str]
_STANCES = {Stance.SUPPORT: "support", Stance.DISSENT: "dissent", Stance.ABSTAIN: "abstain"}
_SETTLED = {
    SettledKind.AGREED: "settled: all ratings agree",
    SettledKind.ADJUDICATED: "settled: adjudicated",
}
_AGREED, _OPEN = "all ratings agree; not settled by a person", "no result yet"


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the reader may see, by cell."""

    settled: Mapping[Subject, SettledResult]
    scores: Mapping[Subject, Sequence[ScoreRecord]]
    positions: Mapping[Subject, str]


def export_results(
    records: Records,
    sheets: Sheets,
    view: MatrixView,
    scores: Sequence[ScoreRecord],
    reader: Person | None,
) -> tuple[ResultLine, ...]:
    """One line for each cell of which the reader sees anything, in document order; the last is the verdict."""
    assessment_id = view.assessment.id
    reader_id = None if reader is None else reader.id
    by_cell: dict[Subject, list[ScoreRecord]] = {}
    for score in scores:
        if score.words.rating is not None:
            by_cell.setdefault((score.provision, score.criterion), []).append(score)
    settled = records.settled.seen(assessment_id, reader_id)
    seen = _Seen(settled, by_cell, _positions(records, sheets, assessment_id, settled.keys(), reader))
    return (*_lines(view, seen), _verdict(view, seen.positions.get(VERDICT, "")))


def _lines(view: MatrixView, seen: _Seen) -> Iterator[ResultLine]:
    criteria = view.matrix.checklist.criteria
    for row in view.matrix.rows:
        for place, code in enumerate(row.codes):
            if code in (OUT_OF_SCOPE, OPEN, HIDDEN):
                continue
            cell = (row.row.path, criteria[place].id)
            settled = seen.settled.get(cell)
            scores = seen.scores.get(cell, ())
            yield ResultLine(
                label=row.row.label,
                heading=row.row.heading,
                path=row.row.path,
                division=row.row.division,
                criterion=criteria[place].code,
                criterion_id=criteria[place].id,
                criterion_title=criteria[place].title,
                result=GLYPHS[code].words,
                how=_how(code, settled),
                ratings=len(scores),
                settled_by="" if settled is None else settled.person.display_name,
                settled_at="" if settled is None else settled.at,
                reason="" if settled is None else settled.reason,
                chosen=_chosen(settled, scores),
                positions=seen.positions.get(cell, ""),
            )


def _how(code: str, settled: SettledResult | None) -> str:
    if settled is not None:
        return _SETTLED[settled.kind]
    return _AGREED if code in KEYS.values() else _OPEN


def _chosen(settled: SettledResult | None, scores: Sequence[ScoreRecord]) -> str:
    if settled is None or settled.kind is SettledKind.AGREED:
        return ""
    if settled.chosen_score_id is None:
        return "a third rating"
    return next(
        (each.person.display_name for each in scores if each.id == settled.chosen_score_id), "a reviewer"
    )


def _verdict(view: MatrixView, positions: str) -> ResultLine:
    title = view.matrix.checklist.title
    return ResultLine(
        label="Verdict",
        heading="",
        path="",
        division="",
        criterion="",
        criterion_id="",
        criterion_title=title,
        result=view.matrix.summary.verdict_text,
        how="computed from the results",
        ratings=None,
        settled_by="",
        settled_at="",
        reason="",
        chosen="",
        positions=positions,
    )


def _positions(
    records: Records,
    sheets: Sheets,
    assessment_id: int,
    settled: Collection[Subject],
    reader: Person | None,
) -> Mapping[Subject, str]:
    """Subject → what is told of positions on it, in words."""
    newest = records.positions.newest(assessment_id)
    if not newest:
        return {}
    names = {each.position.organisation_id: each.organisation for each in newest}
    content = present_state(records, sheets, assessment_id).content
    results = results_in(content)
    # Without a reader (the command line) as whoever belongs to no organisation: a file travels, whoever made it.
    own = None if reader is None else records.organisations.affiliation_of(reader.id)
    organisation_id = None if own is None else own.organisation_id
    told = told_positions([each.position for each in newest], organisation_id, results)
    seen = set(settled)
    if reader is None or not still_to_score(records, assessment_id, content, reader.id):
        seen.add(VERDICT)
    return {
        subject: _words(
            [_stated(names[each.organisation_id], each, results) for each in one.named], one.counted
        )
        for subject, one in told.items()
        if subject in seen
    }


def _stated(organisation: str, one: Position, results: Mapping[Subject, str]) -> str:
    """What it was said of stands beside it once that is not the result any more."""
    note = f" (“{one.note}”)" if one.note else ""
    earlier = "" if results.get(one.subject) == one.result else f", of an earlier result: {one.result}"
    return f"{organisation}: {_STANCES[one.stance]}{earlier}{note}"


def _words(named: Sequence[str], counted: Mapping[Stance, int]) -> str:
    return "\n".join(
        [*named, *(f"{_organisations(count)}: {_STANCES[stance]}" for stance, count in counted.items())]
    )


def _organisations(count: int) -> str:
    """Whether some stand above by name, or none: the words hold for both."""
    return "1 organisation, not named" if count == 1 else f"{count} organisations, not named"
