"""Show one life: a provision through all drafts, with what changed from each draft to the next."""

from collections.abc import Sequence
from dataclasses import dataclass

from salvaguarda.application.judge_substance import LinkContext, link_context, verdicts
from salvaguarda.application.ports.links import LinkRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.results_along_links import changes_along, questions_between
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.show_lives import LivedDraft, Lives, Told, show_life
from salvaguarda.domain.alignment.links import Link, Relation
from salvaguarda.domain.changes import Change


@dataclass(frozen=True, slots=True)
class LifeChange:
    """From the draft before to a station. changes: none where either draft is not assessed, and in the first draft."""

    substance: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class UndrawnLinks:
    """Links between two drafts (by id) whose redline was never drawn, so that nobody knows yet whether they matter."""

    old_draft_id: int
    new_draft_id: int
    context: LinkContext
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class LifeHistory:
    """lives: with one life. changes: one for each of its stations."""

    lives: Lives
    changes: tuple[LifeChange, ...]
    undrawn: tuple[UndrawnLinks, ...]


def show_history(
    records: Records,
    sheets: Sheets,
    instrument_id: int,
    place: tuple[int, str],
    reader_id: int,
    checklist_id: str | None = None,
) -> LifeHistory:
    """The life of the provision at a place (draft id, path), as `show_life`, and what changed on its way."""
    lives = show_life(records, sheets, instrument_id, place, reader_id, checklist_id)
    changes, undrawn = [], []
    before: Told | None = None
    for told in lives.lives[0]:
        at = told.station.draft
        if at == 0:
            changes.append(LifeChange(substance=False, changes=()))
        else:
            old, new = lives.drafts[at - 1], lives.drafts[at]
            substance, missing = _substance(records, old, new, lives.links[at - 1], told)
            undrawn += [missing] if missing.links else []
            changes.append(LifeChange(substance, _changes(records, sheets, (old, new), before, told)))
        before = told
    return LifeHistory(lives, tuple(changes), tuple(undrawn))


def _changes(
    records: Records,
    sheets: Sheets,
    drafts: tuple[LivedDraft, LivedDraft],
    before: Told | None,
    told: Told,
) -> tuple[Change, ...]:
    old, new = drafts
    if old.assessment is None or new.assessment is None:
        return ()
    paths = before.station.paths if before else ()
    relation = told.station.relation or Relation.AMENDED
    link = Link(paths, told.station.paths, relation, 0.0, "")
    questions = questions_between(records, sheets, old.assessment, new.assessment)
    return changes_along(link, questions, old.results, new.results)


def _substance(
    records: Records, old: LivedDraft, new: LivedDraft, links: Sequence[LinkRecord], told: Told
) -> tuple[bool, UndrawnLinks]:
    """Whether a link of the station changed in substance, and which of them nobody knows of yet."""
    before, after = (tuple(each.provisions.values())[1:] for each in (old, new))
    every = [each.link for each in links]
    context = link_context(before, after, every, old.results.hashes, new.results.hashes)
    own = [each.link for each in told.station.links]
    known = verdicts(records, context, own)
    missing = tuple(link for link in own if known.is_open(link))
    return any(map(known.substance, own)), UndrawnLinks(old.draft.id, new.draft.id, context, missing)
