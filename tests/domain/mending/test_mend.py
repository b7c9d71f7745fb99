"""Each mend does what it says, and says why it does not fit."""

import pytest

from salvaguarda.domain.drafts import Provision, ProvisionKind, Segmentation
from salvaguarda.domain.errors import Invalid
from salvaguarda.domain.mending.mend import mend
from salvaguarda.domain.mending.mends import (
    BringBack,
    Level,
    MarkOption,
    Mend,
    Merge,
    Relabel,
    SetAside,
    Split,
)
from salvaguarda.domain.mending.trees import Tree
from salvaguarda.domain.negotiation import MarkKind
from salvaguarda.domain.reading.addresses import Addresses
from salvaguarda.domain.reading.lines import Line
from tests.domain.mending.texts import CUT, LINES, assert_whole_tree, by_path, line_with, mended, words_in


def test_without_mends_everything_stays() -> None:
    assert mended() is CUT


def test_a_mend_that_changes_nothing_keeps_paths_labels_marks_roles_and_warnings() -> None:
    assert mended(Relabel("art_1", number="1")) == CUT


def test_merge_joins_the_words_to_the_sibling_before() -> None:
    parts = by_path(mended(Merge("art_1__point_b")))
    assert (
        parts["art_1__point_a"].text
        == "to prevent cybercrime; and to train judges;\n(b) to protect human rights;"
    )
    assert "art_1__point_b" not in parts


def test_merge_of_the_first_part_joins_the_words_to_the_parent() -> None:
    parts = by_path(mended(Merge("art_1__point_a")))
    assert parts["art_1"].text.endswith("are:\n(a) to prevent cybercrime; and to train judges;")
    assert parts["art_1__point_b"].text == "to protect human rights;"


def test_merge_goes_on_in_the_line_where_the_sentence_goes_on() -> None:
    text = by_path(CUT)["art_3"].text
    split = Split("art_3", text.index("adopt"), number="3bis")
    parts = by_path(mended(split, Relabel("art_3bis", number=""), Merge("art_nn_2")))
    assert parts["art_3"].text == text.replace("adopt", "3bis adopt")


def test_parts_move_along_with_a_merged_article() -> None:
    cut = mended(Merge("art_2"))
    parts = by_path(cut)
    assert (
        "Article 2 Scope"
        in parts["art_1__point_b"].closing + parts["art_1__point_b"].text + parts["art_1"].closing
    )
    assert [part.text for part in cut.provisions if part.parent == "art_1"][-1].startswith("Nothing in it")
    assert words_in(CUT) - words_in(cut) == {}


def test_first_provision_has_nothing_before_it_to_join() -> None:
    with pytest.raises(Invalid, match="first provision") as caught:
        mended(Merge("preamble"))
    assert caught.value.problems[0].where == "mends.0"


def test_split_opens_a_new_provision_with_the_words_behind_the_place() -> None:
    text = by_path(CUT)["art_1__point_a"].text
    cut = mended(Split("art_1__point_a", text.index("and"), number="(a bis)"))
    parts = by_path(cut)
    assert parts["art_1__point_a"].text == "to prevent cybercrime;"
    assert parts["art_1__point_abis"].text == "and to train judges;"


def test_split_takes_the_mark_that_the_words_begin_with_as_number() -> None:
    merged = (Merge("art_2__para_2"),)
    text = by_path(mended(*merged))["art_2__para_1"].text
    assert mended(*merged, Split("art_2__para_1", text.index("2."))) == CUT


def test_what_stands_behind_the_place_belongs_to_the_new_provision() -> None:
    text = by_path(CUT)["art_1"].text
    parts = by_path(mended(Split("art_1", text.index("of this"), number="1bis")))
    assert parts["art_1bis__point_a"].parent == "art_1bis"
    assert parts["art_1bis"].closing == "in full respect of the law."
    assert parts["art_1"].closing == ""


def test_part_split_off_comes_before_the_other_parts() -> None:
    text = by_path(CUT)["art_1"].text
    cut = mended(Split("art_1", text.index("of this"), kind=ProvisionKind.PARAGRAPH, number="1"))
    assert [part.path for part in cut.provisions if part.parent == "art_1"] == [
        "art_1__para_1",
        "art_1__point_a",
        "art_1__point_b",
    ]


