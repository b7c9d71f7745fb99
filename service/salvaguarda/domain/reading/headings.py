"""Which lines open an article, a chapter, an annex, a preamble or the closing words; and which only mention them."""

import re
from dataclasses import dataclass, replace

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading import heading_patterns as patterns
from salvaguarda.domain.reading import keywords
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.marks import opens_option, read_mark
from salvaguarda.domain.reading.numbers import Place, place_of

_LONGEST_TITLE = 200
_LONGEST_PLAIN_TITLE = 100
_LONGEST_TITLE_BELOW = 150  # a line of its own under the number is likelier a title
_LONGEST_HAN_TITLE = 30
_LONGEST_HEAD = 2000
INNERMOST = 9  # deeper than any heading level of a format
_OPENING_BRACKETS = "[(【［（"
_ENDS_NO_TITLE = ".;:,-–—。；：，、،؛"
_CLOSES_A_SENTENCE = re.compile(r"[.;]?\][\].;]*")
_SEPARATOR = re.compile(r"[\s.:：–—\-\]】］]+")
_SEPARATED = re.compile(r"[.:：–—]|-\s")


@dataclass(frozen=True, slots=True)
class Head:
    """A line that opens something.

    kind: what it opens; SECTION with named False for a heading that says neither chapter nor article.
    number, title: as printed; "" when the line has none (a title may stand on the next line).
    run_in: words of the body that follow on the same line; "" when there are none.
    level: heading level the format states; None when it states none.
    word: what the text calls an article that is none by name ("Disposición adicional", "Section"); "" otherwise.
    """

    kind: ProvisionKind
    number: str = ""
    title: str = ""
    run_in: str = ""
    level: int | None = None
    named: bool = True
    word: str = ""

    @property
    def place(self) -> Place | None:
        """Number as a place in the sequence of its kind; None when it has none or counts apart."""
        return place_of(self.number) if self.number and " " not in self.word else None


def is_shown(line: Line) -> bool:
    """Whether the format sets a line off, so that a heading need not be guessed from its words."""
    return line.heading is not None or line.bold or line.centred or bool(line.number)


def read_head(line: Line) -> Head | None:
    """What a line opens; None for a line of the body."""
    text = line.seen
    if len(text) > _LONGEST_HEAD and line.heading is None and _preamble(text) is None:
        return None
    shown = is_shown(line)
    head = (
        _preamble(text)
        or _article(text, shown)
        or _provision(text, shown)
        or _division(text, shown)
        or _testimony(text)
    )
    if head is None and line.heading is not None and text and not opens_option(text):
        head = _unnamed(line)
    elif head is None and text:
        return _lettered(text, line.bold)
    return None if head is None else replace(head, level=line.heading)


def _preamble(text: str) -> Head | None:
    match = patterns.PREAMBLE.match(text) or patterns.ALSO_PREAMBLE.match(text)
    if match is None:
        return None
    rest = match["rest"].strip()
    word = text[: match.start("rest")].strip(" .:：[]*")
    if rest and rest[0].islower():
        return None
    return Head(ProvisionKind.PREAMBLE, title=word, run_in=rest)


def _article(text: str, shown: bool) -> Head | None:
    match = patterns.ARTICLE.match(text) or patterns.ARABIC_ARTICLE.match(text)
    if match is None:
        return _han_article(text, shown)
    number = (match["number"] or match["round"]).strip()
    rest = match["rest"].strip()
    bracketed = text.lstrip()[0] in _OPENING_BRACKETS
    if rest.startswith("]") or (bracketed and rest[:1] == ")"):
        rest = rest[1:].strip()
    if not shown and _CLOSES_A_SENTENCE.fullmatch(rest) and not bracketed:
        return None
    if not shown and patterns.POINT.search(number) and not patterns.CYRILLIC.match(text):
        return None  # "Article 5.2" is a paragraph of article 5; Статья 5.2 an inserted article
    head = Head(ProvisionKind.ARTICLE, number)
    rest = rest[:-1] if bracketed and _closes_alone(rest) else rest
    return _with_rest(head, rest, shown, abbreviated=text.startswith(("Art. ", "ART. ")))


def _provision(text: str, shown: bool) -> Head | None:
    """ "Disposición adicional primera. Presupuesto.": what Spanish laws hold behind their articles, each kind counted apart."""
    match = patterns.PROVISION.match(text)
    if match is None:
        return None
    number = match["number"] or ""
    head = Head(ProvisionKind.ARTICLE, number, word=" ".join(match["word"].split()))
    return (
        _with_rest(head, match["rest"].strip(), shown)
        if number or not match["rest"].strip(" .") or shown
        else None
    )


def _closes_alone(rest: str) -> bool:
    """Whether a title ends with the bracket that opened before the word "Article": "[Article 5: Scope]"."""
    return rest[-1:] in {"]", ")", "】", "］"} and not any(opening in rest for opening in _OPENING_BRACKETS)


def _han_article(text: str, shown: bool) -> Head | None:
    match = patterns.HAN_ARTICLE.match(text)
    if match is None or not (shown or _stands_apart(match["rest"])):
        return None
    number = match["number"] + (f"之{match['sub']}" if match["sub"] else "")
    return _han_rest(Head(ProvisionKind.ARTICLE, number), match["rest"])


def _stands_apart(rest: str) -> bool:
    """In a script without capitals a heading is set off from what follows it: 第三条规定的 only mentions article 3."""
    return not rest or rest[0].isspace() or rest[0] in "（(【[]】:："


