"""Evaluations with answers that were computed by hand, and against the plain functions of domain/agreement."""

from dataclasses import replace

import pytest

from salvaguarda.domain.agreement.alpha import krippendorff_alpha
from salvaguarda.domain.agreement.bootstrap import TOO_FEW_PROVISIONS, Resamples
from salvaguarda.domain.agreement.figures import Interval
from salvaguarda.domain.agreement.kappa import LINEAR, SAME_POINTS, TOO_FEW_CELLS, weighted_kappa
from salvaguarda.domain.agreement.statistics import NO_PAIR, NONE_ON_SCALE
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.evaluation.asked import Asked
from salvaguarda.domain.suggestions.evaluation.evaluate import evaluate
from salvaguarda.domain.suggestions.evaluation.values import Beside
from salvaguarda.domain.suggestions.outcomes import Outcome
from tests.domain.suggestions.evaluation.example import (
    FIRST,
    SCALE,
    SECOND,
    Written,
    made_up,
    material,
    rating_of,
)

PEOPLE = {"art_1": "mm", "art_2": "pp", "art_3": "ns", "art_4": "mp", "art_5": "p.", "art_6": "a."}
MODEL = {"art_1": "m", "art_2": "m", "art_3": "n", "art_4": "-", "art_5": "n", "art_6": "m", "art_7": "m"}


def overall(people: Written, model: Written) -> Beside:
    return evaluate(material(people, model)).contests[0].overall.beside


def test_a_small_evaluation_done_by_hand() -> None:
    """Pairs (person, model): m-m, m-m, p-m, p-m, n-n, s-n, p-n, a-m; on steps 2-2, 2-2, 1-2, 1-2, 0-0, 0-0, 1-0."""
    found = overall(PEOPLE, MODEL)
    assert (found.model.cells, found.model.provisions, found.model.pairs, found.reviewers) == (5, 5, 8, 2)
    assert found.model.exact.value == 3 / 8  # twice m-m, once n-n; silent is not not_met
    assert found.model.within_one.value == 1
    assert found.bias.value == pytest.approx(1 / 7)  # two a point higher, one a point lower, of seven
    assert found.one_sided == 1
    # Seen disagreement 3. By chance: people 2 2 1 1 0 0 1 → 0:2 1:3 2:2; model 0:3 1:0 2:4; squares over 7.
    assert found.model.kappa_quadratic.value == pytest.approx(
        1 - 3 * 7 / (2 * 4 * 4 + 3 * 3 + 3 * 4 + 2 * 3 * 4)
    )
    assert found.model.kappa_linear.value == pytest.approx(
        1 - 3 * 7 / (2 * 4 * 2 + 3 * 3 + 3 * 4 + 2 * 3 * 2)
    )


def test_people_are_compared_on_the_cells_that_the_model_rated_too() -> None:
    """Not in article 4, where the model abstained: m-m, p-p, n-s."""
    found = overall(PEOPLE, MODEL)
    assert (found.people.cells, found.people.pairs) == (3, 3)
    assert found.people.exact.value == pytest.approx(2 / 3)
    assert found.people.kappa_quadratic.value == 1
    assert found.people.alpha.value == 1
    assert found.alpha_with_model.value is not None
    assert found.alpha_change.value == pytest.approx(found.alpha_with_model.value - 1)


def test_the_table_of_who_said_what_keeps_the_five_ratings_apart() -> None:
    assert overall(PEOPLE, MODEL).confusion == (
        (2, 0, 0, 0, 0),
        (2, 0, 1, 0, 0),
        (0, 0, 1, 0, 0),
        (0, 0, 1, 0, 0),
        (1, 0, 0, 0, 0),
    )


