"""The demo that comes with the package, read from its files."""

from collections.abc import Iterator
from pathlib import Path

import yaml

import salvaguarda
from salvaguarda.adapters.files.demo_model import (
    DecisionEntry,
    DemoFile,
    DraftEntry,
    EditEntry,
    Note,
    RunEntry,
    ScoresFile,
    SuggestionsEntry,
    TeamEntry,
)
from salvaguarda.application.demo import (
    Demo,
    DemoDecided,
    DemoDecision,
    DemoDraft,
    DemoPerson,
    DemoPosition,
    DemoRun,
    DemoScore,
    DemoSuggestions,
    DemoTeam,
    DemoThread,
)
from salvaguarda.domain.checklist import KEYS
from salvaguarda.domain.errors import Invalid, Problem
from salvaguarda.domain.scores import Rating, Recommendation
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality

UNSCORED = "."
_RATINGS = {key: rating for rating, key in KEYS.items()}


def demo_folder() -> Path:
    """Where the demo's files are: inside the package."""
    return Path(salvaguarda.__file__).parent / "demo"


def answers_folder() -> Path:
    """Where the recorded answers are that demo runs are asked with; see adapters/models/recorded.py."""
    return demo_folder() / "answers"


def read_demo(folder: Path | None = None) -> Demo:
    """The demo in a folder (the built-in one when none is named).

    Raises Invalid with every mistake in the scores; a file that is not shaped as demo_model says is a
    pydantic ValidationError, for the files are ours and tested.
    """
    folder = folder or demo_folder()
    file = DemoFile.model_validate(_read_yaml(folder / "demo.yaml"))
    people = tuple(
        DemoPerson(key, entry.email, entry.name, entry.owner, entry.organisation)
        for key, entry in file.people.items()
    )
    return Demo(
        title=file.instrument.title,
        description=file.instrument.description,
        checklist=(file.checklist.id, file.checklist.version),
        people=people,
        drafts=tuple(_draft(folder, entry, set(file.people)) for entry in file.drafts),
    )


def read_scores(path: Path, people: set[str]) -> tuple[ScoresFile, tuple[DemoScore, ...]]:
    """A file of scores as it is written, and the scores it stands for; people: the keys it may name."""
    file = ScoresFile.model_validate(_read_yaml(path))
    problems = list(_problems(file, people))
    if problems:
        raise Invalid(f"{path.name} has {len(problems)} mistakes: {problems[0].what}", problems)
    return file, tuple(_scores(file))


def _read_yaml(path: Path) -> object:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _draft(folder: Path, entry: DraftEntry, people: set[str]) -> DemoDraft:
    file, scores = read_scores(folder / entry.scores, people)
    return DemoDraft(
        content=(folder / entry.text).read_bytes(),
        name=entry.text,
        label=entry.label,
        symbol=entry.symbol,
        date=entry.date,
        roles=entry.roles,
        assessment_title=entry.assessment.title,
        needed=entry.assessment.needed,
        carried={person: None if paths == "all" else tuple(paths) for person, paths in file.carried.items()},
        scores=scores,
        suggestions=None if entry.suggestions is None else _suggestions(entry.suggestions),
        team=_team(entry.team),
    )


def _team(entry: TeamEntry) -> DemoTeam:
    signed = entry.signed
    return DemoTeam(
        adjudicator=entry.adjudicator,
        decided=tuple(
            DemoDecided(each.provision, each.criterion, each.rating, each.reason) for each in entry.decided
        ),
        threads=tuple(
            DemoThread(
                each.provision,
                each.criterion,
                tuple((comment.by, comment.says) for comment in each.comments),
                each.resolved_by,
            )
            for each in entry.threads
        ),
        settled=entry.settled,
        signed=None if signed is None else (signed.title, signed.note),
        positions=tuple(
            DemoPosition(each.by, each.provision, each.criterion, each.stance, each.publicity, each.note)
            for each in entry.positions
        ),
        reconsidered=tuple(
            _edited((each.by, each.provision, each.criterion), each) for each in entry.reconsidered
        ),
    )


