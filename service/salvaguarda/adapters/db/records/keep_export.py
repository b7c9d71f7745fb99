"""Keep a complete export: every row as it was, under new ids."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, update

from salvaguarda.adapters.db.records.drafts import provision_values
from salvaguarda.adapters.db.records.keep_reveals import RevealKeeper
from salvaguarda.adapters.db.records.keep_team import TeamKeeper
from salvaguarda.adapters.db.records.reading_json import options_text
from salvaguarda.adapters.db.records.words_json import word_columns
from salvaguarda.adapters.db.tables.assessments import (
    assessment,
    assessment_revision,
    score,
    score_revision,
)
from salvaguarda.adapters.db.tables.drafts import (
    draft,
    draft_mend,
    draft_source,
    earlier,
    instrument,
    provision,
)
from salvaguarda.adapters.db.tables.links import alignment, link, link_revision
from salvaguarda.application.ports.complete_exports import (
    CompleteExport,
    ExportedAssessment,
    ExportedDraft,
    ExportedEarlier,
    ExportedInstrument,
    ExportedSettings,
    ExportedState,
    Kept,
)
from salvaguarda.application.ports.exported_links import ExportedLink, ExportedLinkState
from salvaguarda.application.ports.scores import Words
from salvaguarda.domain.assessments import WHOLE_TEXT
from salvaguarda.domain.drafts import ProvisionKind

_CARRY = (
    update(score)
    .where(score.c.id == bindparam("wanted"))
    .values(
        carried_score_id=bindparam("old"),
        carried_revision=bindparam("old_revision"),
        confirmed=bindparam("was_confirmed"),
    )
)
Values = dict[str, Any]


class ExportKeeper:
    """Keeps one export; people, organisations: key → id here, checklists: (id, version) → row."""

    def __init__(
        self,
        connection: Connection,
        people: Mapping[int, int],
        checklists: Mapping[tuple[str, str], int],
        organisations: Mapping[int, int],
    ) -> None:
        self._connection, self._people, self._checklists = connection, people, checklists
        self._organisations = organisations
        self._drafts: dict[int, int] = {}
        self._scores: dict[int, int] = {}

    def keep(self, export: CompleteExport) -> Kept:
        """Keep everything, each part after what it refers to."""
        instrument_id = self._keep_instrument(export.instrument)
        for one in export.drafts:
            self._drafts[one.key] = self._keep_draft(one, instrument_id)
        self._keep_links(export)
        assessments = {each.key: self._keep_assessment(each) for each in export.assessments}
        for each in export.assessments:
            self._keep_scores(each, assessments[each.key])
        states = [pair for each in export.assessments for pair in _states(each)]
        self._keep_states(states)
        reveals = RevealKeeper(self._connection, self._people, self._scores)
        for each in export.assessments:
            reveals.keep(each, assessments[each.key], self._drafts[each.draft])
        teams = TeamKeeper(self._connection, self._people, self._scores, self._organisations)
        reopened = {
            assessments[each.key]: teams.keep(each, assessments[each.key]) for each in export.assessments
        }
        return Kept(instrument_id, len(self._drafts), assessments, len(self._scores), reopened)

    def _add(self, table: Table, values: Values) -> int:
        return int(self._connection.execute(insert(table).returning(table.c.id), values).scalar_one())

    def _add_all(self, table: Table, rows: Sequence[Values]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)

    def _keep_instrument(self, one: ExportedInstrument) -> int:
        values = {
            "title": one.title,
            "description": one.description,
            "synthetic": one.synthetic,
            "members_only": one.members_only,
            "version": one.version,
            "created_at": one.created_at,
            "created_by": None if one.created_by is None else self._people[one.created_by],
        }
        instrument_id = self._add(instrument, values)
        self._keep_earlier("instrument", instrument_id, one.earlier)
        return instrument_id

    def _keep_earlier(self, noun: str, subject_id: int, states: Sequence[ExportedEarlier]) -> None:
        self._add_all(
            earlier,
            [
                {
                    "noun": noun,
                    "subject_id": subject_id,
                    "version": state.version,
                    "content": state.content,
                    "replaced_at": state.replaced_at,
                    "replaced_by": self._people[state.replaced_by],
                }
                for state in states
            ],
        )

    def _keep_draft(self, one: ExportedDraft, instrument_id: int) -> int:
        fields = ("label", "symbol", "date", "language", "format", "source_name", "source_sha256")
        values = {name: getattr(one, name) for name in (*fields, "text_sha256", "version", "created_at")}
        values |= {
            "instrument_id": instrument_id,
            "source_size": len(one.source),
            "options": options_text(one.options),
            "provisions": len(one.provisions),
            "articles": sum(part.kind is ProvisionKind.ARTICLE for part in one.provisions),
            "created_by": self._people[one.created_by],
        }
        draft_id = self._add(draft, values)
        self._add_all(draft_source, [{"draft_id": draft_id, "content": one.source}])
        self._keep_earlier("draft", draft_id, one.earlier)
        whole = provision_values(draft_id, 0, WHOLE_TEXT, one.full_text)
        parts = enumerate(one.provisions, start=1)
        rows = [provision_values(draft_id, place, part, part.full_text) for place, part in parts]
        self._add_all(provision, [whole, *rows])
        self._keep_mends(one, draft_id)
        return draft_id

    def _keep_mends(self, one: ExportedDraft, draft_id: int) -> None:
        self._add_all(
            draft_mend,
            [
                {
                    "draft_id": draft_id,
                    "position": place,
                    "mend": json.dumps(each.mend, ensure_ascii=False),
                    "at": each.at,
                    "person_id": self._people[each.person],
                }
                for place, each in enumerate(one.mends)
            ],
        )

    def _keep_links(self, export: CompleteExport) -> None:
        for each in export.alignments:
            values = {
                "old_draft_id": self._drafts[each.old],
                "new_draft_id": self._drafts[each.new],
                "engine_version": each.engine_version,
                "computed_at": each.computed_at,
            }
            alignment_id = self._add(alignment, values)
            for one in each.links:
                self._keep_link(one, alignment_id)

    def _keep_link(self, one: ExportedLink, alignment_id: int) -> None:
        last = one.states[-1]
        link_id = self._add(
            link,
            _link_columns(last)
            | {"alignment_id": alignment_id, "corrected_by": self._person(one.corrected_by)},
        )
        self._add_all(
            link_revision,
            [
                _link_columns(state)
                | {"link_id": link_id, "at": state.at, "person_id": self._person(state.person)}
                for state in one.states
            ],
        )

    def _person(self, key: int | None) -> int | None:
        return None if key is None else self._people[key]

    def _keep_assessment(self, one: ExportedAssessment) -> int:
        last = one.settings[-1]
        values = {
            "draft_id": self._drafts[one.draft],
            "checklist_row": self._checklists[one.checklist_id, one.checklist_version],
            "title": last.title,
            "unit": one.unit.value,
            **_rules(last),
            "version": last.version,
            "created_at": one.created_at,
            "created_by": self._people[one.created_by],
        }
        assessment_id = self._add(assessment, values)
        self._add_all(
            assessment_revision,
            [
                {
                    "assessment_id": assessment_id,
                    "version": state.version,
                    "title": state.title,
                    **_rules(state),
                    "at": state.at,
                    "person_id": self._people[state.person],
                }
                for state in one.settings
            ],
        )
        return assessment_id

    def _keep_scores(self, one: ExportedAssessment, assessment_id: int) -> None:
        """The present states, not yet saying what they continue: that may stand further down in the file."""
        for each in one.scores:
            last = each.states[-1]
            values = {
                "assessment_id": assessment_id,
                "draft_id": self._drafts[one.draft],
                "provision": each.provision,
                "criterion": each.criterion,
                "person_id": self._people[each.person],
                "revision": last.revision,
                "confirmed": False,
                "updated_at": last.at,
                **_words(last),
            }
            self._scores[each.key] = self._add(score, values)

    def _keep_states(self, states: Sequence[tuple[int, bool, ExportedState]]) -> None:
        rows = []
        for key, is_last, state in states:
            carried = state.carried
            continues = {
                "carried_score_id": None if carried is None else self._scores[carried.score],
                "carried_revision": None if carried is None else carried.revision,
                "confirmed": carried is not None and carried.confirmed,
            }
            rows.append(
                {
                    "score_id": self._scores[key],
                    "revision": state.revision,
                    "at": state.at,
                    "person_id": self._people[state.person],
                    **_words(state),
                    **continues,
                }
            )
            if is_last and carried is not None:
                values = {
                    "wanted": self._scores[key],
                    "old": self._scores[carried.score],
                    "old_revision": carried.revision,
                    "was_confirmed": carried.confirmed,
                }
                self._connection.execute(_CARRY, values)
        self._add_all(score_revision, rows)


def _rules(state: ExportedSettings) -> Values:
    return {
        "blind": state.blind,
        "access": state.access.value,
        "needed": state.needed,
        "names": state.names.value,
    }


def _states(one: ExportedAssessment) -> list[tuple[int, bool, ExportedState]]:
    """Key of the score, whether it is the present state, the state."""
    return [(each.key, state is each.states[-1], state) for each in one.scores for state in each.states]


def _link_columns(state: ExportedLinkState) -> Values:
    return {
        "old": json.dumps(state.old, ensure_ascii=False),
        "new": json.dumps(state.new, ensure_ascii=False),
        "relation": state.relation.value,
        "similarity": state.similarity,
        "reason": state.reason,
        "version": state.version,
        "in_force": state.in_force,
    }


def _words(state: ExportedState) -> Values:
    words = Words(state.rating, state.rationale, tuple(state.evidence), state.recommendation)
    return {
        **word_columns(words),
        "text_sha256": state.text_sha256,
        "checklist_sha256": state.checklist_sha256,
    }
