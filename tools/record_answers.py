"""Make the demo's recorded answers: `python -m tools.record_answers` writes demo/answers/demo.json from demo.yaml beside it.

The YAML holds what we wrote, by provision and criterion. The JSON holds the same under the hash of exactly the request that
the service would send, so it has to be made anew whenever a prompt, the checklist, the third draft or the way requests are
built changes; tests/demo/test_answers.py says so.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import yaml
from pydantic import BaseModel, ConfigDict, Field

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.upgrade import upgrade
from salvaguarda.adapters.files import load_checklist
from salvaguarda.adapters.files.demo_files import answers_folder, read_demo
from salvaguarda.adapters.files.demo_model import PromptEntry
from salvaguarda.adapters.models.recorded import RecordedAnswer, RecordedAnswers
from salvaguarda.adapters.prompts.shelf import built_in_shelf
from salvaguarda.application.demo import Demo, DemoSuggestions
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.suggesting.prepare import Asking, request_for
from salvaguarda.application.suggesting.question import question_values
from salvaguarda.bootstrap import demo_loader, publish_built_in_checklists
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.probing import RECORDED_MODE
from salvaguarda.domain.suggestions.suggestion import Uncertainty

ANSWERS = answers_folder()
Cell = tuple[str, str]
"""Provision path and criterion id."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class QuoteEntry(_Strict):
    """Words that the answer quotes, and what it says they show."""

    quote: str
    why: str


class AnswerEntry(_Strict):
    """One answer: a rating with its rationale, or why it abstains, or the words of a refusal."""

    rating: Rating | None = None
    uncertainty: Uncertainty | None = None
    rationale: str = ""
    quotes: list[QuoteEntry] = Field(default_factory=list)
    missing: list[str] = Field(default_factory=list)
    abstain: str = ""
    refusal: str = ""


class RedraftEntry(_Strict):
    """One redraft: the whole provision as proposed, and why."""

    text: str
    rationale: str


class AnswersFile(_Strict):
    """demo.yaml. answers, redrafts: path → criterion → what is answered."""

    about: str
    model: str
    prompt: PromptEntry
    redraft_prompt: PromptEntry
    answers: dict[str, dict[str, AnswerEntry]]
    redrafts: dict[str, dict[str, RedraftEntry]]


def read_written(path: Path = ANSWERS / "demo.yaml") -> AnswersFile:
    """What we wrote; pydantic.ValidationError when it is not shaped so."""
    return AnswersFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def answer_of(entry: AnswerEntry) -> RecordedAnswer:
    """The answer as a model would send it: JSON with the keys of prompts/schemas/provision-score-1.json, in that order."""
    if entry.refusal:
        return RecordedAnswer(refusal=entry.refusal)
    values = {
        "abstain": bool(entry.abstain),
        "abstain_reason": entry.abstain.strip(),
        "quotes": [quote.model_dump() for quote in entry.quotes],
        "rationale": entry.rationale.strip(),
        "missing_safeguards": entry.missing,
        "uncertainty": entry.uncertainty,
        "rating": entry.rating,
    }
    return RecordedAnswer(text=json.dumps(values, ensure_ascii=False))


def redraft_of(entry: RedraftEntry) -> RecordedAnswer:
    """As `answer_of`, by prompts/schemas/provision-redraft-1.json."""
    values = {
        "abstain": False,
        "abstain_reason": "",
        "rationale": entry.rationale.strip(),
        "text": entry.text.strip(),
    }
    return RecordedAnswer(text=json.dumps(values, ensure_ascii=False))


def requests(records: Records, file: AnswersFile, demo: DemoSuggestions) -> dict[tuple[str, Cell], str]:
    """(prompt id, cell) of every answer → the hash of the request that it answers, on the newest assessment."""
    sheets, prompts = Sheets(load_checklist), built_in_shelf()
    assessment = records.assessments.every(None)[-1]
    sheet = sheets.of(records, assessment)
    found = {}
    written: tuple[tuple[PromptEntry, Mapping[str, Mapping[str, object]]], ...] = (
        (file.prompt, file.answers),
        (file.redraft_prompt, file.redrafts),
    )
    for prompt, answers in written:
        asking = Asking(demo.endpoint, RECORDED_MODE, prompts.get(prompt.id, prompt.version))
        for path, criterion in _cells(answers):
            words = records.drafts.text(assessment.draft_id, path)
            values = question_values(sheet, words, criterion)
            found[prompt.id, (path, criterion)] = request_for(prompts, asking, values).sha256
    return found


def _cells(answers: Mapping[str, Mapping[str, object]]) -> Iterator[Cell]:
    return ((path, criterion) for path, by_criterion in answers.items() for criterion in by_criterion)


def record(records: Records, file: AnswersFile, demo: DemoSuggestions) -> RecordedAnswers:
    """The answers by the hashes of their requests."""
    hashes = requests(records, file, demo)
    answers = {
        hashes[file.prompt.id, (path, criterion)]: answer_of(file.answers[path][criterion])
        for path, criterion in _cells(file.answers)
    }
    answers |= {
        hashes[file.redraft_prompt.id, (path, criterion)]: redraft_of(file.redrafts[path][criterion])
        for path, criterion in _cells(file.redrafts)
    }
    return RecordedAnswers(file.about.strip(), file.model, answers)


def as_file(answers: RecordedAnswers) -> bytes:
    """The bytes of the JSON file."""
    return msgspec.json.format(msgspec.json.encode(answers), indent=1) + b"\n"


def without_suggestions(demo: Demo) -> Demo:
    """The demo as it is before there are any answers."""
    return replace(demo, drafts=tuple(replace(draft, suggestions=None) for draft in demo.drafts))


def suggestions_of(demo: Demo) -> DemoSuggestions:
    """Those of the one draft that has them."""
    return next(draft.suggestions for draft in demo.drafts if draft.suggestions is not None)


def main() -> None:
    """Write demo.json, and say how many answers it holds."""
    demo = read_demo()
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'demo.db'}"
        upgrade(url)
        database = Database(url)
        try:
            database.write_here(publish_built_in_checklists)
            database.write_here(demo_loader(), without_suggestions(demo))
            answers = database.read_here(record, read_written(), suggestions_of(demo))
        finally:
            database.close()
    (ANSWERS / "demo.json").write_bytes(as_file(answers))
    sys.stdout.write(f"{len(answers.answers)} answers recorded.\n")


if __name__ == "__main__":
    main()
