"""Text that is safe in a spreadsheet cell, whoever wrote it.

Provisions, rationales and names are hostile until proven otherwise: a cell must never start a formula, never hold a
character that XML forbids, and never be longer than the spreadsheet program can keep.
"""

import re

CELL_LIMIT = 32_767
"""UTF-16 units a cell can hold in Excel; what is longer is dropped by Excel without a word."""

CONTINUED = " … [continued in the JSON export]"
"""Ends a text that was longer than a cell; nothing is lost without saying so."""

# XML 1.0, production Char: everything else breaks the file. Lone surrogates cannot even be written as UTF-8.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# The characters that start a formula in one program or another, their full-width forms included (OWASP, CSV injection);
# blanks and marks without width before them are skipped, because some programs trim them.
_FORMULA = re.compile("^[\t\r]|^[\\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\\-@＝＋－＠]")


def without_illegal(text: str) -> str:
    """The text without the characters that XML forbids.

    >>> without_illegal("a\\x02b")
    'ab'
    """
    return _ILLEGAL.sub("", text) if _ILLEGAL.search(text) else text


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet program could take the text for a formula.

    >>> starts_formula("=1+1"), starts_formula("\\t=1"), starts_formula("Article 1")
    (True, True, False)
    """
    return _FORMULA.match(text) is not None


def fitted(text: str, limit: int = CELL_LIMIT) -> str:
    """The text cut to `limit` UTF-16 units, saying so at its end when anything was cut."""
    if len(text) * 2 <= limit or _units(text) <= limit:
        return text
    room = limit - _units(CONTINUED)
    kept = text.encode("utf-16-le")[: room * 2].decode("utf-16-le", errors="ignore")
    return kept + CONTINUED


def cell(text: str) -> str:
    """The text as a cell can hold it: legal characters, within the limit."""
    return fitted(without_illegal(text))


def guarded(text: str) -> str:
    """The text as a CSV field: an apostrophe before anything that could start a formula.

    >>> guarded("-2+3"), guarded("plain")
    ("'-2+3", 'plain')
    """
    safe = without_illegal(text)
    return "'" + fitted(safe, CELL_LIMIT - 1) if starts_formula(safe) else fitted(safe)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
