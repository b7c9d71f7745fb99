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

_PAIRS = 16  # pairs of drafts whose cross-references are kept in mind: 0.1 s for 500 provisions


@dataclass(frozen=True, slots=True)
class LinkContext:
    """Two aligned drafts as redlines see them.

    renumbering: which cross-references only followed what they name. old_hashes, new_hashes: path → sha256 of its words.
    """

    renumbering: Renumbering
    old_hashes: Mapping[str, str]
    new_hashes: Mapping[str, str]

    def key(self, link: Link) -> RedlineKey | None:
        """What the redline of a link of one to one is kept under; None for others, and for the whole texts."""
        if len(link.old) != 1 or len(link.new) != 1 or link.old[0] == WHOLE_TEXT.path:
            return None
        old, new = self.old_hashes.get(link.old[0], ""), self.new_hashes.get(link.new[0], "")
        return old, new, "" if old == new else references_hash(self.renumbered(link))

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
    return LinkContext(_renumbering(tuple(old), tuple(new), tuple(links)), old_hashes, new_hashes)


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
        """Whether more than typography and numbers of cross-references changed; True until that is known.

        What was split, merged, added or deleted always changed: other words stand together now.
        """
        key = self.context.key(link)
        return key is None or (key[0] != key[1] and self.known.get(key, True))

    def is_open(self, link: Link) -> bool:
        """Whether only a redline can tell, and none was drawn."""
        key = self.context.key(link)
        return key is not None and key[0] != key[1] and key not in self.known


def verdicts(records: Records, context: LinkContext, shown: Sequence[Link]) -> Verdicts:
    """What the redlines that were drawn say of the shown links."""
    keys = {key for key in map(context.key, shown) if key is not None and key[0] != key[1]}
    return Verdicts(context, records.redlines.judged(keys, REDLINE_VERSION))
