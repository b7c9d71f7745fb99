"""The cases one by one, small enough to check by eye."""

import pytest

from salvaguarda.domain.alignment.align import align
from salvaguarda.domain.alignment.links import Link
from salvaguarda.domain.drafts import Provision
from tests.factories import article, chapter, provision

WARRANT = "Each Party shall obtain a warrant from an independent court before it searches a device."
NOTICE = (
    "A person whose data were searched shall be told within thirty days, unless a court extends that time."
)
TRAINING = (
    "The secretariat shall offer yearly training on evidence to the authorities of developing countries."
)
DUTY = (
    "Requests for mutual assistance are answered by central bodies that every government designates, in writing, and "
    "whose names and addresses the depositary publishes, keeps up to date and sends to all governments once a year."
)
FUND = "A voluntary fund is established for victims and is managed by the Conference of States Parties."


def by_new(old: list[Provision], new: list[Provision]) -> dict[str, Link]:
    """First new path → link; a deleted provision stands under "-" and its old path."""
    return {link.new[0] if link.new else f"-{link.old[0]}": link for link in align(old, new)}


def relations(old: list[Provision], new: list[Provision]) -> dict[str, str]:
    return {path: link.relation.value for path, link in by_new(old, new).items()}


def test_nothing_on_one_side_is_all_new_or_all_deleted() -> None:
    draft = article("1", WARRANT)

    assert relations([], draft) == {"art_1": "new", "art_1__para_1": "new"}
    assert relations(draft, []) == {"-art_1": "deleted", "-art_1__para_1": "deleted"}
    assert align([], []) == ()


def test_the_whole_text_as_a_provision_stands_in_no_link() -> None:
    whole = provision("draft", kind="draft")

    assert relations([whole, *article("1", WARRANT)], [whole, *article("1", WARRANT)]) == {
        "art_1": "same",
        "art_1__para_1": "same",
    }


def test_other_quotes_and_spaces_are_the_same_words() -> None:
    old = article("1", 'States shall  respect "privacy"')
    new = article("1", "States shall respect “privacy”")

    assert set(relations(old, new).values()) == {"same"}


def test_other_marks_are_amended_words_and_the_reason_says_that_only_marks_differ() -> None:
    link = by_new(article("1", f"[{WARRANT}]"), article("1", WARRANT))["art_1__para_1"]

    assert (link.relation.value, link.similarity) == ("amended", 1.0)
    assert link.reason == "same words, divided or punctuated differently"


def test_a_number_alone_links_nothing() -> None:
    found = relations(article("1", WARRANT), article("1", FUND))

    assert set(found.values()) == {"new", "deleted"}


def test_an_article_is_renumbered_while_its_paragraphs_stay_the_same() -> None:
    old = [*article("1", WARRANT, NOTICE)]
    new = [*article("1", FUND, TRAINING), *article("2", WARRANT, NOTICE)]

    found = relations(old, new)

    assert (found["art_2"], found["art_2__para_1"], found["art_1"]) == ("renumbered", "same", "new")


def test_an_article_in_another_chapter_has_moved_and_its_paragraphs_have_not() -> None:
    one, two = chapter("1", "Procedure"), chapter("2", "Assistance")
    stays, goes, other = (WARRANT, NOTICE), (TRAINING,), (FUND, f"{FUND} It reports yearly.")
    old = [one, *article("1", *stays, within="chp_1"), *article("2", *goes, within="chp_1")]
    old += [two, *article("3", *other, within="chp_2")]
    new = [one, *article("1", *stays, within="chp_1"), two, *article("2", *other, within="chp_2")]
    new += article("3", *goes, within="chp_2")

    found = relations(old, new)

    assert found["chp_2__art_3"] == "moved"
    assert found["chp_2__art_3__para_1"] == "same"
    assert found["chp_2__art_2"] == "renumbered"


