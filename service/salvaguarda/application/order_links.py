"""Links as they are kept, in document order."""

from collections.abc import Sequence

from salvaguarda.application.ports.links import LinkRecord
from salvaguarda.domain.alignment.order import ranking


def in_document_order(
    links: Sequence[LinkRecord], old_paths: Sequence[str], new_paths: Sequence[str]
) -> tuple[LinkRecord, ...]:
    """The links in order; old_paths, new_paths: all provisions of each draft in document order."""
    rank = ranking((each.link for each in links), old_paths, new_paths)
    return tuple(sorted(links, key=lambda each: rank(each.link)))
