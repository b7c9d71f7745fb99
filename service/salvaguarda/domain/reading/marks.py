"""Marks at the beginning of a line: "1.", "(a)", "b)", "(iv)", "3bis.", "1.2", "–", "Option 2:"."""

import re
from dataclasses import dataclass
from enum import StrEnum

from salvaguarda.domain.reading.numbers import SUFFIX, Place, letters, place_of, roman


class Style(StrEnum):
    """What a mark counts with."""

    DECIMAL = "decimal"
    LOWER = "lower"
    UPPER = "upper"
    LOWER_ROMAN = "lower-roman"
    UPPER_ROMAN = "upper-roman"
    BULLET = "bullet"
    OPTION = "option"


@dataclass(frozen=True, slots=True)
class Sense:
    """One way to understand a mark: (i) is the ninth letter or the first roman number."""

    style: Style
    place: Place


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that was read.

    number: as printed, without a closing full stop: "1", "(a)", "b)", "3 bis", "–", "Option 2".
    form: its punctuation: "x.", "(x)", "x)", "x" or "-"; lists keep one form.
    senses: at least one.
    parts: how many numbers it is made of: 2 for "1.2".
    """

    number: str
    form: str
    senses: tuple[Sense, ...]
    parts: int = 1


_SUFFIXED = rf"\d{{1,3}}\.?\s?{SUFFIX}(?:\s?alt)?"
_DECIMAL = rf"(?:\d{{1,3}}\.)*{_SUFFIXED}|\d{{1,3}}(?:\.\d{{1,3}})*"
_LETTERS = (
    r"[ivxl]{1,7}|[IVXL]{1,7}|[a-z]{1,4}|[A-Z]{1,4}"  # "(the)" is sorted out by its senses: it has none
)
_MARK = re.compile(
    rf"""(?P<lead>[\[“"«\s]*)
    (?: \(\s?(?P<round>{_DECIMAL}|{_LETTERS})\s?\)
      | (?P<half>{_DECIMAL}|{_LETTERS})\)
      | (?P<dot>(?:{_DECIMAL})(?=\.(?:\s|$|[A-Z\[(“"]))|(?:{_LETTERS})(?=\.(?:\s|$)))\.
      | (?P<bare>(?:(?:\d{{1,3}}\.)*{_SUFFIXED}|\d{{1,3}}(?:\.\d{{1,3}})+)(?=[:.]?\s+[\[A-Z]))[:.]?
      | (?P<bullet>[–—•·▪◦‣-])(?=\s)
    )\s*""",
    re.VERBOSE,
)
_OPTION = re.compile(
    r"(?P<lead>[\[\s]*)(?P<option>(?:Option|Alternative)\s+\(?(?:[0-9]{1,3}|[IVX]{1,4}|[A-Za-z])\)?)"
    r"\s*(?:[:.]+\s*|$)"
)
_FORMS = {"round": "(x)", "half": "x)", "dot": "x.", "bare": "x", "bullet": "-"}
_LONGEST = 60


def read_mark(text: str) -> tuple[Mark, str] | None:
    """The mark at the beginning of a text and what follows it; None when the text begins with words.

    Opening brackets before the mark stay with the words: "[3bis. Each" → 3bis, "[Each".

    >>> read_mark("(a) To promote")[1]
    'To promote'
    """
    head = text[:_LONGEST]
    if match := _OPTION.match(head):
        return _option(match), match["lead"].strip() + text[match.end() :]
    match = _MARK.match(head)
    if match is None:
        return None
    group = next(name for name in _FORMS if match[name] is not None)
    core = match[group]
    mark = Mark(_printed(group, core), _FORMS[group], _senses(group, core), _parts(core))
    return (mark, _opening(match["lead"]) + text[match.end() :]) if mark.senses else None


def _opening(lead: str) -> str:
    return "".join(lead.split())


def _printed(group: str, core: str) -> str:
    return {"round": f"({core})", "half": f"{core})"}.get(group, core)


def _parts(core: str) -> int:
    return len(re.findall(r"\d+", core)) or 1


def _option(match: re.Match[str]) -> Mark:
    core = match["option"].split()[-1].strip("()")
    return Mark(match["option"], "option", (Sense(Style.OPTION, place_of(core) or (0, 0)),))


def _senses(group: str, core: str) -> tuple[Sense, ...]:
    if group == "bullet":
        return (Sense(Style.BULLET, (0, 0)),)
    if core[0].isdigit():
        last = re.split(r"\.(?=\d)", core)[-1]
        place = place_of(last)
        return () if place is None else (Sense(Style.DECIMAL, place),)
    low = core.islower()
    found = []
    if (value := letters(core)) is not None:
        found.append(Sense(Style.LOWER if low else Style.UPPER, (value, 0)))
    if (value := roman(core)) is not None:
        found.append(Sense(Style.LOWER_ROMAN if low else Style.UPPER_ROMAN, (value, 0)))
    return tuple(found)
