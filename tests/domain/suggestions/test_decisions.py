"""What may be done with a suggestion, and why it may not be accepted."""

from dataclasses import replace

import pytest

from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.decisions import (
    LEAST_REASON,
    MOST_REASON,
    evidence_of,
    not_acceptable_because,
    reason_problems,
    says_the_same,
)
from salvaguarda.domain.suggestions.quotes import find_quote
from salvaguarda.domain.suggestions.suggestion import Suggestion

TEXT = "A judge has to authorize it. The police shall report. The police shall report."
FOUND = find_quote("A judge has to authorize it", "", TEXT)
MISSING = find_quote("A minister has to authorize it", "", TEXT)
TWICE = find_quote("The police shall report", "", TEXT)
SHORT = find_quote("A judge", "", TEXT)
GOOD = Suggestion(Rating.MET, False, "", "It is there.", (FOUND, FOUND), (), None, None, ())


def test_a_rating_whose_quotes_are_all_there_may_be_accepted() -> None:
    assert not_acceptable_because(GOOD) == ""
    assert not_acceptable_because(replace(GOOD, quotes=())) == ""


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({"quotes": (FOUND, MISSING)}, "It quotes words that are not in this provision. "),
        ({"quotes": (TWICE,)}, "It quotes words that stand in this provision more than once. "),
        (
            {"quotes": (SHORT, MISSING)},
            "not in this provision, and words that are too few to show anything. ",
        ),
        ({"rating": None, "abstained": True}, "The model did not rate. "),
        ({"rating": None, "redraft": "A judge shall …"}, "It proposes words and no rating. "),
    ],
)
def test_everything_else_says_why_not_and_what_to_do(changed: dict[str, object], because: str) -> None:
    suggestion = replace(GOOD, **changed)  # type: ignore[arg-type]
    assert not suggestion.acceptable
    assert because in not_acceptable_because(suggestion)
    assert not_acceptable_because(suggestion).count(".") >= 2


def test_evidence_is_each_found_place_once() -> None:
    assert evidence_of(replace(GOOD, quotes=(FOUND, MISSING, FOUND))) == (FOUND.found,)


def test_the_same_rating_rationale_and_evidence_say_the_same() -> None:
    evidence = evidence_of(GOOD)
    assert says_the_same(GOOD, Rating.MET, " It is there.\n", evidence)
    assert says_the_same(GOOD, Rating.MET, "It  is\nthere.\u200b", evidence)
    assert not says_the_same(GOOD, Rating.PARTLY, "It is there.", evidence)
    assert not says_the_same(GOOD, Rating.MET, "It is.", evidence)
    assert not says_the_same(GOOD, Rating.MET, "It is there.", ())
    assert not says_the_same(replace(GOOD, quotes=(FOUND, MISSING)), Rating.MET, "It is there.", evidence)


@pytest.mark.parametrize("reason", ["abc", "  yes  ", "由法官", "x" * MOST_REASON])
def test_a_reason_of_three_characters_is_one(reason: str) -> None:
    assert reason_problems(reason) == []


@pytest.mark.parametrize(
    "reason", ["", "ab", "   ", "\u200b\u200b\u200b\u200b", "a\n\n\nb"[:2], "x" * (MOST_REASON + 1)]
)
def test_less_and_much_more_is_none(reason: str) -> None:
    (problem,) = reason_problems(reason)
    assert (problem.where, bool(problem.fix)) == ("reason", True)
    assert str(LEAST_REASON) in problem.fix or "2,000" in problem.fix
