"""Numbers that are words ("premier", "PART ONE", "Статья первая", "المادة الثانية عشرة"), and other ways to print a number.

Roman and Han numerals, letters and Latin suffixes are in numbers.py.
"""

import re

MARKS = "[\u0610-\u061a\u064b-\u065f\u0670\u0640]*"  # Arabic vowel signs and tatweel: written or not, the same word
_ALEF = "[\u0622\u0623\u0625\u0627\u0671]"
_SAME_LETTER = {"ا": _ALEF, "أ": _ALEF, "إ": _ALEF, "آ": _ALEF, "ة": "[ةه]", "ى": "[ىي]", "ي": "[ىي]"}


def arabic(words: str) -> str:
    """A pattern for Arabic words with or without vowel signs, tatweel and hamza."""
    return "".join(
        r"\s+" if letter == " " else _SAME_LETTER.get(letter, re.escape(letter)) + MARKS for letter in words
    )


def _counted(*lists: str) -> dict[str, int]:
    return {
        word: place for words in lists for place, word in enumerate(words.split(), start=1) if word != "-"
    }


_LATIN = {
    **_counted(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty",
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
        "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième "
        "treizième quatorzième quinzième seizième",
        "première seconde",
        "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo decimotercero "
        "decimocuarto decimoquinto",
        "primera segunda tercera cuarta quinta sexta séptima octava novena décima undécima duodécima",
        "primer - tercer",
        "primeiro - terceiro quarto - - sétimo oitavo nono",
        "primeira - terceira quarta - - - oitava nona",
        "primo secondo terzo - - sesto settimo ottavo",
        "prima seconda terza - - sesta settima ottava",
        "erster zweiter dritter vierter fünfter sechster siebter achter neunter zehnter",
        "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte",
        "erstes zweites drittes viertes fünftes sechstes siebtes achtes neuntes zehntes",
        "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende",
    ),
    **dict.fromkeys(("preliminar", "préliminaire", "preliminary"), 0),
    **dict.fromkeys(("unique", "único", "única", "unico", "sole"), 1),
}
_RUSSIAN = _counted(
    "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат "
    "шестнадцат семнадцат восемнадцат девятнадцат двадцат"
)
_UNITS = {
    **_counted(
        "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة",
        "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر",
    ),
    "الحادية": 1,
    "الحادي": 1,
}
_TENS = {
    word + ending: 10 * place
    for ending in ("ون", "ين")
    for place, word in enumerate(
        ("العشر", "الثلاث", "الأربع", "الخمس", "الست", "السبع", "الثمان", "التسع"), start=2
    )
}
_ANY_LATIN = "|".join(sorted(_LATIN, key=len, reverse=True))
_ANY_STEM = "|".join(
    word.replace("четверт", "четв[её]рт") for word in sorted(_RUSSIAN, key=len, reverse=True)
)
_ANY_RUSSIAN = rf"(?:{_ANY_STEM})(?:ая|ый|ой|ое|ья|ий|ье)"
_ANY_UNIT = "|".join(arabic(word) for word in sorted(_UNITS, key=len, reverse=True))
_ANY_TEN = "|".join(arabic(word) for word in _TENS)
_ANY_ARABIC = (
    rf"(?:{_ANY_UNIT})(?:\s+(?:{arabic('عشر')}[ةه]?{MARKS}(?!\w)|{arabic('و')}\s?(?:{_ANY_TEN})))?|{_ANY_TEN}"
)
WORD = rf"(?:{_ANY_LATIN}|{_ANY_RUSSIAN}|{_ANY_ARABIC})(?!\w)"
BIS = rf"(?:{arabic('مكرر')}(?:{arabic('ا')})?|бис|тер)"  # what other scripts write for bis and ter
_BIS = re.compile(rf"\s*{BIS}", re.IGNORECASE)
_RUSSIAN_NUMBER = re.compile(_ANY_RUSSIAN)
_ORDINAL_SIGN = re.compile(r"(?<=\d)\.?(?:[ºª°]|(?:er|ère|re|st|nd|rd|th)\b)", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(?:§|parágrafo)\s*", re.IGNORECASE)
_ROMAN_FIRST = re.compile(r"Ier|Iᵉʳ|Ire")
_RAISED = str.maketrans({"¹": "-1", "²": "-2", "³": "-3"})
_LONGEST = 40


def plain_number(number: str) -> str:
    """A number as digits and Latin letters, where it is printed in another way; unchanged where it is not.

    >>> plain_number("الثانية عشرة"), plain_number("3 مكررا"), plain_number("1.º"), plain_number("§ 2º")
    ('12', '3bis', '1', '2')
    """
    core = _PARAGRAPH.sub("", number.strip(), count=1)
    if not core or len(core) > _LONGEST:
        return number
    if (value := word_value(core)) is not None:
        return str(value)
    if _ROMAN_FIRST.fullmatch(core):
        return "I"
    core = _ORDINAL_SIGN.sub("", core).translate(_RAISED)
    return _BIS.sub(lambda found: "ter" if "т" in found[0].lower() else "bis", core)


def word_value(text: str) -> int | None:
    """What a number written as a word counts: up to 99 in Arabic, about 20 elsewhere; None when it is none."""
    low = text.lower()
    if low in _LATIN:
        return _LATIN[low]
    if _RUSSIAN_NUMBER.fullmatch(low):
        return next(_RUSSIAN[stem] for stem in _STEMS if low.replace("ё", "е").startswith(stem))
    return _arabic_value(bare(text)) if "\u0600" <= text[:1] <= "\u06ff" else None


def _arabic_value(text: str) -> int | None:
    first, *rest = text.split() or [""]
    unit, second = _BARE_UNITS.get(first), "".join(rest)
    if unit is None or not second:
        return _BARE_TENS.get(text) if unit is None else unit
    if second.rstrip("ه") == "عشر":
        return 10 + unit
    ten = _BARE_TENS.get(second.removeprefix("و"))
    return None if ten is None else ten + unit


def bare(text: str) -> str:
    """Arabic words without vowel signs and tatweel, with one form of each letter."""
    plain = re.sub(MARKS, "", text)
    return re.sub(_ALEF, "ا", plain).replace("ة", "ه").replace("ى", "ي")


_STEMS = sorted(_RUSSIAN, key=len, reverse=True)
_BARE_UNITS = {bare(word): place for word, place in _UNITS.items()}
_BARE_TENS = {bare(word): value for word, value in _TENS.items()}