def _han_rest(head: Head, rest: str) -> Head:
    words = rest.lstrip(" \t\u3000:：]】")
    if words.rstrip()[-1:] in {":", "："}:
        return replace(head, run_in=words.rstrip())  # 国家应当： opens a list
    title = words.rstrip(" \t\u3000]】")
    whole = title[:1] in {"（", "(", "【"} and title[-1:] in {"）", ")", "】"}
    if title and (len(title) > _LONGEST_HAN_TITLE or any(mark in title for mark in "。；，：,;")):
        return replace(head, run_in=title)
    return replace(head, title=title[1:-1].strip() if whole else title)


def _division(text: str, shown: bool) -> Head | None:
    if (match := patterns.HAN_DIVISION.match(text)) is not None:
        kind = keywords.HAN_DIVISIONS.get(match["word"] or "", ProvisionKind.ANNEX)
        return _han_rest(Head(kind, match["number"] or match["annex"] or ""), match["rest"])
    match = next((found for each in patterns.DIVISIONS if (found := each.match(text))), None)
    if match is None:
        return None
    kind = patterns.division(match["word"])
    rest = match["rest"].strip()
    if match["number"] is None and (kind is not ProvisionKind.ANNEX or not _names_an_annex(rest)):
        return None
    if not shown and text.lstrip("[( ")[:1].islower():
        return None
    return _with_rest(Head(kind, match["number"] or ""), rest, shown)


def _names_an_annex(rest: str) -> bool:
    """Whether an annex without a number opens here: nothing follows, a reference in brackets, or a title behind a sign."""
    in_brackets = rest[:1] in {"(", "["} and rest[-1:] in {")", "]"}
    if in_brackets and len(rest) <= _LONGEST_PLAIN_TITLE:
        return True  # "SCHEDULE (Section 4)"
    return not rest.strip(" ].:") or (rest[0] in ":–—" and len(rest) <= _LONGEST_PLAIN_TITLE)


def _with_rest(head: Head, rest: str, shown: bool, abbreviated: bool = False) -> Head | None:
    """The head with the title or the run-in text that stands on its line; None when the line only mentions it.

    abbreviated: "Art. 1º Esta Lei dispõe …" runs into its words without a sign between them.
    """
    if rest[:1] in {",", ";", "،", "؛"} or (not shown and keywords.MENTION.match(rest)):
        return None
    separated = abbreviated or _SEPARATED.match(rest) is not None
    title = _SEPARATOR.sub("", rest, count=1) if _SEPARATOR.match(rest) else rest
    title = _without_brackets(title.strip())
    if not title:
        return head
    bracketed = title != rest and rest[:1] == "("  # "Article 3 (mitigation)"
    if shown or bracketed or _is_title(title):
        return replace(head, title=title) if len(title) <= _LONGEST_TITLE else replace(head, run_in=title)
    return replace(head, run_in=title) if separated and not title[0].islower() else None


def _without_brackets(title: str) -> str:
    """ "(mitigation)" → "mitigation"; "[Scope]" keeps its brackets: they say that it is contested."""
    whole = title.startswith("(") and title.endswith(")") and title.count("(") == 1
    return title[1:-1].strip() if whole else title


def _is_title(text: str, longest: int = _LONGEST_PLAIN_TITLE) -> bool:
    """Whether a line without any formatting can be a title: short, no sentence."""
    return len(text) <= longest and text[-1] not in _ENDS_NO_TITLE and _begins_a_title(text[0])


def _begins_a_title(sign: str) -> bool:
    return (sign.isalnum() and not sign.islower()) or sign in "[“\"'(«‘¿¡"


def _testimony(text: str) -> Head | None:
    if keywords.TESTIMONY.match(text) or keywords.DONE.match(text):
        return Head(ProvisionKind.CLOSING, run_in=text)
    return None


def _unnamed(line: Line) -> Head:
    marked = read_mark(line.seen)
    if marked is not None and marked[1] and marked[0].form in {"x.", "x", "x)"}:
        return Head(ProvisionKind.SECTION, marked[0].number, marked[1], named=False)
    return Head(ProvisionKind.SECTION, title=line.seen, named=False)


def _lettered(text: str, bold: bool) -> Head | None:
    """ "II. MEANS OF IMPLEMENTATION": a heading inside whatever chapter is open."""
    marked = read_mark(text)
    if (
        marked is None
        or marked[0].form != "x."
        or not marked[0].number.isalpha()
        or len(text) > _LONGEST_TITLE
    ):
        return None
    number, title = marked[0].number, marked[1]
    headed = number.isupper() and title and (title.isupper() or (bold and _is_title(title)))
    return Head(ProvisionKind.SECTION, number, title, level=INNERMOST, named=False) if headed else None


def can_be_title(line: Line, after_shown: bool) -> bool:
    """Whether the line after "Article 3" or "CHAPTER I" is its title.

    after_shown: the number stands on a line the format marks as a heading; then a plain line is no title.
    """
    if not line.seen or line.number or line.aside or len(line.seen) > _LONGEST_TITLE:
        return False
    if line.heading is not None:
        return not opens_option(line.text)
    if read_mark(line.text) is not None or line.text[-1] in ".;:,。；：，،؛":
        return False
    return line.bold or line.centred or (not after_shown and _is_title(line.text, _LONGEST_TITLE_BELOW))
