"""Where references lead, and whether they followed their targets into the next draft."""

import pytest

from salvaguarda.domain.alignment.align import align
from salvaguarda.domain.drafts import Provision
from salvaguarda.domain.redline import is_substance, redline
from salvaguarda.domain.references import Outcome, Renumbering, check_references
from salvaguarda.domain.references.resolving import ReferenceIndex
from tests.factories import article, provision
from tests.treaties import PARIS, UNCAC, draft_of

WARRANT = "Each Party shall obtain a warrant from an independent court before it searches a device."
NOTICE = (
    "A person whose data were searched shall be told within thirty days, unless a court extends that time."
)
FUND = "A voluntary fund is established for victims and is managed by the Conference of States Parties."
TRAINING = "The secretariat shall offer yearly training on evidence to authorities of developing countries."


def referring(number: str) -> str:
    return f"The powers under article {number} may be used only with due regard to human rights."


OLD = [*article("1", WARRANT, NOTICE), *article("2", referring("1, paragraph 2,"), TRAINING)]


def renumbered(new: list[Provision]) -> dict[str, str]:
    links = align(OLD, new)
    link = next(link for link in links if link.old == ("art_2",))
    return dict(Renumbering.of(OLD, new, links).between(link.old, link.new))


def test_a_reference_that_follows_its_target_is_renumbered_and_no_substance() -> None:
    new = [
        *article("1", FUND),
        *article("2", WARRANT, NOTICE),
        *article("3", referring("2, paragraph 2,"), TRAINING),
    ]

    found = renumbered(new)
    drawn = redline(referring("1, paragraph 2,"), referring("2, paragraph 2,"), found)

    assert found == {"article 1 > 2": "article 2 > 2"}
    assert [(each.sign, each.text) for each in drawn if each.note == "reference"] == [("-", "1"), ("+", "2")]
    assert not is_substance(referring("1, paragraph 2,"), referring("2, paragraph 2,"), found)


def test_a_reference_that_names_something_else_now_is_substance() -> None:
    new = [*article("1", WARRANT, NOTICE), *article("2", referring("1, paragraph 1,"), TRAINING)]

    found = renumbered(new)

    assert found == {}
    assert is_substance(referring("1, paragraph 2,"), referring("1, paragraph 1,"), found)


def test_references_are_said_to_follow_to_be_stale_or_to_dangle() -> None:
    new = [
        *article("1", FUND),
        *article("2", WARRANT, NOTICE),
        *article("3", referring("1, paragraph 2,"), TRAINING),
    ]
    new += article("4", "This is without prejudice to article 2 and to article 9 of this Convention.")
    stale = [*article("1", FUND, TRAINING), *new[2:]]

    outcomes = {each.reference.key: each.outcome for each in check_references(OLD, new, align(OLD, new))}
    wrong = check_references(OLD, stale, align(OLD, stale))

    assert outcomes["article 9"] is Outcome.DANGLING
    assert [(each.outcome, each.wanted) for each in wrong if each.path == "art_3__para_1"] == [
        (Outcome.STALE, ("art_2__para_2",))
    ]


def test_a_reference_to_what_was_deleted_is_stale_where_another_provision_took_its_number() -> None:
    old = [*article("1", WARRANT), *article("2", NOTICE), *article("3", referring("1"))]
    new = [*article("1", NOTICE), *article("2", referring("1"))]

    (wrong,) = check_references(old, new, align(old, new))

    assert (wrong.outcome, wrong.quoted) == (Outcome.STALE, "article 1")
    assert (wrong.named, wrong.wanted, wrong.targets) == (("art_1",), (), ("art_1",))


def test_a_reference_to_what_was_rewritten_under_its_number_is_not_called_stale() -> None:
    old = [*article("1", WARRANT), *article("2", referring("1"))]
    new = [*article("1", FUND), *article("2", referring("1"))]

    assert check_references(old, new, align(old, new)) == ()


def test_references_that_were_left_alone_do_not_stand_for_each_other() -> None:
    both = "This is without prejudice to article 1 and to article 2 of this Convention."
    old = [*article("1", WARRANT), *article("2", NOTICE), *article("3", both)]
    new = [*article("1", FUND), *article("2", WARRANT), *article("3", NOTICE), *article("4", both)]

    wrong = check_references(old, new, align(old, new))

    assert [(each.outcome, each.wanted) for each in wrong] == [
        (Outcome.STALE, ("art_2",)),
        (Outcome.STALE, ("art_3",)),
    ]


def test_a_range_follows_only_when_nothing_was_put_between() -> None:
    old = [
        *article("1", WARRANT),
        *article("2", NOTICE),
        *article("3", "This applies to articles 1 to 2 of this Convention."),
    ]
    shifted = [*article("1", FUND), *article("2", WARRANT), *article("3", NOTICE)]
    shifted += article("4", "This applies to articles 2 to 3 of this Convention.")
    widened = [*article("1", WARRANT), *article("2", FUND), *article("3", NOTICE)]
    widened += article("4", "This applies to articles 1 to 3 of this Convention.")

    def between(new: list[Provision]) -> dict[str, str]:
        return dict(Renumbering.of(old, new, align(old, new)).between(["art_3"], ["art_4"]))

    assert between(shifted) == {"article 1-2": "article 2-3"}
    assert between(widened) == {}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("paragraph 1 of this article", "art_1__para_1"),
        ("subparagraph (b)", "art_1__para_2__point_b"),
        ("paragraph 2 (a)", "art_1__para_2__point_a"),
        ("article 2", "art_2"),
    ],
)
def test_relative_references_lead_to_what_stands_around_the_words(text: str, target: str) -> None:
    draft = [*article("1", WARRANT, NOTICE)]
    draft += [provision(f"art_1__para_2__point_{x}", text, kind="point", number=f"({x})") for x in "ab"]
    index = ReferenceIndex([*draft, *article("2", FUND)])

    assert {each.targets for each in index.references() if each.path.endswith("point_a")} == {(target,)}


@pytest.mark.parametrize(("name", "least"), [(UNCAC, 0.99), (PARIS, 0.97)])
def test_nearly_all_references_of_real_treaties_lead_somewhere(name: str, least: float) -> None:
    index = ReferenceIndex(draft_of(name).segmentation.provisions)
    own = [each for each in index.references() if each.reference.scope != "foreign"]

    assert len(own) > 60
    assert sum(bool(each.targets) for each in own) >= least * len(own)
