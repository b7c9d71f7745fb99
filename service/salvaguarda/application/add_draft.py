"""Add a draft: the text as it was cut, the words a score can be bound to, and the bytes they came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.drafts import DraftEdit, DraftRecord, NewDraft
from salvaguarda.application.ports.readings import TimedMend
from salvaguarda.application.ports.records import Records
from salvaguarda.application.read_draft import DraftReading
from salvaguarda.domain.audit import canonical, sha256_of
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
    added = records.drafts.add(draft, prepared.provisions, prepared.texts, prepared.content, person_id)
    kept = records.drafts.get(added)
    after = draft_values(kept) | {
        "source_sha256": kept.source_sha256,
        "text_sha256": kept.text_sha256,
        "texts_sha256": texts_sha256(prepared.texts),
        "provisions": kept.provisions,
        "mends": kept.mends,
    }
    subject = {"instrument": draft.instrument_id, "draft": added}
    records.log.add(NewEntry("add draft", person_id, subject, after=after))
    return added


def draft_values(kept: DraftRecord) -> dict[str, object]:
    """What a person says of a draft, as the log holds it."""
    return {
        "label": kept.label,
        "symbol": kept.symbol,
        "date": kept.date.isoformat() if kept.date else None,
        "language": kept.language,
        "version": kept.version,
    }


def texts_sha256(texts: Mapping[str, str]) -> str:
    """One hash for all words that scores can be bound to: path → full text."""
    return texts_sha256_of({path: sha256_of(text) for path, text in texts.items()})


def texts_sha256_of(hashes: Mapping[str, str]) -> str:
    """The same from the hashes of the words: path → sha256."""
    return sha256_of(canonical(hashes))
