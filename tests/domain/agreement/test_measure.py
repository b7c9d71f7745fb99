"""Agreement among reviewers against published worked examples, and what must hold for any team."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salvaguarda.domain.agreement.alpha import ALL_THE_SAME
from salvaguarda.domain.agreement.bootstrap import TOO_FEW_PROVISIONS, Resamples
from salvaguarda.domain.agreement.figures import Figure
from salvaguarda.domain.agreement.kappa import SAME_POINTS, TOO_FEW_CELLS
from salvaguarda.domain.agreement.measure import TeamRatings, measure_team
from salvaguarda.domain.agreement.scale import ordinal_scale
from salvaguarda.domain.agreement.sides import NO_ORDER
from salvaguarda.domain.agreement.statistics import NO_PAIR
from salvaguarda.domain.agreement.team import RatedCell, Said, TeamAgreement
from salvaguarda.domain.scores import Rating
from tests.domain.agreement.rated import NAMES, ratings_of
from tests.domain.agreement.test_alpha import GAPS

FEW = Resamples(times=40)
FIVE_STEPS = ordinal_scale({rating: place for place, rating in enumerate(Rating)})
"""Each rating a step of its own, so that published examples with five values can be put through the whole."""


def measured(written: dict[str, str], **more: object) -> TeamAgreement:
    return measure_team(ratings_of(written, **more), FEW)  # type: ignore[arg-type]


def value(figure: Figure) -> float:
    assert figure.value is not None, figure.reason
    return figure.value


def five_valued(units: list[list[int | None]]) -> TeamRatings:
    """Steps 0 to 4 as ratings, one unit a provision."""
    codes = list(Rating)
    cells = [
        RatedCell(
            f"art_{number}",
            "legality",
            "",
            tuple(Said(p, codes[step], "2026") for p, step in enumerate(unit) if step is not None),
        )
        for number, unit in enumerate(units)
    ]
    return TeamRatings(FIVE_STEPS, ("legality",), ("",), cells)


def test_krippendorffs_four_observers_with_gaps() -> None:
    """K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C and the ordinal metric of section E."""
    found = measure_team(five_valued([list(unit) for unit in GAPS]), FEW)
    assert value(found.overall.agreement.alpha) == pytest.approx(0.815, abs=0.0005)
    assert value(found.overall.alpha_codes) == pytest.approx(0.743, abs=0.0005)
    assert (found.cells, found.single) == (12, 1)
    assert found.overall.agreement.cells == 11


def test_percent_agreement_of_fourteen_raters() -> None:
    """J. L. Fleiss (1971), Psychological Bulletin 76, 378-382, the worked example in common use: mean P_i is 0.378."""
    counts = (
        "0 0 0 0 14|0 2 6 4 2|0 0 3 5 6|0 3 9 2 0|2 2 8 1 1|7 7 0 0 0|3 2 6 3 0|2 5 3 2 2|6 5 2 1 0|0 2 2 3 7"
    )
    units: list[list[int | None]] = [
        [step for step, times in enumerate(map(int, row.split())) for _ in range(times)]
        for row in counts.split("|")
    ]
    found = measure_team(five_valued(units), FEW).overall
    assert value(found.agreement.exact) == pytest.approx(0.378, abs=0.0005)
    assert found.agreement.pairs == 10 * 14 * 13 // 2
    assert value(found.unanimous) == 0.1
    assert found.reviewers == 14


def test_cohens_two_raters_as_a_pair() -> None:
    """J. Cohen (1968), Psychological Bulletin 70, 213-220, table 1: 200 diagnoses, 88 + 40 + 12 of them the same."""
    table = {"mm": 88, "mp": 14, "mn": 18, "pm": 10, "pp": 40, "pn": 10, "nm": 2, "np": 6, "nn": 12}
    written = {f"art_{pair}{number}": pair for pair, times in table.items() for number in range(times)}
    (pair,) = measured(written).raters
    assert (pair.first.name, pair.second.name) == ("Ana", "Ben")
    assert value(pair.sides.agreement.exact) == 0.70
    assert pair.sides.confusion[0][:3] == (88, 14, 18)


def test_silent_is_not_met_on_the_scale_and_its_own_rating_otherwise() -> None:
    found = measured({"art_1": "sn", "art_2": "ss", "art_3": "mm"}).overall
    assert value(found.agreement.within_one) == 1
    assert value(found.agreement.alpha) == 1
    assert value(found.agreement.exact) == pytest.approx(2 / 3)
    assert value(found.alpha_codes) < 1


def test_not_applicable_is_a_gap_on_the_scale_and_its_own_rating_otherwise() -> None:
    found = measured({"art_1": "am", "art_2": "aa", "art_3": "mm", "art_4": "nn"}).overall
    assert value(found.agreement.alpha) == 1
    assert value(found.agreement.exact) == 0.75
    assert found.one_sided == 1
    assert value(found.alpha_codes) < 1


def test_a_cell_that_one_rated_enters_no_figure() -> None:
    found = measured({"art_1": "m.", "art_2": "mm"})
    assert (found.cells, found.single, found.overall.agreement.cells) == (2, 1, 1)
    assert found.overall.agreement.alpha == Figure(None, TOO_FEW_CELLS, None, TOO_FEW_CELLS)


def test_nothing_is_undefined_and_not_zero() -> None:
    found = measured({})
    assert found.overall.agreement.exact.value is None
    assert found.overall.agreement.exact.reason == NO_PAIR
    assert found.organisations.within.agreement.alpha.value is None
    assert (found.raters, found.criteria, found.months, found.hundreds) == ((), (), (), ())


def test_one_and_the_same_rating_everywhere_has_no_alpha() -> None:
    found = measured({"art_1": "mm", "art_2": "mm"}).overall
    assert (found.agreement.alpha.reason, found.alpha_codes.reason) == (SAME_POINTS, ALL_THE_SAME)
    assert found.agreement.exact == Figure(1.0, "", None, TOO_FEW_PROVISIONS)


def test_silent_against_not_met_has_the_same_points_and_is_not_the_same() -> None:
    found = measured({"art_1": "ns", "art_2": "sn"}).overall
    assert found.agreement.alpha.reason == SAME_POINTS
    assert value(found.alpha_codes) < 0


def test_parts_are_those_of_criteria_and_chapters_in_their_order() -> None:
    found = measured({"art_2 necessity": "mm", "art_1 legality": "mp", "art_1 necessity": "mn"})
    assert [part.key for part in found.criteria] == ["legality", "necessity"]
    assert [part.key for part in found.chapters] == ["Chapter 1", "Chapter 2"]
    assert [part.among.agreement.cells for part in found.chapters] == [2, 1]


def test_months_and_hundreds_go_by_when_the_last_of_a_cell_was_given() -> None:
    found = measured({f"art_{number}": "mm" if number < 100 else "mn" for number in range(103)})
    assert [part.key for part in found.months] == ["2026-01", "2026-02", "2026-03", "2026-04"]
    assert [part.key for part in found.hundreds] == ["1–100", "101–103"]
    assert [value(part.among.agreement.exact) for part in found.hundreds] == [1, 0]


def test_bias_of_a_pair_is_above_zero_where_the_second_is_more_generous() -> None:
    (pair,) = measured({"art_1": "nm", "art_2": "pp"}).raters
    assert value(pair.sides.bias) == 1


def test_pairs_of_somebody_unnamed_are_counted_only() -> None:
    found = measured({"art_1": "mm", "art_2": "mpp"}, unnamed=("art_2",))
    assert found.unnamed == 3
    assert [pair.sides.agreement.cells for pair in found.raters] == [1]
    assert found.overall.agreement.pairs == 4


def test_within_and_between_organisations() -> None:
    homes = {0: "Access", 1: "Access", 2: "Rights"}
    found = measured({"art_1": "mmn", "art_2": "ppm", "art_3": "mm.m"}, homes=homes).organisations
    assert value(found.within.agreement.exact) == 1
    assert value(found.between.agreement.exact) == 0
    assert [(pair.first, pair.second) for pair in found.pairs] == [("Access", "Access"), ("Access", "Rights")]
    assert value(found.pairs[1].sides.bias) == pytest.approx(-0.5)
    assert found.pairs[0].sides.bias.reason == NO_ORDER
    assert found.left_out == 2


MANY = st.dictionaries(
    st.integers(0, 9).map("art_{}".format), st.text("mpnsa.", min_size=5, max_size=5), min_size=1
)


@settings(max_examples=60)
@given(MANY, st.randoms(use_true_random=False))
def test_figures_are_the_same_whoever_is_who(written: dict[str, str], random: Random) -> None:
    order = list(range(5))
    random.shuffle(order)
    mixed = {cell: "".join(letters[place] for place in order) for cell, letters in written.items()}
    one, other = measured(written), measured(mixed)
    assert one.overall == other.overall
    assert one.criteria == other.criteria
    assert one.confusion == other.confusion


@settings(max_examples=60)
@given(MANY)
def test_pairs_add_up(written: dict[str, str]) -> None:
    homes = {0: "Access", 1: "Access", 2: "Rights", 3: "Rights"}
    found = measured(written, homes=homes)
    pairs = found.overall.agreement.pairs
    assert sum(pair.sides.agreement.pairs for pair in found.raters) == pairs
    assert sum(map(sum, found.confusion)) == 2 * pairs
    told = found.organisations
    assert told.within.agreement.pairs + told.between.agreement.pairs + told.left_out == pairs
    assert sum(pair.sides.agreement.pairs for pair in told.pairs) + told.left_out == pairs
    assert sum(part.among.agreement.pairs for part in found.chapters) == pairs
    assert sum(part.among.agreement.pairs for part in found.hundreds) == pairs


def test_a_pair_of_two_raters_has_the_alpha_of_the_whole() -> None:
    random = Random(3)
    written = {f"art_{n}": "".join(random.choice("mpnsa") for _ in NAMES[:2]) for n in range(60)}
    found = measured(written)
    assert found.raters[0].sides.agreement.alpha.value == pytest.approx(found.overall.agreement.alpha.value)
    interval = found.overall.agreement.alpha.interval
    assert interval is not None
    assert interval.low <= value(found.overall.agreement.alpha) <= interval.high
