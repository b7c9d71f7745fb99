"""Tracked changes of an OpenDocument file: what was deleted stands apart from the text, what was inserted stands in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from salvaguarda.adapters.documents.odt.names import TEXT, XML_ID


@dataclass(slots=True)
class Changes:
    """Changes by identifier. deleted: the words, paragraphs parted by "\\n"; inserted: identifiers of insertions."""

    deleted: dict[str, str] = field(default_factory=dict)
    inserted: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.deleted or self.inserted)


def find_changes(body: etree._Element) -> Changes:
    """The tracked changes of a text."""
    changes = Changes()
    for region in body.iter(TEXT + "changed-region"):
        identifiers = {region.get(XML_ID, ""), region.get(TEXT + "id", "")} - {""}
        deletion = region.find(TEXT + "deletion")
        if deletion is not None:
            words = "\n".join(_paragraphs(deletion))
            changes.deleted.update(dict.fromkeys(identifiers, words))
        elif region.find(TEXT + "insertion") is not None:
            changes.inserted |= identifiers
    return changes


def _paragraphs(deletion: etree._Element) -> Iterator[str]:
    for each in deletion.iter(TEXT + "p", TEXT + "h"):
        yield " ".join("".join(map(str, each.itertext())).split("\n"))
