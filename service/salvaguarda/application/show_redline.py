"""Show the words of a link, old and new; the redline itself is drawn outside the transaction."""

from dataclasses import dataclass

from salvaguarda.application.ports.records import Records


@dataclass(frozen=True, slots=True)
class LinkTexts:
    """The words on each side, several provisions one after the other; "" where there is none."""

    old: str
    new: str


def show_link_texts(records: Records, link_id: int) -> LinkTexts:
    """The texts of a link; NotFound when there is none."""
    record = records.links.get(link_id)
    return LinkTexts(
        _joined(records, record.old_draft_id, record.link.old),
        _joined(records, record.new_draft_id, record.link.new),
    )


def _joined(records: Records, draft_id: int, paths: tuple[str, ...]) -> str:
    return "\n\n".join(records.drafts.text(draft_id, path).text for path in paths)
