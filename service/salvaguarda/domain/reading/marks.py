"""Marks at the beginning of a line: "1.", "(a)", "b)", "(iv)", "3bis.", "1.2", "–", "Option 2:", "（一）", "1、", "أ)", "§ 1º"."""

import re
from dataclasses import dataclass
from enum import StrEnum

from salvaguarda.domain.reading.alphabets import ARABIC, CYRILLIC, GREEK, places_of_letter
from salvaguarda.domain.reading.numbers import (
    HAN,
    SUFFIX,
    Place,
    han,
    letters,
    place_of,
    roman,
    suffix_place,
)


class Style(StrEnum):
    """What a mark counts with."""

    DECIMAL = "decimal"
    LOWER = "lower"
    UPPER = "upper"
    LOWER_ROMAN = "lower-roman"
    UPPER_ROMAN = "upper-roman"
    CYRILLIC = "cyrillic"
    GREEK = "greek"
    ARABIC = "arabic"  # letters; Arabic-Indic digits are decimals
    HAN = "han"
    BULLET = "bullet"
    OPTION = "option"
    DEFINITION = "definition"  # an unnumbered entry of a list of terms: "“Party” means …"


@dataclass(frozen=True, slots=True)
class Sense:
    """One way to understand a mark: (i) is the ninth letter or the first roman number.

    strict: it is only a mark where it is the very next one of an open list: "(ba)" after "(b)", "5A The" after 5.
    """

    style: Style
    place: Place
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that was read.

    number: as printed, without a closing full stop: "1", "(a)", "b)", "3 bis", "–", "Option 2"; "" for a definition.
    form: its punctuation: "x.", "(x)", "x)", "x", "x°", "x –", "§" or "-"; for an option its word and first number, "option 1";
        "term" for a definition.
    senses: at least one.
    parts: how many numbers it is made of: 2 for "1.2".
    """

    number: str
    form: str
    senses: tuple[Sense, ...]
    parts: int = 1


_SUFFIXED = rf"\d{{1,3}}[.\-]?\s?{SUFFIX}(?:\s?[Aa]lt)?"
_INSERTED = r"\d{1,3}(?:[a-z]{1,2}|[A-Z]{1,2})"
_DECIMAL = rf"(?:\d{{1,3}}\.)*{_SUFFIXED}|{_INSERTED}|\d{{1,3}}(?:\.\d{{1,3}})*"
_OTHER = "هـ|[" + CYRILLIC + GREEK + ARABIC + "أإ]|" + f"[{HAN}]{{1,6}}"
_LETTERS = rf"[a-z]{{1,2}}\s?{SUFFIX}|[ivxl]{{1,7}}|[IVXL]{{1,7}}|[a-z]{{1,4}}|[A-Z]{{1,4}}|{_OTHER}"  # "(the)" is sorted out by its senses: it has none
_ALONE = rf"(?:{_DECIMAL}|[IVXL]{{1,7}}|[A-Za-z]{{1,2}}|{_OTHER})"
_WIDE = r"\u3400-\u9fff\u0600-\u06ff"  # scripts without capitals
_CAPITAL = rf"A-ZÀ-ÖØ-ÞА-ЯΑ-Ω{_WIDE}"
_MARK = re.compile(
    rf"""(?P<lead>[\[“"«\s]*)
    (?: (?P<paragraph>§\s?\d{{1,3}}(?:\s?\.?[ºª°o]|(?=\.))(?:-[A-Z]\b)?|(?:Parágrafo|PARÁGRAFO)\s(?:[úÚ]nico|ÚNICO))\.?(?=\s)
      | (?P<hyphen>[IVXLC]{{1,7}})\s?[-–—](?=\s)
      | (?P<ordinal>\d{{1,3}}\.?[ºª°](?:\s?{SUFFIX}\b)?)[.)]?(?:\s[-–])?(?=\s)
      | [(（]\s?(?P<round>{_DECIMAL}|{_LETTERS})\s?[)）]
      | (?P<half>{_DECIMAL}|{_LETTERS})[)）]
      | (?P<dash>\d{{1,3}})\s?[-–](?=\s*[{_WIDE}])
      | (?P<comma>\d{{1,3}}|[{HAN}]{{1,6}})、
      | (?P<dot>(?:{_DECIMAL})(?=[.．](?:\s|$|[{_CAPITAL}\[(“"]))|(?:{_LETTERS})(?=[.．](?:\s|$|[{_WIDE}])))[.．]
      | (?P<bare>(?:(?:\d{{1,3}}\.)*{_SUFFIXED}|{_INSERTED}|\d{{1,3}}(?:\.\d{{1,3}})+)(?=[:.]?\s+[\[{_CAPITAL}]))[:.]?
      | (?P<bullet>[–—•·▪◦‣-])(?=\s)
    )\s*""",
    re.VERBOSE,
)
_OPTION_WORDS = (
    r"Proposed\s+Mechanism|Option|OPTION|Alternative|ALTERNATIVE|Variant|Opción|Opção|Opcion|Alternativa|Variante|"
    r"Вариант|备选案文|الخيار"
)
_OPTION = re.compile(
    rf"(?P<lead>[\[\s]*)(?P<option>(?:{_OPTION_WORDS})\s*[(（]?(?:{_ALONE})[)）]?)"
    r"(?:\s*[:：.]+\s*|\s*(?=\[|\])|\s*$|\s+[–—-]\s+|\s+(?=\(para))"
)
_TERM = re.compile(
    r"[\[\s]*(?:the\s+(?:term|expression)s?\s+)?(?:“[^”“]{1,80}”|‘[^’‘]{1,80}’|„[^“”]{1,80}[“”]|«[^»«]{1,80}»|"
    r"\"[^\"]{1,80}\"|``[^`\"]{1,80}(?:\"|'')|《[^》]{1,80}》)"
    r"(?:\s*(?:\([^)]{1,60}\)|(?:,|or|and|ou|o|y|e|и|或)\s+[“‘\"«„`][^”’\"»“]{1,80}[”’\"»“])){0,3}[\s,]*"
    r"(?:\S+\s+){0,6}?(?:shall\s+mean|means?|refers?\s+to|includes?|has\s+the\s+(?:same\s+)?meaning|is\s+understood|"
    r"désigne|s[’']entend|signifie|on\s+entend|significa|se\s+entender[áa]|se\s+entiende|entende-se|означает|понимается|"
    r"是指|系指|指|يعني|تعني|يقصد|—|:)",
    re.IGNORECASE,
)
_FORMS = {
    "paragraph": "§",
    "hyphen": "x –",
    "ordinal": "x°",
    "round": "(x)",
    "half": "x)",
    "dash": "x.",
    "comma": "x、",
    "dot": "x.",
    "bare": "x",
    "bullet": "-",
}
_DASH = re.compile(r"[–—-]\s+")
_LONGEST = 60
_LONGEST_TERM = 400
_NO_INSERTED = {"ad", "be", "da", "de", "he", "id", "if", "me", "of", "we"}
_TERM_MARK = Mark("", "term", (Sense(Style.DEFINITION, (0, 0)),))


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
    number = match[0].strip() if group in {"round", "half"} else core
    printed = number[len(match["lead"].strip()) :] if group in {"round", "half"} else number
    rest = text[match.end() :]
    form = _FORMS[group]
    if group == "dot" and core.isupper() and (dash := _DASH.match(rest)) is not None:
        form, rest = "x –", rest[dash.end() :]  # "I. – Il est créé …"
    mark = Mark(_tight(printed), form, _senses(group, core), _parts(core))
    return (mark, _opening(match["lead"]) + rest) if mark.senses else None


def opens_option(text: str) -> bool:
    """Whether a line begins with "Option 2", "Alternative A": an alternative wording, never a heading or a title."""
    return _OPTION.match(text[:_LONGEST]) is not None


def read_term(text: str) -> Mark | None:
    """A mark without a number for an entry of a list of terms ("“Party” means …"); None for any other text."""
    return _TERM_MARK if _TERM.match(text[:_LONGEST_TERM]) else None


def _opening(lead: str) -> str:
    return "".join(lead.split())


def _tight(printed: str) -> str:
    """ "( f)" → "(f)" """
    return re.sub(r"(?<=[(（])\s+|\s+(?=[)）])", "", printed)


def _parts(core: str) -> int:
    return len(re.findall(r"\d+", core)) or 1


def _option(match: re.Match[str]) -> Mark:
    printed = match["option"]
    core = re.split(r"[\s(（]+", printed)[-1].strip("()（）")
    if (found := re.search(rf"(?:{_ALONE})$", core)) and not core[0].isascii():
        core = found[0]  # 备选案文1
    word = printed.split(maxsplit=1)[0].lower().rstrip("0123456789")
    return Mark(
        printed, f"{word} {_counter(core)}", (Sense(Style.OPTION, place_of(core) or _first_place(core)),)
    )


def _counter(core: str) -> str:
    """What an option counts with, by its first: "1", "I", "A" or "a"."""
    if core[:1].isdigit():
        return "1"
    if core.isupper():
        return "I" if roman(core) is not None else "A"
    return "a"


def _first_place(core: str) -> Place:
    found = places_of_letter(core)
    return (found[1][0], 0) if found else (0, 0)


def _senses(group: str, core: str) -> tuple[Sense, ...]:
    if group == "bullet":
        return (Sense(Style.BULLET, (0, 0)),)
    if group == "paragraph":
        place = place_of(core)
        return () if place is None else (Sense(Style.DECIMAL, place),)
    if core[0].isdigit():
        last = re.split(r"\.(?=\d)", core)[-1]
        place = place_of(last)
        letter = core[-1].isalpha() and group == "bare" and not re.search(SUFFIX, core)
        return () if place is None else (Sense(Style.DECIMAL, place, strict=letter),)
    if core.isascii():
        return tuple(_latin_senses(group, core))
    if (value := han(core)) is not None:
        return (Sense(Style.HAN, (value, 0)),)
    found = places_of_letter(core)
    return tuple(Sense(Style(found[0]), (place, 0)) for place in found[1]) if found else ()


def _latin_senses(group: str, core: str) -> list[Sense]:
    low = core.islower()
    found = []
    if (value := letters(core)) is not None:
        found.append(Sense(Style.LOWER if low else Style.UPPER, (value, 0)))
    if (value := roman(core)) is not None:
        found.append(Sense(Style.LOWER_ROMAN if low else Style.UPPER_ROMAN, (value, 0)))
    if low and group in {"round", "half"}:
        found += _inserted(core)
    return found


def _inserted(core: str) -> list[Sense]:
    """Letters put in between: "(a bis)" and "(aa)" after (a), "(ba)" after (b)."""
    if match := re.fullmatch(rf"([a-z]{{1,2}})\s?({SUFFIX})", core):
        value = letters(match[1])
        return [] if value is None else [Sense(Style.LOWER, (value, *suffix_place(match[2])))]
    if len(core) == 2 and core[1] <= "f" and core not in _NO_INSERTED:
        return [Sense(Style.LOWER, (ord(core[0]) - 96, *suffix_place(core[1])), strict=True)]
    return []
