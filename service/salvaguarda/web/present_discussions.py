"""Discussions for the wire."""

from salvaguarda.application.discuss_cell import Discussion
from salvaguarda.application.list_mentions import MentionView
from salvaguarda.application.ports.threads import CommentRecord, ThreadRecord
from salvaguarda.domain.discussing import handle_of
from salvaguarda.domain.people import Person
from salvaguarda.web.current import present_current
from salvaguarda.web.present_people import present_person
from salvaguarda.web.schemas.discussions import (
    CommentOut,
    DiscussionOut,
    MentionableOut,
    MentionOut,
    ThreadOut,
)


def present_discussion(discussion: Discussion, reader: Person) -> DiscussionOut:
    """The discussion of a cell."""
    return DiscussionOut(
        threads=[present_thread(thread, reader) for thread in discussion.threads],
        people=[
            MentionableOut(handle_of(each.shown), present_person(each.shown, reader))
            for each in discussion.people
        ],
    )


def present_thread(thread: ThreadRecord, reader: Person | None) -> ThreadOut:
    """A thread."""
    return ThreadOut(
        id=thread.id,
        provision=thread.provision,
        criterion=thread.criterion,
        version=thread.version,
        opened_at=thread.opened_at,
        opened_by=present_person(thread.opened_by, reader),
        resolved_at=thread.resolved_at,
        resolved_by=None if thread.resolved_by is None else present_person(thread.resolved_by, reader),
        comments=[_comment(comment, reader) for comment in thread.comments],
    )


def _comment(comment: CommentRecord, reader: Person | None) -> CommentOut:
    return CommentOut(
        number=comment.number,
        body=comment.body,
        at=comment.at,
        person=present_person(comment.person, reader),
        mentions=[present_person(each, reader) for each in comment.mentioned],
    )


def present_mention(view: MentionView, reader: Person) -> MentionOut:
    """A comment that mentions the reader."""
    return MentionOut(
        assessment_id=view.assessment.id,
        assessment_title=view.assessment.title,
        draft_label=view.assessment.draft_label,
        thread_id=view.thread.id,
        provision=view.thread.provision,
        label=view.label,
        criterion=view.thread.criterion,
        code=view.code,
        comment=_comment(view.comment, reader),
        seen=view.seen_at is not None,
    )


@present_current.register
def _(current: ThreadRecord, reader: Person | None) -> ThreadOut:
    return present_thread(current, reader)
