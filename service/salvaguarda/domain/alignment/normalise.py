"""Words as they are compared: small letters, no marks; pairs of characters where a script has no spaces."""

from collections.abc import Iterator

import regex

from salvaguarda.domain.typography import fold

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORD = regex.compile(rf"([{_UNSPACED}][{_UNSPACED}\p{{M}}]*)|(?:(?![{_UNSPACED}])[\w\p{{M}}\u200c\u200d])+")
_OUTSIDE_NUMBER = regex.compile(r"[^\w\p{M}]+")


def words(text: str) -> list[str]:
    """The words of a text for comparing; brackets, quotes and other marks fall away.

    >>> words("Each Party [shall] co-operate: 第十二條")
    ['each', 'party', 'shall', 'co', 'operate', '第十', '十二', '二條']
    """
    return list(_words(fold(text).casefold()))


def number_key(number: str) -> str:
    """A number as it is compared: "(b)" is "b", "3 bis" is "3bis"; "" when there is none."""
    return str(_OUTSIDE_NUMBER.sub("", fold(number).casefold()))


def _words(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        run = match[1]
        if run is None:
            yield match[0]
        elif len(run) < 2:
            yield run
        else:
            yield from (run[at : at + 2] for at in range(len(run) - 1))
