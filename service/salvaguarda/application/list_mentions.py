"""List where somebody is mentioned: what is for them, over all assessments."""

from dataclasses import dataclass

from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.threads import CommentRecord, ThreadRecord
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.people import Person

_MOST = 50


@dataclass(frozen=True, slots=True)
class MentionView:
    """A comment that mentions the reader. label: of the provision; code: of the criterion. seen_at: None while new."""

    assessment: AssessmentRecord
    thread: ThreadRecord
    comment: CommentRecord
    label: str
    code: str
    seen_at: str | None


def list_mentions(records: Records, sheets: Sheets, reader: Person) -> tuple[MentionView, ...]:
    """The newest fifty, of assessments that are there for the reader and cells that are open to them."""
    mentions = records.threads.mentions_of(reader.id, _MOST)
    named = {each.thread.assessment_id for each in mentions}
    there = {key: records.assessments.get(key) for key in records.places.readable(named, reader)}
    found = []
    for each in mentions:
        thread = each.thread
        assessment = there.get(thread.assessment_id)
        if assessment is None:
            continue
        sheet = sheets.of(records, assessment)
        if not sheet.knows(thread.provision, thread.criterion):
            continue
        row, criterion = sheet.by_path[thread.provision], sheet.checklist.by_id[thread.criterion]
        comment = next(one for one in thread.comments if one.number == each.number)
        found.append(MentionView(assessment, thread, comment, row.label, criterion.code, each.seen_at))
    return tuple(found)
