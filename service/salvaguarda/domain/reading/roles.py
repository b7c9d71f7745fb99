"""What each chapter is for, guessed from its heading; a person confirms it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from salvaguarda.domain.drafts import DIVISIONS, ChapterRole, Provision, ProvisionKind
from salvaguarda.domain.reading.lazy_pattern import LazyPattern
from salvaguarda.domain.reading.number_words import arabic
from salvaguarda.domain.reading.role_words import FINAL_SIGNS, ROLE_WORDS

_FIXED = {ProvisionKind.PREAMBLE: ChapterRole.PREAMBLE, ProvisionKind.CLOSING: ChapterRole.FINAL}
_FEWEST_SIGNS = 3


def _pattern(word: str, language: str) -> str:
    """A word at its beginning; Arabic with or without vowel signs and "and"; Chinese anywhere: it parts no words."""
    if language == "ar":
        return rf"\b(?:{arabic('و')})?{arabic(word)}"
    return re.escape(word) if language == "zh" else rf"\b{re.escape(word)}"


_PATTERNS = {
    role: LazyPattern(
        "|".join(
            _pattern(word, language) for language, words in ROLE_WORDS.items() for word in words.get(role, ())
        ),
        re.IGNORECASE,
    )
    for role in ChapterRole
    if any(words.get(role) for words in ROLE_WORDS.values())
}
# For text in lower case: several times as quick as ignoring case.
_SIGNS = re.compile("|".join(re.escape(sign.lower()) for signs in FINAL_SIGNS.values() for sign in signs))


def guess_roles(provisions: Sequence[Provision]) -> tuple[Provision, ...]:
    """The provisions with a role for each division whose heading says one, for the preamble and the closing words.

    A top-level division always gets a role ("general" when nothing speaks for another); one inside it only when its
    heading says another one, else None: it inherits. Second instruments and annexes inherit nothing and stay general.
    """
    containers = _containers(provisions)
    final = _final_sounding(provisions, containers)
    roles: dict[str | None, ChapterRole | None] = {}
    guessed = []
    for each in provisions:  # parents come before children
        inherited = roles.get(each.parent)
        role = _role(each, inherited, each.parent in containers, each.path in final)
        roles[each.path] = role or inherited
        guessed.append(replace(each, role=role) if role is not None else each)
    return tuple(guessed)


def _containers(provisions: Sequence[Provision]) -> frozenset[str | None]:
    """Paths whose children count as top-level: none, annexes and second texts."""
    return frozenset({None, "draft", *(each.path for each in provisions if each.kind is ProvisionKind.ANNEX)})


def _role(
    each: Provision, inherited: ChapterRole | None, top: bool, sounds_final: bool
) -> ChapterRole | None:
    if each.kind in _FIXED:
        return _FIXED[each.kind]
    if each.kind is ProvisionKind.ANNEX:
        return ChapterRole.GENERAL
    if each.kind not in DIVISIONS:
        return None
    said = _said(each.heading, top, inherited)
    if said is not None or not top:
        return said
    return ChapterRole.FINAL if sounds_final else ChapterRole.GENERAL


def _said(heading: str, top: bool, inherited: ChapterRole | None) -> ChapterRole | None:
    """The role whose word comes first in the heading; None when it says nothing new.

    "General principles" of a chapter and "Procedures pertaining to mutual assistance" in a chapter on cooperation
    keep the role of the chapter.
    """
    found = {role: match.start() for role, pattern in _PATTERNS.items() if (match := pattern.search(heading))}
    if not top:
        found.pop(ChapterRole.GENERAL, None)
    if not found or (not top and inherited in found):
        return None
    return min(found, key=lambda role: found[role])


def _final_sounding(provisions: Sequence[Provision], containers: frozenset[str | None]) -> set[str]:
    """Paths of the top-level divisions whose articles speak of ratification, entry into force and the like.

    Only of those whose heading says nothing, and no further than it takes: whole texts are read at every mend.
    """
    tops: dict[str | None, str] = {}
    signs: defaultdict[str, set[str]] = defaultdict(set)
    for each in provisions:
        if each.parent in containers:
            silent = each.kind in DIVISIONS and _said(each.heading, True, None) is None
            top = each.path if silent else ""
        else:
            top = tops.get(each.parent, "")
        tops[each.path] = top
        if top and len(signs[top]) < _FEWEST_SIGNS:
            signs[top].update(_SIGNS.findall(f"{each.heading} {each.text}".lower()))
    return {path for path, found in signs.items() if len(found) >= _FEWEST_SIGNS}


def effective_roles(provisions: Sequence[Provision]) -> dict[str, ChapterRole]:
    """For each path its own role, else its nearest ancestor's, else general."""
    roles: dict[str, ChapterRole] = {}
    for each in provisions:  # parents come before children
        roles[each.path] = each.role or roles.get(each.parent or "", ChapterRole.GENERAL)
    return roles
