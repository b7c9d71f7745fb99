"""Instruments whole, read in SQL. Fulfils application.ports.complete_exports.CompleteExports with keep_export.py."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, insert, select

from salvaguarda.adapters.db.records import complete_exports_public as public
from salvaguarda.adapters.db.records import score_statements as statements
from salvaguarda.adapters.db.records.complete_exports_team import TeamReader
from salvaguarda.adapters.db.records.drafts import provision_of
from salvaguarda.adapters.db.records.keep_export import ExportKeeper
from salvaguarda.adapters.db.records.people import NO_PASSWORD
from salvaguarda.adapters.db.records.reading_json import options_of
from salvaguarda.adapters.db.records.words_json import words_of
from salvaguarda.adapters.db.tables.assessments import assessment_revision
from salvaguarda.adapters.db.tables.drafts import (
    draft,
    draft_mend,
    draft_source,
    earlier,
    instrument,
    provision,
)
from salvaguarda.adapters.db.tables.links import alignment, link, link_revision
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.application.ports.complete_exports import (
    CompleteExport,
    ExportedCarried,
    ExportedDraft,
    ExportedEarlier,
    ExportedInstrument,
    ExportedMend,
    ExportedProvision,
    ExportedScore,
    ExportedSettings,
    ExportedState,
    Kept,
    TeamParts,
)
from salvaguarda.application.ports.exported_links import ExportedAlignment, ExportedLink, ExportedLinkState
from salvaguarda.application.ports.exported_team import (
    ExportedAffiliation,
    ExportedOrganisation,
    ExportedPosition,
    ExportedSnapshot,
    KeyOf,
)
from salvaguarda.domain.alignment.links import Relation
from salvaguarda.domain.drafts import Provision
from salvaguarda.domain.errors import NotFound
from salvaguarda.domain.people import Person
from salvaguarda.domain.team import Access, Naming

_wanted: BindParameter[int] = bindparam("wanted")
_INSTRUMENT = select(instrument).where(instrument.c.id == _wanted)
_EARLIER = (
    select(earlier)
    .where(earlier.c.noun == bindparam("noun"), earlier.c.subject_id == _wanted)
    .order_by(earlier.c.version)
)
_DRAFTS = (
    select(draft, draft_source.c.content)
    .join_from(draft, draft_source)
    .where(draft.c.instrument_id == _wanted)
    .order_by(draft.c.id)
)
_PROVISIONS = select(provision).where(provision.c.draft_id == _wanted).order_by(provision.c.position)
_MENDS = select(draft_mend).where(draft_mend.c.draft_id == _wanted).order_by(draft_mend.c.position)
_SETTINGS = (
    select(assessment_revision)
    .where(assessment_revision.c.assessment_id == _wanted)
    .order_by(assessment_revision.c.version)
)
_ALIGNMENTS = (
    select(alignment)
    .join(draft, draft.c.id == alignment.c.new_draft_id)
    .where(draft.c.instrument_id == _wanted)
    .order_by(alignment.c.id)
)
_LINKS = select(link).where(link.c.alignment_id == _wanted).order_by(link.c.id)
_LINK_STATES = (
    select(link_revision)
    .join(link, link.c.id == link_revision.c.link_id)
    .where(link.c.alignment_id == _wanted)
    .order_by(link_revision.c.link_id, link_revision.c.version)
)
_ADD_PERSON = insert(person).returning(person.c.id)


class SqlCompleteExports:
    """Fulfils application.ports.complete_exports.CompleteExports."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def instrument(self, instrument_id: int) -> ExportedInstrument:
        """The instrument itself; NotFound when there is none."""
        row = self._connection.execute(_INSTRUMENT, {"wanted": instrument_id}).one_or_none()
        if row is None:
            raise NotFound("instrument", instrument_id)
        return ExportedInstrument(
            title=row.title,
            description=row.description,
            synthetic=row.synthetic,
            version=row.version,
            created_at=row.created_at,
            created_by=row.created_by,
            earlier=self._earlier("instrument", instrument_id),
            members_only=row.members_only,
        )

    def drafts(self, instrument_id: int) -> list[ExportedDraft]:
        """Its drafts, in the order of upload."""
        return [self._draft(row) for row in self._connection.execute(_DRAFTS, {"wanted": instrument_id})]

    def _draft(self, row: Any) -> ExportedDraft:
        whole, *parts = self._connection.execute(_PROVISIONS, {"wanted": row.id}).all()
        return ExportedDraft(
            key=row.id,
            label=row.label,
            symbol=row.symbol,
            date=row.date,
            language=row.language,
            format=row.format,
            source_name=row.source_name,
            source_sha256=row.source_sha256,
            source=bytes(row.content),
            text_sha256=row.text_sha256,
            full_text=whole.full_text,
            version=row.version,
            created_at=row.created_at,
            created_by=row.created_by,
            earlier=self._earlier("draft", row.id),
            provisions=[_provision(part) for part in parts],
            options=options_of(row.options),
            mends=self._mends(row.id),
        )

    def _mends(self, draft_id: int) -> list[ExportedMend]:
        rows = self._connection.execute(_MENDS, {"wanted": draft_id})
        return [ExportedMend(json.loads(row.mend), row.at, row.person_id) for row in rows]

    def _earlier(self, noun: str, subject_id: int) -> list[ExportedEarlier]:
        rows = self._connection.execute(_EARLIER, {"noun": noun, "wanted": subject_id})
        return [ExportedEarlier(row.version, row.content, row.replaced_at, row.replaced_by) for row in rows]

    def settings(self, assessment_id: int, reader_id: int | None, key_of: KeyOf) -> list[ExportedSettings]:
        """Every state of an assessment's settings, whoever made it named as in the roster; with None as they are."""
        team = TeamReader(self._connection, assessment_id, reader_id, key_of)
        rows = self._connection.execute(_SETTINGS, {"wanted": assessment_id})
        return [
            ExportedSettings(
                version=row.version,
                title=row.title,
                blind=row.blind,
                at=row.at,
                person=team.member_key(row.person_id),
                access=Access(row.access),
                needed=row.needed,
                names=Naming(row.names),
            )
            for row in rows
        ]

    def scores(self, assessment_id: int, reader_id: int | None, key_of: KeyOf) -> list[ExportedScore]:
        """The scores this reader may see, with their states, names masked; with None all as they are."""
        values: dict[str, int] = {"assessment": assessment_id}
        scores, states = statements.ALL, statements.ALL_STATES
        if reader_id is not None:
            values["reader"] = reader_id
            scores, states = statements.SEEN, statements.SEEN_STATES
        team = TeamReader(self._connection, assessment_id, reader_id, key_of)
        found = {row.id: row for row in self._connection.execute(scores, values)}
        by_score: defaultdict[int, list[ExportedState]] = defaultdict(list)
        for row in self._connection.execute(states, values):
            of = found[row.score_id]
            by_score[row.score_id].append(_state(row, team.key(row.person_id, (of.provision, of.criterion))))
        return [
            ExportedScore(
                key=row.id,
                provision=row.provision,
                criterion=row.criterion,
                person=team.key(row.person_id, (row.provision, row.criterion)),
                states=by_score[row.id],
            )
            for row in found.values()
        ]

    def team(self, assessment_id: int, reader_id: int | None, key_of: KeyOf) -> TeamParts:
        """How a team worked, as this reader may see it; with None all, and the audit log."""
        team = TeamReader(self._connection, assessment_id, reader_id, key_of)
        return {
            "members": team.members(),
            "assignments": team.assignments(),
            "results": team.results(),
            "threads": team.threads(),
            "record": team.record(),
            "hidden_results": team.hidden_results(),
        }

    def positions(self, assessment_id: int, reader_id: int | None, key_of: KeyOf) -> list[ExportedPosition]:
        """Every state of every position, oldest first, whoever may be told of it; people named as in `snapshots`."""
        team = TeamReader(self._connection, assessment_id, reader_id, key_of)
        return public.positions(self._connection, assessment_id, team.member_key)

    def snapshots(self, assessment_id: int, reader_id: int | None, key_of: KeyOf) -> list[ExportedSnapshot]:
        """What was signed, oldest first, whoever signed named as in the roster; with None as they are."""
        team = TeamReader(self._connection, assessment_id, reader_id, key_of)
        return public.snapshots(self._connection, assessment_id, team.member_key)

    def organisations(self, ids: Collection[int]) -> list[ExportedOrganisation]:
        """These."""
        return public.organisations(self._connection, ids)

    def affiliations(self, people: Collection[int]) -> list[ExportedAffiliation]:
        """Where these people belong."""
        return public.affiliations(self._connection, people)

    def alignments(self, instrument_id: int) -> list[ExportedAlignment]:
        """The links between its drafts."""
        return [
            ExportedAlignment(
                old=row.old_draft_id,
                new=row.new_draft_id,
                engine_version=row.engine_version,
                computed_at=row.computed_at,
                links=self._links(row.id),
            )
            for row in self._connection.execute(_ALIGNMENTS, {"wanted": instrument_id})
        ]

    def _links(self, alignment_id: int) -> list[ExportedLink]:
        by_link: defaultdict[int, list[ExportedLinkState]] = defaultdict(list)
        for row in self._connection.execute(_LINK_STATES, {"wanted": alignment_id}):
            by_link[row.link_id].append(_link_state(row))
        rows = self._connection.execute(_LINKS, {"wanted": alignment_id})
        return [ExportedLink(row.corrected_by, by_link[row.id]) for row in rows]

    def add_person(self, display_name: str, email: str) -> Person:
        """Keep somebody who is named in an import: an account that nobody can sign in to."""
        values = {
            "email": email.lower(),
            "display_name": display_name,
            "password_hash": NO_PASSWORD,
            "is_owner": False,
            "is_demo": False,
            "created_at": self._now,
        }
        person_id = self._connection.execute(_ADD_PERSON, values).scalar_one()
        return Person(person_id, email.lower(), display_name)

    def add_organisation(self, name: str, created_at: str, created_by: int) -> int:
        """The id of the organisation with that name; a new one when there is none."""
        return public.add_organisation(self._connection, name, created_at, created_by)

    def affiliate(self, one: ExportedAffiliation, by: int) -> None:
        """Say where a person belongs, by ids of here; nothing when they belong somewhere already."""
        public.affiliate(self._connection, one, by)

    def keep(
        self,
        export: CompleteExport,
        people: Mapping[int, int],
        checklists: Mapping[tuple[str, str], int],
        organisations: Mapping[int, int],
    ) -> Kept:
        """Keep a checked export. people, organisations: key → id here; checklists: (id, version) → row."""
        return ExportKeeper(self._connection, people, checklists, organisations).keep(export)


def _provision(row: Any) -> ExportedProvision:
    part = provision_of(row)
    return ExportedProvision(
        **{name: getattr(part, name) for name in Provision.__slots__}, full_text=row.full_text
    )


def _state(row: Any, person_key: int) -> ExportedState:
    words = words_of(row.rating, row.rationale, row.evidence, row.recommendation, row.recommendation_text)
    return ExportedState(
        revision=row.revision,
        rating=words.rating,
        rationale=words.rationale,
        evidence=list(words.evidence),
        recommendation=words.recommendation,
        text_sha256=row.text_sha256,
        checklist_sha256=row.checklist_sha256,
        carried=None
        if row.carried_score_id is None
        else ExportedCarried(row.carried_score_id, row.carried_revision, row.confirmed),
        at=row.at,
        person=person_key,
    )


def _link_state(row: Any) -> ExportedLinkState:
    return ExportedLinkState(
        version=row.version,
        old=json.loads(row.old),
        new=json.loads(row.new),
        relation=Relation(row.relation),
        similarity=row.similarity,
        reason=row.reason,
        in_force=row.in_force,
        at=row.at,
        person=row.person_id,
    )
