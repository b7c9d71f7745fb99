"""Draw the redlines of links once and keep them: the same operations on screen, in exports and in the report.

In three steps, because drawing takes seconds for a whole draft and must hold up neither readers nor writers:
`needed_redlines` (a read), `draw` (pure), `keep_redlines` (a write).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salvaguarda.application.judge_substance import (
    LinkContext,
    joined_hash,
    link_context,
    references_hash,
)
from salvaguarda.application.ports.drafts import ProvisionText
from salvaguarda.application.ports.links import LinkRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.redlines import DrawnRedline, RedlineKey
from salvaguarda.domain.alignment.links import Link
from salvaguarda.domain.redline import REDLINE_VERSION, is_substance, redline
from salvaguarda.domain.references import written_references

BETWEEN = "\n\n"
"""What stands between the words of several provisions on one side of a link."""


@dataclass(frozen=True, slots=True)
class Undrawn:
    """Two texts, and the cross-references in them that only followed what they name (old → new, in one form)."""

    key: RedlineKey
    old: str
    new: str
    renumbered: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Redlines:
    """The redlines of some links: drawn before, and still to be drawn. keys: of each link, in their order."""

    keys: tuple[RedlineKey, ...]
    drawn: Mapping[RedlineKey, DrawnRedline]
    undrawn: tuple[Undrawn, ...]


@dataclass(frozen=True, slots=True)
class LinkTexts:
    """The words on each side of a link, several provisions one after the other; "" where there is none."""

    old: str
    new: str
    redlines: Redlines


def undrawn(
    old: Sequence[ProvisionText], new: Sequence[ProvisionText], renumbered: Mapping[str, str]
) -> Undrawn:
    """The words of some provisions on each side as they are to be drawn."""
    before, after = (joined_hash([each.sha256 for each in side]) for side in (old, new))
    return Undrawn((before, after, references_hash(renumbered)), joined(old), joined(new), renumbered)


def joined(texts: Sequence[ProvisionText]) -> str:
    """The words of several provisions, one after the other; "" of none."""
    return BETWEEN.join(each.text for each in texts)


def needed_redlines(
    records: Records, context: LinkContext, old_id: int, new_id: int, links: Sequence[Link]
) -> Redlines:
    """The redlines of these links between two drafts: what is kept, and what is to be drawn of the rest."""
    old, new = records.drafts.texts(old_id), records.drafts.texts(new_id)
    return known_redlines(
        records,
        [undrawn(_held(old, link.old), _held(new, link.new), context.renumbered(link)) for link in links],
    )


def known_redlines(records: Records, wanted: Sequence[Undrawn]) -> Redlines:
    """What is kept of these, and what is to be drawn: each once."""
    keys = tuple(each.key for each in wanted)
    drawn = records.redlines.drawn(keys, REDLINE_VERSION)
    missing = {each.key: each for each in wanted if each.key not in drawn}
    return Redlines(keys, drawn, tuple(missing.values()))


def show_link_texts(records: Records, link_id: int) -> LinkTexts:
    """The texts of a link with its redline, drawn or to be drawn; NotFound when there is no such link."""
    record = records.links.get(link_id)
    link = record.link
    old, new = (
        [records.drafts.text(draft_id, path) for path in paths]
        for draft_id, paths in ((record.old_draft_id, link.old), (record.new_draft_id, link.new))
    )
    return LinkTexts(joined(old), joined(new), redlines_along(records, record, old, new))


def redlines_along(
    records: Records, record: LinkRecord, old: Sequence[ProvisionText], new: Sequence[ProvisionText]
) -> Redlines:
    """The redline of the words on both sides of a link, or of a part of them."""
    before, after = joined(old), joined(new)
    # Only words that refer to provisions need the whole drafts, which take a while to load and to read.
    refers = before != after and bool(written_references(before)) and bool(written_references(after))
    renumbered = _context_of(records, record).renumbered(record.link) if refers else {}
    return known_redlines(records, [undrawn(old, new, renumbered)])


def draw(wanted: Sequence[Undrawn]) -> list[DrawnRedline]:
    """The redlines of these texts; about a second for a megabyte of text."""
    found = []
    for each in wanted:
        operations = redline(each.old, each.new, each.renumbered)
        shown = any(operation.sign != "=" for operation in operations)
        substance = shown and is_substance(each.old, each.new, each.renumbered)
        found.append(DrawnRedline(each.key, operations, substance))
    return found


def keep_redlines(records: Records, redlines: Sequence[DrawnRedline]) -> None:
    """Keep what was drawn."""
    records.redlines.keep(redlines, REDLINE_VERSION)


def _held(texts: Mapping[str, ProvisionText], paths: Sequence[str]) -> list[ProvisionText]:
    return [texts[path] for path in paths if path in texts]


def _context_of(records: Records, record: LinkRecord) -> LinkContext:
    links = [each.link for each in records.links.of_pair(record.old_draft_id, record.new_draft_id)]
    old, new = (records.drafts.provisions(each) for each in (record.old_draft_id, record.new_draft_id))
    return link_context(old, new, links, {}, {})
