"""The EU proposal by the classes of its HTML: each paragraph says itself what level it has."""

import html
import re
from collections import Counter
from collections.abc import Iterator

from benchmarks.truths.parts import ARTICLE, PARAGRAPH, POINT, RECITAL, Part, bare, squeezed

_PARAGRAPH = re.compile(r'<p class="([^"]*)"[^>]*>(.*?)</p>', re.DOTALL)
_NUMBER = re.compile(r'<span class="num">(.*?</span>)\s*</span>', re.DOTALL)
_FOOTNOTE = re.compile(r'<span class="FootnoteReference0">\s*<a[^>]*>[^<]*</a>\s*</span>')
_TAG = re.compile(r"<[^>]+>")
_ARTICLE = re.compile(r"Article\s?(\d+)(?=\D|$)")
_TYPED = re.compile(r"\s*\(?([ivx]+|[a-z]{1,2}|\d{1,2})[.)]\s*")
_DEPTHS = {"ManualNumPar1": 1.0, "Point0": 1.6, "Point1": 2.0, "Tiret1": 2.0, "ListDash2": 2.0, "Point2": 3.0, "Tiret2": 3.0,
           "Tiret3": 4.0}  # fmt: skip
_POINT, _SECOND_OPENING = 2.0, 1.5
_ENDS = ("Done at Brussels", "ANNEX", "LEGISLATIVE FINANCIAL STATEMENT")


def proposal_parts(text: str) -> Iterator[Part]:
    """Recitals (1) to (84), then articles 1 to 89 with what is numbered in them."""
    enacted = False
    article: _Article | None = None
    for names, number, words in _paragraphs(text):
        if "ManualConsidrant" in names and not enacted:
            yield Part(RECITAL, ("recital", bare(number)), squeezed(words))
        enacted = enacted or "HAVE ADOPTED" in words
        shown = any(name.startswith("ManualHeading") for name in names)
        head = _ARTICLE.match(words) if enacted and (shown or _ARTICLE.fullmatch(words)) else None
        if head is not None:
            article = _Article(head[1])
            yield Part(ARTICLE, (head[1],))
        elif article is not None and words.startswith(_ENDS):
            return
        elif article is not None and words and not shown:
            depth = next((_DEPTHS[name] for name in names if name in _DEPTHS), 0.0)
            yield from article.add(depth, number, words)


class _Article:
    """Looks at one paragraph after the other; open_ones: (depth, number) of what is open."""

    def __init__(self, number: str) -> None:
        self._number = number
        self._open: list[tuple[float, str]] = []
        self._without: Counter[tuple[str, ...]] = Counter()
        self._opening = ""

    def add(self, depth: float, number: str, words: str) -> Iterator[Part]:
        if not depth:  # a second sentence, which may open a second list
            points = any(each[0] == _POINT for each in self._open)
            self._opening = words if words.endswith(":") and points else ""
            return
        if self._opening and bare(number) == "a":
            yield from self._part(_SECOND_OPENING, "", self._opening, POINT)
        self._opening = ""
        yield from self._part(depth, number, words, PARAGRAPH if depth == 1 else POINT)

    def _part(self, depth: float, number: str, words: str, level: str) -> Iterator[Part]:
        self._open = [each for each in self._open if each[0] < depth]
        above = (self._number, *(each[1] for each in self._open))
        self._without[above] += not bare(number)
        own = bare(number) or f"~{self._without[above]}"
        self._open.append((depth, own))
        yield Part(level, (*above, own), squeezed(words))


def _paragraphs(text: str) -> Iterator[tuple[list[str], str, str]]:
    """(classes, number, words) of every paragraph of the file."""
    for match in _PARAGRAPH.finditer(text):
        body = _FOOTNOTE.sub("", match[2])
        found = _NUMBER.search(body)
        number = _plain(found[1]) if found is not None else ""
        words = _plain(body[found.end() :] if found is not None else body)
        if not bare(number) and (typed := _TYPED.match(words)) and "Point" in match[1]:
            number, words = typed[1], words[typed.end() :]
        yield match[1].split(), number, words


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", markup)).split())
