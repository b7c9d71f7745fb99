"""Discussions of cells over the wire."""

import msgspec
from pydantic import BaseModel, ConfigDict, Field

from salvaguarda.domain.discussing import MOST_MENTIONS, MOST_WORDS
from salvaguarda.web.schemas.people import PersonOut


class CommentOut(msgspec.Struct):
    """What somebody wrote. number: from 1 in its thread. "@[1]" in the body stands for the first of mentions."""

    number: int
    body: str
    at: str
    person: PersonOut
    mentions: list[PersonOut]


class ThreadOut(msgspec.Struct):
    """A discussion of one cell. resolved_at, resolved_by: None while it is open. version: for If-Match."""

    id: int
    provision: str
    criterion: str
    version: int
    opened_at: str
    opened_by: PersonOut
    resolved_at: str | None
    resolved_by: PersonOut | None
    comments: list[CommentOut]


class MentionableOut(msgspec.Struct):
    """Somebody who can be mentioned. handle: what to send; it tells no more than the name that is shown."""

    handle: str
    person: PersonOut


class DiscussionOut(msgspec.Struct):
    """The threads of a cell, oldest first, and who can be mentioned there."""

    threads: list[ThreadOut]
    people: list[MentionableOut]


class MentionOut(msgspec.Struct):
    """A comment that mentions the reader. label, code: of its provision and criterion. seen: they have looked."""

    assessment_id: int
    assessment_title: str
    draft_label: str
    thread_id: int
    provision: str
    label: str
    criterion: str
    code: str
    comment: CommentOut
    seen: bool


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class CommentIn(_In):
    """A comment. mentions: handles of the discussion's people, each once; "@[1]" in the body stands for the first."""

    body: str = Field(max_length=2 * MOST_WORDS)
    mentions: list[str] = Field(default_factory=list, max_length=MOST_MENTIONS)


class ResolutionIn(_In):
    """Resolve a thread, or open it again."""

    resolved: bool
