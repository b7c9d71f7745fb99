"""The words that open a heading, in the languages that treaties are drafted in. Plain data: add a word, nothing else."""

import re

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading import formulas
from salvaguarda.domain.reading.lazy_pattern import LazyPattern
from salvaguarda.domain.reading.number_words import arabic

ARTICLE = ("article", "art.", "artículo", "articulo", "artigo", "artikel", "articolo", "статья", "§")
ARABIC_ARTICLE = ("المادة", "مادة")
# What stands behind the articles of a law and counts apart.
PROVISION = r"(?:disposición|disposicion|disposició|disposição)\s+(?:adicional|transit[oò]ria|derogat[oò]ria|revogatória|final)"
_LATIN_DIVISIONS: dict[ProvisionKind, str] = {
    ProvisionKind.PART: "part partie parte deel teil часть book livre libro livro boek buch книга",
    ProvisionKind.TITLE: "title titre título titulo titel titolo титул",
    ProvisionKind.CHAPTER: "chapter chapitre capítulo capitulo hoofdstuk kapitel capitolo capo глава",
    ProvisionKind.SECTION: "section sec. sección seccion seção secção secao afdeling abschnitt sezione раздел",
    ProvisionKind.SUBSECTION: "subsection sub-section subchapter sous-section subsección subseccion subseção subsecção "
    "unterabschnitt onderafdeling sottosezione подраздел",
    ProvisionKind.ANNEX: "annex annexe appendix appendice apéndice apêndice schedule anexo bijlage anhang anlage allegato "
    "приложение",
}
_ARABIC_DIVISIONS: dict[ProvisionKind, str] = {
    ProvisionKind.PART: "الجزء الكتاب",
    ProvisionKind.TITLE: "الباب",
    ProvisionKind.CHAPTER: "الفصل",
    ProvisionKind.SECTION: "القسم",
    ProvisionKind.SUBSECTION: "الفرع",
    ProvisionKind.ANNEX: "المرفق مرفق الملحق ملحق",
}
DIVISIONS = {word: kind for kind, words in _LATIN_DIVISIONS.items() for word in words.split()}
ARABIC_DIVISIONS = {word: kind for kind, words in _ARABIC_DIVISIONS.items() for word in words.split()}
HAN_DIVISIONS: dict[str, ProvisionKind] = {
    **dict.fromkeys(("编", "編", "篇", "部分"), ProvisionKind.PART),
    "章": ProvisionKind.CHAPTER,
    **dict.fromkeys(("节", "節"), ProvisionKind.SECTION),
    **dict.fromkeys(("小节", "小節", "目"), ProvisionKind.SUBSECTION),
}
HAN_ANNEX = "附件|附录|附錄|附表"
PREAMBLE = (
    "preamble", "préambule", "preámbulo", "preâmbulo", "preambule", "präambel", "preambolo", "преамбула",
    arabic("الديباجة"), arabic("ديباجة"),
)  # fmt: skip
HAN_PREAMBLE = "序\\s*言|前\\s*言|序\\s*文"


def _any(patterns: dict[str, str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns.values())


ENACTED = re.compile(rf"\[?(?:{_any(formulas.ENACTED)})", re.IGNORECASE)
PARTIES = re.compile(rf"\[*(?:{_any(formulas.PARTIES)})", re.IGNORECASE)
TESTIMONY = re.compile(rf"(?:{_any(formulas.TESTIMONY)})", re.IGNORECASE)
DONE = re.compile(rf"(?:{_any(formulas.DONE)})(?![a-z])")
# What follows "Article 3" in a sentence that only mentions it.
MENTION = re.compile(
    r"(?:[,;)،؛，；、]|paragraphs?\b|paras?\b|subparagraph|of\b|and\b|or\b|to\b|shall\b|is\b|are\b|applies\b|and/or\b|above\b|"
    r"below\b|bis\b|which\b|for\b|as\b|in\b|by\b|on\b|may\b|\(\w{1,4}\)|\d"
    r"|Absatz\b|Abs\.|Satz\b|пункт|подпункт|Конвенции\b|Устава\b|Пакта\b|Протокола\b|Договора\b|Соглашения\b"
    rf"|(?:{arabic('من')}|و?{arabic('الفقرة')}|{arabic('فقرة')}|و?{arabic('المادة')}|{arabic('أو')}|{arabic('إلى')}|"
    rf"{arabic('أعلاه')}|{arabic('أدناه')}|{arabic('على')}|{arabic('هذه')}|{arabic('لا')}|{arabic('في')})(?!\w))"
)
# Words that no sentence ends with: a line after them goes on with the sentence.
CONNECTING = frozenset(
    [
        "in",
        "of",
        "under",
        "by",
        "and",
        "or",
        "with",
        "to",
        "see",
        "from",
        "per",
        "the",
        "de",
        "du",
        "des",
        "d'",
        "à",
        "au",
        "aux",
        "dans",
        "en",
        "et",
        "ou",
        "del",
        "la",
        "los",
        "las",
        "el",
        "y",
        "o",
        "con",
        "por",
        "para",
        "da",
        "do",
        "dos",
        "das",
        "e",
        "na",
        "no",
        "em",
        "a",
        "van",
        "het",
        "bij",
        "door",
        "und",
        "oder",
        "nach",
        "von",
        "der",
        "des",
        "gemäß",
        "zu",
        "di",
        "del",
        "della",
        "и",
        "или",
        "в",
        "со",
        "с",
        "по",
        "статьей",
        "من",
        "في",
        "و",
        "إلى",
    ]
)
# Words that open a paragraph of a preamble. Matched with a capital, after a comma or semicolon in running text.
RECITAL = LazyPattern(
    rf"(?:(?:{'|'.join(pattern for language, pattern in formulas.RECITAL.items() if language != 'zh')})\b"
    rf"|(?:{formulas.RECITAL['zh']}))"
)
# The same at the beginning of a line, where texts in other languages than English also write it small.
RECITAL_LINE = LazyPattern(
    rf"(?:{RECITAL.pattern}|(?i:{'|'.join(formulas.RECITAL[language] for language in ('fr', 'es', 'pt', 'it', 'ru'))})\b)"
)
CONTENTS = re.compile(rf"\[?(?:{formulas.CONTENTS})\]?", re.IGNORECASE)
# Words in the titles of instruments; a plain line with one after the closing words can open another text.
INSTRUMENT = re.compile(
    r"\b(?:protocol|convention|agreement|treaty|covenant|charter|declaration|decision|resolution|statute|annex|"
    r"protocole|traité|accord|décision|protocolo|convenio|convención|convenção|tratado|acuerdo|acordo|decisión|decisão|"
    r"verdrag|besluit|protokoll|übereinkommen|beschluss|протокол|конвенция|соглашение|договор|решение|резолюция)\b"
    rf"|{arabic('اتفاقية')}|{arabic('بروتوكول')}|{arabic('مقرر')}|{arabic('قرار')}|公约|公約|议定书|議定書|协定|協定|条约|條約|决定|決定|决议|決議",
    re.IGNORECASE,
)
