"""What an evaluation reads, in SQL. Fulfils application.ports.evaluations.Evaluations."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

import msgspec
from sqlalchemy import Connection

from salvaguarda.adapters.db.records import evaluation_statements as statements
from salvaguarda.application.ports.evaluations import AskedRun
from salvaguarda.domain.agreement.references import CellKey, FiguresShown, Given, Shown, ShownTo, State
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.evaluation.asked import Asked, Contender
from salvaguarda.domain.suggestions.evaluation.switching import Seen
from salvaguarda.domain.suggestions.outcomes import Outcome
from salvaguarda.domain.suggestions.policy import DecisionAction
from salvaguarda.domain.suggestions.suggestion import QuoteState


class _Quote(msgspec.Struct):
    state: QuoteState


class _Content(msgspec.Struct):
    """What is needed of a kept suggestion; reading all of it would take most of the time."""

    quotes: list[_Quote]
    rating: Rating | None = None


_CONTENT = msgspec.json.Decoder(_Content)
_RATINGS = {
    rating.value: rating for rating in Rating
}  # calling Rating() for each of 20,000 rows takes a tenth of a second


class SqlEvaluations:
    """Fulfils application.ports.evaluations.Evaluations."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def runs(self, assessment_ids: Collection[int]) -> tuple[AskedRun, ...]:
        """The runs for review and for evaluation, oldest first."""
        rows = self._of(statements.RUNS, assessment_ids)
        return tuple(AskedRun(row.id, row.assessment_id, row.endpoint_id, _contender(row)) for row in rows)

    def asked(self, runs: Sequence[AskedRun], reader_id: int | None) -> Mapping[Contender, tuple[Asked, ...]]:
        """Contender → the ended questions of these runs that are open to the reader."""
        found: dict[Contender, list[Asked]] = {run.contender: [] for run in runs}
        if not found:
            return {}
        of_run = {run.id: run.contender for run in runs}
        attempts = self._attempts(of_run)
        values: dict[str, Any] = {"runs": sorted(of_run)}
        statement = statements.ALL_ASKED
        if reader_id is not None:
            statement, values["reader"] = statements.OPEN_ASKED, reader_id
        for row in self._connection.execute(statement, values).all():
            found[of_run[row.run_id]].append(_asked(row, attempts.get(row.id, ())))
        return {contender: tuple(asked) for contender, asked in found.items()}

    def _attempts(self, run_ids: Collection[int]) -> dict[int, list[Any]]:
        rows = self._connection.execute(statements.ATTEMPTS, {"runs": sorted(run_ids)}).all()
        return {task_id: list(of_task) for task_id, of_task in groupby(rows, attrgetter("task_id"))}

    def hidden(self, runs: Sequence[AskedRun], reader_id: int | None) -> Mapping[Contender, int]:
        """Contender → how many cells these runs asked about that are not open to the reader."""
        if reader_id is None or not runs:
            return {}
        of_run = {run.id: run.contender for run in runs}
        cells: defaultdict[Contender, set[CellKey]] = defaultdict(set)
        values = {"runs": sorted(of_run), "reader": reader_id}
        for row in self._connection.execute(statements.HIDDEN, values):
            cells[of_run[row.run_id]].add(_cell(row))
        return {contender: len(of_contender) for contender, of_contender in cells.items()}

    def given(self, assessment_ids: Collection[int]) -> tuple[Given, ...]:
        """Every score with its states, in short."""
        found = []
        for score_id, rows in groupby(self._of(statements.GIVEN, assessment_ids), attrgetter("score_id")):
            states = list(rows)
            found.append(Given(score_id, _cell(states[0]), states[0].person_id, tuple(map(_state, states))))
        return tuple(found)

    def continued(self, assessment_ids: Collection[int]) -> frozenset[int]:
        """The assessments of the scores that scores of these continue."""
        return frozenset(row.assessment_id for row in self._of(statements.CONTINUED, assessment_ids))

    def shown(self, assessment_ids: Collection[int]) -> ShownTo:
        """What was shown to whom, redrafts too."""
        found: defaultdict[tuple[CellKey, int], list[Shown]] = defaultdict(list)
        for row in self._of(statements.SHOWN, assessment_ids):
            found[_cell(row), row.person_id].append(Shown(row.score_revision_before, row.at))
        return found

    def figures_shown(self, assessment_ids: Collection[int]) -> FiguresShown:
        """When figures of these assessments were shown to whom."""
        found: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
        for row in self._of(statements.FIGURES_SHOWN, assessment_ids):
            found[row.assessment_id, row.person_id].append(row.at)
        return found

    def keep_shown(self, assessment_id: int, person_id: int) -> None:
        """Keep that figures are shown to this person now; nothing when they were, and no own score changed since."""
        values = {"assessment": assessment_id, "reader": person_id, "now": self._now}
        self._connection.execute(statements.KEEP_SHOWN, values)

    def visible_scores(self, assessment_ids: Collection[int], reader_id: int | None) -> frozenset[int]:
        """Ids of the scores in open cells that the reader may see."""
        rows = self._for(statements.ALL_SCORES, statements.VISIBLE_SCORES, assessment_ids, reader_id)
        return frozenset(row.id for row in rows)

    def seen(self, assessment_ids: Collection[int], reader_id: int | None) -> tuple[Seen, ...]:
        """Reveals of suggestions to score, in open cells, to people whose score the reader may see."""
        rows = self._for(statements.ALL_SEEN, statements.VISIBLE_SEEN, assessment_ids, reader_id)
        return tuple(map(_seen, rows))

    def _of(self, statement: Any, assessment_ids: Collection[int]) -> Any:
        return self._connection.execute(statement, {"assessments": sorted(assessment_ids)}).all()

    def _for(
        self, everything: Any, for_reader: Any, assessment_ids: Collection[int], reader_id: int | None
    ) -> Any:
        if reader_id is None:
            return self._of(everything, assessment_ids)
        values = {"assessments": sorted(assessment_ids), "reader": reader_id}
        return self._connection.execute(for_reader, values).all()


def _cell(row: Any) -> CellKey:
    return row.assessment_id, row.provision, row.criterion


def _rating(code: str | None) -> Rating | None:
    return None if code is None else _RATINGS[code]


def _contender(row: Any) -> Contender:
    return Contender(row.prompt_id, row.prompt_version, row.endpoint_name, row.model)


def _asked(row: Any, attempts: Sequence[Any]) -> Asked:
    quotes = () if row.content is None else _CONTENT.decode(row.content).quotes
    return Asked(
        number=row.id,
        cell=_cell(row),
        outcome=Outcome(row.outcome),
        rating=_rating(row.rating),
        quotes=tuple(quote.state for quote in quotes),
        input_tokens=sum(each.input_tokens for each in attempts),
        output_tokens=sum(each.output_tokens for each in attempts),
        cached_tokens=sum(each.cached_tokens for each in attempts),
        estimated=any(each.estimated for each in attempts),
        cost_micro=sum(each.cost_micro for each in attempts),
        currency=row.currency or "",
        seconds=tuple(each.seconds for each in attempts if each.failure is None and each.seconds is not None),
    )


def _state(row: Any) -> State:
    continues = None if row.carried_score_id is None else (row.carried_score_id, row.carried_revision)
    return State(row.revision, _rating(row.rating), row.at, continues)


def _seen(row: Any) -> Seen:
    return Seen(
        cell=_cell(row),
        contender=_contender(row),
        before=_rating(row.rating_before),
        suggested=_CONTENT.decode(row.seen).rating,
        after=_rating(row.rating_now),
        action=None if row.action is None else DecisionAction(row.action),
    )
