"""The Paris Agreement as adopted, by the columns of its Markdown: an item stands in the last one that began further left."""

import re
from collections.abc import Iterator

from benchmarks.truths.parts import ARTICLE, PARAGRAPH, POINT, RECITAL, Part, squeezed

_ARTICLE = re.compile(r"##\s*Article\s+(\d+)")
_ITEM = re.compile(r"(\s*)(\d{1,2})\.\s+(.*)")
_RECITAL = re.compile(r"\*[A-Z]")


def agreement_parts(markdown: str) -> Iterator[Part]:
    """Sixteen recitals, 29 articles and their paragraphs and points."""
    article = ""
    recitals = 0
    open_ones: list[tuple[int, str]] = []
    for line in markdown.split("\n"):
        head = _ARTICLE.match(line)
        if head is not None:
            article, open_ones = head[1], []
            yield Part(ARTICLE, (article,))
        elif not article and _RECITAL.match(line) and "This is the" not in line:
            recitals += 1
            yield Part(RECITAL, ("recital", f"~{recitals}"), squeezed(line))
        elif article and (item := _ITEM.match(line)) is not None:
            column = len(item[1])
            open_ones = [each for each in open_ones if each[0] < column]
            chain = (article, *(each[1] for each in open_ones), item[2])
            open_ones.append((column, item[2]))
            yield Part(PARAGRAPH if len(chain) == 2 else POINT, chain, squeezed(item[3]))