def test_article_split_off_a_paragraph_closes_the_article_and_takes_what_follows() -> None:
    text = by_path(CUT)["art_2__para_2"].text
    cut = mended(Split("art_2__para_2", text.index("to all"), kind=ProvisionKind.ARTICLE, number="2bis"))
    parts = by_path(cut)
    assert parts["art_2bis"].parent == "chp_I"
    assert parts["art_2bis__para_3"].text.startswith("Nothing")


@pytest.mark.parametrize("at", [0, 10_000])
def test_split_needs_words_on_both_sides(at: int) -> None:
    with pytest.raises(Invalid, match="both sides"):
        mended(Split("art_1", at))


def test_one_level_out_takes_what_follows_along() -> None:
    cut = mended(Level("art_2__para_2", -1))
    tops = [
        part.text[:12]
        for part in cut.provisions
        if part.parent == "chp_I" and part.kind is ProvisionKind.PARAGRAPH
    ]
    assert tops == ["It applies t", "Nothing in i"]


def test_one_level_in_makes_a_part_of_the_sibling_before() -> None:
    parts = by_path(mended(Level("art_2__para_2", 1)))
    assert parts["art_2__para_1__point_2"].text.startswith("It applies")
    assert parts["art_2__para_3"].depth == parts["art_2__para_1"].depth


def test_in_and_out_again_is_as_before() -> None:
    cut = mended(Level("art_2__para_3", 1), Level("art_2__para_2__point_3", -1))
    assert cut.provisions == CUT.provisions


def test_top_goes_no_further_out_and_the_first_no_further_in() -> None:
    with pytest.raises(Invalid, match="at the top"):
        mended(Level("chp_I", -1))
    with pytest.raises(Invalid, match="no provision before it"):
        mended(Level("art_2__para_1", 1))


def test_relabel_gives_kind_number_and_address() -> None:
    parts = by_path(mended(Relabel("art_2__para_3", kind=ProvisionKind.POINT, number="(c)")))
    assert parts["art_2__point_c"].label == "Art. 2(c)"


def test_heading_is_taken_from_the_own_words_and_given_back() -> None:
    longer = Relabel("art_3", heading="Illegal access Each Party shall adopt measures.")
    parts = by_path(mended(longer))
    assert parts["art_3"].text == "It may require intent."
    shorter = by_path(mended(longer, Relabel("art_3", heading="Illegal")))
    assert shorter["art_3"].text.startswith("access Each Party")
    with pytest.raises(Invalid, match="own words"):
        mended(Relabel("art_3", heading="Invented"))


def test_number_that_was_missed_is_taken_out_of_the_words_and_goes_back() -> None:
    bare = Relabel("art_2__para_2", number="")
    parts = by_path(mended(bare))
    path = next(path for path, part in parts.items() if part.text.startswith("2 It applies"))
    assert mended(bare, Relabel(path, number="2")).provisions == CUT.provisions


def test_provision_is_set_aside_with_its_parts() -> None:
    cut = mended(SetAside("cover", path="art_1"))
    assert not [path for path in by_path(cut) if path.startswith("art_1")]
    first, last = by_path(CUT)["art_1"].source or (0, 0)
    assert (first, last, "cover") in cut.set_aside


def test_line_is_set_aside_out_of_the_words_it_was_read_into() -> None:
    footer = line_with("page 7")
    cut = mended(SetAside("page footer", lines=(footer, footer)))
    assert "page 7" not in "".join(part.text + part.closing for part in cut.provisions)
    assert (footer, footer, "page footer") in cut.set_aside
    assert by_path(cut)["art_2__para_2"].text == "It applies to all Parties."


def test_false_heading_is_set_aside_and_its_parts_stay() -> None:
    first, last = line_with("Chapter II"), line_with("Criminalization")
    cut = mended(SetAside("page header", lines=(first, last)))
    assert by_path(cut)["art_3"].parent == "chp_I"
    assert_whole_tree(cut)


def test_what_was_set_aside_comes_back() -> None:
    footer = line_with("page 7")
    cut = mended(SetAside("page footer", lines=(footer, footer)), BringBack((footer, footer)))
    assert "page 7 of 12" in by_path(cut)["art_2__para_2"].text
    assert cut.set_aside == CUT.set_aside


def test_first_lines_come_back_as_a_new_first_provision() -> None:
    last = line_with("as follows")
    cut = mended(SetAside("cover", path="preamble"), BringBack((0, last)))
    assert cut.provisions[0].kind is ProvisionKind.PARAGRAPH
    assert cut.provisions[0].text.startswith("The Parties")


