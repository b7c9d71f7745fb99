"""Keep how a team worked, from an imported export. The audit log in it is evidence for readers, and is not kept."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Table, insert

from salvaguarda.adapters.db.records.members import new_pseudonym
from salvaguarda.adapters.db.tables.discussions import comment, mention, thread
from salvaguarda.adapters.db.tables.publishing import position, snapshot
from salvaguarda.adapters.db.tables.settling import assignment, settled_result
from salvaguarda.adapters.db.tables.teams import member
from salvaguarda.application.ports.complete_exports import ExportedAssessment
from salvaguarda.application.ports.exported_team import (
    ExportedMember,
    ExportedPosition,
    ExportedResult,
    ExportedThread,
)
from salvaguarda.domain.audit import FIRST_PREVIOUS
from salvaguarda.domain.team import roles_text

Values = dict[str, Any]
_ADD_RESULT = insert(settled_result).returning(settled_result.c.id)
_ADD_THREAD = insert(thread).returning(thread.c.id)
_ADD_COMMENT = insert(comment).returning(comment.c.id)


class TeamKeeper:
    """people, scores, organisations: key in the file → id here."""

    def __init__(
        self,
        connection: Connection,
        people: Mapping[int, int],
        scores: Mapping[int, int],
        organisations: Mapping[int, int],
    ) -> None:
        self._connection, self._people = connection, people
        self._scores, self._organisations = scores, organisations

    def keep(self, one: ExportedAssessment, assessment_id: int) -> tuple[int, ...]:
        """Keep that of one assessment, whose scores are kept already; the ids of results that were reopened."""
        team, place = one.team, {"assessment_id": assessment_id}
        self._add(member, [place | self._member(each) for each in _with_pseudonyms(team.members)])
        self._add(
            assignment,
            [
                place
                | {
                    "provision": each.provision,
                    "criterion": each.criterion,
                    "person_id": self._people[each.person],
                    "at": each.at,
                    "assigned_by": self._people[each.assigned_by],
                }
                for each in team.assignments
            ],
        )
        reopened = [
            result_id
            for each in team.results
            if (result_id := self._keep_result(place | self._result(each))) and each.reopened_at
        ]
        for each in team.threads:
            self._keep_thread(each, assessment_id)
        self._keep_positions(one, assessment_id)
        self._keep_snapshots(one, assessment_id)
        return tuple(reopened)

    def _add(self, table: Table, rows: Sequence[Values]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)

    def _person(self, key: int | None) -> int | None:
        return None if key is None else self._people[key]

    def _member(self, one: ExportedMember) -> Values:
        return {
            "person_id": self._people[one.person],
            "roles": roles_text(one.roles),
            "pseudonym": one.pseudonym,
            "version": one.version,
            "since": one.since,
            "added_by": self._people[one.added_by],
            "left_at": one.left_at,
            "scores_kept": None if one.scores_kept is None else one.scores_kept.value,
        }

    def _keep_result(self, values: Values) -> int:
        return int(self._connection.execute(_ADD_RESULT, values).scalar_one())

    def _result(self, one: ExportedResult) -> Values:
        basis = [[self._scores[each.score], each.revision] for each in one.basis]
        return {
            "provision": one.provision,
            "criterion": one.criterion,
            "kind": one.kind,
            "rating": one.rating.value,
            "reason": one.reason,
            "basis": json.dumps(basis),
            "chosen_score_id": None if one.chosen is None else self._scores[one.chosen],
            "at": one.at,
            "person_id": self._people[one.person],
            "reopened_at": one.reopened_at,
            "reopened_by": self._person(one.reopened_by),
            "reopened_because": one.reopened_because,
        }

    def _keep_thread(self, one: ExportedThread, assessment_id: int) -> None:
        values = {
            "assessment_id": assessment_id,
            "provision": one.provision,
            "criterion": one.criterion,
            "version": one.version,
            "opened_at": one.opened_at,
            "opened_by": self._people[one.opened_by],
            "resolved_at": one.resolved_at,
            "resolved_by": self._person(one.resolved_by),
        }
        thread_id = self._connection.execute(_ADD_THREAD, values).scalar_one()
        for each in one.comments:
            said = {"thread_id": thread_id, "number": each.number, "body": each.body, "at": each.at}
            row = said | {"person_id": self._people[each.person]}
            comment_id = self._connection.execute(_ADD_COMMENT, row).scalar_one()
            # Seen: nobody is told anew of what they were told elsewhere.
            self._add(
                mention,
                [
                    {"comment_id": comment_id, "person_id": person_id, "seen_at": each.at}
                    for person_id in dict.fromkeys(self._people[key] for key in each.mentions)
                ],
            )

    def _keep_positions(self, one: ExportedAssessment, assessment_id: int) -> None:
        """Versions count anew: of positions of others a reader's file holds the newest state only."""
        counted: Counter[tuple[int, str, str]] = Counter()
        for each in one.team.positions:
            subject = self._organisations[each.organisation], each.provision, each.criterion
            counted[subject] += 1
            author = self._people[one.created_by if each.person is None else each.person]
            row = _position(each) | {"assessment_id": assessment_id, "organisation_id": subject[0]}
            self._add(position, [row | {"version": counted[subject], "person_id": author}])

    def _keep_snapshots(self, one: ExportedAssessment, assessment_id: int) -> None:
        """Where the log of another installation ended then is no entry of the log here."""
        self._add(
            snapshot,
            [
                {
                    "assessment_id": assessment_id,
                    "number": each.number,
                    "title": each.title,
                    "note": each.note,
                    "content": each.content,
                    "sha256": each.sha256,
                    "audit_seq": 0,
                    "audit_sha256": FIRST_PREVIOUS,
                    "at": each.at,
                    "person_id": self._people[each.person],
                }
                for each in one.team.snapshots
            ],
        )


def _position(one: ExportedPosition) -> Values:
    return {
        "provision": one.provision,
        "criterion": one.criterion,
        "stance": one.stance.value,
        "note": one.note,
        "publicity": one.publicity.value,
        "result": one.result,
        "at": one.at,
    }


def _with_pseudonyms(members: Sequence[ExportedMember]) -> list[ExportedMember]:
    """Each with a pseudonym: those that the exporter was not told get new ones."""
    taken = {each.pseudonym for each in members}
    found = []
    for each in members:
        name = each.pseudonym or new_pseudonym(taken)
        taken.add(name)
        found.append(replace(each, pseudonym=name))
    return found
