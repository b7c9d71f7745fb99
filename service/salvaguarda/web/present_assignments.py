"""Assignments, queues and progress for the wire."""

from collections import Counter
from collections.abc import Callable, Mapping

from salvaguarda.application.list_assignments import AssignmentsView
from salvaguarda.application.list_work import Work
from salvaguarda.application.plan_assignments import PlanView
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.application.show_progress import ProgressView
from salvaguarda.application.show_queues import QueuesView
from salvaguarda.domain.people import Person
from salvaguarda.domain.queues import Progress
from salvaguarda.web.present_people import present_person
from salvaguarda.web.schemas.assignments import (
    AssessmentProgressOut,
    AssignmentsOut,
    GroupProgressOut,
    PersonProgressOut,
    PlanGroupOut,
    PlanOut,
    ProgressOut,
    QueuesOut,
    ReviewerOut,
    RowProgressOut,
    ShareOut,
    WorkOut,
)


def present_plan(view: PlanView, reader: Person) -> PlanOut:
    """A plan, in counts."""
    plan = view.plan
    return PlanOut(
        basis=view.basis,
        needed=view.assessment.needed,
        cells=len(plan.assigned),
        changed=len(plan.added.keys() | plan.dropped.keys()),
        short=len(plan.short),
        shares=_shares(view, reader),
        chapters=_groups(plan.assigned, lambda key: view.sheet.by_path[key[0]].division),
        criteria=_groups(plan.assigned, lambda key: key[1]),
    )


def _shares(view: PlanView, reader: Person) -> list[ShareOut]:
    """Everybody who reviews, with what they would have in the whole assessment."""
    assigned = Counter(
        person for key, cell in view.cells.items() for person in view.plan.assigned.get(key, cell.assigned)
    )
    added, dropped = _counted(view.plan.added), _counted(view.plan.dropped)
    return [
        ShareOut(
            person=present_person(each.person, reader),
            organisation=each.organisation,
            assigned=assigned[each.person.id],
            added=added[each.person.id],
            dropped=dropped[each.person.id],
        )
        for each in view.reviewers
    ]


def _counted(cells: Mapping[CellKey, frozenset[int]]) -> Counter[int]:
    return Counter(person for people in cells.values() for person in people)


def _groups(
    cells: Mapping[CellKey, frozenset[int]], group_of: Callable[[CellKey], str]
) -> list[PlanGroupOut]:
    sizes, people = Counter[str](), dict[str, Counter[int]]()
    for key, some in cells.items():
        group = group_of(key)
        sizes[group] += 1
        people.setdefault(group, Counter()).update(some)
    return [PlanGroupOut(name, size, people[name].most_common()) for name, size in sizes.items()]


def present_assignments(view: AssignmentsView, reader: Person) -> AssignmentsOut:
    """Who is assigned where."""
    cells: dict[str, dict[str, list[int]]] = {}
    for (path, criterion), people in sorted(view.assigned.items()):
        cells.setdefault(path, {})[criterion] = sorted(people)
    reviewers = [
        ReviewerOut(present_person(each.person, reader), each.organisation) for each in view.reviewers
    ]
    return AssignmentsOut(view.needed, reviewers, cells)


def _progress(progress: Progress) -> ProgressOut:
    return ProgressOut(
        cells=progress.cells,
        untouched=progress.untouched,
        waiting=progress.waiting,
        rated=progress.rated,
        settled=progress.settled,
        unassigned=progress.unassigned,
        ratings=progress.ratings,
        wanted=progress.wanted,
    )


def present_progress(view: ProgressView, reader: Person) -> AssessmentProgressOut:
    """How far an assessment is."""
    people = view.people
    return AssessmentProgressOut(
        needed=view.assessment.needed,
        total=_progress(view.total),
        chapters=[GroupProgressOut(label, label, _progress(some)) for label, some in view.chapters],
        criteria=[
            GroupProgressOut(one.id, f"{one.code} {one.title}", _progress(some))
            for one, some in view.criteria
        ],
        rows=[
            RowProgressOut(
                each.row.path, each.row.label, each.row.heading, each.row.division, each.codes, each.assigned
            )
            for each in view.rows
        ],
        people=None
        if people is None
        else [
            PersonProgressOut(
                present_person(each.person, reader),
                each.organisation,
                each.reviews,
                each.assigned,
                each.rated,
                each.beside,
            )
            for each in people
        ],
    )


def present_queues(view: QueuesView) -> QueuesOut:
    """A reader's queues."""
    return QueuesOut(
        counts={queue.value: count for queue, count in view.counts.items()},
        rows={path: {key: queue.value for key, queue in cells.items()} for path, cells in view.rows.items()},
    )


def present_work(work: Work) -> WorkOut:
    """What waits in one assessment."""
    assessment = work.assessment
    return WorkOut(
        assessment_id=assessment.id,
        title=assessment.title,
        checklist_id=assessment.checklist_id,
        instrument_title=assessment.instrument_title,
        draft_label=assessment.draft_label,
        roles=sorted(role.value for role in work.roles),
        counts={queue.value: count for queue, count in work.counts.items()},
        progress=None if work.progress is None else _progress(work.progress),
    )
