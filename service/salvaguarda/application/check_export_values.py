"""Check that every single value of an export is one this service would have kept itself; see check_export.py."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from salvaguarda.application.ports.complete_exports import (
    CompleteExport,
    ExportedAssessment,
    ExportedDraft,
    ExportedEarlier,
    ExportedMend,
    ExportedProvision,
    ExportedScore,
    ExportedState,
)
from salvaguarda.application.ports.exported_links import ExportedLink
from salvaguarda.application.ports.scores import Words
from salvaguarda.application.save_score import rule_problems
from salvaguarda.domain.assessments import WHOLE_TEXT
from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.drafts import ProvisionKind, text_hash
from salvaguarda.domain.errors import Problem
from salvaguarda.domain.mending.mends import is_sound

TAMPERED = "The file was changed after it was exported, or damaged. Export it again."
MOST_LINES = 2**31 - 1  # what the column of a line's number holds

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LONGEST = {"title": 300, "description": 2000, "label": 200, "symbol": 100, "source_name": 200, "name": 200}
LONGEST_WORDS = 20_000

Versions = Mapping[tuple[str, str], Checklist]
Revisions = Mapping[int, int]
"""Key of a score → how many states it has."""


def value_problems(export: CompleteExport, checklists: Versions) -> Iterator[Problem]:
    """One problem for each value that could not have come from this service, with its place in the file."""
    instrument = export.instrument
    yield from _long("instrument", title=instrument.title, description=instrument.description)
    yield from moment_problems("instrument", [instrument.created_at])
    yield from _earlier("instrument", instrument.version, instrument.earlier)
    for place, person in enumerate(export.people):
        where = f"people.{place}"
        yield from _long(where, name=person.display_name)
        if person.email is not None and (len(person.email) > 254 or not _EMAIL.fullmatch(person.email)):
            yield Problem(f"{where}.email", "This is not an e-mail address.", TAMPERED)
    for place, draft in enumerate(export.drafts):
        yield from _draft(f"drafts.{place}", draft)
    revisions = {score.key: len(score.states) for each in export.assessments for score in each.scores}
    for place, assessment in enumerate(export.assessments):
        checklist = checklists.get((assessment.checklist_id, assessment.checklist_version))
        if checklist is not None:
            yield from _assessment(f"assessments.{place}", assessment, checklist, revisions)
    for place, alignment in enumerate(export.alignments):
        yield from moment_problems(f"alignments.{place}", [alignment.computed_at])
        for number, link in enumerate(alignment.links):
            yield from _link(f"alignments.{place}.links.{number}", link)


def _long(where: str, **texts: str) -> Iterator[Problem]:
    for name, text in texts.items():
        if len(text) > _LONGEST[name]:
            yield Problem(f"{where}.{name}", f"It has more than {_LONGEST[name]} characters.", TAMPERED)
        if not text.strip() and name in {"title", "label", "name"}:
            yield Problem(f"{where}.{name}", "It is empty.", TAMPERED)


def moment_problems(where: str, moments: Iterable[str]) -> Iterator[Problem]:
    """One for each text that is no moment as this service writes it."""
    for moment in moments:
        if not _is_moment(moment):
            yield Problem(where, f"“{moment[:40]}” is no time like 2026-11-24T06:12:40.123456Z.", TAMPERED)


def _is_moment(text: str) -> bool:
    if not _MOMENT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:  # the 99th of a month
        return False
    return True


def texts_of(draft: ExportedDraft) -> dict[str, str]:
    """Path → full text, the whole text included."""
    return {WHOLE_TEXT.path: draft.full_text, **{part.path: part.full_text for part in draft.provisions}}


def hashes_of(texts: Mapping[str, str]) -> dict[str, str]:
    """Path → sha256 of the text. Computed once: a file may name one long text ten thousand times."""
    return {path: text_hash(text) for path, text in texts.items()}


def _earlier(where: str, version: int, states: Sequence[ExportedEarlier]) -> Iterator[Problem]:
    """Each edit kept what it replaced: versions 1, 2, 3 … up to the one before the present."""
    if [state.version for state in states] != list(range(1, len(states) + 1)) or version != len(states) + 1:
        yield Problem(
            f"{where}.earlier", "The earlier versions are not 1, 2, 3 … to the present one.", TAMPERED
        )
    yield from moment_problems(f"{where}.earlier", [state.replaced_at for state in states])


def _draft(where: str, draft: ExportedDraft) -> Iterator[Problem]:
    yield from _long(where, label=draft.label, symbol=draft.symbol, source_name=draft.source_name)
    yield from moment_problems(where, [draft.created_at])
    yield from _earlier(where, draft.version, draft.earlier)
    if not _LANGUAGE.fullmatch(draft.language):
        yield Problem(f"{where}.language", "This is not a language code.", TAMPERED)
    for place, provision in enumerate(draft.provisions):
        if not _is_sound(provision):
            yield Problem(
                f"{where}.provisions.{place}",
                "Its kind, path, depth, lines or marks are impossible.",
                TAMPERED,
            )
    yield from _mends(f"{where}.mends", draft.mends)


def _mends(where: str, mends: Sequence[ExportedMend]) -> Iterator[Problem]:
    yield from moment_problems(where, [each.at for each in mends])
    for place, each in enumerate(mends):
        if not is_sound(each.mend):
            yield Problem(f"{where}.{place}", "This is no mend.", TAMPERED)


def _is_sound(provision: ExportedProvision) -> bool:
    first, last = provision.source or (0, 0)
    return (
        provision.kind is not ProvisionKind.DRAFT
        and provision.path != ""
        and 0 <= provision.depth <= MOST_LINES
        and 0 <= first <= last <= MOST_LINES
        and all(
            0 <= mark.start <= mark.end <= len(getattr(provision, mark.part.value))
            and mark.depth >= 0
            and mark.alternative >= 0
            for mark in provision.marks
        )
    )


def _assessment(
    where: str, assessment: ExportedAssessment, checklist: Checklist, revisions: Revisions
) -> Iterator[Problem]:
    yield from moment_problems(where, [assessment.created_at, *(state.at for state in assessment.settings)])
    for place, state in enumerate(assessment.settings):
        yield from _long(f"{where}.settings.{place}", title=state.title)
    for place, score in enumerate(assessment.scores):
        yield from _score(f"{where}.scores.{place}", score, checklist, revisions)


def _score(where: str, score: ExportedScore, checklist: Checklist, revisions: Revisions) -> Iterator[Problem]:
    criterion = checklist.by_id.get(score.criterion)
    if criterion is not None and criterion.whole_draft != (score.provision == WHOLE_TEXT.path):
        yield Problem(where, f"{criterion.code} is not asked there.", TAMPERED)
    for place, state in enumerate(score.states):
        at = f"{where}.states.{place}"
        yield from moment_problems(at, [state.at])
        if state.checklist_sha256 != checklist.sha256:
            yield Problem(at, "It was given under another checklist than its assessment's.", TAMPERED)
        carried = state.carried
        if carried is not None and not 1 <= carried.revision <= revisions.get(carried.score, 0):
            yield Problem(at, "It continues a state that is not there.", TAMPERED)
        yield from _words(at, state, checklist)


def _words(where: str, state: ExportedState, checklist: Checklist) -> Iterator[Problem]:
    words = Words(state.rating, state.rationale, tuple(state.evidence), state.recommendation)
    for problem in rule_problems(words, checklist):
        yield Problem(f"{where}.{problem.where}", problem.what, TAMPERED)
    proposal = "" if state.recommendation is None else state.recommendation.text
    if max(len(state.rationale), len(proposal)) > LONGEST_WORDS:
        yield Problem(where, f"A text has more than {LONGEST_WORDS} characters.", TAMPERED)


def _link(where: str, link: ExportedLink) -> Iterator[Problem]:
    yield from moment_problems(where, [state.at for state in link.states])
    if any(not state.old and not state.new for state in link.states):
        yield Problem(where, "It joins nothing.", TAMPERED)
