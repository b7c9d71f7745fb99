"""Markdown → lines: what a reader sees, without links, emphasis and footnote marks.

Read line by line, because the Markdown of treaties is often none ("####Title", "(a)" outside of lists); only the words
inside a line go through a Markdown parser. HTML stays text: it is shown, never run.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt

from salvaguarda.adapters.documents.characters import squeezed, without_controls
from salvaguarda.adapters.documents.joining import continues, parted
from salvaguarda.domain.drafts import ReadingWarning
from salvaguarda.domain.reading.lines import Line, Reading

_HEADING = re.compile(r"\s{0,3}(#{1,6})(?!#)\s*(.*?)\s*#*\s*$")
_DEFINITION = re.compile(r"\s{0,3}\[([^\]^]{1,99})\]:\s*(\S+)")
_FOOTNOTE = re.compile(r"\s{0,3}\[\^[^\]]{1,50}\]:\s*(.*)")
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]{1,50}\]")
_HIDDEN_TAG = re.compile(r"\s*<(?:meta|link|!doctype|!--)[^>]*>\s*$|\s*<!--.*-->\s*$", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\s*\{:[^}]{0,200}\}\s*$")
_CONTENTS = re.compile(r"\s*[*+-]\s+TOC\s*$")
_RULE = re.compile(r"\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_BULLET = re.compile(r"\s*[*+-]\s+(?=\S)")
_QUOTE = re.compile(r"^\s{0,3}>\s?")
_STRONG = re.compile(r"(?:\*\*|__)(?!\s)(?:(?!\*\*|__).)+(?:\*\*|__)[\s:.]*$")
# Emphasis that a reader recognises and the standard does not, because of a missing space: "*inter alia,*include".
_GLUED = re.compile(r"(?<![\w*\]\\])\*(?=\w)([^*]{1,200}?)\s?\*")
_LONGEST_PARSED = 20_000
_MOST_BRACKETS = 1_000  # each could open a link; beyond this a parser takes long
_inline = MarkdownIt("zero").enable(["emphasis", "link", "image", "escape", "entity", "autolink"])


def looks_like_markdown(text: str) -> bool:
    """Whether a text speaks Markdown: headings with #, links, front matter, or strong words at line beginnings."""
    head = text[:200_000].split("\n")
    marks = sum(bool(_HEADING.match(line)) and "#" in line[:7] for line in head)
    links = sum("](" in line or bool(_DEFINITION.match(line)) for line in head)
    strong = sum(line.lstrip().startswith("**") for line in head)
    return marks >= 1 or links + strong >= 2


def read_markdown(text: str, warnings: tuple[ReadingWarning, ...] = ()) -> Reading:
    """A Markdown text as lines. What a reader does not see (front matter, comments) is kept as set aside."""
    raw = without_controls(text).split("\n")
    front = _front_matter(raw)
    references = dict(_references(raw[front:]))
    lines = [Line(squeezed(line), aside="front matter") for line in raw[:front] if line.strip(" -")]
    in_footnote = False
    for block in _blocks(raw[front:]):
        in_footnote = bool(_FOOTNOTE.match(block)) or (in_footnote and block[0] in " \t")
        found = list(_lines(block, references))
        lines += [replace(line, aside="footnote") for line in found] if in_footnote else found
    return Reading("markdown", tuple(_with_indents(lines)), title=_title(raw[:front]), warnings=warnings)


def _front_matter(raw: list[str]) -> int:
    """How many lines at the top are front matter (between two lines of ---)."""
    if not raw or raw[0].strip() != "---":
        return 0
    return next(
        (index + 1 for index in range(1, min(len(raw), 200)) if raw[index].strip() in {"---", "..."}), 0
    )


def _title(front: list[str]) -> str:
    found = (line.split(":", 1)[1].strip(" \"'") for line in front if line.startswith("title:"))
    return next(found, "")


def _references(raw: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    for line in raw:
        if match := _DEFINITION.match(line):
            yield " ".join(match[1].split()).upper(), {"href": match[2], "title": ""}


def _blocks(raw: list[str]) -> Iterator[str]:
    """Paragraphs: lines without a blank line between them, unless the next one begins something of its own."""
    block = ""
    for line in raw:
        if block and line.strip() and _goes_on(line, block):
            block = f"{block.rstrip()} {line.strip()}"
            continue
        if block.strip():
            yield block
        block = line
    if block.strip():
        yield block


def _goes_on(line: str, block: str) -> bool:
    own = (_HEADING, _DEFINITION, _FOOTNOTE, _HIDDEN_TAG, _ATTRIBUTES, _CONTENTS, _RULE, _BULLET)
    if any(pattern.match(line) for pattern in own) or block.endswith(("  ", "\\")):
        return False
    if any(pattern.match(block) for pattern in (_HEADING, _DEFINITION, _HIDDEN_TAG, _ATTRIBUTES, _RULE)):
        return False
    return continues(_plain(line), _plain(block[-400:]))


def _plain(text: str) -> str:
    return text.strip().lstrip("*_")


def _lines(block: str, references: dict[str, dict[str, str]]) -> Iterator[Line]:
    column = len(block.expandtabs(4)) - len(block.expandtabs(4).lstrip())
    text = _QUOTE.sub("", block.strip(), count=1)
    if reason := _hidden(block):
        yield Line(squeezed(text), aside=reason)
    elif match := _HEADING.match(block):
        yield Line(_words(match[2], references), heading=len(match[1]))
    else:
        bullet = _BULLET.match(block)
        text = text[bullet.end() - (len(block) - len(block.lstrip())) :] if bullet else text
        bold = bool(_STRONG.match(text)) and len(text) < 200
        for part in parted(Line(text)):
            yield Line(_words(part.text, references), "•" if bullet else "", indent=column, bold=bold)


def _hidden(block: str) -> str:
    if _HIDDEN_TAG.match(block) or _RULE.match(block):
        return "hidden text"
    if _DEFINITION.match(block):
        return "address of a link"
    if _FOOTNOTE.match(block):
        return "footnote"
    return "mark-up of the page" if _ATTRIBUTES.match(block) or _CONTENTS.match(block) else ""


def _words(text: str, references: dict[str, dict[str, str]]) -> str:
    """The words a reader sees."""
    text = _FOOTNOTE_MARK.sub("", text).rstrip("\\")
    if (
        len(text) > _LONGEST_PARSED
        or text.count("[") > _MOST_BRACKETS
        or not any(sign in text for sign in "*_[\\&<")
    ):
        return squeezed(text)
    (token,) = _inline.parseInline(_GLUED.sub(_spaced, text), {"references": references})
    seen = "".join(each.content if each.type != "softbreak" else " " for each in token.children or ())
    return squeezed(seen)


def _spaced(match: re.Match[str]) -> str:
    """The emphasised words, parted from a word that is glued to their end."""
    glued = match.string[match.end() : match.end() + 1].isalnum()
    return f"{match[1]} " if glued else match[1]


def _with_indents(lines: list[Line]) -> Iterator[Line]:
    """Columns as nesting: deeper than the line before is one more, back is back."""
    stack = [0]
    for line in lines:
        if line.heading is not None or line.aside:
            stack = [0] if line.heading is not None else stack
            yield line
            continue
        while line.indent < stack[-1]:
            stack.pop()
        if line.indent > stack[-1]:
            stack.append(line.indent)
        yield replace(line, indent=len(stack) - 1)
