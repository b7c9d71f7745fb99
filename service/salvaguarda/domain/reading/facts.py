"""What a text says of itself: label, symbol, date. Guesses for a person to confirm; "" or None where it says nothing."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath

from salvaguarda.domain.drafts import Segmentation
from salvaguarda.domain.reading.languages import guess_language
from salvaguarda.domain.reading.lines import Reading

_LONGEST_LABEL = 200
_OPENING = 40  # lines in which a cover says its symbol and date
_LONGEST_LINE = 500
_SYMBOL = re.compile(
    r"(?<![\w/])(?:(?:A|E|S|ST|TD|CRC|CCPR|CEDAW|HRI|FCCC|CTOC|CAC|UNEP|UNODC|ADP)(?:[./][A-Z0-9][\w.()-]{0,20}){1,6}"
    r"|COM\(\d{4}\)\s?\d{1,4}(?:\sfinal)?|C?ETS\sNo\.?\s?\d{1,3})(?!\w)"
)
_LISTS = (
    "january february march april may june july august september october november december",
    "jan feb mar apr - jun jul aug sept oct nov dec",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "يناير فبراير مارس أبريل مايو يونيه يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
)
_MONTHS = {
    name: place for names in _LISTS for place, name in enumerate(names.split(), start=1) if name != "-"
}
_MONTHS |= {"sep": 9, "يونيو": 6, "يوليو": 7}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES = (
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°)?\s+(?:de\s+)?(?P<month>{_MONTH})(?!\w)\.?,?\s+(?:de\s+|del\s+)?"
        r"(?P<year>\d{4})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"),
    re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"),
)
_COVER = ("title", "cover page or note")
_ASIDE_IN_TITLE = re.compile(r"[(\[{].*[)\]}]")  # "(Text with EEA relevance)"
_RUNS_ON = re.compile(
    r"\b(?:a|an|the|of|on|for|to|and|de|la|le|du|des|del|sobre|sur|o|da|do)$", re.IGNORECASE
)
_NO_TITLE = re.compile(r"microsoft word|untitled|^document\d*$|\.docx?$|^word document$", re.IGNORECASE)


def guess_label(reading: Reading, segmentation: Segmentation, name: str) -> str:
    """The title a file gives itself, else the last title line above the law, else the file's name."""
    titles = [
        reading.lines[index].seen
        for first, last, reason in segmentation.set_aside
        for index in range(first, last + 1)
        if reason == "title" and reading.lines[index].seen
    ]
    said = "" if _NO_TITLE.search(reading.title) else reading.title
    label = said or _last_title(titles) or PurePath(name).stem.replace("_", " ")
    return label[:_LONGEST_LABEL].strip()


def _last_title(titles: Sequence[str]) -> str:
    """The last title with the lines above that it goes on from: "REGULATION OF … / laying down rules"."""
    own = [title for title in titles if not _ASIDE_IN_TITLE.fullmatch(title)]
    label = own.pop() if own else ""
    while own and (label[:1].islower() or _RUNS_ON.search(own[-1])):
        label = f"{own.pop()} {label}"
    return label


def guess_symbol(reading: Reading) -> str:
    """The document symbol on the cover: "A/AC.291/22", "COM(2022) 209", "ETS No. 185"."""
    found = (match[0] for text in _opening(reading) if (match := _SYMBOL.search(text)))
    return next(found, "")


def guess_date(reading: Reading, segmentation: Segmentation, name: str) -> date | None:
    """The first full date on the cover or in the title, else one in the file's name."""
    covers = {
        index
        for first, last, reason in segmentation.set_aside
        if reason in _COVER
        for index in range(first, last + 1)
    }
    texts = [
        reading.title,
        *(
            line.seen[:_LONGEST_LINE]
            for index, line in enumerate(reading.lines[:_OPENING])
            if index in covers
        ),
    ]
    return next(_dates([*texts, name]), None)


def guess_draft_language(reading: Reading, segmentation: Segmentation) -> str:
    """The language of the provisions (BCP 47); what the file says where that agrees or nothing is recognised; else English."""
    guessed = guess_language([each.text for each in segmentation.provisions])
    said = reading.language.split(",")[0].strip()
    return said if said and guessed in {"", said.lower().split("-")[0]} else guessed or "en"


def _opening(reading: Reading) -> Iterator[str]:
    yield reading.title
    yield from (line.seen[:_LONGEST_LINE] for line in reading.lines[:_OPENING])


def _dates(texts: Sequence[str]) -> Iterator[date]:
    for text in texts:
        for pattern in _DATES:
            for match in pattern.finditer(text):
                if (found := _date(match)) is not None:
                    yield found


def _date(match: re.Match[str]) -> date | None:
    month = match["month"]
    number = int(month) if month.isdigit() else _MONTHS[month.lower()]
    try:
        return date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None
