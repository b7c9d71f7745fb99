"""Snapshots: what a team signed, so that it can be kept, checked and compared for ever.

The content of a snapshot is JSON values only, with nobody's name or e-mail in it: persons can be erased, a snapshot
cannot. It holds what every member may see: results that were settled, never a single score.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salvaguarda.domain.scores import Rating

_TEXTS: Mapping[str, Sequence[str]] = {"draft": ("label", "sha256"), "checklist": ("id", "version", "sha256")}
FORM = 1
"""Of the content; raised when its shape changes. Older forms stay readable."""

Content = Mapping[str, object]
"""form, assessment, instrument, draft, checklist, formula_version, cells, summary, demands, red_lines, verdict, reviewers,
positions, model_use. cells: lists of [row path, label, criterion id, rating or None, how]."""

_RATINGS = [each.value for each in Rating]  # a list: what is looked for in it may not be hashable

Key = tuple[str, str]
"""Row path and criterion id."""


@dataclass(frozen=True, slots=True)
class SnapshotCell:
    """One cell in scope as it was. rating: None while not settled. how: agreed, adjudicated, or "" while not settled."""

    path: str
    label: str
    criterion: str
    rating: str | None
    how: str


@dataclass(frozen=True, slots=True)
class SnapshotChange:
    """A cell that is not what it was. old, new: the settled rating; None for not settled, or not in scope.

    title: code and title of the criterion; its id when the checklist does not have it.
    """

    path: str
    label: str
    criterion: str
    title: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class SnapshotDifference:
    """What is different between two contents.

    draft, checklist: whether the text, or the questions, are others. cells: by row in the order of the newer content,
    then those that are only in the older one. verdicts: the older and the newer.
    """

    draft: bool
    checklist: bool
    cells: tuple[SnapshotChange, ...]
    verdicts: tuple[str, str]

    @property
    def none(self) -> bool:
        """Whether no result, nor the text or the checklist, has changed."""
        return not (self.draft or self.checklist or self.cells) and self.verdicts[0] == self.verdicts[1]


def cells_of(content: Content) -> tuple[SnapshotCell, ...]:
    """The cells of a content, in its order. Raises ValueError when it is no snapshot of a form that is known."""
    cells = content.get("cells")
    if content.get("form") != FORM or not isinstance(cells, Sequence):
        raise ValueError("This is not a snapshot of a form that this version knows.")
    return tuple(SnapshotCell(*cell) for cell in cells)


def is_content(content: object) -> bool:
    """Whether it is a content of a known form, whoever wrote it: everything that is read of one later is there."""
    if not isinstance(content, Mapping) or content.get("form") != FORM:
        return False
    cells, figures = content.get("cells"), content.get("summary")
    texts = [content.get("verdict"), content.get("formula_version"), content.get("model_use")]
    for part, names in _TEXTS.items():
        of = content.get(part)
        texts += [of.get(name) if isinstance(of, Mapping) else None for name in names]
    return (
        all(isinstance(each, str) for each in texts)
        and isinstance(figures, Mapping)
        and all(type(figures.get(name)) is int for name in ("settled", "in_scope"))
        and isinstance(cells, list)
        and all(map(_is_cell, cells))
    )


def _is_cell(cell: object) -> bool:
    if not isinstance(cell, list) or len(cell) != len(SnapshotCell.__slots__):
        return False
    path, label, criterion, rating, how = cell
    texts = all(isinstance(each, str) for each in (path, label, criterion, how))
    return texts and (rating is None or rating in _RATINGS)


def compare_snapshots(old: Content, new: Content, titles: Mapping[str, str]) -> SnapshotDifference:
    """What changed from one content to another, of the same assessment or of two. titles: of criteria, by id."""
    before = {(cell.path, cell.criterion): cell for cell in cells_of(old)}
    after = {(cell.path, cell.criterion): cell for cell in cells_of(new)}
    changes = [
        _change(key, titles.get(key[1], key[1]), before.get(key), after.get(key))
        for key in [*after, *(key for key in before if key not in after)]
    ]
    return SnapshotDifference(
        draft=_sha256(old, "draft") != _sha256(new, "draft"),
        checklist=_sha256(old, "checklist") != _sha256(new, "checklist"),
        cells=tuple(change for change in changes if change.old != change.new),
        verdicts=(str(old["verdict"]), str(new["verdict"])),
    )


def _change(key: Key, title: str, old: SnapshotCell | None, new: SnapshotCell | None) -> SnapshotChange:
    path, criterion = key
    known = new or old
    return SnapshotChange(
        path,
        known.label if known else "",
        criterion,
        title,
        old.rating if old else None,
        new.rating if new else None,
    )


def _sha256(content: Content, part: str) -> object:
    value = content[part]
    return value["sha256"] if isinstance(value, Mapping) else value
