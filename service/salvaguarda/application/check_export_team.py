"""Check that what an export says of a team could have been kept here: people, cells, versions, hashes, and who may settle."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from salvaguarda.application.check_export_values import (
    MOST_LINES,
    TAMPERED,
    Versions,
    moment_problems,
    texts_of,
)
from salvaguarda.application.ports.complete_exports import CompleteExport, ExportedAssessment, ExportedScore
from salvaguarda.application.ports.exported_team import (
    ExportedMember,
    ExportedPosition,
    ExportedResult,
    ExportedSnapshot,
    ExportedThread,
)
from salvaguarda.domain.adjudicating import LEAST_REASON, MOST_REASON
from salvaguarda.domain.audit import canonical
from salvaguarda.domain.discussing import MOST_MENTIONS, MOST_WORDS
from salvaguarda.domain.errors import Problem
from salvaguarda.domain.positions import LEAST_NOTE, MOST_NOTE, VERDICT, Stance
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.snapshots import is_content

MOST_NEEDED = 3
LONGEST_NAME = 200
_VERDICTS = frozenset({"met", "not_met", "undecided"})


@dataclass(frozen=True, slots=True)
class _Known:
    """What the parts of one assessment may refer to. cells: (path, criterion id). scores: of this assessment, by key."""

    people: Collection[int]
    organisations: Collection[int]
    paths: Collection[str]
    criteria: Collection[str]
    scores: Mapping[int, ExportedScore]

    def cell_problems(self, where: str, provision: str, criterion: str) -> Iterator[Problem]:
        if provision not in self.paths or criterion not in self.criteria:
            yield Problem(where, f"There is no cell {provision} × {criterion}.", TAMPERED)

    def people_problems(self, where: str, *keys: int | None) -> Iterator[Problem]:
        for key in keys:
            if key is not None and key not in self.people:
                yield Problem(where, f"Person {key} is named but not in the file.", TAMPERED)


def team_problems(export: CompleteExport, checklists: Versions) -> Iterator[Problem]:
    """One problem for each thing that could not have come about here, with its place in the file."""
    people = {each.key for each in export.people}
    organisations = {each.key for each in export.organisations}
    yield from _organisation_problems(export, people)
    paths = {draft.key: texts_of(draft).keys() for draft in export.drafts}
    for place, each in enumerate(export.assessments):
        checklist = checklists.get((each.checklist_id, each.checklist_version))
        if checklist is None or each.draft not in paths:
            continue  # said elsewhere
        scores = {score.key: score for score in each.scores}
        known = _Known(people, organisations, paths[each.draft], checklist.by_id.keys(), scores)
        yield from _assessment(f"assessments.{place}", each, known)


def _organisation_problems(export: CompleteExport, people: Collection[int]) -> Iterator[Problem]:
    yield from _twice("organisations", "key", (each.key for each in export.organisations))
    yield from _twice("organisations", "name", (each.name for each in export.organisations))
    yield from _twice("affiliations", "person", (each.person for each in export.affiliations))
    keys = {each.key for each in export.organisations}
    for place, each in enumerate(export.organisations):
        where = f"organisations.{place}"
        if not each.name.strip() or len(each.name) > LONGEST_NAME or each.created_by not in people:
            yield Problem(where, "It has no name, a name too long, or no known maker.", TAMPERED)
        yield from moment_problems(where, [each.created_at])
    for place, one in enumerate(export.affiliations):
        where = f"affiliations.{place}"
        if one.person not in people or one.organisation not in keys:
            yield Problem(where, "It joins somebody or something that is not in the file.", TAMPERED)
        yield from moment_problems(where, [one.since])


def _twice(where: str, name: str, values: Iterable[object]) -> Iterator[Problem]:
    for value, times in Counter(values).items():
        if times > 1:
            yield Problem(where, f"The {name} {value} stands there {times} times.", TAMPERED)


def _assessment(where: str, one: ExportedAssessment, known: _Known) -> Iterator[Problem]:
    team = one.team
    for place, state in enumerate(one.settings):
        if not 1 <= state.needed <= MOST_NEEDED:
            yield Problem(
                f"{where}.settings.{place}", f"A cell needs 1 to {MOST_NEEDED} reviewers.", TAMPERED
            )
    yield from _members(f"{where}.team.members", team.members, known)
    assigned = [(each.provision, each.criterion, each.person) for each in team.assignments]
    yield from _twice(f"{where}.team.assignments", "assignment", assigned)
    for place, each in enumerate(team.assignments):
        at = f"{where}.team.assignments.{place}"
        yield from known.cell_problems(at, each.provision, each.criterion)
        yield from known.people_problems(at, each.person, each.assigned_by)
        yield from moment_problems(at, [each.at])
    in_force = [(each.provision, each.criterion) for each in team.results if each.reopened_at is None]
    yield from _twice(f"{where}.team.results", "result in force of", in_force)
    for place, result in enumerate(team.results):
        yield from _result(f"{where}.team.results.{place}", result, known)
    for place, thread in enumerate(team.threads):
        yield from _thread(f"{where}.team.threads.{place}", thread, known)
    for place, position in enumerate(team.positions):
        yield from _position(f"{where}.team.positions.{place}", position, known)
    for place, snapshot in enumerate(team.snapshots):
        yield from _snapshot(f"{where}.team.snapshots.{place}", snapshot, known)
    yield from _twice(f"{where}.team.snapshots", "number", (each.number for each in team.snapshots))


def _members(where: str, members: Collection[ExportedMember], known: _Known) -> Iterator[Problem]:
    yield from _twice(where, "person", (each.person for each in members))
    yield from _twice(where, "pseudonym", (each.pseudonym for each in members if each.pseudonym))
    for place, each in enumerate(members):
        at = f"{where}.{place}"
        yield from known.people_problems(at, each.person, each.added_by)
        yield from moment_problems(at, [each.since, *([each.left_at] if each.left_at else [])])
        if not each.roles or len(set(each.roles)) < len(each.roles):
            yield Problem(at, "A member has at least one role, each once.", TAMPERED)
        if len(each.pseudonym) > LONGEST_NAME or not 1 <= each.version <= MOST_LINES:
            yield Problem(at, "Its pseudonym or its version is impossible.", TAMPERED)
        if (each.left_at is None) != (each.scores_kept is None):
            yield Problem(at, "Whoever left said what becomes of the scores, and nobody else.", TAMPERED)


def _result(where: str, one: ExportedResult, known: _Known) -> Iterator[Problem]:
    yield from known.cell_problems(where, one.provision, one.criterion)
    yield from known.people_problems(where, one.person, one.reopened_by)
    yield from moment_problems(where, [one.at, *([one.reopened_at] if one.reopened_at else [])])
    if (one.reopened_at is None) != (one.reopened_by is None) or len(one.reopened_because) > MOST_REASON:
        yield Problem(where, "Who reopened it and when do not fit together.", TAMPERED)
    adjudicated = one.kind == "adjudicated"
    if len(one.reason) > MOST_REASON or (adjudicated and len(one.reason.strip()) < LEAST_REASON):
        yield Problem(f"{where}.reason", "An adjudicator gives a reason, of a length that is kept.", TAMPERED)
    rested: list[Rating | None] = []
    for each in one.basis:
        score = known.scores.get(each.score)
        if score is None or (score.provision, score.criterion) != (one.provision, one.criterion):
            yield Problem(f"{where}.basis", f"Score {each.score} is none of this cell.", TAMPERED)
        elif not 1 <= each.revision <= len(score.states):
            yield Problem(f"{where}.basis", f"Score {each.score} has no such revision.", TAMPERED)
        else:
            rested.append(score.states[each.revision - 1].rating)
            if adjudicated and score.person == one.person:
                yield Problem(where, "Nobody adjudicates a conflict to which they are a party.", TAMPERED)
    yield from _rating_problems(where, one, rested)


def _rating_problems(where: str, one: ExportedResult, rested: list[Rating | None]) -> Iterator[Problem]:
    """What was agreed is what all gave; what was adjudicated was a conflict."""
    if one.kind == "agreed" and (one.chosen is not None or set(rested) - {one.rating}):
        yield Problem(where, "It does not say what all scores say on which it rests.", TAMPERED)
    if one.chosen is not None and one.chosen not in {each.score for each in one.basis}:
        yield Problem(where, "The score that was chosen is none of those on which it rests.", TAMPERED)


def _thread(where: str, one: ExportedThread, known: _Known) -> Iterator[Problem]:
    yield from known.cell_problems(where, one.provision, one.criterion)
    yield from known.people_problems(where, one.opened_by, one.resolved_by)
    yield from moment_problems(where, [one.opened_at, *([one.resolved_at] if one.resolved_at else [])])
    if (one.resolved_at is None) != (one.resolved_by is None) or not 1 <= one.version <= MOST_LINES:
        yield Problem(where, "Who resolved it and when, or its version, do not fit together.", TAMPERED)
    if [each.number for each in one.comments] != list(range(1, len(one.comments) + 1)) or not one.comments:
        yield Problem(f"{where}.comments", "The numbers are not 1, 2, 3 …", TAMPERED)
    for place, each in enumerate(one.comments):
        at = f"{where}.comments.{place}"
        yield from known.people_problems(at, each.person, *each.mentions)
        yield from moment_problems(at, [each.at])
        if not each.body.strip() or len(each.body) > MOST_WORDS or len(each.mentions) > MOST_MENTIONS:
            yield Problem(at, "It has no words, too many, or too many mentions.", TAMPERED)


def _position(where: str, one: ExportedPosition, known: _Known) -> Iterator[Problem]:
    if (one.provision, one.criterion) == VERDICT:
        if one.result not in _VERDICTS:
            yield Problem(where, f"“{one.result[:40]}” is no verdict.", TAMPERED)
    else:
        yield from known.cell_problems(where, one.provision, one.criterion)
        if one.result not in set(Rating):
            yield Problem(where, f"“{one.result[:40]}” is no rating.", TAMPERED)
    if one.organisation not in known.organisations:
        yield Problem(where, f"Organisation {one.organisation} is not in the file.", TAMPERED)
    yield from known.people_problems(where, one.person)
    yield from moment_problems(where, [one.at])
    if len(one.note) > MOST_NOTE or (one.stance is Stance.DISSENT and len(one.note.strip()) < LEAST_NOTE):
        yield Problem(f"{where}.note", "A dissent has a note, of a length that is kept.", TAMPERED)


def _snapshot(where: str, one: ExportedSnapshot, known: _Known) -> Iterator[Problem]:
    yield from known.people_problems(where, one.person)
    yield from moment_problems(where, [one.at])
    if not 1 <= one.number <= MOST_LINES or not one.title.strip() or len(one.title) > LONGEST_NAME:
        yield Problem(where, "Its number or its title is impossible.", TAMPERED)
    if len(one.note) > MOST_NOTE:
        yield Problem(f"{where}.note", f"It has more than {MOST_NOTE} characters.", TAMPERED)
    if sha256(one.content.encode()).hexdigest() != one.sha256:
        yield Problem(f"{where}.content", "What was signed does not have the stated sha256.", TAMPERED)
    elif not _is_content(one.content):
        yield Problem(f"{where}.content", "It is no snapshot of a form that is known.", TAMPERED)


def _is_content(text: str) -> bool:
    try:
        content = json.loads(text)
        return is_content(content) and canonical(content) == text
    except (ValueError, RecursionError):
        return False
