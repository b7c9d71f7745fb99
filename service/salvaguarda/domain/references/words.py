"""The words by which treaties point at their own parts, in seven languages, and the numbers behind them."""

import unicodedata

import regex

# Outermost first. In a UK bill "section" is an article and "schedule" an annex; resolving knows.
RANKS = ("part", "title", "chapter", "section", "annex", "article", "paragraph", "point")
_WORDS = {
    "part": r"parts?|parte|част(?:ь|и|ью|ей)|الباب",
    "title": r"titles?|titres?|títulos?",
    "chapter": r"chapters?|chapitres?|capítulos?|глав(?:а|ы|е|у|ой)|الفصل|الفصول",
    "section": r"sections?|secci(?:ón|ones)|seç(?:ão|ões)|раздел(?:а|е|у|ом|ы|ов)?",
    "annex": r"annex(?:es)?|annexes?|anexos?|schedules?|appendix|приложени(?:е|я|и|ю|ем)|المرفق",
    "article": r"articles?|arts?\.|artículos?|artigos?|clauses?"
    r"|стат(?:ья|ьи|ье|ью|ьей|ей|ьям|ьях|ьями)|(?:ال|لل)?ماد(?:ة|تين|تان)|(?:ال|لل)?مواد",
    "paragraph": r"paragraphs?|paras?\.?|sub-?sections?|paragraphes?|párrafos?|parágrafos?"
    r"|пункт(?:а|е|у|ом|ы|ов|ах|ам|ами)?|(?:ال|لل)?فقر(?:ة|تين|تان|ات)",
    "point": r"points?|sub-?paragraphs?|letters?|lit\.?|alinéas?|apartados?|incisos?|alíneas?"
    r"|подпункт(?:а|е|у|ом|ы|ов|ах|ам)?|(?:ال)?فقرة\s{1,3}الفرعية",
}
LEVEL = regex.compile(
    r"\b(?:" + "|".join(rf"(?P<{level}>{_WORDS[level]})" for level in reversed(RANKS)) + r")(?!\w)",
    regex.IGNORECASE,
)
_SUFFIX = r"(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies)\b|[A-Za-z]{1,2}\b)?"
_WHOLE = rf"\d{{1,4}}(?!\d){_SUFFIX}|[IVXLC]{{1,7}}\b(?!\.\p{{L}})"
_LETTER = r"\(\p{L}{1,5}\)|\(\d{1,3}\)|\b\p{L}{1,4}\)|\b\p{Ll}\b(?!\s\p{Ll}{2})\.?(?!\.\p{L}{2})"
_SUBS = r"(?P<subs>(?:\s{0,2}\((?:\p{L}{1,5}|\d{1,3})\)|\s?\b[a-z]{1,2}\)|\.\d{1,3}\b|\.[ivx]{1,4}\b){0,6})"
_UNIT = r"(?!\s{0,2}(?:days?|weeks?|months?|years?|hours?|per\b|%|jours|mois|días|meses))"
_NUMBERED = regex.compile(
    rf"\[?(?:(?P<number>{_WHOLE})\]?{_SUBS}|(?=\((?:\p{{L}}{{1,5}}|\d{{1,3}})\)){_SUBS}){_UNIT}"
)
_LETTERED = regex.compile(rf"\[?(?P<number>{_LETTER}|{_WHOLE})\]?{_SUBS}{_UNIT}")
ITEM = dict.fromkeys(RANKS, _NUMBERED) | {"point": _LETTERED, "paragraph": _LETTERED}
AFTER_WORD = regex.compile(r"\s{0,3}(?:№\s?|n[º°]\s?)?")
SEPARATOR = regex.compile(
    r"\s{0,3}(?:,\s{0,3}(?:and/or|and|or|et|ou|y|o|e|и|или|و|أو)?|;|and/or|and|or|et|ou|y|o|e|и|или|أو|و)\s{0,3}",
    regex.IGNORECASE,
)
RANGE = regex.compile(
    r"\s{0,3}(?:[-‐‑‒–—]|to|through|à|au|a|al|по|до|إلى)\s{0,3}(?=[\d(\[IVXLCa-z])", regex.IGNORECASE
)

