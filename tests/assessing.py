"""A small world for tests: two drafts of one instrument, assessed with the first checklist, and three people.

The new draft keeps article 1, renumbers article 2 to 3 (same words), inserts an article 2, amends article 3 (now 4),
keeps article 4 as 5, and drops article 5.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.files import load_checklist
from salvaguarda.application.add_assessment import add_assessment
from salvaguarda.application.align_drafts import compute_links, keep_alignment, needed_alignment
from salvaguarda.application.ports.drafts import NewDraft
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import ScoreRecord, Words
from salvaguarda.application.save_score import Wish, save_score
from salvaguarda.application.sheets import Sheets
from salvaguarda.bootstrap import publish_built_in_checklists
from salvaguarda.domain.drafts import ChapterRole, Provision
from salvaguarda.domain.evidence import quote_at
from salvaguarda.domain.reading.full_text import Texts
from salvaguarda.domain.scores import Quote, Rating, Recommendation
from tests.factories import article, chapter

CHECKLIST = ("un-cybercrime-safeguards", "1.0.0")

_PURPOSES = "The purposes of this Convention are to prevent and combat cybercrime effectively."
_ACCESS = "Each State Party shall adopt measures to establish as criminal offences the access without right."
_SEARCH = "Each State Party shall empower its authorities to search a computer system after prior authorization by a judge."
_SEARCH_WEAKENED = "Each State Party shall empower its authorities to search a computer system without delay."
_DATA = "Personal data shall be transferred subject to appropriate safeguards and to the law of the transferring Party."
_SUNSET = "This Convention ceases to apply ten years after it entered into force unless it is renewed by all Parties."
_NEW = (
    "Each State Party may establish further offences, including by means of other conventions and protocols."
)

RIGHT_TO_LEFT = "\u202eevil"


def chapters(*parts: tuple[ChapterRole, Sequence[list[Provision]]]) -> tuple[Provision, ...]:
    """Chapters I, II … with their roles and articles."""
    found: list[Provision] = []
    for place, (role, articles) in enumerate(parts, start=1):
        above = replace(chapter(str(place), role.value.capitalize()), role=role)
        found.append(above)
        for one in articles:
            head = one[0]
            found += [replace(head, parent=above.path, depth=1), *one[1:]]
    return tuple(found)


OLD = chapters(
    (ChapterRole.GENERAL, [article("1", text=_PURPOSES, heading="Purposes")]),
    (ChapterRole.CRIMINALIZATION, [article("2", text=_ACCESS, heading="Illegal access")]),
    (
        ChapterRole.PROCEDURE,
        [
            article("3", text=_SEARCH, heading="Search of stored data"),
            article("4", text=_DATA, heading="Transfer of personal data"),
        ],
    ),
    (ChapterRole.FINAL, [article("5", text=_SUNSET, heading="Expiry")]),
)
NEW = chapters(
    (ChapterRole.GENERAL, [article("1", text=_PURPOSES, heading="Purposes")]),
    (
        ChapterRole.CRIMINALIZATION,
        [
            article("2", text=_NEW, heading="Further offences"),
            article("3", text=_ACCESS, heading="Illegal access"),
        ],
    ),
    (
        ChapterRole.PROCEDURE,
        [
            article("4", text=_SEARCH_WEAKENED, heading="Search of stored data"),
            article("5", text=_DATA, heading="Transfer of personal data"),
        ],
    ),
)


@dataclass(frozen=True)
class World:
    """Ids of what was made. ana is the owner; ana, ben and cleo review."""

    instrument: int
    old_draft: int
    new_draft: int
    old: int
    new: int
    ana: int
    ben: int
    cleo: int


def keep_draft(
    records: Records,
    instrument_id: int,
    label: str,
    day: date | None,
    parts: Sequence[Provision],
    person_id: int,
) -> int:
    """A draft kept as an import would keep it."""
    texts = Texts(parts)
    draft = NewDraft(instrument_id, label, f"A/{label}", day, "en", "markdown", f"{label}.md")
    words = {path: texts.of(path) for path in ("draft", *(part.path for part in parts))}
    return records.drafts.add(draft, parts, words, f"# {label}\n\x00\xff".encode("latin-1"), person_id)


def make_world(records: Records, *, blind: bool = True, people: Sequence[int] = ()) -> World:
    """Everything, in one transaction. people: ids of three people that are there already."""
    publish_built_in_checklists(records)
    if not people:
        owner = records.people.add("ana@example.org", "Ana Reyes", "no hash", is_owner=True)
        others = [
            records.people.add(f"{name}@example.org", name.capitalize(), "no hash")
            for name in ("ben", "cleo")
        ]
        people = [owner.id, *(person.id for person in others)]
    ana, ben, cleo = people
    instrument = records.instruments.add("Model Convention", "For tests.", ana)
    old_draft = keep_draft(records, instrument, "First draft", date(2023, 1, 21), OLD, ana)
    new_draft = keep_draft(records, instrument, "Second draft", date(2023, 5, 29), NEW, ana)
    old = add_assessment(records, old_draft, ana, CHECKLIST, "First reading", blind=blind)
    new = add_assessment(records, new_draft, ana, CHECKLIST, "Second reading", blind=blind)
    return World(instrument, old_draft, new_draft, old.id, new.id, ana, ben, cleo)


def align_world(records: Records, world: World) -> None:
    """Links between the two drafts."""
    pair = needed_alignment(records, world.old_draft, world.new_draft)
    assert pair is not None
    keep_alignment(records, world.old_draft, world.new_draft, compute_links(pair))


def sheets() -> Sheets:
    """Fresh sheets, as one installation has them."""
    return Sheets(load_checklist)


def wish(
    records: Records,
    assessment_id: int,
    path: str,
    rating: Rating | None,
    rationale: str = "",
    *,
    quote: str = "",
    evidence: tuple[Quote, ...] | None = None,
    advice: Recommendation | None = None,
    version: int = 0,
    confirms: int | None = None,
) -> Wish:
    """A wish bound to the words as they are kept; quote: words of the row taken as evidence."""
    words = records.drafts.text(records.assessments.get(assessment_id).draft_id, path)
    if evidence is None:
        start = words.text.find(quote)
        evidence = (quote_at(words.text, start, start + len(quote)),) if quote else ()
    return Wish(Words(rating, rationale, evidence, advice), words.sha256, confirms, version)


def rate(
    records: Records,
    kept: Sheets,
    assessment_id: int,
    cell: tuple[str, str],
    person_id: int,
    rating: Rating | None,
    rationale: str = "",
    **more: object,
) -> ScoreRecord:
    """Save a score; see `wish`."""
    wanted = wish(records, assessment_id, cell[0], rating, rationale, **more)  # type: ignore[arg-type]
    return save_score(records, kept, assessment_id, cell, person_id, wanted)


def make_in(database: Database, *, blind: bool = True) -> World:
    """A world in this storage, aligned."""

    def make(records: Records) -> World:
        world = make_world(records, blind=blind)
        align_world(records, world)
        return world

    return database.write_here(make)