def test_a_chapter_that_moves_takes_its_articles_with_it() -> None:
    def draft(first: tuple[str, str], second: tuple[str, str]) -> list[Provision]:
        return [
            chapter("1", first[0]), *article("1", first[1], within="chp_1"),
            chapter("2", second[0]), *article("2", second[1], within="chp_2"),
        ]  # fmt: skip

    procedure, assistance = ("Procedure", f"{WARRANT} {NOTICE}"), ("Assistance", TRAINING)

    found = relations(draft(procedure, assistance), draft(assistance, procedure))

    assert (found["chp_1"], found["chp_2"]) == ("moved", "renumbered")
    assert (found["chp_1__art_1"], found["chp_2__art_2"]) == ("renumbered", "renumbered")


def test_a_paragraph_cut_in_two_is_split_and_the_way_back_is_merged() -> None:
    whole, cut = article("1", f"{WARRANT} {NOTICE}", FUND), article("1", WARRANT, NOTICE, FUND)

    there = by_new(whole, cut)["art_1__para_1"]
    back = by_new(cut, whole)["art_1__para_1"]

    assert (there.relation.value, there.new) == ("split", ("art_1__para_1", "art_1__para_2"))
    assert (back.relation.value, back.old) == ("merged", ("art_1__para_1", "art_1__para_2"))
    assert there.similarity == 1.0
    assert there.reason == "its words are now in Art. 1(1) and Art. 1(2) (together 1.00)"


def test_an_article_cut_in_two_is_split() -> None:
    old = article("1", WARRANT, NOTICE, TRAINING, FUND)
    new = [*article("1", WARRANT, NOTICE), *article("2", TRAINING, FUND)]

    assert by_new(old, new)["art_1"].new == ("art_1", "art_2")


def test_a_paragraph_that_held_an_articles_own_text_says_so() -> None:
    old, new = article("5", text=WARRANT), article("5", WARRANT, NOTICE)

    found = by_new(old, new)

    assert found["art_5"].relation.value == "amended"
    assert found["art_5__para_1"].reason == "its words were the text of Art. 5"


def test_options_and_definitions_are_aligned_by_their_words() -> None:
    def draft(*texts: str, kind: str, step: str) -> list[Provision]:
        made = [provision(f"art_1__{step}_{n}", t, kind=kind) for n, t in enumerate(texts, start=1)]
        return [provision("art_1", kind="article", heading="Searches"), *made]

    for kind, step in (("option", "opt"), ("definition", "def")):
        old = draft(WARRANT, NOTICE, kind=kind, step=step)
        found = relations(old, draft(TRAINING, WARRANT, f"{NOTICE} Or so.", kind=kind, step=step))

        assert [found[f"art_1__{step}_{n}"] for n in (1, 2, 3)] == ["new", "renumbered", "amended"]


def test_a_point_is_found_in_an_article_that_has_nothing_to_do_with_its_own() -> None:
    def draft(*points: str, more: tuple[str, ...] = ()) -> list[Provision]:
        made = [*article("1", WARRANT, heading="Searches")]
        made += [
            provision(f"art_1__para_1__point_{n}", t, kind="point") for n, t in enumerate(points, start=1)
        ]
        made += article("2", TRAINING, heading="Training")
        return made + [
            provision(f"art_2__para_1__point_{n}", t, kind="point") for n, t in enumerate(more, start=1)
        ]

    link = by_new(draft(NOTICE, FUND), draft(NOTICE, more=(FUND,)))["art_2__para_1__point_1"]

    assert (link.old, link.relation.value) == (("art_1__para_1__point_2",), "moved")


def test_an_article_that_lends_a_paragraph_to_a_short_one_is_not_split() -> None:
    old = [
        *article("1", WARRANT, NOTICE, heading="Searches"),
        *article("2", "It meets every year in the capital of one of its members.", heading="Conference"),
    ]
    new = [
        *article("1", WARRANT, heading="Searches"),
        *article(
            "2", "It meets every year in the capital of one of its members.", NOTICE, heading="Conference"
        ),
    ]

    found = by_new(old, new)

    assert (found["art_1"].old, found["art_2"].old) == (("art_1",), ("art_2",))
    assert found["art_2__para_2"].relation.value == "moved"


