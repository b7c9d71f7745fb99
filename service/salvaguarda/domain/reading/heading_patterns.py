"""The patterns of headings in every language, built from the words in keywords.py. Each is linear in the line's length."""

import re

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading import keywords
from salvaguarda.domain.reading.lazy_pattern import LazyPattern
from salvaguarda.domain.reading.number_words import BIS, WORD, arabic, bare
from salvaguarda.domain.reading.numbers import SUFFIX

_LEAD = r"[\[(“\"【［\s\u200e\u200f]*"
_HAN = r"[零〇一二三四五六七八九十百千两兩\d]{1,9}"
_DIGITS = r"\d{1,4}(?:\.?[ºª°]|(?:er|ère|re|st|nd|rd|th)\b)?"
# What makes an inserted number: bis, A, ca, -A, -1, .1, ¹, مكرر.
_TAIL = (
    rf"(?:[\s.\-]*{SUFFIX}\b(?:\s?alt\b)?|[\s\-]*{BIS}(?!\w)|(?<=\d)[a-z]{{1,2}}\b|(?<=[\dº°])-[a-z]\b"
    r"|(?<=\d)[-.]\d{1,2}(?![\w-])|(?<=\d)[¹²³])?"
)
_END = r"(?!\d)"


def _words(words: tuple[str, ...] | dict[str, ProvisionKind]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


ARTICLE = LazyPattern(
    rf"{_LEAD}(?:{_words(keywords.ARTICLE)})[\s\u00a0]*(?:\(\s?(?P<round>\d{{1,4}})\s?\)"
    rf"|(?P<number>(?:{_DIGITS}|[IVXL]{{1,7}}\b|(?-i:I(?:er|ᵉʳ))(?!\w)|{WORD}){_TAIL}{_END}))\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
ARABIC_ARTICLE = LazyPattern(
    rf"{_LEAD}(?:{'|'.join(arabic(word) for word in keywords.ARABIC_ARTICLE)})\s*(?:\(\s?(?P<round>\d{{1,4}})\s?\)"
    rf"|(?P<number>(?:\d{{1,4}}|{WORD}){_TAIL}{_END}))\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
HAN_ARTICLE = LazyPattern(
    rf"{_LEAD}第\s*(?P<number>{_HAN})\s*[條条](?:\s*(?:之|の|-)\s*(?P<sub>{_HAN}))?(?P<rest>.*)", re.DOTALL
)
HAN_DIVISION = LazyPattern(
    rf"{_LEAD}(?:第\s*(?P<number>{_HAN})\s*(?P<word>{_words(keywords.HAN_DIVISIONS)})(?=$|[\s（(:：]|[^\s的及和或中所规規、，。]{{1,30}}$)"
    rf"|(?:{keywords.HAN_ANNEX})\s*(?P<annex>{_HAN})?(?=$|[\s:：（(]))(?P<rest>.*)",
    re.DOTALL,
)
_NUMBER = rf"\d{{1,3}}(?:st|nd|rd|th|er|[ºª°])?|(?-i:I(?:er|re|ᵉʳ))|[IVXLC]{{1,7}}|[A-Z]|{WORD}"
_GLUED = r"(?=(?-i:(?<=\d)[A-Z][a-z]))"  # "Section 1Risk assessment": a format lost the space
_AFTER_NUMBER = rf"(?:[\s.\-]*{SUFFIX}\b|[a-zA-Z]{{1,2}}\b)?"
DIVISIONS = (
    LazyPattern(
        rf"{_LEAD}(?P<word>{_words(keywords.DIVISIONS)})(?:[\s\u00a0]+(?P<number>(?:{_NUMBER}){_AFTER_NUMBER}))?"
        rf"(?:(?![\w’'])|{_GLUED})\s*(?P<rest>.*)",
        re.IGNORECASE | re.DOTALL,
    ),
    LazyPattern(
        rf"{_LEAD}(?:the\s+)?(?P<number>{WORD})\s+(?P<word>{_words(keywords.DIVISIONS)})(?![\w’'-])\s*(?P<rest>.*)",
        re.IGNORECASE | re.DOTALL,
    ),
    LazyPattern(
        rf"{_LEAD}(?P<word>{'|'.join(arabic(word) for word in keywords.ARABIC_DIVISIONS)})"
        rf"(?:\s+(?P<number>\d{{1,3}}|{WORD}))?(?!\w)\s*(?P<rest>.*)",
        re.DOTALL,
    ),
)
PROVISION = LazyPattern(
    rf"{_LEAD}(?P<word>(?:{keywords.PROVISION}))(?:\s+(?P<number>{WORD}|\d{{1,3}}[ªº]?))?(?!\w)\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ANY_PREAMBLE = "|".join(keywords.PREAMBLE)
PREAMBLE = LazyPattern(
    rf"[\[\s*]*(?:(?:{_ANY_PREAMBLE})(?!\w)|(?:{keywords.HAN_PREAMBLE})(?=$|[\s:：\]]))[\s.:：\]]*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
ALSO_PREAMBLE = LazyPattern(
    rf"(?:{'|'.join(word.capitalize() for word in keywords.PREAMBLE if word.isalpha())})(?P<rest>[A-Z].*)",
    re.DOTALL,
)
POINT = re.compile(r"\d\.\d")
CYRILLIC = re.compile(r"[\W_]*[а-яё]", re.IGNORECASE)
_KINDS = {
    **keywords.DIVISIONS,
    **{bare(word): kind for word, kind in keywords.ARABIC_DIVISIONS.items()},
}


def division(word: str) -> ProvisionKind:
    """The kind of a division that is called by this word, as a pattern of DIVISIONS found it."""
    return _KINDS[bare(word).lower()]