def _edited(cell: tuple[str, str, str], edit: EditEntry) -> DemoScore:
    return DemoScore(*cell, edit.rating, edit.rationale, tuple(edit.quotes), _recommendation(edit))


def _suggestions(entry: SuggestionsEntry) -> DemoSuggestions:
    answers = entry.endpoint
    return DemoSuggestions(
        endpoint=EndpointSettings(answers.name, answers.address, answers.model, Locality.LOCAL),
        prompt=(entry.prompt.id, entry.prompt.version),
        budget_tokens=entry.budget_tokens,
        request_tokens=entry.request_tokens,
        answered=_run(entry.answered),
        waiting=_run(entry.waiting),
        decisions=tuple(map(_decision, entry.decisions)),
    )


def _run(entry: RunEntry) -> DemoRun:
    return DemoRun(tuple(entry.provisions), tuple(entry.criteria))


def _decision(entry: DecisionEntry) -> DemoDecision:
    edit = entry.score
    score = None
    if edit is not None:
        score = _edited((entry.by, entry.provision, entry.criterion), edit)
    return DemoDecision(entry.by, entry.provision, entry.criterion, entry.action, entry.reason, score)


def _cells(file: ScoresFile) -> Iterator[tuple[str, str, str, str]]:
    """(person, path, criterion, code) of every code in the file, unscored ones too."""
    for group, rows in file.ratings.items():
        for path, by_person in rows.items():
            for person, codes in by_person.items():
                for criterion, code in zip(file.columns[group], codes.replace(" ", ""), strict=True):
                    yield person, path, criterion, code


def _scores(file: ScoresFile) -> Iterator[DemoScore]:
    notes = _notes(file)
    for person, path, criterion, code in _cells(file):
        if code == UNSCORED:
            continue
        rating = _RATINGS[code]
        note = notes.get((person, path, criterion))
        if note is not None:
            yield DemoScore(
                person, path, criterion, rating, note.rationale, tuple(note.quotes), _recommendation(note)
            )
        elif rating is Rating.NOT_APPLICABLE:
            yield DemoScore(person, path, criterion, rating, file.not_applicable[criterion])
        else:
            yield DemoScore(person, path, criterion, rating)


def _notes(file: ScoresFile) -> dict[tuple[str, str, str], Note]:
    return {
        (note.by, path, criterion): note
        for path, by_criterion in file.notes.items()
        for criterion, notes in by_criterion.items()
        for note in notes
    }


def _recommendation(note: Note | EditEntry) -> Recommendation | None:
    return Recommendation(note.recommend, note.text) if note.recommend else None


def _problems(file: ScoresFile, people: set[str]) -> Iterator[Problem]:
    yield from _row_problems(file, people)
    if any(_row_problems(file, people)):
        return
    cells = {(person, path, criterion): code for person, path, criterion, code in _cells(file)}
    notes = _notes(file)
    for key in notes:
        if cells.get(key, UNSCORED) == UNSCORED:
            yield Problem(
                " ".join(key), "This note stands beside no code.", "Rate the cell or remove the note."
            )
    for key, code in cells.items():
        if (
            _RATINGS.get(code) is Rating.NOT_APPLICABLE
            and key not in notes
            and key[2] not in file.not_applicable
        ):
            yield Problem(" ".join(key), "Not applicable needs a rationale.", "Write a note.")


def _row_problems(file: ScoresFile, people: set[str]) -> Iterator[Problem]:
    for group, rows in file.ratings.items():
        for path, by_person in rows.items():
            for person, codes in by_person.items():
                where = f"{path} {person}"
                wrong = set(codes) - set(_RATINGS) - {UNSCORED, " "}
                if person not in people:
                    yield Problem(where, f"Nobody here is called {person}.")
                elif group not in file.columns or len(codes.replace(" ", "")) != len(file.columns[group]):
                    yield Problem(where, "There must be one code for each criterion of its columns.")
                elif wrong:
                    yield Problem(where, f"No rating is written as {' '.join(sorted(wrong))}.")
