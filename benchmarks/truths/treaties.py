"""The three treaties by their own mark-up: "### Article 3", and one form of mark for each level."""

import re
from collections.abc import Iterator

from benchmarks.truths.parts import ARTICLE, PARAGRAPH, POINT, Part, squeezed

_ARTICLE = re.compile(r"#{3}\s*Article\s+(\d+)")
_SECOND = re.compile(r"#{4}\s*Optional Protocol")
_DUTCH = re.compile(r"#{2,4}\s*Artikel|#{2,4}.*Verdrag")
_LINK = re.compile(r"\]\((?:[^()]|\([^)]*\))*\)")
_NUMBER = re.compile(r"(\d{1,2})\.(?:\s+|$)")
_LETTER = re.compile(r"\(?([a-z])\)\s*")
_ROMAN = re.compile(r"\((i|ii|iii|iv|v|vi)\)\s*")
_DASH = re.compile(r"[-–—]\s+")
# Closing words that a file glues to the last item; found by reading the official texts.
GLUED = (
    "that Party may reserve the right not",
    "traffic data, in real-time, associated",
    "content data, in real-time, of",
    "with fraudulent or dishonest intent of procuring",
    "In every matter, the report shall be",
)


def treaty_parts(markdown: str) -> Iterator[Part]:
    """Articles with their paragraphs and points. Letters are points, romans stand inside of them, dashes have no number."""
    prefix: tuple[str, ...] = ()
    body: list[str] = []
    article = ""
    for line in markdown.split("\n"):
        if article and _DUTCH.match(line):
            break
        head = _ARTICLE.match(line)
        if head is None and not _SECOND.match(line):
            if line.strip() and not line.startswith("#"):
                body.append(line.strip())
            continue
        if article:
            yield from _article((*prefix, article), body)
        article, body = head[1] if head is not None else "", []
        if head is None:
            prefix = ("text 2",)
    if article:
        yield from _article((*prefix, article), body)


def _article(chain: tuple[str, ...], body: list[str]) -> Iterator[Part]:
    lines = [line for raw in body for line in _marked(_LINK.sub("]", raw))]
    plain = [words for mark, words in lines if not mark]
    marked = any(mark for mark, _ in lines)
    yield Part(ARTICLE, chain, squeezed(plain[0]) if len(plain) == 1 and not lines[0][0] else None)
    if not marked and len(plain) > 1 and not chain[-1].startswith("~"):
        yield from _plain(chain, plain)
    yield from _list(chain, lines)


def _plain(chain: tuple[str, ...], plain: list[str]) -> Iterator[Part]:
    body = [words for words in plain if not words.startswith(("IN WITNESS", "In witness", "DONE", "Done"))]
    if len(body) > 1:
        for number, words in enumerate(body, start=1):
            yield Part(PARAGRAPH, (*chain, f"~{number}"), squeezed(words))


def _list(chain: tuple[str, ...], lines: list[tuple[str, str]]) -> Iterator[Part]:
    paragraph: tuple[str, ...] = chain
    point: tuple[str, ...] = chain
    dashes = 0
    for mark, words in lines:
        own = squeezed(words) if words else None
        if mark.isdigit():
            paragraph = point = (*chain, mark)
            dashes = 0
            yield Part(PARAGRAPH, paragraph, own)
        elif mark == "-":
            dashes += 1
            yield Part(POINT, (*paragraph, f"~{dashes}"), own)
        elif len(mark) == 1 and not mark.startswith("i"):
            point = (*paragraph, mark)
            yield Part(POINT, point, own)
        elif mark:
            roman = mark.lstrip("=")
            inside = point if mark.startswith("=") else paragraph
            yield Part(POINT, (*inside, roman), own)


def _marked(line: str) -> Iterator[tuple[str, str]]:
    """(mark, words) of a line: two where a paragraph begins with its first point. Romans are written "=ii"."""
    for phrase in GLUED:
        if phrase in line:
            line = line[: line.index(phrase)]
    rest = line.lstrip("*_ ")
    while True:
        mark, after = _mark(rest)
        following = _mark(after)[0] if mark else ""
        yield mark, "" if following else after
        if not following:
            return
        rest = after


def _mark(text: str) -> tuple[str, str]:
    for pattern, form in ((_NUMBER, "{}"), (_ROMAN, "={}"), (_LETTER, "{}"), (_DASH, "-")):
        found = pattern.match(text)
        if found is not None:
            return form.format(*found.groups()), text[found.end() :]
    return "", text
