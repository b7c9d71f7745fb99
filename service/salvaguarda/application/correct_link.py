"""Correct the links between two drafts by hand: what a person links leaves all other links, and history stays."""

from collections.abc import Sequence
from dataclasses import dataclass

from salvaguarda.application.align_drafts import reduced
from salvaguarda.application.find_counterparts import is_whole_text
from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.links import AlignmentRecord, LinkRecord, LinkRevisionRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.alignment.by_hand import moved, name_by_hand
from salvaguarda.domain.alignment.links import Link, Relation
from salvaguarda.domain.assessments import WHOLE_TEXT
from salvaguarda.domain.drafts import Provision
from salvaguarda.domain.errors import Conflict, Invalid, NotFound, Problem, Stale

UNLINKED = "unlinked by a person"
"""Why a provision has no counterpart although an engine may think it has."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A link as a person wants it. relation None: named from numbers and words."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class LinkedDrafts:
    """Two drafts' provisions in document order, and the links in force between them."""

    old_draft_id: int
    new_draft_id: int
    old: tuple[Provision, ...]
    new: tuple[Provision, ...]
    links: tuple[LinkRecord, ...]


def add_link(records: Records, old_id: int, new_id: int, correction: Correction, person_id: int) -> None:
    """Keep a new link; its provisions leave the links they were in. Needs the pair to be aligned.

    Raises NotFound (no such drafts, or not aligned), and Invalid with every mistake.
    """
    alignment = records.links.hold(old_id, new_id)
    if alignment is None:
        raise NotFound("comparison", f"{old_id} and {new_id}")
    drafts = _linked_drafts(records, old_id, new_id)
    link = _named(drafts, correction)
    _take_out(records, alignment.id, drafts, link, None, person_id)
    records.links.add(alignment.id, [link], person_id, by_hand=True)
    _log(records, "add link", (old_id, new_id), person_id, None, link)


def correct_link(
    records: Records, link_id: int, version: int, correction: Correction, person_id: int
) -> tuple[int, int]:
    """Change a link; what it holds now leaves other links, and what it held before is new or deleted.

    Returns the old and the new draft's id. Raises NotFound, Stale with the kept LinkRecord, Conflict for the link
    between the whole texts, Invalid with every mistake.
    """
    alignment, record = held_link(records, link_id, version)
    drafts = _linked_drafts(records, record.old_draft_id, record.new_draft_id)
    link = _named(drafts, correction)
    _take_out(records, alignment.id, drafts, link, record, person_id)
    keep_state(records, record, link, person_id)
    _log(records, "correct link", _pair(record), person_id, record, link)
    return record.old_draft_id, record.new_draft_id


def confirm_link(records: Records, link_id: int, version: int, person_id: int) -> tuple[int, int]:
    """Say that a link is right as it is: it gets a person and a time, and stays when drafts are aligned again.

    Returns the old and the new draft's id. Raises as `correct_link` does, but for Invalid.
    """
    _, record = held_link(records, link_id, version)
    keep_state(records, record, record.link, person_id)
    _log(records, "confirm link", _pair(record), person_id, record, record.link)
    return record.old_draft_id, record.new_draft_id


def unlink(records: Records, link_id: int, version: int, person_id: int) -> tuple[int, int]:
    """Take a link apart: what it held of the old draft is deleted, of the new one new, until a person links it again.

    Returns the old and the new draft's id. Raises as `correct_link` does, and Conflict when nothing is linked.
    """
    alignment, record = held_link(records, link_id, version)
    if not record.link.old or not record.link.new:
        raise Conflict(
            "This provision has no counterpart, so there is nothing to unlink. Link it to one instead."
        )
    first, *rest = [
        *(Link((path,), (), Relation.DELETED, 0.0, UNLINKED) for path in record.link.old),
        *(Link((), (path,), Relation.NEW, 0.0, UNLINKED) for path in record.link.new),
    ]
    keep_state(records, record, first, person_id)
    records.links.add(alignment.id, rest, person_id, by_hand=True)
    _log(records, "unlink", _pair(record), person_id, record, None)
    return record.old_draft_id, record.new_draft_id


def _pair(record: LinkRecord) -> tuple[int, int]:
    return record.old_draft_id, record.new_draft_id


def _log(
    records: Records,
    act: str,
    drafts: tuple[int, int],
    person_id: int,
    before: LinkRecord | None,
    after: Link | None,
) -> None:
    subject = {"old_draft": drafts[0], "new_draft": drafts[1], "link": before.id if before else None}
    said = None if before is None else _values(before.link)
    records.log.add(NewEntry(act, person_id, subject, said, None if after is None else _values(after)))


def _values(link: Link) -> dict[str, object]:
    return {"old": link.old, "new": link.new, "relation": link.relation}


def held_link(records: Records, link_id: int, version: int) -> tuple[AlignmentRecord, LinkRecord]:
    """A link that is to be changed, and its alignment, which nobody else changes until this transaction ends.

    Raises NotFound; Stale with the kept LinkRecord (None when the link is gone); Conflict for the link between the whole texts.
    """
    known = _present(records, link_id)
    alignment = records.links.hold(known.old_draft_id, known.new_draft_id)
    assert alignment is not None  # a link is always part of one
    record = _present(records, link_id)  # as it is now that nobody else changes it
    if is_whole_text(record):
        raise Conflict(
            "The two whole texts always answer to each other. Correct a link of single provisions."
        )
    if record.version != version:
        raise Stale("link", record, record.version)
    return alignment, record


