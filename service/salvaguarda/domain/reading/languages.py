"""Which language a text is in, and where one text stops and its translation begins.

A guess by frequent words, good for whole texts and for runs of lines; a person confirms it at import.
"""

import re
from collections import Counter
from collections.abc import Sequence

NAMES = {"en": "English", "nl": "Dutch", "fr": "French", "es": "Spanish", "pt": "Portuguese", "de": "German",
         "it": "Italian", "ru": "Russian", "ar": "Arabic", "zh": "Chinese"}  # fmt: skip


# Frequent words and words of treaties. Words that several of these languages share are left out.
def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WORDS: dict[str, frozenset[str]] = {
    "en": _set(
        "the of and to shall for by with that which be or this such any its from is are not as under each party "
        "parties other may has have it their article chapter"
    ),
    "nl": _set(
        "het een van en te voor dat deze aan op door zijn worden wordt niet bij dit inzake ieder elke verdrag "
        "artikel staten hoofdstuk afdeling titel deel de met tot indien preambule"
    ),
    "fr": _set(
        "le la les des et du une dans pour par qui est sont au aux ou sur cette avec ne pas leur chaque partie "
        "présente préambule chapitre"
    ),
    "es": _set(
        "el los las y del una para por con se su que al o lo cada parte presente artículo capítulo preámbulo"
    ),
    "pt": _set(
        "os as e do da dos das um uma para por com não ao ou cada parte presente artigo capítulo preâmbulo"
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
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_WORD = 30
_MOST_HITS = 8
_COST_OF_CHANGE = 4
_FEWEST_LINES = 5


def _hits(text: str) -> Counter[str]:
    """How often each language's words occur in a text (the first 2,000 characters of it)."""
    head = text[:2000]
    found: Counter[str] = Counter()
    for word in _WORD.findall(head.lower()):
        if len(word) <= _LONGEST_WORD:
            found.update(language for language, words in WORDS.items() if word in words)
    for language, script in SCRIPTS:
        found[language] += len(script.findall(head))
    return found


def guess_language(texts: Sequence[str]) -> str:
    """The language most lines speak, as an ISO 639 code; "" when nothing is recognised."""
    total: Counter[str] = Counter()
    for text in texts:
        total += _hits(text)
    best = total.most_common(1)
    return best[0][0] if best and best[0][1] > 0 else ""


def languages_of(texts: Sequence[str]) -> list[str]:
    """The language of each line; all "" when the text speaks one language only.

    The cheapest path through the lines: words of another language cost, and so does changing the language,
    so that a foreign phrase changes nothing and a translation of a whole text does.
    """
    hits = [_hits(text) for text in texts]
    spoken = _spoken(hits)
    return _cheapest_path(hits, spoken) if len(spoken) > 1 else [""] * len(texts)


def _spoken(hits: Sequence[Counter[str]]) -> list[str]:
    """The languages that are clearly the first choice of enough lines, most frequent first."""
    votes: Counter[str] = Counter()
    for line in hits:
        ranked = line.most_common(2)
        runner_up = ranked[1][1] if len(ranked) > 1 else 0
        if ranked and ranked[0][1] >= 3 and ranked[0][1] >= 2 * runner_up:
            votes[ranked[0][0]] += 1
    enough = max(_FEWEST_LINES, votes.total() // 20)
    return [language for language, lines in votes.most_common() if lines >= enough]


def _cheapest_path(hits: Sequence[Counter[str]], spoken: Sequence[str]) -> list[str]:
    gains = dict.fromkeys(spoken, 0.0)
    came_from: list[dict[str, str]] = []
    for line in hits:
        weight = min(1.0, _MOST_HITS / max(1, line.total()))
        best = max(gains, key=lambda language: gains[language])
        step = {
            language: language if gains[language] >= gains[best] - _COST_OF_CHANGE else best
            for language in spoken
        }
        gains = {
            language: gains[origin] - (_COST_OF_CHANGE if origin != language else 0) + line[language] * weight
            for language, origin in step.items()
        }
        came_from.append(step)
    language = max(gains, key=lambda each: gains[each])
    path = []
    for step in reversed(came_from):
        path.append(language)
        language = step[language]
    return path[::-1]
