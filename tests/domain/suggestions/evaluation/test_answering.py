"""What came of the questions."""

from salvaguarda.domain.agreement.bootstrap import Resamples
from salvaguarda.domain.agreement.references import CellKey
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.evaluation.answering import (
    NO_QUOTES,
    NONE_ASKED,
    count_answers,
    newest_answers,
)
from salvaguarda.domain.suggestions.evaluation.asked import Asked
from salvaguarda.domain.suggestions.evaluation.values import Answers, Latency, Spending
from salvaguarda.domain.suggestions.outcomes import Outcome
from salvaguarda.domain.suggestions.suggestion import QuoteState

CELL: CellKey = (1, "art_1", "legality")
OTHER: CellKey = (1, "art_2", "legality")
THIRD: CellKey = (1, "art_3", "legality")


def count(*asked: Asked) -> Answers:
    return count_answers(asked, Resamples())


def test_cells_are_counted_by_their_newest_answer_and_questions_each() -> None:
    found = count(
        Asked(1, CELL, Outcome.ANSWERED, Rating.MET),
        Asked(2, CELL, Outcome.ABSTAINED),
        Asked(3, OTHER, Outcome.ANSWERED, Rating.PARTLY),
        Asked(4, OTHER, Outcome.INVALID),
        Asked(5, THIRD, Outcome.REFUSED),
    )
    assert (found.cells, found.rated, found.abstained) == (3, 1, 1)
    assert found.coverage.value == 1 / 3
    assert found.outcomes == {
        Outcome.ANSWERED: 2,
        Outcome.ABSTAINED: 1,
        Outcome.INVALID: 1,
        Outcome.REFUSED: 1,
    }


def test_a_failure_does_not_take_an_earlier_suggestion_away() -> None:
    later = Asked(9, CELL, Outcome.FAILED)
    assert newest_answers([later, Asked(1, CELL, Outcome.ANSWERED, Rating.MET)])[CELL].rating is Rating.MET


def test_questions_that_were_never_sent_lower_no_coverage() -> None:
    found = count(
        Asked(1, CELL, Outcome.ANSWERED, Rating.MET),
        Asked(2, OTHER, Outcome.CANCELLED),
        Asked(3, THIRD, Outcome.OVER_BUDGET),
    )
    assert (found.cells, found.coverage.value) == (1, 1)
    assert found.outcomes[Outcome.CANCELLED] == 1


def test_quotes_count_as_valid_only_when_their_words_are_there() -> None:
    quotes = (QuoteState.EXACT, QuoteState.NORMALISED, QuoteState.NOT_FOUND, QuoteState.AMBIGUOUS)
    found = count(Asked(1, CELL, Outcome.ANSWERED, Rating.MET, quotes))
    assert found.valid.value == 0.5
    assert found.quotes == dict.fromkeys(quotes, 1)
    assert count(Asked(1, CELL, Outcome.ANSWERED, Rating.MET)).valid.reason == NO_QUOTES


def test_spending_is_added_up_by_currency_over_every_question() -> None:
    found = count(
        Asked(1, CELL, Outcome.ANSWERED, Rating.MET, (), 100, 10, 50, cost_micro=7, currency="EUR"),
        Asked(2, CELL, Outcome.FAILED, None, (), 20, 0, 0, estimated=True, cost_micro=5, currency="EUR"),
        Asked(3, OTHER, Outcome.ABSTAINED, None, (), 1, 1, 0, cost_micro=2, currency="USD"),
        Asked(4, THIRD, Outcome.ABSTAINED, None, (), 1, 1, 0),
    )
    assert found.spending == Spending(122, 12, 50, estimated=True, costs={"EUR": 12, "USD": 2})


def test_latency_is_of_replies_and_not_between_them() -> None:
    seconds = tuple(float(place) for place in range(1, 21))
    found = count(Asked(1, CELL, Outcome.ANSWERED, Rating.MET, seconds=seconds))
    assert found.latency == Latency(20, 10.0, 19.0)
    assert count(Asked(1, CELL, Outcome.ANSWERED, Rating.MET, seconds=(3.0,))).latency == Latency(1, 3.0, 3.0)


def test_without_a_question_everything_is_undefined() -> None:
    found = count()
    assert (found.cells, found.coverage.reason, found.valid.reason) == (0, NONE_ASKED, NO_QUOTES)
    assert found.latency == Latency(0, None, None)
