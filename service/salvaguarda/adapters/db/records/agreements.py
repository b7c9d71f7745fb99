"""What the agreement of reviewers reads, in SQL. Who sees whose score: score_statements.VISIBLE."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, func, not_, select

from salvaguarda.adapters.db.records.names import Names
from salvaguarda.adapters.db.records.people import columns_as, person_as
from salvaguarda.adapters.db.records.score_statements import VISIBLE
from salvaguarda.adapters.db.tables.assessments import assessment, assessment_revision, score
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.adapters.db.tables.settling import settled_result
from salvaguarda.adapters.db.tables.teams import affiliation, organisation
from salvaguarda.application.ports.agreements import SignedScore
from salvaguarda.domain.agreement.exposure import Phases, Settled
from salvaguarda.domain.agreement.references import CellKey
from salvaguarda.domain.agreement.team import Rater
from salvaguarda.domain.naming import NAMELESS, SEVERAL_NAMELESS
from salvaguarda.domain.people import Person

_assessment: Any = bindparam("assessment")
_assessments: Any = bindparam("assessments", expanding=True)

_ALL = (
    select(
        score.c.id,
        score.c.provision,
        score.c.criterion,
        organisation.c.name.label("organisation"),
        *columns_as("person"),
    )
    .select_from(
        score.join(assessment, assessment.c.id == score.c.assessment_id)
        .join(person, person.c.id == score.c.person_id)
        .outerjoin(affiliation, affiliation.c.person_id == score.c.person_id)
        .outerjoin(organisation, organisation.c.id == affiliation.c.organisation_id)
    )
    .where(score.c.assessment_id == _assessment, score.c.rating.is_not(None))
)
_SEEN = _ALL.where(VISIBLE)
_hidden = (
    select(score.c.provision, score.c.criterion)
    .distinct()
    .select_from(score.join(assessment, assessment.c.id == score.c.assessment_id))
    .where(score.c.assessment_id == _assessment, score.c.rating.is_not(None), not_(VISIBLE))
    .subquery("hidden_cell")
)
_HIDDEN = select(func.count()).select_from(_hidden)
_PHASES = (
    select(assessment_revision.c.assessment_id, assessment_revision.c.at, assessment_revision.c.blind)
    .where(assessment_revision.c.assessment_id.in_(_assessments))
    .order_by(assessment_revision.c.assessment_id, assessment_revision.c.version)
)
_SETTLED = (
    select(
        settled_result.c.assessment_id,
        settled_result.c.provision,
        settled_result.c.criterion,
        settled_result.c.at,
    )
    .where(settled_result.c.assessment_id.in_(_assessments))
    .order_by(settled_result.c.id)
)
_person = person_as("person")


class SqlAgreements:
    """Fulfils application.ports.agreements.Agreements."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def signed(self, assessment_id: int, reader_id: int | None) -> Mapping[int, SignedScore]:
        """Score id → whose it is for this reader."""
        names = Names(self._connection, assessment_id, reader_id)
        return {row.id: _signed(row, names) for row in self._read(_ALL, _SEEN, assessment_id, reader_id)}

    def hidden(self, assessment_id: int, reader_id: int | None) -> int:
        """How many cells have a rating that this reader may not see."""
        if reader_id is None:
            return 0
        values = {"assessment": assessment_id, "reader": reader_id}
        return int(self._connection.execute(_HIDDEN, values).scalar_one())

    def phases(self, assessment_ids: Collection[int]) -> Phases:
        """Since when these assessments were blind or open."""
        found: defaultdict[int, list[tuple[str, bool]]] = defaultdict(list)
        for row in self._of(_PHASES, assessment_ids):
            found[row.assessment_id].append((row.at, row.blind))
        return found

    def settled(self, assessment_ids: Collection[int]) -> Settled:
        """When which cells were settled by a person."""
        found: defaultdict[CellKey, list[str]] = defaultdict(list)
        for row in self._of(_SETTLED, assessment_ids):
            found[row.assessment_id, row.provision, row.criterion].append(row.at)
        return found

    def _of(self, statement: Any, assessment_ids: Collection[int]) -> Any:
        return self._connection.execute(statement, {"assessments": sorted(assessment_ids)})

    def _read(self, everything: Any, for_reader: Any, assessment_id: int, reader_id: int | None) -> Any:
        if reader_id is None:
            return self._connection.execute(everything, {"assessment": assessment_id})
        return self._connection.execute(for_reader, {"assessment": assessment_id, "reader": reader_id})


def _signed(row: Any, names: Names) -> SignedScore:
    somebody = _person(row)
    shown = names.of(somebody, (row.provision, row.criterion))
    if shown.id:
        return SignedScore(row.id, Rater(shown.display_name, str(shown.id)), row.organisation)
    return SignedScore(row.id, _pseudonym(somebody, names), None)


def _pseudonym(somebody: Person, names: Names) -> Rater | None:
    """By the one name that they have in every cell; None when there is none, or when it tells nobody apart."""
    name = names.at_all(somebody, is_named=False).display_name
    return None if name in (NAMELESS, SEVERAL_NAMELESS) else Rater(name, name)
