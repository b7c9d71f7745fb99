"""What a model wrote, read strictly: exactly the JSON that its prompt asked for, or an InvalidAnswer that says why.

Nothing is repaired but one code fence around the whole answer, which servers without JSON output add. No reason ever
holds words of the answer: it is stored, shown and may be logged, and the answer is hidden until it is revealed.
"""

import json
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, NoReturn, TypeVar

from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.suggestion import Answer, RedraftAnswer, Uncertainty

MOST_RATIONALE = 8_000
MOST_QUOTES = 20
MOST_QUOTE = 4_000
MOST_SAFEGUARDS = 20
MOST_SENTENCE = 2_000
"""Characters of a missing safeguard, of why a quote is given, and of why a model abstains."""
MOST_REDRAFT = 20_000
"""As much as a recommendation takes."""
_MOST = 1_200_000
"""Characters of a whole answer; everything above at its bound, escaped, is less."""

T = TypeVar("T")

_SCORE = ("abstain", "abstain_reason", "quotes", "rationale", "missing_safeguards", "uncertainty", "rating")
_QUOTE = ("quote", "why")
_REDRAFT = ("abstain", "abstain_reason", "rationale", "text")
_FENCE = re.compile(r"\A\s*```(?:json)?[ \t]*\r?\n(.*)\r?\n[ \t]*```\s*\Z", re.DOTALL | re.IGNORECASE)


class InvalidAnswer(ValueError):
    """An answer that is not what was asked for.

    path: where, "" for the whole answer, else as "quotes.2.why"; only of names and numbers that are ours.
    reason: a sentence without words of the answer.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}" if path else reason)
        self.path, self.reason = path, reason


def read_score_answer(text: str, scale: Collection[Rating]) -> Answer:
    """The answer to a score prompt (prompts/schemas/provision-score-1.json); InvalidAnswer when it is another.

    scale: the ratings of the checklist's scale. A rating is there exactly when the model does not abstain; then it has
    a rationale and an uncertainty, too. An abstention has a reason.
    """
    whole = _members(_json(text), "", _SCORE)
    abstained, abstain_reason = _abstention(whole)
    rationale = _text(whole["rationale"], "rationale", MOST_RATIONALE)
    uncertainty = _one_of(whole["uncertainty"], "uncertainty", {each.value: each for each in Uncertainty})
    rating = _one_of(whole["rating"], "rating", {each.value: each for each in scale})
    _null_exactly(rating, "rating", when=abstained)
    if not abstained and uncertainty is None:
        raise InvalidAnswer("uncertainty", "This is null although the model does not abstain.")
    if not abstained:
        _with_words(rationale, "rationale")
    return Answer(
        abstained=abstained,
        abstain_reason=abstain_reason,
        rating=rating,
        rationale=rationale,
        quotes=_list(whole["quotes"], "quotes", MOST_QUOTES, _quote),
        missing_safeguards=_list(
            whole["missing_safeguards"], "missing_safeguards", MOST_SAFEGUARDS, _sentence
        ),
        uncertainty=uncertainty,
    )


def read_redraft_answer(text: str) -> RedraftAnswer:
    """The answer to a redraft prompt (prompts/schemas/provision-redraft-1.json); InvalidAnswer when it is another."""
    whole = _members(_json(text), "", _REDRAFT)
    abstained, abstain_reason = _abstention(whole)
    rationale = _text(whole["rationale"], "rationale", MOST_RATIONALE)
    proposed = None if whole["text"] is None else _text(whole["text"], "text", MOST_REDRAFT)
    _null_exactly(proposed, "text", when=abstained)
    if proposed is not None:
        _with_words(rationale, "rationale")
        _with_words(proposed, "text")
    return RedraftAnswer(proposed, rationale, abstain_reason)


def _json(text: str) -> Any:
    """The values of the text; one code fence around it is taken off."""
    if len(text) > _MOST:
        raise InvalidAnswer("", f"The answer is longer than {_MOST:,} characters.")
    fenced = _FENCE.match(text)
    try:
        return json.loads(
            fenced[1] if fenced else text, object_pairs_hook=_unique, parse_constant=_no_constant
        )
    except RecursionError:
        raise InvalidAnswer("", "The answer is nested too deep.") from None
    except InvalidAnswer:
        raise
    except ValueError:  # its message may quote the answer
        raise InvalidAnswer("", "The answer is not JSON.") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise InvalidAnswer("", "An object of the answer holds the same key twice.")
    return found


def _no_constant(_: str) -> NoReturn:
    raise InvalidAnswer("", "The answer holds a number that is none of JSON.")


def _members(value: object, path: str, names: Collection[str]) -> Mapping[str, Any]:
    """The object at this path, with exactly these members."""
    if not isinstance(value, dict):
        raise InvalidAnswer(path, "This is not an object.")
    missing = [name for name in names if name not in value]
    if missing:
        raise InvalidAnswer(_under(path, missing[0]), "This is missing.")
    if len(value) != len(names):
        raise InvalidAnswer(path, "This holds a key that was not asked for.")
    return value


def _abstention(whole: Mapping[str, Any]) -> tuple[bool, str]:
    """Whether the model abstains, and why."""
    abstained = whole["abstain"]
    if not isinstance(abstained, bool):
        raise InvalidAnswer("abstain", "This is neither true nor false.")
    reason = _text(whole["abstain_reason"], "abstain_reason", MOST_SENTENCE)
    if abstained:
        _with_words(reason, "abstain_reason")
    return abstained, reason


def _text(value: object, path: str, most: int) -> str:
    """The text at this path, as it came; what no database or page could hold is refused."""
    if not isinstance(value, str):
        raise InvalidAnswer(path, "This is not a text.")
    if len(value) > most:
        raise InvalidAnswer(path, f"This is longer than {most:,} characters.")
    if "\x00" in value:
        raise InvalidAnswer(path, "This holds a NUL character.")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise InvalidAnswer(path, "This holds half a character (a lone surrogate).")
    return value


def _sentence(value: object, path: str) -> str:
    return _with_words(_text(value, path, MOST_SENTENCE), path)


def _quote(value: object, path: str) -> tuple[str, str]:
    members = _members(value, path, _QUOTE)
    return (
        _text(members["quote"], _under(path, "quote"), MOST_QUOTE),
        _text(members["why"], _under(path, "why"), MOST_SENTENCE),
    )


def _list(value: object, path: str, most: int, read: Callable[[object, str], T]) -> tuple[T, ...]:
    if not isinstance(value, list):
        raise InvalidAnswer(path, "This is not a list.")
    if len(value) > most:
        raise InvalidAnswer(path, f"This holds more than {most} entries.")
    return tuple(read(each, _under(path, str(place))) for place, each in enumerate(value))


def _one_of(value: object, path: str, known: Mapping[str, T]) -> T | None:
    """The named value, None for null."""
    if value is None:
        return None
    if not isinstance(value, str) or value not in known:
        raise InvalidAnswer(path, f"This is not one of {', '.join(known)}.")
    return known[value]


def _null_exactly(value: object, path: str, *, when: bool) -> None:
    """Nothing, when the value is null exactly when the model abstains."""
    if when and value is not None:
        raise InvalidAnswer(path, "This is not null although the model abstains.")
    if not when and value is None:
        raise InvalidAnswer(path, "This is null although the model does not abstain.")


def _with_words(text: str, path: str) -> str:
    if not text.strip():
        raise InvalidAnswer(path, "This holds no words.")
    return text


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
