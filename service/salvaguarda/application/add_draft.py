"""Add a draft: the text as it was cut, the words a score can be bound to, and the bytes they came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from salvaguarda.application.ports.drafts import DraftEdit, NewDraft
from salvaguarda.application.ports.readings import TimedMend
from salvaguarda.application.ports.records import Records
from salvaguarda.application.read_draft import DraftReading
from salvaguarda.domain.drafts import ChapterRole, Provision, ProvisionKind
from salvaguarda.domain.errors import Invalid, Problem
from salvaguarda.domain.reading.full_text import WHOLE, Texts
from salvaguarda.domain.reading.lines import ReadingOptions


@dataclass(frozen=True, slots=True)
class PreparedDraft:
    """Everything that is kept of a reading. texts: path → full text, with "draft" for the whole text."""

    provisions: tuple[Provision, ...]
    texts: Mapping[str, str]
    content: bytes


def prepare_draft(reading: DraftReading, content: bytes, roles: Mapping[str, ChapterRole]) -> PreparedDraft:
    """The provisions with the roles a person gave (the guesses stand where they gave none), and their words.

    Needs no storage, and takes a second for a long text: run it before the transaction.
    Raises Invalid for a role of a provision that is not there.
    """
    cut = [part for part in reading.segmentation.provisions if part.kind is not ProvisionKind.DRAFT]
    refuse_unknown_paths(roles, (part.path for part in cut))
    provisions = tuple(replace(part, role=roles.get(part.path, part.role)) for part in cut)
    texts = Texts(provisions)
    return PreparedDraft(
        provisions, {path: texts.of(path) for path in (WHOLE, *(part.path for part in provisions))}, content
    )


def new_draft(
    instrument_id: int,
    said: DraftEdit,
    reading: DraftReading,
    options: ReadingOptions,
    mends: tuple[TimedMend, ...] = (),
) -> NewDraft:
    """What is kept of a reading beside its words: what a person says of it, and how it came about."""
    return NewDraft(
        instrument_id=instrument_id,
        label=said.label,
        symbol=said.symbol,
        date=said.date,
        language=said.language,
        format=reading.reading.format,
        source_name=reading.name,
        options=options,
        mends=mends,
    )


def refuse_unknown_paths(roles: Mapping[str, ChapterRole], known: Iterable[str]) -> None:
    """Return when every path is known; Invalid with one problem each otherwise."""
    unknown = roles.keys() - set(known)
    if unknown:
        problems = [
            Problem(f"roles.{path}", f"There is no provision {path} in this draft.", "Load the draft again.")
            for path in sorted(unknown)
        ]
        raise Invalid("Roles were given to provisions that are not in this draft.", problems)


def add_draft(records: Records, draft: NewDraft, prepared: PreparedDraft, person_id: int) -> int:
    """Keep it; returns its id. NotFound when there is no such instrument."""
    records.instruments.get(draft.instrument_id)
    return records.drafts.add(draft, prepared.provisions, prepared.texts, prepared.content, person_id)
