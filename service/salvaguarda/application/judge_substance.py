"""Whether the words of links changed in substance: known from their redlines, which are drawn once and kept."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.redlines import RedlineKey
from salvaguarda.domain.alignment.links import Link
from salvaguarda.domain.assessments import WHOLE_TEXT
from salvaguarda.domain.drafts import Provision, text_hash
from salvaguarda.domain.redline import REDLINE_VERSION
from salvaguarda.domain.references import Renumbering
from salvaguarda.domain.typography import fold

_PAIRS = 16  # pairs of drafts whose cross-references are kept in mind: 0.1 s for 500 provisions


@dataclass(frozen=True, slots=True)
class LinkContext:
    """Two aligned drafts as redlines see them.

    renumbering: which cross-references only followed what they name. old_hashes, new_hashes: path → sha256 of its words,
    which are without its own heading. old_headings, new_headings: path → that heading, folded.
    """

    renumbering: Renumbering
    old_hashes: Mapping[str, str]
    new_hashes: Mapping[str, str]
    old_headings: Mapping[str, str]
    new_headings: Mapping[str, str]

    def key(self, link: Link) -> RedlineKey | None:
        """What the redline of a link is kept under; None for the whole texts, and where nothing is linked."""
        if not link.old or not link.new or link.old[0] == WHOLE_TEXT.path:
            return None
        old = joined_hash([self.old_hashes.get(path, "") for path in link.old])
        new = joined_hash([self.new_hashes.get(path, "") for path in link.new])
        return old, new, "" if old == new else references_hash(self.renumbered(link))

    def other_headings(self, link: Link) -> bool:
        """Whether the headings of what is linked read differently; none beside one is no difference in a split."""
        before = {self.old_headings.get(path, "") for path in link.old}
        after = {self.new_headings.get(path, "") for path in link.new}
        if len(link.old) == len(link.new) == 1:
            return before != after
        return before - {""} != after - {""}

    def renumbered(self, link: Link) -> Mapping[str, str]:
        """Cross-references in the link's words that only followed what they name: old → new, in one form."""
        return self.renumbering.between(link.old, link.new)


def link_context(
    old: Sequence[Provision],
    new: Sequence[Provision],
    links: Sequence[Link],
    old_hashes: Mapping[str, str],
    new_hashes: Mapping[str, str],
) -> LinkContext:
    """The context of two drafts (without their whole texts) with all the links between them."""
    renumbering = _renumbering(tuple(old), tuple(new), tuple(links))
    return LinkContext(renumbering, old_hashes, new_hashes, _headings(old), _headings(new))


def _headings(provisions: Sequence[Provision]) -> Mapping[str, str]:
    return {each.path: fold(each.heading).strip().casefold() for each in provisions if each.heading}


def joined_hash(hashes: Sequence[str]) -> str:
    """One hash for the words of several provisions, from theirs; of one provision its own."""
    return hashes[0] if len(hashes) == 1 else text_hash("\n".join(hashes))


@lru_cache(maxsize=_PAIRS)
def _renumbering(
    old: tuple[Provision, ...], new: tuple[Provision, ...], links: tuple[Link, ...]
) -> Renumbering:
    return Renumbering.of(old, new, links)


def references_hash(renumbered: Mapping[str, str]) -> str:
    """One short word for these cross-references; "" when there are none."""
    return text_hash(json.dumps(sorted(renumbered.items()))) if renumbered else ""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What is known of the links between two drafts."""

    context: LinkContext
    known: Mapping[RedlineKey, bool]

    def substance(self, link: Link) -> bool:
        """Whether more than typography and numbers changed, in words or heading; True until that is known.

        What was added or deleted always changed; what was split or merged only when words came, went or were altered.
        """
        key = self.context.key(link)
        if key is None or self.context.other_headings(link):
            return True
        return key[0] != key[1] and self.known.get(key, True)

    def is_open(self, link: Link) -> bool:
        """Whether only a redline can tell, and none was drawn."""
        key = self.context.key(link)
        return key is not None and key[0] != key[1] and key not in self.known


def verdicts(records: Records, context: LinkContext, shown: Sequence[Link]) -> Verdicts:
    """What the redlines that were drawn say of the shown links."""
    keys = {key for key in map(context.key, shown) if key is not None and key[0] != key[1]}
    return Verdicts(context, records.redlines.judged(keys, REDLINE_VERSION))