def test_only_what_is_set_aside_comes_back() -> None:
    with pytest.raises(Invalid, match="is not set aside"):
        mended(BringBack((0, 0)))
    with pytest.raises(Invalid, match="no lines"):
        mended(BringBack((5, 10_000)))


def test_option_is_marked_and_counted() -> None:
    parts = by_path(mended(MarkOption("art_2__para_2")))
    option = parts["art_2__opt_2"]
    assert option.kind is ProvisionKind.OPTION
    assert MarkKind.OPTION in {mark.kind for mark in option.marks}


def test_an_option_without_a_number_is_counted() -> None:
    parts = by_path(mended(Relabel("art_2__para_2", kind=ProvisionKind.OPTION, number="")))
    assert parts["art_2__opt_nn_1"].label == "Art. 2, option 1"


def test_marks_move_with_their_words() -> None:
    parts = by_path(mended(Merge("art_2__para_3")))
    (mark,) = (mark for mark in parts["art_2__para_2"].marks if mark.kind is MarkKind.BRACKET)
    assert parts["art_2__para_2"].text[mark.start : mark.end] == "[existing]"


def test_roles_are_guessed_again() -> None:
    parts = by_path(mended(Relabel("chp_II", heading="Criminalization"), Relabel("chp_II", number="III")))
    assert parts["chp_III"].role is by_path(CUT)["chp_II"].role


@pytest.mark.parametrize(
    "wrong", [Merge("art_9"), SetAside("x"), SetAside("x", path="art_1", lines=(0, 0)), Level("art_1", 0)]
)
def test_mend_that_does_not_fit_names_its_place(wrong: Mend) -> None:
    with pytest.raises(Invalid, match="Mend 2 of 2") as caught:
        mended(Relabel("art_1", number="1"), wrong)
    assert caught.value.problems[0].where == "mends.1"
    assert caught.value.problems[0].fix


def test_each_mend_addresses_the_state_after_those_before() -> None:
    cut = mended(Merge("art_2"), Relabel("art_1__para_3", number="7"))
    assert "art_1__para_7" in by_path(cut)


def test_lines_are_never_changed() -> None:
    before = tuple(LINES)
    mended(Merge("art_2"), SetAside("x", path="chp_II"))
    assert before == LINES


def test_paths_that_are_sought_are_the_paths_that_are_shown() -> None:
    tree = Tree(LINES, CUT)
    assert [path for path, _ in Addresses().paths(tree.roots)] == [part.path for part in tree.provisions()]


def test_what_the_text_calls_an_article_and_its_own_address_stay() -> None:
    parts = (
        Provision(
            "schedule-1", "Additional Article 1", ProvisionKind.ARTICLE, "1", text="Words.", source=(0, 0)
        ),
        Provision("para_1", "Para. 1", ProvisionKind.PARAGRAPH, "1", text="More words.", source=(1, 1)),
    )
    lines = (Line("Additional Article 1 Words."), Line("1. More words."))
    cut = mend(lines, Segmentation(parts), [Relabel("para_1", number="2")])
    assert [(part.path, part.label) for part in cut.provisions] == [
        ("schedule-1", "Additional Article 1"),
        ("para_2", "Para. 2"),
    ]


def test_heading_below_a_line_that_is_set_aside_stays() -> None:
    bare = Level("art_2__para_1", -1)  # article 2 is its number and its heading now
    cut = mended(bare, SetAside("not ours", lines=(line_with("(a)"), line_with("Article 2"))))
    assert words_in(CUT) - words_in(cut) == {}
    assert "Scope" in by_path(cut)["art_1"].text


def test_number_that_replaces_a_misread_one_says_what_the_file_says() -> None:
    cut = mended(Relabel("art_2", number="9"), Relabel("art_9", number="8"))
    (told,) = (each for each in cut.warnings if each.code == "number-replaced")
    assert (told.path, told.line) == ("art_8", line_with("Article 2"))
    assert "“2”" in told.message
    back = mended(Relabel("art_2", number="9"), Relabel("art_9", number="2"))
    assert back == CUT
    taken_in = mended(Relabel("art_2__para_2", number="9"), Merge("art_2__para_9"))
    assert [each.path for each in taken_in.warnings if each.code == "number-replaced"] == [None]
