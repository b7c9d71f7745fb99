"""Which lines open an article, a chapter, an annex, a preamble or the closing words; and which only mention them."""

import re
from dataclasses import dataclass, replace

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading import keywords
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.marks import read_mark
from salvaguarda.domain.reading.numbers import SUFFIX, Place, place_of

_LONGEST_TITLE = 200
_LONGEST_PLAIN_TITLE = 100
_LONGEST_TITLE_BELOW = 150  # a line of its own under the number is likelier a title


@dataclass(frozen=True, slots=True)
class Head:
    """A line that opens something.

    kind: what it opens; SECTION with named False for a heading that says neither chapter nor article.
    number, title: as printed; "" when the line has none (a title may stand on the next line).
    run_in: words of the body that follow on the same line; "" when there are none.
    level: heading level the format states; None when it states none.
    """

    kind: ProvisionKind
    number: str = ""
    title: str = ""
    run_in: str = ""
    level: int | None = None
    named: bool = True

    @property
    def place(self) -> Place | None:
        """Number as a place in a sequence; None when it has none."""
        return place_of(self.number) if self.number else None


_WORDS_OF_DIVISIONS = "|".join(re.escape(word) for word in sorted(keywords.DIVISIONS, key=len, reverse=True))
_NUMBER_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|fourth|fifth"
_ARTICLE = re.compile(
    rf"[\[(“\"\s]*(?:{'|'.join(re.escape(word) for word in keywords.ARTICLE)})[\s\u00a0]*"
    rf"(?P<number>(?:\d{{1,4}}|[IVXL]{{1,7}}\b)(?:[\s.\-]*{SUFFIX}\b|(?<=\d)[a-z]\b)?(?!\d))\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_HAN_ARTICLE = re.compile(r"\s*第\s*(?P<number>\d{1,4})\s*[條条](?P<rest>.*)", re.DOTALL)
_DIVISION = re.compile(
    rf"[\[(“\"\s]*(?P<word>{_WORDS_OF_DIVISIONS})(?:[\s\u00a0]+(?P<number>(?:\d{{1,3}}|[IVXLC]{{1,7}}|[A-Z]|{_NUMBER_WORDS})"
    rf"(?:[\s.\-]*{SUFFIX}\b|[a-zA-Z]\b)?))?(?![\w’'])\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_PREAMBLE = re.compile(
    rf"[\[\s]*(?:{'|'.join(keywords.PREAMBLE)})\b[\s.:\]]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_ALSO_PREAMBLE = re.compile(
    rf"(?:{'|'.join(word.capitalize() for word in keywords.PREAMBLE)})(?P<rest>[A-Z].*)", re.DOTALL
)
_CLOSES_A_SENTENCE = re.compile(r"[.;]?\][\].;]*")
_SEPARATOR = re.compile(r"[\s.:–—\-\]]+")


def read_head(line: Line) -> Head | None:
    """What a line opens; None for a line of the body."""
    text = line.seen
    if len(text) > 2000 and line.heading is None and not _PREAMBLE.match(text):
        return None
    shown = line.heading is not None or line.bold or line.centred or bool(line.number)
    head = _preamble(text) or _article(text, shown) or _division(text, shown) or _testimony(text)
    if head is None and line.heading is not None and text:
        head = _unnamed(line)
    return None if head is None else replace(head, level=line.heading)


def _preamble(text: str) -> Head | None:
    match = _PREAMBLE.match(text) or _ALSO_PREAMBLE.match(text)
    if match is None:
        return None
    rest = match["rest"].strip()
    word = text[: match.start("rest")].strip(" .:[]*")
    if rest and not rest[0].isupper() and rest[0] != "[":
        return None
    return Head(ProvisionKind.PREAMBLE, title=word, run_in=rest)


def _article(text: str, shown: bool) -> Head | None:
    match = _ARTICLE.match(text) or _HAN_ARTICLE.match(text)
    if match is None:
        return None
    rest = match["rest"].strip()
    if rest.startswith("]") or (rest and text.lstrip()[0] in "[(" and rest[0] == ")"):
        rest = rest[1:].strip()
    if not shown and _CLOSES_A_SENTENCE.fullmatch(rest) and text.lstrip()[0] not in "[(":
        return None
    head = Head(ProvisionKind.ARTICLE, match["number"].strip())
    return _with_rest(head, rest, shown)


def _division(text: str, shown: bool) -> Head | None:
    match = _DIVISION.match(text)
    if match is None:
        return None
    kind = keywords.DIVISIONS[match["word"].lower()]
    if match["number"] is None and (kind is not ProvisionKind.ANNEX or match["rest"].strip(" ].:")):
        return None
    if not shown and match["word"][0].islower():
        return None
    return _with_rest(Head(kind, match["number"] or ""), match["rest"].strip(), shown)


def _with_rest(head: Head, rest: str, shown: bool) -> Head | None:
    """The head with the title or the run-in text that stands on its line; None when the line only mentions it."""
    if rest[:1] in {",", ";"} or (not shown and keywords.MENTION.match(rest)):
        return None
    separated = bool(re.match(r"[.:–—]|-\s", rest))
    title = _SEPARATOR.sub("", rest, count=1) if _SEPARATOR.match(rest) else rest
    title = _without_brackets(title.strip())
    if not title:
        return head
    bracketed = title != rest and rest[:1] == "("  # "Article 3 (mitigation)"
    if shown or bracketed or _is_title(title):
        return replace(head, title=title) if len(title) <= _LONGEST_TITLE else replace(head, run_in=title)
    return replace(head, run_in=title) if separated and title[0].isupper() else None


def _without_brackets(title: str) -> str:
    """ "(mitigation)" → "mitigation"; "[Scope]" keeps its brackets: they say that it is contested."""
    whole = title.startswith("(") and title.endswith(")") and title.count("(") == 1
    return title[1:-1].strip() if whole else title


def _is_title(text: str, longest: int = _LONGEST_PLAIN_TITLE) -> bool:
    """Whether a line without any formatting can be a title: short, no sentence."""
    return (
        len(text) <= longest
        and text[-1] not in ".;:,-–—"
        and (text[0].isupper() or text[0].isdigit() or text[0] in "[“\"'(" or not text[0].isascii())
    )


def _testimony(text: str) -> Head | None:
    if keywords.TESTIMONY.match(text) or keywords.DONE.match(text):
        return Head(ProvisionKind.CLOSING, run_in=text)
    return None


def _unnamed(line: Line) -> Head:
    marked = read_mark(line.seen)
    if marked is not None and marked[1] and marked[0].form in {"x.", "x", "x)"}:
        return Head(ProvisionKind.SECTION, marked[0].number, marked[1], named=False)
    return Head(ProvisionKind.SECTION, title=line.seen, named=False)


def can_be_title(line: Line, after_shown: bool) -> bool:
    """Whether the line after "Article 3" or "CHAPTER I" is its title.

    after_shown: the number stands on a line the format marks as a heading; then a plain line is no title.
    """
    if not line.seen or line.number or line.aside or len(line.seen) > _LONGEST_TITLE:
        return False
    if line.heading is not None:
        return True
    if read_mark(line.text) is not None or line.text[-1] in ".;:,":
        return False
    return line.bold or line.centred or (not after_shown and _is_title(line.text, _LONGEST_TITLE_BELOW))