def test_figures_are_those_of_the_plain_functions() -> None:
    people, model = made_up(30, 3, 2)
    found = overall(people, model)
    pairs, among, units, among_units, with_model = [], [], [], [], []
    for cell, letters in people.items():
        rated = [rating_of(letter) for letter in letters if letter != "."]
        if model[cell] in "-x" or not rated:
            continue
        said = rating_of(model[cell])
        steps = [SCALE.step(each) for each in rated]
        pairs += [(step, SCALE.step(said)) for step in steps if step is not None]
        units.append([*steps, SCALE.step(said)])
        if len(rated) > 1:
            among_units.append(steps)
            with_model.append(units[-1])
            known = [step for step in steps if step is not None]
            among += [(a, b) for i, a in enumerate(known) for j, b in enumerate(known) if i != j]
    assert found.model.kappa_quadratic.value == weighted_kappa(pairs, 3).value  # type: ignore[arg-type]
    assert found.model.kappa_linear.value == weighted_kappa(pairs, 3, LINEAR).value  # type: ignore[arg-type]
    assert found.model.alpha.value == krippendorff_alpha(units, 3).value
    assert found.people.alpha.value == krippendorff_alpha(among_units, 3).value
    assert found.people.kappa_quadratic.value == weighted_kappa(among, 3).value
    assert found.alpha_with_model.value == krippendorff_alpha(with_model, 3).value
    assert found.alpha_with_model.value != found.model.alpha.value  # some cells have one person only


def test_a_model_that_says_what_everybody_says_agrees_perfectly() -> None:
    people = {f"art_{place} legality": letter * 3 for place, letter in enumerate("mpnmpnmpn")}
    found = overall(people, {cell: letters[0] for cell, letters in people.items()})
    for figure in (
        found.model.kappa_quadratic,
        found.model.kappa_linear,
        found.model.alpha,
        found.model.exact,
    ):
        assert figure.value == 1
    assert (found.bias.value, found.alpha_change.value) == (0, 0)


def test_it_does_not_matter_who_is_who_nor_in_which_order_cells_come() -> None:
    people, model = made_up(20, 2, 3)
    turned = {cell: letters[::-1] for cell, letters in reversed(people.items())}
    assert overall(turned, dict(reversed(model.items()))) == overall(people, model)


def test_an_evaluation_is_the_same_every_time() -> None:
    people, model = made_up(20, 2, 3)
    assert evaluate(material(people, model, model)) == evaluate(material(people, model, model))


def test_figures_are_the_same_on_every_machine() -> None:
    """Written down once: kappa, alpha and their intervals, to the last digit."""
    people, model = made_up(25, 4, 4)
    found = overall(people, model)
    assert [
        found.model.kappa_quadratic.value,
        found.model.kappa_quadratic.interval,
        found.model.alpha.value,
        found.model.alpha.interval,
        found.alpha_change.interval,
    ] == [
        0.7083021290253557,
        Interval(low=0.586001375410713, high=0.7995931096328618),
        0.7204482772041092,
        Interval(low=0.6296228881844457, high=0.8007508827033758),
        Interval(low=-0.0651885724994572, high=0.019070077742342817),
    ]


def test_nothing_to_compare_is_undefined_everywhere() -> None:
    found = overall({}, MODEL)
    assert (found.model.cells, found.reviewers) == (0, 0)
    assert found.model.kappa_quadratic.reason == TOO_FEW_CELLS
    assert found.model.exact.reason == NO_PAIR
    assert found.bias.reason == NONE_ON_SCALE
    assert found.alpha_change.reason == TOO_FEW_CELLS
    assert found.confusion == ((0,) * 5,) * 5


def test_one_reviewer_has_nobody_to_agree_with() -> None:
    found = overall({"art_1": "m", "art_2": "p", "art_3": "n"}, {"art_1": "m", "art_2": "p", "art_3": "m"})
    assert found.people.alpha.reason == TOO_FEW_CELLS
    assert found.people.exact.reason == NO_PAIR
    assert found.model.kappa_quadratic.interval_reason == TOO_FEW_PROVISIONS


def test_ratings_that_are_all_the_same_have_no_kappa() -> None:
    found = overall({"art_1": "mm", "art_2": "mm"}, {"art_1": "m", "art_2": "m"})
    assert found.model.kappa_quadratic.reason == SAME_POINTS
    assert found.model.exact.value == 1


