"""The columns of a comparison: what is said of a link, and of a change along it; the same in XLSX and CSV."""

from collections.abc import Callable
from dataclasses import dataclass

from salvaguarda.application.compare_drafts import ComparedLink, Comparison
from salvaguarda.application.describe_comparison import criteria_of
from salvaguarda.application.find_counterparts import is_whole_text
from salvaguarda.domain.changes import Change
from salvaguarda.domain.checklist import Criterion
from salvaguarda.domain.drafts import Provision
from salvaguarda.domain.levels import level_of
from salvaguarda.domain.scores import Rating

Value = str | float


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link with the provisions it joins."""

    of: ComparedLink
    old: tuple[Provision, ...]
    new: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change along a link. criterion: None when neither checklist version has it any more."""

    link: LinkLine
    change: Change
    criterion: Criterion | None


LinkColumn = tuple[str, int, Callable[[LinkLine], Value]]
"""Heading, width in characters, and what stands there."""

ChangeColumn = tuple[str, int, Callable[[ChangeLine], Value]]


def link_lines(comparison: Comparison) -> list[LinkLine]:
    """The links in the order of the comparison."""
    old, new = comparison.old.provisions, comparison.new.provisions
    return [
        LinkLine(
            each,
            tuple(old[path] for path in each.record.link.old if path in old),
            tuple(new[path] for path in each.record.link.new if path in new),
        )
        for each in comparison.links
    ]


def change_lines(comparison: Comparison, line: LinkLine) -> list[ChangeLine]:
    """What became of each criterion along one link."""
    known = criteria_of(comparison)
    return [ChangeLine(line, change, known.get(change.criterion)) for change in line.of.changes]


def in_words(rating: Rating | None) -> str:
    """A rating as people read it; "" when it is not settled."""
    return "" if rating is None else rating.value.replace("_", " ")


def change_in_words(line: ChangeLine) -> str:
    """One change in a line: "C03 Legality: met → not met (declined, text changed)"."""
    change, criterion = line.change, line.criterion
    name = change.criterion if criterion is None else f"{criterion.code} {criterion.title}"
    before, after = in_words(change.old) or "–", in_words(change.new) or "–"
    why = "" if change.cause.value == "none" else f", {_plain(change.cause.value)}"
    red = "; red line newly failed" if change.red_line_failed else ""
    return f"{name}: {before} → {after} ({_plain(change.kind.value)}{why}{red})"


def _plain(code: str) -> str:
    return code.replace("_", " ")


def _labels(provisions: tuple[Provision, ...]) -> str:
    return ", ".join(provision.label for provision in provisions)


def _headings(provisions: tuple[Provision, ...]) -> str:
    return " / ".join(provision.heading for provision in provisions if provision.heading)


def _paths(provisions: tuple[Provision, ...]) -> str:
    return " ".join(provision.path for provision in provisions)


def _similarity(line: LinkLine) -> Value:
    """Nothing where there is nothing to compare, and for the whole texts, whose likeness nobody measures."""
    record = line.of.record
    return record.link.similarity if line.old and line.new and not is_whole_text(record) else ""


def _by(line: LinkLine) -> str:
    person = line.of.record.corrected_by
    return "" if person is None else person.display_name


def _yes(value: bool) -> str:
    return "yes" if value else "no"


LINK_COLUMNS: tuple[LinkColumn, ...] = (
    ("Old provision", 16, lambda line: _labels(line.old)),
    ("New provision", 16, lambda line: _labels(line.new)),
    ("Old heading", 26, lambda line: _headings(line.old)),
    ("New heading", 26, lambda line: _headings(line.new)),
    ("Level", 10, lambda line: level_of((line.new or line.old)[0].kind).value),
    ("Relation", 12, lambda line: line.of.record.link.relation.value),
    ("Similarity", 10, _similarity),
    ("Reason", 30, lambda line: line.of.record.link.reason),
    ("Same words", 8, lambda line: _yes(line.of.same_text)),
    ("Change of substance", 10, lambda line: _yes(line.of.substance)),
    ("Confirmed or corrected by", 18, _by),
    ("Confirmed or corrected at (UTC)", 26, lambda line: line.of.record.corrected_at or ""),
    ("Old path", 16, lambda line: _paths(line.old)),
    ("New path", 16, lambda line: _paths(line.new)),
)

CHANGE_COLUMNS: tuple[ChangeColumn, ...] = (
    ("Criterion", 10, lambda line: "" if line.criterion is None else line.criterion.code),
    ("Criterion id", 22, lambda line: line.change.criterion),
    ("Criterion title", 32, lambda line: "" if line.criterion is None else line.criterion.title),
    ("Red line", 9, lambda line: _yes(line.criterion is not None and line.criterion.red_line)),
    ("Rating before", 14, lambda line: in_words(line.change.old)),
    ("Rating after", 14, lambda line: in_words(line.change.new)),
    ("Change", 14, lambda line: _plain(line.change.kind.value)),
    ("Cause", 16, lambda line: _plain(line.change.cause.value)),
    ("Red line newly failed", 10, lambda line: _yes(line.change.red_line_failed)),
)
