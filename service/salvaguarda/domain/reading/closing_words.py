"""Words after a list: whose sentence they end. Some files glue them to the last item; they are parted again.

"(b) Where a Party is not able to apply the measures to a system which: (i) … (ii) … or private, *that Party may …*"
"(b) compel a service provider: (i) to collect …; or (ii) to assist in the recording of, *traffic data, in real-time …*"
"""

import re

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading.tree import Node

_ENDS_SENTENCE = (".", "!", "?", "。")
_ENDS_ITEM = re.compile(r"(?:[.;:,!?…—–。；：，、]|\b(?:and|or|et|ou|y|o|e|и|или))[\]\)”\"'’»\s]*$")
_COMMA = re.compile(r",(?:\s+(?:and|or|and/or))?\s*$")
_MODAL = re.compile(r"\b(?:shall|may|must|should|will|can)\b")
# An opening that is only a condition: its main clause must still come.
_CONDITION = re.compile(
    r"(?:Where|If|When|Whenever|Unless|To the extent that|In cases where|In the event that)\b"
)
_MAIN_CLAUSE = re.compile(
    r",\s+(?=(?:that|the|each|every|such|any|a|an|it|they)\s+(?:[\w’'-]+\s+){0,5}(?:shall|may|must|should)\b)"
)
# A preposition whose object only comes after the list: "in the collection or recording of, traffic data".
_DANGLING = re.compile(
    r"\b(?:of|for|with|by|against|upon|to),\s+(?=[a-z])(?!(?:or|and|inter|as|at|where|including|if|but|when|in|on|to|for|by|"
    r"from|with|under|through|among|between|whether|subject|without)\b)"
)
_LONGEST = 20_000
_LIST = {ProvisionKind.POINT, ProvisionKind.SUBPOINT}


def ended(node: Node) -> bool:
    """Whether the last words of a part end a sentence."""
    words = node.closings or node.texts
    return bool(words) and words[-1].rstrip(" ]”\"'’)").endswith(_ENDS_SENTENCE)


def unfinished(node: Node, text: str) -> bool:
    """Whether a line that begins with a small letter goes on with the item itself: it had ended without any sign."""
    if not text[:1].islower() or not node.texts or node.children:
        return False
    return _ENDS_ITEM.search(node.texts[-1][-40:]) is None


def belongs_outside(holder: Node) -> bool:
    """Whether words after the list in the last item end the sentence of the list's holder: its items part by commas."""
    if len(holder.children) < 2:
        return False
    before = holder.children[-2]
    words = before.closings or before.texts
    return bool(words) and _COMMA.search(words[-1][-20:]) is not None


def part_glued_closings(roots: list[Node]) -> None:
    """Move closing words that a file glued to the last item of a list to the part whose sentence they end."""
    waiting: list[tuple[Node, list[Node]]] = [(node, []) for node in roots]
    while waiting:
        node, holders = waiting.pop()
        if node.children and node.children[-1].kind in _LIST and not node.closings:
            _part(node, holders)
        around = [*holders[-3:], node]
        waiting += [(child, around) for child in node.children]


def _part(node: Node, holders: list[Node]) -> None:
    last = node.children[-1]
    if last.children or last.closings or len(last.texts) != 1 or len(last.texts[0]) > _LONGEST:
        return
    text = last.texts[0]
    at, owner = _main_clause(node, text), node
    if at is None and (dangling := _DANGLING.search(text)) is not None:
        at = dangling.end()
        while holders and holders[-1].children[-1] is owner and belongs_outside(holders[-1]):
            owner = holders[-1]
            holders = holders[:-1]
    if at is not None:
        last.texts[0] = text[:at].rstrip()
        owner.closings.append(text[at:])


def _main_clause(node: Node, text: str) -> int | None:
    """Where the main clause begins that a condition asked for ("Where a Party …: (i) … (ii) …, that Party may …")."""
    opening = " ".join(node.texts)
    if len(opening) > _LONGEST or not _CONDITION.match(opening) or _MODAL.search(opening):
        return None
    found = _MAIN_CLAUSE.search(text)
    return found.end() if found is not None else None
