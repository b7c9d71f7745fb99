"""Check a complete export before anything of it is kept: every mistake with its place in the file."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256

from salvaguarda.application.check_export_reveals import reveal_problems
from salvaguarda.application.check_export_team import team_problems
from salvaguarda.application.check_export_values import (
    TAMPERED,
    Versions,
    hashes_of,
    texts_of,
    value_problems,
)
from salvaguarda.application.ports.complete_exports import (
    FORMAT,
    READABLE,
    CompleteExport,
    ExportedAssessment,
    ExportedDraft,
    ExportedScore,
)
from salvaguarda.application.ports.exported_links import ExportedAlignment
from salvaguarda.application.sheets import LoadChecklist
from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.drafts import text_hash
from salvaguarda.domain.errors import InvalidChecklist, InvalidEvidence, InvalidExport, Problem
from salvaguarda.domain.evidence import check_quote

MOST_PROBLEMS = 50
_DANGLING = "The file is incomplete. Export it again."


def check_export(export: CompleteExport, load_checklist: LoadChecklist) -> Versions:
    """The checklists of a sound export; raises InvalidExport with at most 50 mistakes."""
    if export.format != FORMAT or export.schema not in READABLE:
        raise InvalidExport(
            f"This is not an export that this version of Salvaguarda reads ({export.format} {export.schema}).",
            [Problem("schema", f"Schema {export.schema} is not known here.", "Install a newer version.")],
        )
    problems: list[Problem] = []
    checklists = _checklists(export, load_checklist, problems)
    for source in (
        _people(export),
        _drafts(export),
        _assessments(export, checklists),
        _alignments(export),
        value_problems(export, checklists),
        reveal_problems(export, checklists),
        team_problems(export, checklists),
    ):
        for problem in source:
            problems.append(problem)
            if len(problems) >= MOST_PROBLEMS:
                break
    if problems:
        shown = problems[:MOST_PROBLEMS]
        raise InvalidExport(f"The export cannot be imported: {shown[0].where}: {shown[0].what}", shown)
    return checklists


def _checklists(export: CompleteExport, load_checklist: LoadChecklist, problems: list[Problem]) -> Versions:
    found: dict[tuple[str, str], Checklist] = {}
    for place, each in enumerate(export.checklists):
        where = f"checklists.{place}"
        if sha256(each.source.encode()).hexdigest() != each.sha256:
            problems.append(Problem(where, "The checklist does not have the stated sha256.", TAMPERED))
        try:
            checklist = load_checklist(each.source, f"{each.id}/{each.version}.yaml")
        except InvalidChecklist as error:
            problems += [Problem(f"{where}: {p.where}", p.what, p.fix) for p in error.problems]
            continue
        if (checklist.id, checklist.version) != (each.id, each.version):
            problems.append(Problem(where, "Id and version are not those in the checklist.", TAMPERED))
        found[each.id, each.version] = checklist
    return found


def _people(export: CompleteExport) -> Iterator[Problem]:
    for name, values in (
        ("key", [each.key for each in export.people]),
        ("email", [each.email.lower() for each in export.people if each.email]),
    ):
        for value, times in Counter[object](values).items():
            if times > 1:
                yield Problem("people", f"The {name} {value} stands there {times} times.", TAMPERED)
    keys = {each.key for each in export.people}
    instrument = export.instrument
    yield from _known("instrument", [instrument.created_by], keys)
    yield from _known("instrument.earlier", [each.replaced_by for each in instrument.earlier], keys)


def _known(where: str, people: Collection[int | None], keys: Collection[int]) -> Iterator[Problem]:
    for key in people:
        if key is not None and key not in keys:
            yield Problem(where, f"Person {key} is named but not in the file.", _DANGLING)


def _drafts(export: CompleteExport) -> Iterator[Problem]:
    people = {each.key for each in export.people}
    keys = Counter(each.key for each in export.drafts)
    for place, each in enumerate(export.drafts):
        where = f"drafts.{place}"
        if keys[each.key] > 1:
            yield Problem(where, f"The key {each.key} stands there {keys[each.key]} times.", TAMPERED)
        yield from _known(where, [each.created_by, *(e.replaced_by for e in each.earlier)], people)
        yield from _known(f"{where}.mends", [mend.person for mend in each.mends], people)
        yield from _draft(where, each)


def _draft(where: str, draft: ExportedDraft) -> Iterator[Problem]:
    if sha256(draft.source).hexdigest() != draft.source_sha256:
        yield Problem(f"{where}.source", "The source does not have the stated sha256.", TAMPERED)
    if text_hash(draft.full_text) != draft.text_sha256:
        yield Problem(f"{where}.full_text", "The text does not have the stated sha256.", TAMPERED)
    seen = {"draft"}
    for place, provision in enumerate(draft.provisions):
        at = f"{where}.provisions.{place}"
        if provision.path in seen:
            yield Problem(at, f"The path {provision.path} stands there twice.", TAMPERED)
        if provision.parent is not None and provision.parent not in seen:
            yield Problem(at, f"The parent {provision.parent} does not stand before it.", TAMPERED)
        seen.add(provision.path)


def _assessments(export: CompleteExport, checklists: Versions) -> Iterator[Problem]:
    people = {each.key for each in export.people}
    texts = {draft.key: texts_of(draft) for draft in export.drafts}
    hashes = {key: hashes_of(each) for key, each in texts.items()}
    scores = Counter(score.key for each in export.assessments for score in each.scores)
    for place, each in enumerate(export.assessments):
        where = f"assessments.{place}"
        checklist = checklists.get((each.checklist_id, each.checklist_version))
        if each.draft not in texts or checklist is None:
            yield Problem(where, "Its draft or its checklist is not in the file.", _DANGLING)
            continue
        if [state.version for state in each.settings] != list(
            range(1, len(each.settings) + 1)
        ) or not each.settings:
            yield Problem(f"{where}.settings", "The versions are not 1, 2, 3 …", TAMPERED)
        yield from _known(where, [each.created_by, *(state.person for state in each.settings)], people)
        words = (texts[each.draft], hashes[each.draft])
        yield from _scores(where, each, checklist, words, people, scores)


def _scores(
    where: str,
    assessment: ExportedAssessment,
    checklist: Checklist,
    words: tuple[Mapping[str, str], Mapping[str, str]],
    people: Collection[int],
    known: Counter[int],
) -> Iterator[Problem]:
    """words: the texts of the draft by path, and their sha256."""
    texts, hashes = words
    cells = Counter((score.provision, score.criterion, score.person) for score in assessment.scores)
    for place, score in enumerate(assessment.scores):
        at = f"{where}.scores.{place}"
        if known[score.key] > 1:
            yield Problem(at, f"The key {score.key} stands there {known[score.key]} times.", TAMPERED)
        if cells[score.provision, score.criterion, score.person] > 1:
            yield Problem(at, "The same person scores the same cell twice.", TAMPERED)
        if score.provision not in texts or score.criterion not in checklist.by_id:
            yield Problem(at, f"There is no cell {score.provision} × {score.criterion}.", _DANGLING)
            continue
        yield from _known(at, [score.person, *(state.person for state in score.states)], people)
        yield from _states(at, score, texts[score.provision], hashes[score.provision], known)


def _states(
    at: str, score: ExportedScore, text: str, own_hash: str, known: Counter[int]
) -> Iterator[Problem]:
    if [state.revision for state in score.states] != list(
        range(1, len(score.states) + 1)
    ) or not score.states:
        yield Problem(f"{at}.states", "The revisions are not 1, 2, 3 …", TAMPERED)
    for place, state in enumerate(score.states):
        where = f"{at}.states.{place}"
        if state.person != score.person and (place == 0 or state.rating is not None):
            # Somebody who manages the team may withdraw what a person gave who left; nothing else.
            yield Problem(where, "A score is written by its own person only.", TAMPERED)
        if state.carried is not None and state.carried.score not in known:
            yield Problem(where, f"It continues score {state.carried.score}, which is missing.", _DANGLING)
        if state.text_sha256 != own_hash:
            yield Problem(where, "It was given for other words than those in the file.", TAMPERED)
            continue
        for quote in state.evidence:
            try:
                check_quote(quote, text)
            except InvalidEvidence as error:
                yield Problem(f"{where}.evidence", error.problems[0].what, TAMPERED)


def _alignments(export: CompleteExport) -> Iterator[Problem]:
    people = {each.key for each in export.people}
    paths = {draft.key: set(texts_of(draft)) for draft in export.drafts}
    pairs = Counter((each.old, each.new) for each in export.alignments)
    for place, each in enumerate(export.alignments):
        where = f"alignments.{place}"
        if each.old not in paths or each.new not in paths or each.old == each.new:
            yield Problem(where, "It does not join two drafts of the file.", _DANGLING)
            continue
        if pairs[each.old, each.new] > 1:
            yield Problem(where, "The same two drafts are aligned twice.", TAMPERED)
        yield from _links(where, each, paths[each.old], paths[each.new], people)


def _links(
    where: str,
    alignment: ExportedAlignment,
    old: set[str],
    new: set[str],
    people: Collection[int],
) -> Iterator[Problem]:
    for place, link in enumerate(alignment.links):
        at = f"{where}.links.{place}"
        yield from _known(at, [link.corrected_by, *(state.person for state in link.states)], people)
        if [state.version for state in link.states] != list(
            range(1, len(link.states) + 1)
        ) or not link.states:
            yield Problem(at, "The versions are not 1, 2, 3 …", TAMPERED)
        for state in link.states:
            if not old.issuperset(state.old) or not new.issuperset(state.new):
                yield Problem(at, "It names a provision that is not in its draft.", _DANGLING)
            if not 0 <= state.similarity <= 1:
                yield Problem(at, "The similarity is not between 0 and 1.", TAMPERED)
