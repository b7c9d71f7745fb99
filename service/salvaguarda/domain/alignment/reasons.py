"""Why a link is as it is, in words a reviewer understands."""

from collections.abc import Sequence

from salvaguarda.domain.alignment.links import Relation
from salvaguarda.domain.drafts import Provision

_REWRITTEN = 0.5
_UNLINKED = {
    Relation.NEW: "no provision of the old draft has enough of these words",
    Relation.DELETED: "no provision of the new draft has enough of these words",
}
_PHRASES = {
    Relation.SAME: "{words}, same number",
    Relation.RENUMBERED: "{words}, number {old} → {new}",
    Relation.AMENDED: "{words}",
    Relation.MOVED: "moved, {words}",
}


def reason_for(
    relation: Relation,
    old: Sequence[Provision],
    new: Sequence[Provision],
    similarity: float,
    *,
    same_words: bool,
) -> str:
    """One short phrase; similarity: of the words, 0 to 1; same_words: whether not one mark differs."""
    if relation is Relation.NEW or relation is Relation.DELETED:
        return _UNLINKED[relation]
    if relation is Relation.SPLIT:
        return f"its words are now in {_labels(new)} (together {similarity:.2f})"
    if relation is Relation.MERGED:
        return f"holds the words of {_labels(old)} (together {similarity:.2f})"
    phrase = words_phrase(old[0], new[0], similarity, same_words=same_words)
    return _PHRASES[relation].format(words=phrase, old=_number(old[0]), new=_number(new[0]))


def words_phrase(old: Provision, new: Provision, similarity: float, *, same_words: bool) -> str:
    """How two provisions' words compare: "same words", "heading equal, text 0.83" …"""
    if same_words:
        return "same words"
    if similarity >= 1:
        return "same words, divided or punctuated differently"
    if similarity < _REWRITTEN:
        return f"{_headings(old, new)}largely rewritten, text {similarity:.2f}"
    return f"{_headings(old, new)}text {similarity:.2f}"


def was_text_of(other: Provision) -> str:
    """For a new provision: its words were another provision's own text, which is linked elsewhere."""
    return f"its words were the text of {other.label}"


def is_text_of(other: Provision) -> str:
    """For a deleted provision: its words are now another provision's own text, which is linked elsewhere."""
    return f"its words are now the text of {other.label}"


def _headings(old: Provision, new: Provision) -> str:
    if not old.heading and not new.heading:
        return ""
    if not old.heading or not new.heading:
        return "heading added, " if new.heading else "heading dropped, "
    return "heading equal, " if old.heading.casefold() == new.heading.casefold() else "heading changed, "


def _number(provision: Provision) -> str:
    return provision.number or "(none)"


def _labels(provisions: Sequence[Provision]) -> str:
    labels = [provision.label for provision in provisions]
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
