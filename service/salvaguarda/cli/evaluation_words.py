"""Figures and facts of an evaluation as words for a terminal."""

from collections.abc import Callable, Iterator

from salvaguarda.domain.agreement.figures import Figure
from salvaguarda.domain.suggestions.budget import amount_of
from salvaguarda.domain.suggestions.evaluation.values import Answers, Moves, Switching
from salvaguarda.domain.suggestions.suggestion import QuoteState


def plain(words: str) -> str:
    """Somebody's words without characters that a terminal would obey."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in words)


def _written(figure: Figure, one: Callable[[float], str]) -> str:
    if figure.value is None:
        return f"undefined: {figure.reason}"
    if figure.interval is None:
        return one(figure.value + 0.0)
    return f"{one(figure.value + 0.0)} [{one(figure.interval.low + 0.0)}; {one(figure.interval.high + 0.0)}]"


def decimal(figure: Figure) -> str:
    """0.61 [0.44; 0.74]."""
    return _written(figure, lambda value: f"{value:.2f}")


def signed(figure: Figure) -> str:
    """+0.21 [+0.05; +0.36]."""
    return _written(figure, lambda value: f"{value:+.2f}")


def percent(figure: Figure) -> str:
    """68 % [57 %; 78 %]."""
    return _written(figure, lambda value: f"{value * 100:.0f} %")


def points(figure: Figure) -> str:
    """-5 [-12; +1]: a difference of two shares, in hundredths (percentage points)."""
    return _written(figure, lambda value: f"{value * 100:+.0f}")


def answers_lines(answers: Answers) -> Iterator[str]:
    """What came of the questions."""
    silent = answers.cells - answers.rated - answers.abstained
    yield (
        f"{answers.cells} cells asked about: {answers.rated} rated, {answers.abstained} abstained, "
        f"{silent} without an answer; coverage {percent(answers.coverage)}"
    )
    given = sum(answers.quotes.values())
    states = ", ".join(
        f"{answers.quotes[state]} {state.value.replace('_', ' ')}"
        for state in QuoteState
        if answers.quotes.get(state)
    )
    yield f"{given} quotes ({states or 'none'}); in the provision: {percent(answers.valid)}"
    outcomes = ", ".join(
        f"{count} {outcome.value.replace('_', ' ')}" for outcome, count in sorted(answers.outcomes.items())
    )
    yield f"Questions: {outcomes or 'none'}"
    yield _spent(answers)


def _spent(answers: Answers) -> str:
    spending, latency = answers.spending, answers.latency
    costs = ", ".join(f"{amount_of(micro)} {plain(currency)}" for currency, micro in spending.costs.items())
    seconds = (
        "no reply was timed"
        if latency.p50 is None or latency.p95 is None
        else f"half of {latency.replies} replies within {latency.p50:.1f} s, 95 % within {latency.p95:.1f} s"
    )
    estimated = " (partly our estimate)" if spending.estimated else ""
    return (
        f"{spending.input_tokens} + {spending.output_tokens} tokens{estimated}, "
        f"cost {costs or 'unknown, no prices'}; {seconds}"
    )


def switching_lines(switching: Switching) -> Iterator[str]:
    """What reviewers did after a reveal."""
    if not switching.reveals:
        yield "No reviewer was shown a suggestion yet."
        return
    moves = switching.moves
    yield (
        f"{switching.reveals} reveals, {switching.abstained} of them of an abstention; "
        f"{switching.agreed} of {moves.reveals} agreed already"
    )
    yield f"  rating changed: {percent(switching.changed)}; {_moved(moves)}"
    yield f"  of those that differed, moved towards the suggestion: {percent(switching.followed)}"
    if switching.first:
        yield f"  first rated after the reveal: {switching.first}, as suggested: {switching.adopted}"
    decided = ", ".join(f"{count} {action.value}" for action, count in sorted(switching.decisions.items()))
    yield f"  decisions: {decided or 'none'}; accepted {percent(switching.accepted)}"
    for action, of_action in switching.by_action.items():
        if of_action.reveals:
            name = "undecided" if action is None else action.value
            yield f"    {name}: {of_action.changed} of {of_action.reveals} changed; {_moved(of_action)}"


def _moved(moves: Moves) -> str:
    return (
        f"{moves.towards} towards it, {moves.away} away, {moves.sideways} sideways, {moves.withdrawn} withdrawn; "
        f"{moves.raised} raised, {moves.lowered} lowered"
    )
