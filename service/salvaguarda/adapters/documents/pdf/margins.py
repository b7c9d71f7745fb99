"""Line numbers in the margin of a numbered draft: they count the printed lines beside them and are no words of it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from salvaguarda.adapters.documents.pdf.pieces import Page, Span
from salvaguarda.domain.reading.lines import Line

_NUMBER = re.compile(r"\s*\d{1,5}\s*")
_FEWEST = 4  # numbers on a page
_EVEN = 0.8  # share of steps that are alike
_STEPS = (1, 2, 5, 10)
_ALIGNED = 3.0  # points


def take_line_numbers(pages: Sequence[Page]) -> list[Line]:
    """Take the numbers of printed lines off the pages, where most pages have them.

    Returns one line set aside for each page that has them.
    """
    found = {page.number: _line_numbers(page) for page in pages}
    long = [page for page in pages if len(page.rows) > 2 * _FEWEST]
    if 2 * sum(bool(found[page.number]) for page in long) <= len(long):
        return []
    return [_taken(page, found[page.number]) for page in pages if found[page.number]]


def _taken(page: Page, numbers: Sequence[Span]) -> Line:
    taken = {id(span) for span in numbers}
    for row in page.rows:
        row.spans = [span for span in row.spans if id(span) not in taken]
    page.rows = [row for row in page.rows if any(span.text.strip() for span in row.spans)]
    return Line(" ".join(span.text.strip() for span in numbers), aside="line number", page=page.number)


def _line_numbers(page: Page) -> list[Span]:
    """The largest group of aligned numbers at the ends of rows that count the rows; empty without one."""
    ends = [
        span
        for row in page.rows
        if row.rightward
        for span in {id(s): s for s in (row.spans[0], row.spans[-1])}.values()
    ]
    groups: dict[int, list[Span]] = {}
    for span in ends:
        if _NUMBER.fullmatch(span.text):
            for edge in (round(span.right / _ALIGNED), -round(span.left / _ALIGNED) - 1):
                groups.setdefault(edge, []).append(span)
    heights = sorted({round(row.base) for row in page.rows})
    for group in sorted(groups.values(), key=len, reverse=True)[:4]:
        group.sort(key=lambda span: -span.base)
        if len(group) >= _FEWEST and _count_rows(group, heights):
            return group
    return []


def _count_rows(group: Sequence[Span], heights: Sequence[int]) -> bool:
    """Whether numbers rise by the same, and by as much as there are printed lines between them."""
    values = [int(span.text) for span in group]
    steps = [after - before for before, after in pairwise(values)]
    usual = max(_STEPS, key=steps.count)
    if steps.count(usual) < _EVEN * len(steps):
        return False
    rows = sum(group[-1].base - 1 <= height <= group[0].base + 1 for height in heights)
    return 0.6 * usual * len(steps) <= rows - 1 <= 1.4 * usual * len(steps) + 2