def keep_state(records: Records, record: LinkRecord, link: Link, person_id: int) -> None:
    """Keep another state of a held link as this person's; Stale when it is not as it was held."""
    if not records.links.change(record.id, record.version, link, person_id):
        current = records.links.get(record.id)
        raise Stale("link", current, current.version)


def _present(records: Records, link_id: int) -> LinkRecord:
    """The link in force; Stale when somebody's correction took it out of force, NotFound when there never was one."""
    try:
        return records.links.get(link_id)
    except NotFound:
        states = records.links.revisions(link_id)
        if states:
            raise Stale("link", None, states[0].version) from None
        raise


def list_link_revisions(records: Records, link_id: int) -> tuple[LinkRevisionRecord, ...]:
    """Every state of a link, newest first, of one out of force too; NotFound when there is none."""
    revisions = records.links.revisions(link_id)
    if not revisions:
        raise NotFound("link", link_id)
    return revisions


def _linked_drafts(records: Records, old_id: int, new_id: int) -> LinkedDrafts:
    return LinkedDrafts(
        old_id,
        new_id,
        records.drafts.provisions(old_id),
        records.drafts.provisions(new_id),
        records.links.of_pair(old_id, new_id),
    )


def _named(drafts: LinkedDrafts, correction: Correction) -> Link:
    """The link with its relation; Invalid when it cannot be."""
    old = _ordered(drafts.old, correction.old)
    new = _ordered(drafts.new, correction.new)
    problems = [
        *_unknown("old", correction.old, old),
        *_unknown("new", correction.new, new),
        *_impossible(correction, old, new),
    ]
    if problems:
        raise Invalid(problems[0].what, problems)
    link = name_by_hand(drafts.old, drafts.new, old, new)
    if correction.relation is not None:
        return Link(link.old, link.new, correction.relation, link.similarity, link.reason)
    return moved(link) if _moved(drafts, link) else link


def _ordered(provisions: Sequence[Provision], paths: Sequence[str]) -> tuple[str, ...]:
    wanted = set(paths)
    return tuple(provision.path for provision in provisions if provision.path in wanted)


def _unknown(side: str, paths: Sequence[str], known: Sequence[str]) -> list[Problem]:
    return [
        Problem(
            f"{side}.{place}",
            f"{path} is no provision of the {side} draft that can be linked.",
            "Choose one of its provisions.",
        )
        for place, path in enumerate(paths)
        if path not in known or path == WHOLE_TEXT.path
    ]


_SHAPES = {
    Relation.NEW: (0, 1),
    Relation.DELETED: (1, 0),
    Relation.SPLIT: (1, 2),
    Relation.MERGED: (2, 1),
}


def _impossible(correction: Correction, old: Sequence[str], new: Sequence[str]) -> list[Problem]:
    if not old and not new:
        return [Problem("", "A link needs at least one provision.", "Choose provisions of either draft.")]
    if len(old) > 1 and len(new) > 1:
        return [
            Problem(
                "",
                "A link can hold several provisions on one side only.",
                "Make several links: one provision split into several, or several merged into one.",
            )
        ]
    shape = (min(len(old), 2), min(len(new), 2))
    wanted = _SHAPES.get(correction.relation, (1, 1)) if correction.relation else None
    fits = wanted is None or shape == wanted or (0 in wanted and 0 in shape and _same_side(shape, wanted))
    if fits:
        return []
    return [
        Problem(
            "relation",
            f"“{correction.relation}” does not fit {len(old)} old and {len(new)} new provisions.",
            'Send "auto", or change what is linked.',
        )
    ]


def _same_side(shape: tuple[int, int], wanted: tuple[int, int]) -> bool:
    return (shape[0] == 0) == (wanted[0] == 0)


def _moved(drafts: LinkedDrafts, link: Link) -> bool:
    """Whether the two stand in provisions that do not answer to each other."""
    if len(link.old) != 1 or len(link.new) != 1:
        return False
    above_old = next(p.parent for p in drafts.old if p.path == link.old[0])
    above_new = next(p.parent for p in drafts.new if p.path == link.new[0])
    if above_old is None or above_new is None:
        return False
    return not any(above_old in each.link.old and above_new in each.link.new for each in drafts.links)


def _take_out(
    records: Records,
    alignment_id: int,
    drafts: LinkedDrafts,
    link: Link,
    changed: LinkRecord | None,
    person_id: int,
) -> None:
    """Take the link's provisions out of the other links; what is left without a counterpart becomes new or deleted."""
    old, new = set(link.old), set(link.new)
    kept = list[Link]()
    for each in drafts.links:
        if each.id == (changed.id if changed else None) or is_whole_text(each):
            continue
        left = reduced(each.link, old, new)
        if left == each.link:
            continue
        if left is None:
            records.links.retire([each.id], person_id)
        elif not records.links.change(each.id, each.version, left, person_id, by_hand=False):
            raise Stale("link", each, each.version)
    if changed is not None:
        kept += [_alone(path, Relation.DELETED) for path in changed.link.old if path not in old]
        kept += [_alone(path, Relation.NEW) for path in changed.link.new if path not in new]
    records.links.add(alignment_id, kept, person_id)


def _alone(path: str, relation: Relation) -> Link:
    reason = "left without a counterpart by a correction"
    if relation is Relation.DELETED:
        return Link((path,), (), relation, 0.0, reason)
    return Link((), (path,), relation, 0.0, reason)
