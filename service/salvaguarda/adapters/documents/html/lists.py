"""Automatic numbers of lists, as a browser shows them (HTML Standard, 4.4.5 and 4.4.8)."""

from dataclasses import dataclass

from salvaguarda.adapters.documents.docx.formats import formatted
from salvaguarda.adapters.documents.html.tree import Element
from salvaguarda.domain.reading.marks import read_mark

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_FARTHEST = 1_000_000
_HEAD = 40  # characters of a part that are looked at for a typed mark
_MOST_LOOKED_AT = 2_000


@dataclass(slots=True)
class Counter:
    """One open list. style: a CSS list-style-type; "none" shows no number."""

    style: str
    value: int
    step: int = 1
    ordered: bool = True

    def next_number(self, item: Element, style: str) -> str:
        """The number or bullet of the next part of the list, which may set its own value."""
        own = whole(item.get("value"))
        if self.ordered and own is not None:
            self.value = own
        shown, self.value = self.value, self.value + self.step
        kind = style or _TYPES.get(item.get("type"), "") or self.style
        if kind == "none":
            return ""
        if not self.ordered and kind in {"", "disc", "circle", "square"}:
            return "" if read_mark(head_of(item)) is not None else "•"
        return f"{_in_style(shown, kind)}."


def opened(element: Element, style: str) -> Counter:
    """The counter of a list that opens. style: its list-style-type; "" when the page says nothing."""
    ordered = element.tag == "ol"
    if not ordered:
        return Counter(style, 1, ordered=False)
    items = [each for each in element.children if isinstance(each, Element) and each.tag == "li"]
    backwards = "reversed" in element.attributes
    start = whole(element.get("start"))
    if start is None:
        start = len(items) if backwards else 1
    kind = style or _TYPES.get(element.get("type"), "decimal")
    return Counter("none" if _typed(items) else kind, start, -1 if backwards else 1)


def list_style(declared: str) -> str:
    """The list-style-type in a "list-style" or "list-style-type" declaration; "" when there is none."""
    known = {
        "none",
        "disc",
        "circle",
        "square",
        "decimal",
        "decimal-leading-zero",
        "lower-latin",
        "upper-latin",
    }
    known |= set(_TYPES.values())
    return next((word for word in declared.split() if word in known), "")


def whole(text: str) -> int | None:
    """An integer attribute, held in bounds; None when absent or none."""
    try:
        return max(-_FARTHEST, min(int(text[:12]), _FARTHEST)) if text else None
    except ValueError:
        return None


def head_of(item: Element) -> str:
    """The first words of a part of a list, without those of lists inside."""
    words, length = [], 0
    for each in item.walk():
        if isinstance(each, Element) and each.tag in _LISTS:
            break
        if isinstance(each, str):
            words.append(each)
            length += len(each.strip())
            if length > _HEAD:
                break
    return " ".join("".join(words).split())


def _typed(items: list[Element]) -> bool:
    """Whether the parts bring their own marks, typed: then the page's style sheet hides the automatic ones."""
    looked_at = items[:_MOST_LOOKED_AT]
    return len(looked_at) > 1 and all(read_mark(head_of(each)) is not None for each in looked_at)


def _in_style(value: int, style: str) -> str:
    if style in {"lower-alpha", "lower-latin"} and value > 0:
        return _alphabetic(value)
    if style in {"upper-alpha", "upper-latin"} and value > 0:
        return _alphabetic(value).upper()
    if style in {"lower-roman", "upper-roman"} and 0 < value < 4000:
        return formatted(value, "lowerRoman" if style == "lower-roman" else "upperRoman")
    return f"{value:02d}" if style == "decimal-leading-zero" else str(value)


def _alphabetic(value: int) -> str:
    """From a … z to aa, ab: browsers count on, where Word repeats the letter."""
    letters = ""
    while value > 0:
        value, place = divmod(value - 1, 26)
        letters = chr(97 + place) + letters
    return letters
