"""Answers are read strictly, and no refusal repeats their words."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.answers import (
    MOST_QUOTE,
    MOST_QUOTES,
    MOST_RATIONALE,
    MOST_SAFEGUARDS,
    InvalidAnswer,
    read_redraft_answer,
    read_score_answer,
)
from salvaguarda.domain.suggestions.suggestion import Answer, RedraftAnswer, Uncertainty

SCHEMAS = Path(__file__).parents[3] / "prompts" / "schemas"
SCALE = tuple(Rating)
SECRET = "zebra-secret"
GOOD: dict[str, Any] = {
    "abstain": False,
    "abstain_reason": "",
    "quotes": [{"quote": "by a judge", "why": "It names who decides."}],
    "rationale": "A judge decides before the search.",
    "missing_safeguards": ["No time limit."],
    "uncertainty": "low",
    "rating": "partly",
}
ABSTAINED = {
    **GOOD,
    "abstain": True,
    "abstain_reason": "The text is cut.",
    "quotes": [],
    "uncertainty": None,
    "rating": None,
}
REDRAFT: dict[str, Any] = {
    "abstain": False,
    "abstain_reason": "",
    "rationale": "Adds a judge.",
    "text": "Each Party …",
}


def answer_with(**changed: Any) -> str:
    return json.dumps({**GOOD, **changed})


def refusal(text: str, scale: Any = SCALE) -> InvalidAnswer:
    with pytest.raises(InvalidAnswer) as refused:
        read_score_answer(text, scale)
    assert SECRET not in str(refused.value)
    return refused.value


def test_a_rating_is_read_with_everything_it_rests_on() -> None:
    assert read_score_answer(json.dumps(GOOD), SCALE) == Answer(
        abstained=False,
        abstain_reason="",
        rating=Rating.PARTLY,
        rationale="A judge decides before the search.",
        quotes=(("by a judge", "It names who decides."),),
        missing_safeguards=("No time limit.",),
        uncertainty=Uncertainty.LOW,
    )


def test_an_abstention_is_read_with_its_reason() -> None:
    answer = read_score_answer(json.dumps(ABSTAINED), SCALE)
    assert (answer.abstained, answer.rating, answer.abstain_reason) == (True, None, "The text is cut.")


@pytest.mark.parametrize("fence", ["```json\n{}\n```", "```\n{}\n```", "  \n```JSON  \n{}\n```\n\n"])
def test_one_code_fence_around_it_is_taken_off(fence: str) -> None:
    assert read_score_answer(fence.replace("{}", json.dumps(GOOD)), SCALE).rating is Rating.PARTLY


@pytest.mark.parametrize(
    "text",
    [
        "",
        SECRET,
        f"Sure! Here it is: {json.dumps(GOOD)}",
        f"{json.dumps(GOOD)} {SECRET}",
        f"```json\n```json\n{json.dumps(GOOD)}\n```\n```",
        json.dumps(GOOD).replace('"', "'"),
        json.dumps(GOOD)[:-1],
        "\ufeff" + json.dumps(GOOD),
        f'{{"{SECRET}": NaN}}',
        '{"rating": ' + "9" * 5_000 + "}",
        "[" * 100_000 + "]" * 100_000,
        '{"rating":' * 50_000,
    ],
)
def test_what_is_not_json_is_refused_and_not_repaired(text: str) -> None:
    assert refusal(text).path == ""


def test_an_endless_answer_is_refused_before_it_is_read() -> None:
    assert "longer than" in refusal("[" + "1," * 700_000).reason


@pytest.mark.parametrize("value", [None, 3, "text", [], [GOOD], True])
def test_what_is_no_object_is_refused(value: object) -> None:
    assert refusal(json.dumps(value)).reason == "This is not an object."


def test_a_key_that_stands_twice_is_refused() -> None:
    twice = json.dumps(GOOD)[:-1] + ', "rating": "met"}'
    assert "same key twice" in refusal(twice).reason
    inside = json.dumps(GOOD).replace('"why":', '"quote": "again", "why":')
    assert "same key twice" in refusal(inside).reason


@pytest.mark.parametrize("name", sorted(GOOD))
def test_every_key_is_needed(name: str) -> None:
    refused = refusal(json.dumps({key: value for key, value in GOOD.items() if key != name}))
    assert (refused.path, refused.reason) == (name, "This is missing.")


def test_keys_that_were_not_asked_for_are_refused_without_their_names() -> None:
    assert "not asked for" in refusal(answer_with(**{SECRET: 1})).reason
    quote = {"quote": "by a judge", "why": "", SECRET: SECRET}
    assert refusal(answer_with(quotes=[GOOD["quotes"][0], quote])).path == "quotes.1"


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"abstain": "false"}, "abstain"),
        ({"abstain": 0}, "abstain"),
        ({"abstain": None}, "abstain"),
        ({"abstain_reason": None}, "abstain_reason"),
        ({"rationale": [SECRET]}, "rationale"),
        ({"rationale": " \n"}, "rationale"),
        ({"quotes": SECRET}, "quotes"),
        ({"quotes": {"quote": SECRET, "why": ""}}, "quotes"),
        ({"quotes": [SECRET]}, "quotes.0"),
        ({"quotes": [{"quote": 4, "why": ""}]}, "quotes.0.quote"),
        ({"quotes": [{"quote": SECRET}]}, "quotes.0.why"),
        ({"quotes": [{"quote": SECRET, "why": None}]}, "quotes.0.why"),
        ({"missing_safeguards": [SECRET, 3]}, "missing_safeguards.1"),
        ({"missing_safeguards": [""]}, "missing_safeguards.0"),
        ({"uncertainty": "LOW"}, "uncertainty"),
        ({"uncertainty": 0.7}, "uncertainty"),
        ({"uncertainty": None}, "uncertainty"),
        ({"rating": SECRET}, "rating"),
        ({"rating": "Partly"}, "rating"),
        ({"rating": 1}, "rating"),
        ({"rating": ["partly"]}, "rating"),
        ({"rating": None}, "rating"),
        ({"abstain": True, "abstain_reason": "No."}, "rating"),
        ({"abstain": True, "abstain_reason": "", "rating": None}, "abstain_reason"),
    ],
)
def test_wrong_types_and_contradictions_are_refused_with_their_place(
    changed: dict[str, Any], path: str
) -> None:
    assert refusal(answer_with(**changed)).path == path


def test_a_rating_outside_the_checklists_scale_is_refused() -> None:
    refused = refusal(answer_with(rating="silent"), scale=(Rating.MET, Rating.NOT_MET))
    assert refused.reason == "This is not one of met, not_met."


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"rationale": "x" * (MOST_RATIONALE + 1)}, "rationale"),
        ({"quotes": [{"quote": "x" * (MOST_QUOTE + 1), "why": ""}]}, "quotes.0.quote"),
        ({"quotes": [{"quote": "x", "why": ""}] * (MOST_QUOTES + 1)}, "quotes"),
        ({"missing_safeguards": ["x"] * (MOST_SAFEGUARDS + 1)}, "missing_safeguards"),
        ({"missing_safeguards": ["x" * 2_001]}, "missing_safeguards.0"),
    ],
)
def test_what_is_too_long_is_refused(changed: dict[str, Any], path: str) -> None:
    assert refusal(answer_with(**changed)).path == path


def test_the_longest_answer_that_is_allowed_is_read() -> None:
    quotes = [{"quote": "\x01" * MOST_QUOTE, "why": "w" * 2_000}] * MOST_QUOTES
    safeguards = ["s" * 2_000] * MOST_SAFEGUARDS
    longest = answer_with(rationale="r" * MOST_RATIONALE, quotes=quotes, missing_safeguards=safeguards)
    assert len(read_score_answer(longest, SCALE).quotes) == MOST_QUOTES


@pytest.mark.parametrize("character", ["\\u0000", "\\ud800", "\\udfff x", "\\udc00\\ud800"])
@pytest.mark.parametrize("name", ["rationale", "abstain_reason"])
def test_characters_that_nothing_can_hold_are_refused(character: str, name: str) -> None:
    text = answer_with(**{name: "@@"}).replace("@@", f"{SECRET} {character}")
    assert refusal(text).path == name


def test_pairs_of_surrogates_are_ordinary_characters() -> None:
    text = answer_with(rationale="@@").replace("@@", "\\ud83d\\ude00")
    assert read_score_answer(text, SCALE).rationale == "\U0001f600"


values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.sampled_from(["met", "low", SECRET]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(GOOD)), inner),
    max_leaves=8,
)


@given(st.sampled_from(sorted(GOOD)), values)
def test_whatever_a_member_holds_it_is_read_or_refused_without_its_words(name: str, value: Any) -> None:
    try:
        answer = read_score_answer(json.dumps({**GOOD, name: value}), SCALE)
    except InvalidAnswer as refused:
        assert SECRET not in str(refused)  # noqa: PT017
    else:
        assert (answer.rating is None) == answer.abstained


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(InvalidAnswer):
        read_redraft_answer(text)


def test_a_redraft_is_read() -> None:
    assert read_redraft_answer(json.dumps(REDRAFT)) == RedraftAnswer("Each Party …", "Adds a judge.", "")
    nothing = {**REDRAFT, "abstain": True, "abstain_reason": "Nothing to add.", "text": None}
    assert read_redraft_answer(json.dumps(nothing)).text is None


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"text": None}, "text"),
        ({"text": " "}, "text"),
        ({"text": "x" * 20_001}, "text"),
        ({"abstain": True, "abstain_reason": "No."}, "text"),
        ({"rationale": ""}, "rationale"),
        ({SECRET: ""}, ""),
    ],
)
def test_a_wrong_redraft_is_refused_with_its_place(changed: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        read_redraft_answer(json.dumps({**REDRAFT, **changed}))
    assert refused.value.path == path


@pytest.mark.parametrize(("name", "good"), [("provision-score-1", GOOD), ("provision-redraft-1", REDRAFT)])
def test_the_schemas_that_are_sent_ask_for_the_keys_that_are_read(name: str, good: dict[str, Any]) -> None:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text())
    assert sorted(schema["required"]) == sorted(schema["properties"]) == sorted(good)
    if "quotes" in good:
        assert sorted(schema["properties"]["quotes"]["items"]["properties"]) == ["quote", "why"]