# What may stand between two groups: the second inside the first ("article 5, paragraph 2"), or around it.
INSIDE = regex.compile(r"[\s\]]{0,3},?\s{0,3}")
AROUND = regex.compile(
    r"[\s\],]{0,3}(?:(?P<of>of|in|to|under|de|del|da|do|dos|des|du|de\s+la|من)\s{0,3})?(?:the\s{1,3}|l['’]|la\s{1,3}|el\s{1,3})?",
    regex.IGNORECASE,
)
AND = regex.compile(r"\s{0,3}(?:,|;|and/or|and|or|et|ou|y|o|e|и|или|و|أو|\s){1,4}\s{0,3}", regex.IGNORECASE)

_OF = r"[\s\],]{1,4}(?:of|in|to|under|de|del|da|do|du|من)?\s{0,3}"
_UNITS = "|".join(_WORDS[level] for level in RANKS)
HERE = regex.compile(
    rf"{_OF}(?:this|the\s+present|the\s+same|présent|le\s+présent|cet|este|esta|el\s+presente|presente|la\s+presente"
    rf"|настоящ\p{{L}}{{2,3}}|данн\p{{L}}{{2,3}}|هذه|هذا)\s{{1,3}}(?:{_UNITS})(?!\w)",
    regex.IGNORECASE,
)
OWN = regex.compile(
    rf"{_OF}(?:this|the\s+present|la\s+présente|présente?|la\s+presente|el\s+presente|presente|настоящ\p{{L}}{{2,3}}|هذه|هذا)"
    r"\s{1,3}(?P<name>\p{L}{3,})",
    regex.IGNORECASE,
)
OTHER = regex.compile(
    r"[\s\],]{1,4}(?:(?:of|in|to|under|du|de|da|do|del|de\s+la|من)\s{1,3}(?:the\s{1,3}|la\s{1,3}|el\s{1,3}|l['’])?"
    r"(?P<that>that|those|said)?\s{0,3}(?P<name>\p{Lu}\p{L}{2,}|TEU|TFEU)|(?P<name>[A-Z]{3,5}\b)|(?P<name>Конвенции|Договора|Устава|Пакта|Протокола"
    r"|اتفاقية|الاتفاقية|الميثاق|العهد)|(?:of|to)\s+that\s+(?P<name>\p{L}{3,}))"
)
_HAN = "〇零一二三四五六七八九十百千两兩0-9０-９"
CHINESE = regex.compile(
    rf"(?P<other>》|(?:公约|公約|协定|協定|议定书|議定書|宪章|憲章)(?<!本公约|本公約|本协定|本協定|本议定书|本議定書))?"
    rf"(?P<here>本[条條](?!约|約))?(?:第(?P<article>[{_HAN}]{{1,7}})[条條](?P<bis>之[{_HAN}]{{1,3}})?)?"
    rf"(?:第(?P<paragraph>[{_HAN}]{{1,7}})[款])?(?:第?[（(]?(?P<point>[{_HAN}]{{1,4}}|[a-z])[）)]?[项項目])?"
)
_DIGITS = {character: place for place, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "兩": 2,
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_INNER = regex.compile(r"\((\p{L}{1,5}|\d{1,3})\)|\b([a-z]{1,2})\)|\.(\d{1,3}|[ivx]{1,4})\b")
_OUTSIDE = regex.compile(r"[^\w\p{M}]+")


def level_of(word: regex.Match[str]) -> str:
    """The level that a match of LEVEL names."""
    return str(word.lastgroup)


def number_of(printed: str) -> str:
    """A number as it is compared: "(b)" → "b", "3 bis" → "3bis", "٥" → "5", "十二" → "12", "II" → "ii"."""
    core = _OUTSIDE.sub("", unicodedata.normalize("NFKC", printed)).casefold()
    if (han := _han_value(core)) is not None:
        return str(han)
    return "".join(str(unicodedata.digit(each)) if each.isdecimal() else each for each in core)


def sub_numbers(match: regex.Match[str]) -> list[tuple[str, tuple[int, int]]]:
    """The numbers in brackets behind a number, "(a)(ii)", with where they stand."""
    offset, subs = match.start("subs"), match["subs"]
    found = ((inner[1] or inner[2] or inner[3], inner.span()) for inner in _INNER.finditer(subs))
    return [(number_of(number), (offset + start, offset + end)) for number, (start, end) in found]


def _han_value(text: str) -> int | None:
    """The value of a Chinese numeral up to thousands; None when it is none."""
    if not text or any(each not in _DIGITS and each not in _TENS for each in text):
        return None
    total = digit = 0
    for each in text:
        if each in _TENS:
            total += max(digit, 1) * _TENS[each]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[each]
    return total + digit
