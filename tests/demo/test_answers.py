"""The recorded answers of the demo answer exactly the questions that its runs ask, and are what we mean them to be."""

from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.files import load_checklist
from salvaguarda.adapters.files.demo_files import answers_folder
from salvaguarda.adapters.models.recorded import RecordedClient
from salvaguarda.adapters.prompts.shelf import built_in_shelf
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.suggesting.interpret import Answered, Waits, interpret
from salvaguarda.application.suggesting.questions import Question, load_batch, make_questions
from salvaguarda.domain.suggestions.outcomes import Outcome
from salvaguarda.domain.suggestions.retries import Ends
from salvaguarda.domain.suggestions.suggestion import QuoteState
from tests.demo.texts import demo
from tools.record_answers import ANSWERS, as_file, read_written, record, suggestions_of

T = TypeVar("T")
Read = Callable[[Callable[[Records], Any]], Any]
WAITING = 2
"""The run that is asked when the service runs."""


@pytest.fixture(scope="module")
def asked(read: Read) -> dict[tuple[str, str], Answered]:
    """Cell → what becomes of the question that the waiting run asks about it."""
    batch = read(lambda records: load_batch(records, Sheets(load_checklist), WAITING, (), 100))
    client = RecordedClient(answers_folder())
    questions = [each for each in make_questions(built_in_shelf(), batch) if isinstance(each, Question)]
    replies = [client.answer(each.place.settings, each.request.body) for each in questions]
    return {
        (question.task.provision, question.task.criterion): interpret(question, 1, reply, Waits(0, 0))
        for question, reply in zip(questions, replies, strict=True)
    }


def outcome_of(answered: Answered) -> Outcome:
    assert isinstance(answered.step, Ends), answered.step
    return answered.step.outcome


def test_the_file_is_what_we_wrote_under_the_hashes_of_its_questions(read: Read) -> None:
    made = read(lambda records: as_file(record(records, read_written(), suggestions_of(demo()))))
    assert made == (ANSWERS / "demo.json").read_bytes(), "run `python -m tools.record_answers`"


def test_every_question_of_the_waiting_run_has_its_answer(asked: dict[tuple[str, str], Answered]) -> None:
    assert Counter(map(outcome_of, asked.values())) == {
        Outcome.ANSWERED: 30,
        Outcome.ABSTAINED: 1,
        Outcome.REFUSED: 1,
    }


def test_every_answer_is_asked_for_once(read: Read, asked: dict[tuple[str, str], Answered]) -> None:
    written = {(path, each) for path, answers in read_written().answers.items() for each in answers}
    ended = read(
        lambda records: {
            (each.provision, each.criterion)
            for person in (1, 2)
            for path in suggestions_of(demo()).answered.provisions
            for each in records.reveals.own(3, path, person)
        }
    )
    assert written == set(asked) | ended | {("art_28", "encryption-and-security")}
    assert not set(asked) & ended


def test_every_quote_stands_in_its_provision_but_the_one_that_shall_not(
    read: Read, asked: dict[tuple[str, str], Answered]
) -> None:
    seen = {
        (each.provision, each.criterion): each.seen for each in read(lambda r: r.reveals.visible(3, None))
    }
    suggestions = seen | {
        cell: each.suggestion for cell, each in asked.items() if each.suggestion is not None
    }
    wrong = {
        cell: quote.claimed
        for cell, suggestion in suggestions.items()
        for quote in suggestion.quotes
        if quote.state is not QuoteState.EXACT
    }
    invented = "no State Party shall require the decryption of communications in any case"
    assert wrong == {("art_19", "encryption-and-security"): invented}


def test_answers_keep_to_what_the_prompt_asks_for(asked: dict[tuple[str, str], Answered]) -> None:
    for cell, answered in asked.items():
        suggestion = answered.suggestion
        if suggestion is None or suggestion.abstained:
            continue
        assert 1 <= len(suggestion.quotes) <= 5, cell
        assert len(suggestion.missing_safeguards) <= 6, cell
        assert bool(suggestion.missing_safeguards) != (suggestion.rating in {"met", "not_applicable"}), cell
        assert suggestion.flags == (), cell


def test_who_wrote_the_answers_is_said_where_they_stand() -> None:
    file = read_written()
    assert "No language model was asked" in " ".join(file.about.split())
    assert file.model == "recorded-answers-of-the-demo"
    assert suggestions_of(demo()).endpoint.name == "Recorded answers (no model is asked)"


async def test_redrafts_are_recorded_too(read: Read) -> None:
    written = read_written().redrafts
    kept = RecordedClient(answers_folder())._answers("demo").answers.values()
    texts = [each.text for each in kept if each.text and '"text"' in each.text]
    assert len(texts) == sum(map(len, written.values())) == 2


def test_nothing_is_recorded_for_other_questions(database: Database) -> None:
    settings = suggestions_of(demo()).endpoint
    reply = RecordedClient(answers_folder()).answer(settings, {"model": settings.model, "messages": []})
    assert reply.failure is not None
    assert "Nobody recorded an answer" in reply.failure.reason