def test_parts_of_what_moved_have_not_moved_themselves() -> None:
    points = [
        provision(f"art_1__para_1__point_{n}", t, kind="point") for n, t in enumerate((NOTICE, FUND), start=1)
    ]
    old = [
        *article("1", WARRANT, DUTY, heading="Searches"),
        *points,
        *article("2", TRAINING, heading="Training"),
    ]
    new = [*article("1", DUTY, heading="Searches"), *article("2", TRAINING, WARRANT, heading="Training")]
    new += [
        provision(f"art_2__para_2__point_{n}", t, kind="point") for n, t in enumerate((NOTICE, FUND), start=1)
    ]

    found = relations(old, new)

    assert found["art_2__para_2"] == "moved"
    assert found["art_2__para_2__point_1"] == "same"


def test_points_that_became_words_of_their_paragraph_are_no_merger_with_it() -> None:
    parts = (
        "seize devices, copy them and return them to the owner",
        "keep records of all that was copied or seized",
    )
    points = [
        provision(f"art_1__para_1__point_{n}", text, kind="point") for n, text in enumerate(parts, start=1)
    ]
    old = [*article("1", "Each Party shall, before an independent court and on request:"), *points]
    new = article("1", f"Each Party shall, before an independent court and on request: {', '.join(parts)}")

    there, back = by_new(old, new), by_new(new, old)

    assert (there["art_1__para_1"].old, there["art_1__para_1"].relation.value) == (
        ("art_1__para_1",),
        "amended",
    )
    assert there["-art_1__para_1__point_1"].reason == "its words are now the text of Art. 1(1)"
    assert back["art_1__para_1__point_2"].reason == "its words were the text of Art. 1(1)"


def test_recitals_answer_to_recitals() -> None:
    def preamble(*texts: str) -> list[Provision]:
        recitals = [provision(f"preamble__rec_{n}", t, kind="recital") for n, t in enumerate(texts, start=1)]
        return [provision("preamble", kind="preamble"), *recitals]

    found = relations(preamble(WARRANT, NOTICE, FUND), preamble(WARRANT, TRAINING, NOTICE))

    assert found == {
        "preamble": "amended",
        "preamble__rec_1": "same",
        "preamble__rec_2": "new",
        "preamble__rec_3": "renumbered",
        "-preamble__rec_3": "deleted",
    }


def test_provisions_without_words_are_linked_by_their_place() -> None:
    draft = [chapter("1"), *article("1", "…", within="chp_1")]

    assert set(relations(draft, draft).values()) == {"same"}


def test_a_parent_that_is_not_there_counts_as_none() -> None:
    lost = provision("art_9__para_1", WARRANT)

    assert relations([lost], [lost]) == {"art_9__para_1": "same"}


def test_deleted_provisions_stand_after_what_preceded_them() -> None:
    old = [*article("1", WARRANT), *article("2", FUND), *article("3", NOTICE)]
    new = [*article("1", WARRANT), *article("2", NOTICE)]

    order = [(link.new or link.old)[0] for link in align(old, new)]

    assert order == ["art_1", "art_1__para_1", "art_2", "art_2__para_1", "art_2", "art_2__para_1"]


def test_words_of_other_scripts_are_aligned_too() -> None:
    arabic = "تلتزم كل دولة طرف بالحصول على إذن من محكمة مستقلة قبل تفتيش أي جهاز"
    chinese = "各締約國在搜查任何設備之前，應當取得獨立法院簽發的令狀。"
    hindi = "प्रत्येक राज्य पक्ष किसी उपकरण की तलाशी से पहले स्वतंत्र न्यायालय से वारंट प्राप्त करेगा"
    old = [*article("1", arabic), *article("2", chinese), *article("3", hindi)]
    new = [*article("1", WARRANT), *article("2", arabic), *article("3", chinese), *article("4", hindi)]

    found = relations(old, new)

    assert [found[f"art_{n}"] for n in (1, 2, 3, 4)] == ["new", "renumbered", "renumbered", "renumbered"]


@pytest.mark.timeout(30)
def test_thousands_of_equal_paragraphs_are_aligned_one_by_one_in_seconds() -> None:
    draft = article("1", *["the same words again"] * 4000)

    assert set(relations(draft, draft).values()) == {"same"}


@pytest.mark.timeout(30)
def test_two_paragraphs_of_fifty_thousand_words_are_compared_in_seconds() -> None:
    old, new = (article("1", " ".join(f"w{n % turn}" for n in range(50_000))) for turn in (977, 991))

    align(old, new)
