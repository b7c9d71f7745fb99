"""Which language a text is in, and where one text stops and its translation begins.

A guess by frequent words, good for whole texts and for runs of lines; a person confirms it at import.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from salvaguarda.domain.reading.lines import Line

NAMES = {"en": "English", "nl": "Dutch", "fr": "French", "es": "Spanish", "pt": "Portuguese", "de": "German",
         "it": "Italian", "ru": "Russian", "ar": "Arabic", "zh": "Chinese"}  # fmt: skip


# Frequent words and words of treaties. Words that several of these languages share are left out.
def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WORDS: dict[str, frozenset[str]] = {
    "en": _set(
        "the of and to shall for by with that which be or this such any its from is are not as under each party "
        "parties other may has have it their article chapter preamble provisions purpose scope entry into means"
    ),
    "nl": _set(
        "het een van en te voor dat deze aan op door zijn worden wordt niet bij dit inzake ieder elke verdrag "
        "artikel staten hoofdstuk afdeling titel deel de met tot indien preambule"
    ),
    "fr": _set(
        "le la les des et du une dans pour par qui est sont au aux ou sur cette avec ne pas leur chaque partie "
        "présente article préambule chapitre dispositions objet entrée vigueur définitions section titre"
    ),
    "es": _set(
        "el los las y del una para por con se su que al o lo cada parte presente artículo capítulo preámbulo "
        "disposiciones entrada vigor sección título fines"
    ),
    "pt": _set(
        "os as e do da dos das um uma para por com não ao ou cada parte presente artigo capítulo preâmbulo "
        "disposições entrada vigor secção seção título âmbito"
    ),
    "de": _set(
        "der die das und den von zu mit für auf ist im dem nicht ein eine jede vertragspartei artikel kapitel"
    ),
    "it": _set("il gli della delle di che per con non una ogni parte presente articolo nel dei sono"),
}
SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ru", re.compile(r"[а-яё]{2,}", re.IGNORECASE)),
    ("ar", re.compile(r"[\u0620-\u064a]{2,}")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)
# Endings and signs that one of the languages has and its neighbours have not.
ENDINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("es", re.compile(r"ción\b|ciones\b|ñ|¿|¡")),
    ("pt", re.compile(r"ção\b|ções\b|ã|õ|lh[aeo]s?\b")),
    ("fr", re.compile(r"\b[ldnsj]['’](?=\w)|\bqu['’]|é[es]*\b|ê|œ|ç[ao]")),
    ("it", re.compile(r"zion[ei]\b|\b(?:dell|all|nell|sull)['’]|tà\b")),
    ("de", re.compile(r"ß|ung(?:en)?\b|keit\b|lich\w*\b")),
    ("nl", re.compile(r"ij|heid\b")),
)
_LANGUAGES_OF_WORD: dict[str, tuple[str, ...]] = {
    word: tuple(language for language, words in WORDS.items() if word in words)
    for word in frozenset[str]().union(*WORDS.values())
}
_WORD = re.compile(r"[^\W\d_]+")
_HEAD = re.compile(
    r"[\[*#\s]*(?:art[ií]\w{2,5}|art\.|chapt?\w{2,5}|cap[ií]tulo|hoofdstuk|kapitel|se[ck]\w{2,5}|afdeling|part\w{0,3}|deel|teil|t[ií]t\w{2,4}|"
    r"pr[eé]\w{1,3}mbul\w{0,2}|статья|глава|часть|раздел|преамбула|المادة|الفصل|الباب|الجزء|الديباجة|第|序)",
    re.IGNORECASE,
)
_LONGEST_LINE = 1000  # characters of a line that are looked at
_LONGEST_HEAD = 80
_MOST_HITS = 8
_COST_OF_CHANGE = 4.0
_COST_AT_HEAD = 1.0
_COST_IN_PARALLEL = 0.5
_PARALLEL = 0.3  # share of lines before which the language changes
_STRICTLY = 0.7
_FEWEST_LINES = 5


def _hits(text: str) -> Counter[str]:
    """How often each language's words, scripts and endings occur in the beginning of a text."""
    head = text[:_LONGEST_LINE]
    low = head.lower()
    found: Counter[str] = Counter()
    for word in _WORD.findall(low):
        for language in _LANGUAGES_OF_WORD.get(word, ()):
            found[language] += 1
    for language, signs in (*SCRIPTS, *ENDINGS):
        if number := len(signs.findall(low)):
            found[language] += number
    return found