def test_criteria_and_languages_are_groups_of_the_same_cells() -> None:
    people = {"art_1 legality": "m", "art_1 necessity": "p", "art_2 necessity": "n"}
    model = {"art_1 legality": "m", "art_1 necessity": "m", "art_2 necessity": "x"}
    contest = evaluate(material(people, model, criteria=("necessity", "legality", "due-process"))).contests[0]
    assert [group.key for group in contest.criteria] == ["necessity", "legality"]
    assert [group.beside.model.cells for group in contest.criteria] == [1, 1]
    assert [group.answers.cells for group in contest.criteria] == [2, 1]
    assert [(group.key, group.beside) for group in contest.languages] == [("en", contest.overall.beside)]


def test_languages_are_told_apart_by_the_assessment() -> None:
    """The same provision of two drafts is two provisions."""
    english = material(
        {"art_1": "m", "art_2": "p"}, {"art_1": "m", "art_2": "-"}, languages={1: "en", 2: "es"}
    )
    cell = (2, "art_1", "legality")
    spanish = Asked(9, cell, Outcome.ANSWERED, Rating.SILENT)
    both = replace(
        english,
        references={**english.references, cell: {7: Rating.NOT_MET}},
        asked={FIRST: [*english.asked[FIRST], spanish]},
    )
    contest = evaluate(both).contests[0]
    assert [(group.key, group.answers.cells, group.beside.model.cells) for group in contest.languages] == [
        ("en", 2, 1),
        ("es", 1, 1),
    ]
    assert contest.languages[1].beside.bias.value == 0
    assert contest.overall.beside.model.provisions == 2


def test_side_by_side_takes_only_cells_that_all_contenders_rated() -> None:
    people = {f"art_{place} legality": letter for place, letter in enumerate("mpnmpnmpnm")}
    first = {f"art_{place} legality": letter for place, letter in enumerate("mpnmpnmp--")}
    second = {f"art_{place} legality": letter for place, letter in enumerate("-mnmpnmmnm")}
    found = evaluate(material(people, first, second)).side_by_side
    assert found is not None
    assert (found.cells, found.provisions) == (7, 7)
    assert [(side.contender, side.cells, side.fell_away) for side in found.sides] == [
        (FIRST, 8, 1),
        (SECOND, 9, 2),
    ]
    assert [side.beside.model.exact.value for side in found.sides] == [1, 5 / 7]
    (difference,) = found.differences
    assert difference.exact.value == pytest.approx(-2 / 7)
    assert difference.bias.value == pytest.approx(2 / 7)
    assert difference.kappa_quadratic.value == pytest.approx(
        (found.sides[1].beside.model.kappa_quadratic.value or 0) - 1
    )
    assert difference.exact.interval is not None
    assert difference.exact.interval.high <= 0


def test_a_contender_beside_itself_differs_by_nothing() -> None:
    people, model = made_up(20, 2, 3)
    found = evaluate(material(people, model, model)).side_by_side
    assert found is not None
    (difference,) = found.differences
    for figure in (difference.kappa_quadratic, difference.alpha, difference.exact, difference.bias):
        assert figure.value == 0
        assert figure.interval is not None
        assert (figure.interval.low, figure.interval.high) == (0, 0)


def test_contenders_without_a_common_cell_are_undefined_side_by_side() -> None:
    found = evaluate(material({"art_1": "m", "art_2": "m"}, {"art_1": "m"}, {"art_2": "m"})).side_by_side
    assert found is not None
    assert found.cells == 0
    assert found.differences[0].exact.reason == NO_PAIR
    assert found.differences[0].alpha.reason == TOO_FEW_CELLS


def test_one_contender_stands_beside_nobody() -> None:
    assert evaluate(material(PEOPLE, MODEL)).side_by_side is None


def test_a_seed_is_part_of_the_result() -> None:
    assert evaluate(material(PEOPLE, MODEL), Resamples(100, 7)).seed == 7
    assert evaluate(material(PEOPLE, MODEL)).resamples == 1000


def test_the_whole_scale_is_used() -> None:
    assert [SCALE.step(rating) for rating in Rating] == [2, 1, 0, 0, None]
