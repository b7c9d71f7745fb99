"""Number, heading and word of an element that opens something, from what its num and heading say."""

import re

from lxml import etree

from salvaguarda.adapters.documents.akn.kinds import Part, own_word
from salvaguarda.adapters.documents.akn.parsing import attribute, local_name
from salvaguarda.adapters.documents.akn.words import NOTES, Wording
from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading import keywords
from salvaguarda.domain.reading.lines import Declared

TITLED = frozenset({"num", "heading", "subheading"})
# "Article 5", "SCHEDULE 1", "Sección 2a": a word, then a number of a few letters or digits.
_WORD_AND_NUMBER = re.compile(r"([^\W\d_][^\W\d_.-]{1,30})\.?\s+(\S.{0,29})")
_NUMBER = re.compile(r"[\[(]?(?:\d+|[IVXLCDM]+|[A-Za-z])(?:[\s.\-]?\w{1,9})?[\])]?[.:]?", re.IGNORECASE)


class Titles:
    """What stands in an element's num, heading and subheading children. asides: in them, words and reason."""

    def __init__(self, element: etree._Element, wording: Wording) -> None:
        found = [each for each in element if isinstance(each.tag, str) and local_name(each) in TITLED]
        read = [(local_name(each) == "num", wording.gathered(each)) for each in found]
        said = [(is_number, gathered.text) for is_number, gathered in read]
        self.printed = " ".join(text for is_number, text in said if is_number and text)
        headings = [text for is_number, text in said if not is_number and text]
        self.heading = " ".join(headings)
        self.first_heading, self.other_headings = " ".join(headings[:1]), " ".join(headings[1:])
        self.asides = [aside for _, gathered in read for aside in gathered.asides]


def is_note(element: etree._Element) -> bool:
    """Whether an element is a footnote or a note at the margin."""
    return isinstance(element.tag, str) and local_name(element) in NOTES


def declared(part: Part, eid: str) -> Declared:
    """What the element opens, its number apart from the word before it."""
    word, number = split_number(part.number, part.kind)
    word = word if word is not None else own_word(part.name, part.kind)
    return Declared(part.kind, part.depth, number, part.heading, eid, word)


def eid_of(element: etree._Element) -> str:
    """The identifier: eId in version 3, id in version 2; "" when it has neither."""
    return attribute(element, "eId") or attribute(element, "id")


def split_number(printed: str, kind: ProvisionKind) -> tuple[str | None, str]:
    """The word before a number (None when there is none, "" when it is the kind's own name) and the number.

    >>> split_number("SCHEDULE 1", ProvisionKind.ANNEX)
    ('Schedule', '1')
    >>> split_number("Article 5 bis", ProvisionKind.ARTICLE)
    ('', '5 bis')
    """
    match = _WORD_AND_NUMBER.fullmatch(printed)
    if match is None or _NUMBER.fullmatch(match[2]) is None:
        alone = printed.lower().strip(" .:")
        if keywords.DIVISIONS.get(alone) is kind:  # "ANNEX" without a number
            return ("" if alone == kind.value else alone.capitalize()), ""
        return None, printed
    own = match[1].lower() == kind.value or (
        kind is ProvisionKind.ARTICLE and match[1].lower().rstrip(".") in {*keywords.ARTICLE, "art"}
    )
    return ("" if own else match[1].capitalize()), match[2]