def guess_language(texts: Sequence[str]) -> str:
    """The language most lines speak, as an ISO 639 code; "" when nothing is recognised."""
    total: Counter[str] = Counter()
    for text in texts:
        total += _hits(text)
    best = total.most_common(1)
    return best[0][0] if best and best[0][1] > 0 else ""


def languages_in(lines: Sequence[Line]) -> list[tuple[str, int]]:
    """The languages that a file speaks and how many lines speak each, most lines first; [] when nothing is recognised.

    What the format sets aside (headers, footnotes) does not count.
    """
    texts = [line.seen for line in lines if line.seen and not line.aside]
    counts = Counter(languages_of(texts))
    if set(counts) <= {""}:
        only = guess_language(texts)
        return [(only, len(texts))] if only else []
    return counts.most_common()


def languages_of(texts: Sequence[str]) -> list[str]:
    """The language of each line; all "" when the text speaks one language only.

    The cheapest path through the lines: words of another language cost, and so does changing the language,
    so that a foreign phrase changes nothing and a translation of a whole text does. Changing costs less at a heading,
    and least in texts printed in parallel, where the language changes all the time.
    """
    hits = [_hits(text) for text in texts]
    spoken = _spoken(hits)
    if len(spoken) < 2:
        return [""] * len(texts)
    ratio = _changes(hits, spoken)
    if ratio > _STRICTLY:  # line by line: staying costs, so that short lines alternate too
        return _alternating(texts, _cheapest_path(hits, spoken, [(0.0, _COST_IN_PARALLEL)] * len(texts)))
    if ratio > _PARALLEL:
        return _alternating(texts, _cheapest_path(hits, spoken, [(_COST_IN_PARALLEL, 0.0)] * len(texts)))
    heads = [len(text) <= _LONGEST_HEAD and _HEAD.match(text) is not None for text in texts]
    return _cheapest_path(hits, spoken, [(_COST_AT_HEAD if head else _COST_OF_CHANGE, 0.0) for head in heads])


def _clear(line: Counter[str]) -> str:
    """The language that a line clearly speaks; "" when it is too short or too mixed to say."""
    ranked = line.most_common(2)
    if not ranked:
        return ""
    first, second = ranked[0][1], ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if first >= 3 and first * 2 >= second * 3 else ""


def _spoken(hits: Sequence[Counter[str]]) -> list[str]:
    """The languages that are clearly the first choice of enough lines, most frequent first."""
    votes = Counter(language for line in hits if (language := _clear(line)))
    enough = max(_FEWEST_LINES, votes.total() // 20)
    return [language for language, lines in votes.most_common() if lines >= enough]


def _changes(hits: Sequence[Counter[str]], spoken: Sequence[str]) -> float:
    """How often the language changes from one line to the next: near 1 in two columns, near 0 in two blocks."""
    first = [
        max(spoken, key=lambda language: line[language])
        for line in hits
        if any(line[each] for each in spoken)
    ]
    changes = sum(one != other for one, other in pairwise(first))
    return changes / len(first) if changes >= _FEWEST_LINES else 0.0


def _alternating(texts: Sequence[str], path: list[str]) -> list[str]:
    """Of two neighbouring lines with the same words ("Article 3") the second speaks the other language."""
    order = Counter(pair for pair in pairwise(path) if pair[0] != pair[1]).most_common(1)
    if not order:
        return path
    (first, second), _ = order[0]
    for index in range(len(texts) - 1):
        if texts[index] == texts[index + 1]:
            path[index], path[index + 1] = first, second
    return path


def _cheapest_path(
    hits: Sequence[Counter[str]], spoken: Sequence[str], costs: Sequence[tuple[float, float]]
) -> list[str]:
    """costs: before each line, what it costs to change the language, and to stay with it."""
    gains = dict.fromkeys(spoken, 0.0)
    came_from: list[dict[str, str]] = []
    for line, (change, stay) in zip(hits, costs, strict=True):
        weight = min(1.0, _MOST_HITS / max(1, line.total()))
        ranked = sorted(spoken, key=lambda language: -gains[language])[:2]
        after, step = {}, {}
        for language in spoken:
            other = ranked[0] if ranked[0] != language else ranked[1]
            stays = gains[language] - stay >= gains[other] - change
            step[language] = language if stays else other
            origin = gains[language] - stay if stays else gains[other] - change
            after[language] = origin + line[language] * weight
        gains = after
        came_from.append(step)
    language = max(gains, key=lambda each: gains[each])
    path = []
    for step in reversed(came_from):
        path.append(language)
        language = step[language]
    return path[::-1]
