"""YAML text → plain values that know their lines; anything clever in YAML is refused.

Only mappings with text keys, lists, text, whole numbers, decimals, true/false and null (YAML 1.2's core: `no` is
text). Anchors, aliases, tags and a second document are mistakes, so a few lines cannot grow into gigabytes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from salvaguarda.domain.errors import Problem

Loc = tuple[str | int, ...]
MAX_DEPTH = 20
ENOUGH = 200  # problems

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser where it was built: 10 times as fast
_WHOLE = re.compile(r"[-+]?[0-9]{1,15}")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]{1,15}|[0-9]{1,15}(\.[0-9]{0,15})?)([eE][-+]?[0-9]{1,2})?")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass
class Marked:
    """A value read from YAML. lines: place in it → line (1-based) of its key or list entry; () is the whole."""

    name: str
    value: Any = None
    lines: dict[Loc, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def where(self, loc: Loc) -> str:
        """name:line of a place, or of the nearest place around it."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return f"{self.name}:{self.lines.get(loc, 1)}"

    @property
    def full(self) -> bool:
        """Whether there are more mistakes than anybody reads; looking for further ones is then a waste."""
        return len(self.problems) >= ENOUGH

    def refuse(self, loc: Loc, what: str, fix: str = "") -> None:
        """Note a mistake at a place."""
        self.problems.append(Problem(self.where(loc), what, fix))


class _TooDeep(Exception):
    """Nested deeper than any file of ours is."""


def read_yaml(text: str, name: str) -> Marked:
    """The value, its lines, and one Problem per mistake of form; value None when it is no YAML at all."""
    marked = Marked(name)
    try:
        _Composer(marked, yaml.parse(text, Loader=_LOADER)).compose_stream()
    except yaml.YAMLError as error:
        marked.value = None
        marked.problems.append(_syntax_problem(error, name))
    except _TooDeep:
        marked.value = None
        marked.problems.append(Problem(name, f"It nests deeper than {MAX_DEPTH} levels.", "Flatten it."))
    return marked


def _syntax_problem(error: yaml.YAMLError, name: str) -> Problem:
    fix = "Check the indentation, and put text with a colon or a quotation mark into a `>-` block or quotes."
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        what = ", ".join(part for part in (error.context, error.problem) if part)
        return Problem(f"{name}:{line}", f"This is not valid YAML: {what}.", fix)
    return Problem(name, f"This is not valid YAML: {str(error).splitlines()[0]}.", "Remove that character.")


class _Composer:
    """Events of the YAML parser → one plain value, noting lines and mistakes in `marked`."""

    def __init__(self, marked: Marked, events: Iterator[Any]) -> None:
        self.marked = marked
        self.events = events

    def compose_stream(self) -> None:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if self.marked.lines:
                    self._refuse(event, "A second YAML document starts here.", "Keep one per file.")
                    return
                first = next(self.events)
                self.marked.lines[()] = first.start_mark.line + 1
                self.marked.value = self._node(first, ())

    def _node(self, event: Any, loc: Loc) -> Any:
        if len(loc) > MAX_DEPTH:
            raise _TooDeep
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, f"`*{event.anchor}` is an alias; aliases are not read.", "Write it out.")
            return None
        if event.anchor:
            self._refuse(event, f"`&{event.anchor}` is an anchor; anchors are not read.", "Remove it.")
        if event.tag:
            self._refuse(event, f"`{event.tag}` is a tag; tags are not read.", "Remove it.")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(loc)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(loc)
        return _scalar(event)

    def _sequence(self, loc: Loc) -> list[Any]:
        entries: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            place = (*loc, len(entries))
            self.marked.lines[place] = event.start_mark.line + 1
            entries.append(self._node(event, place))
        return entries

    def _mapping(self, loc: Loc) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, loc)
            place = (*loc, key)
            if key in entries:
                first = self.marked.lines[place]
                self._refuse(event, f"`{key}` stands twice; first on line {first}.", "Keep one of the two.")
                self._node(next(self.events), (*loc, f"{key} (again)"))
                continue
            self.marked.lines[place] = event.start_mark.line + 1
            entries[key] = self._node(next(self.events), place)
        return entries

    def _key(self, event: Any, loc: Loc) -> str:
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor or event.tag:
                self._refuse(event, "A key has an anchor or a tag; these are not read.", "Remove it.")
            return str(event.value)
        self._refuse(event, "A key must be a plain word.", "Write `word: …`.")
        self._node(event, (*loc, "?"))
        return "?"

    def _refuse(self, event: Any, what: str, fix: str) -> None:
        self.marked.problems.append(Problem(f"{self.marked.name}:{event.start_mark.line + 1}", what, fix))


def _scalar(event: Any) -> Any:
    text = str(event.value)
    if event.style is not None and event.style != "":  # quoted or a block: always text
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text
