"""The cut of real treaties, with expectations taken from the sources by reading them."""

import textwrap

import pytest

from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.application.read_draft import DraftReading, read_draft
from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading.roles import effective_roles
from tests.treaties import (
    BUDAPEST,
    ICCPR,
    PARIS,
    PARIS_DRAFTS,
    UNCAC,
    articles_of,
    children_of,
    draft_of,
    provisions_of,
)


@pytest.mark.parametrize(("name", "count"), [(BUDAPEST, 48), (UNCAC, 71), (PARIS, 29)])
def test_a_treaty_has_exactly_its_articles(name: str, count: int) -> None:
    assert [each.path for each in articles_of(name)] == [f"art_{number}" for number in range(1, count + 1)]


def test_the_covenant_has_53_articles_and_its_protocol_14_more() -> None:
    paths = [each.path for each in articles_of(ICCPR)]

    assert paths == [
        *(f"art_{number}" for number in range(1, 54)),
        *(f"att_1__art_{number}" for number in range(1, 15)),
    ]


def test_the_protocol_is_addressed_under_its_own_name() -> None:
    provisions = provisions_of(ICCPR)

    protocol = provisions["att_1"]
    assert protocol.kind is ProvisionKind.ANNEX
    assert protocol.heading == "Optional Protocol to the International Covenant on Civil and Political Rights"
    assert provisions["att_1__art_5__para_2__point_a"].label == "Optional Protocol, Art. 5(2)(a)"
    assert provisions["att_1__preamble__rec_1"].text.startswith(
        "Considering that in order further to achieve"
    )
    assert provisions["att_1__closing"].parent == "att_1"


@pytest.mark.parametrize("name", [BUDAPEST, ICCPR, UNCAC])
def test_the_dutch_translation_is_set_aside_with_a_reason(name: str) -> None:
    draft = draft_of(name)

    dutch = [
        (first, last)
        for first, last, reason in draft.segmentation.set_aside
        if reason == "in another language (Dutch)"
    ]
    assert dutch[-1][1] == len(draft.reading.lines) - 1
    assert draft.language == "en"
    assert not any("lidstaten" in each.text for each in draft.segmentation.provisions)
    assert [each.code for each in draft.segmentation.warnings if each.code == "other-language"] == [
        "other-language"
    ]


def test_budapest_nests_titles_in_sections_in_chapters() -> None:
    provisions = provisions_of(BUDAPEST)

    assert children_of(provisions, "chp_II") == ["sec_1", "sec_2", "sec_3"]
    assert children_of(provisions, "chp_II__sec_1") == [f"title_{number}" for number in range(1, 6)]
    assert provisions["chp_II__sec_1__title_2"].heading == "COMPUTER-RELATED OFFENCES"
    assert provisions["chp_II__sec_1__title_2"].label == "Chapter II, Section 1, Title 2"
    assert provisions["art_22"].parent == "chp_II__sec_3"
    assert provisions["art_36"].parent == "chp_IV"
    assert (provisions["art_1"].depth, provisions["art_7"].depth) == (1, 3)


def test_budapest_titles_of_articles_stand_on_the_line_after_the_number() -> None:
    provisions = provisions_of(BUDAPEST)

    assert provisions["art_2"].heading == "Illegal access"
    assert provisions["art_2"].text.startswith("Each Party shall adopt such legislative")
    assert provisions["art_35"].heading == "24/7 Network"


def test_budapest_preamble_in_one_line_has_sixteen_paragraphs() -> None:
    provisions = provisions_of(BUDAPEST)

    assert children_of(provisions, "preamble") == [f"rec_{number}" for number in range(1, 17)]
    assert provisions["preamble"].text == (
        "The member States of the Council of Europe and the other States signatory hereto,"
    )
    assert provisions["preamble"].closing == "Have agreed as follows:"
    assert provisions["preamble__rec_3"].text.startswith(
        "Convinced of the need to pursue, as a matter of priority"
    )
    assert provisions["preamble__rec_3"].label == "Preamble, para. 3"


def test_budapest_points_and_subpoints_are_nested() -> None:
    provisions = provisions_of(BUDAPEST)

    assert children_of(provisions, "art_1") == ["point_a", "point_b", "point_c", "point_d"]
    assert children_of(provisions, "art_1__point_c") == ["subpoint_i", "subpoint_ii"]
    assert children_of(provisions, "art_6__para_1") == ["point_a", "point_b"]
    assert children_of(provisions, "art_6__para_1__point_a") == ["subpoint_i", "subpoint_ii"]
    assert provisions["art_14__para_3__point_b__subpoint_ii"].label == "Art. 14(3)(b)(ii)"
    assert provisions["art_14__para_3"].text == ""


def test_budapest_closing_words_after_the_points_belong_to_the_article() -> None:
    article = provisions_of(BUDAPEST)["art_8"]

    assert article.closing.startswith("with fraudulent or dishonest intent of procuring")
    assert provisions_of(BUDAPEST)["art_8__point_b"].text == (
        "any interference with the functioning of a computer system,"
    )


def test_budapest_dashes_are_points_without_a_number() -> None:
    provisions = provisions_of(BUDAPEST)

    assert children_of(provisions, "art_39__para_1") == ["point_nn_1", "point_nn_2", "point_nn_3"]
    assert provisions["art_39__para_1__point_nn_2"].label == "Art. 39(1), indent 2"
    assert provisions["art_39__para_1__point_nn_1"].text.startswith(
        "the European Convention on Extradition, opened"
    )


def test_links_and_emphasis_are_reduced_to_words() -> None:
    everything = "\n".join(
        each.text for name in (BUDAPEST, ICCPR, UNCAC) for each in provisions_of(name).values()
    )

    assert "](" not in everything
    assert "*" not in everything
    assert "the Charter of the United Nations, recognition" in everything


def test_the_covenant_keeps_closing_words_with_the_point_they_belong_to() -> None:
    provisions = provisions_of(ICCPR)

    point = provisions["art_41__para_1__point_h"]
    assert (
        point.closing == "In every matter, the report shall be communicated to the States Parties concerned."
    )
    assert children_of(provisions, point.path) == ["subpoint_i", "subpoint_ii"]
    assert children_of(provisions, "art_41__para_1") == [f"point_{letter}" for letter in "abcdefgh"]
    assert children_of(provisions, "art_41") == ["para_1", "para_2"]


def test_a_paragraph_that_only_consists_of_points_has_no_words_of_its_own() -> None:
    provisions = provisions_of(ICCPR)

    assert provisions["art_8__para_3"].text == ""
    assert children_of(provisions, "art_8__para_3") == ["point_a", "point_b", "point_c"]
    assert children_of(provisions, "art_8__para_3__point_c") == [
        f"subpoint_{number}" for number in ("i", "ii", "iii", "iv")
    ]


def test_the_covenants_preamble_opens_without_a_heading() -> None:
    provisions = provisions_of(ICCPR)

    assert provisions["preamble"].text == "The States Parties to the present Covenant,"
    assert provisions["preamble"].closing == "Agree upon the following articles:"
    assert [provisions[f"preamble__rec_{number}"].text.split()[0] for number in range(1, 6)] == [
        "Considering", "Recognizing", "Recognizing", "Considering", "Realizing",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "letters"),
    [("art_60__para_1", "abcdefghij"), ("art_46__para_3", "abcdefghijk"), ("art_2", "abcdefghi")],
)
def test_uncac_points_run_through_h_and_i_as_letters(path: str, letters: str) -> None:
    assert children_of(provisions_of(UNCAC), path) == [f"point_{letter}" for letter in letters]


def test_uncac_opens_roman_subpoints_directly_under_a_letter() -> None:
    provisions = provisions_of(UNCAC)

    assert children_of(provisions, "art_23__para_1") == ["point_a", "point_b"]
    assert children_of(provisions, "art_23__para_1__point_a") == ["subpoint_i", "subpoint_ii"]
    assert children_of(provisions, "art_23__para_1__point_b") == ["subpoint_i", "subpoint_ii"]
    assert provisions["art_23__para_1__point_a"].text == ""
    assert children_of(provisions, "art_46") == [f"para_{number}" for number in range(1, 31)]


def test_paris_numbered_lists_nest_by_colon_and_successor() -> None:
    provisions = provisions_of(PARIS)

    assert children_of(provisions, "art_2__para_1") == ["point_1", "point_2", "point_3"]
    assert children_of(provisions, "art_13") == [f"para_{number}" for number in range(1, 16)]
    assert children_of(provisions, "art_13__para_7") == ["point_1", "point_2"]
    assert children_of(provisions, "art_1") == ["para_1", "para_2", "para_3"]
    assert provisions["art_1"].text.endswith("In addition:")


def test_paris_has_sixteen_recitals_and_one_closing() -> None:
    provisions = provisions_of(PARIS)

    assert len(children_of(provisions, "preamble")) == 16
    assert provisions["closing"].text.split("\n")[0].startswith("DONE at Paris")
    assert provisions["closing"].text.split("\n")[1].startswith("IN WITNESS WHEREOF")


@pytest.mark.parametrize("name", [BUDAPEST, UNCAC, ICCPR, PARIS])
def test_a_finished_treaty_raises_no_doubt_about_its_numbers(name: str) -> None:
    codes = {each.code for each in draft_of(name).segmentation.warnings}

    assert codes <= {"other-language", "second-text"}


def _as_pasted(name: str, wrapped: bool) -> str:
    """The words of a text without any mark-up, as somebody pastes them, set-aside lines left out."""
    draft = draft_of(name)
    aside = {
        index
        for first, last, reason in draft.segmentation.set_aside
        for index in range(first, last + 1)
        if reason != "title"
    }
    lines = [
        "    " * line.indent + line.seen
        for index, line in enumerate(draft.reading.lines)
        if index not in aside
    ]
    return "\n\n".join(textwrap.fill(line, 78) for line in lines) if wrapped else "\n".join(lines)


@pytest.mark.parametrize(
    ("name", "wrapped"),
    [(BUDAPEST, False), (BUDAPEST, True), (ICCPR, False), (ICCPR, True), (UNCAC, False), (PARIS, False)],
)
def test_a_treaty_pasted_without_mark_up_is_cut_alike(name: str, wrapped: bool) -> None:
    pasted = read_draft(_as_pasted(name, wrapped).encode(), "pasted.txt", read_document)

    def cut(draft: DraftReading) -> list[tuple[str, str, str, str]]:
        return [(each.path, each.heading, each.text, each.closing) for each in draft.segmentation.provisions]

    assert pasted.reading.format == "text"
    assert cut(pasted) == cut(draft_of(name))


@pytest.mark.parametrize("name", PARIS_DRAFTS)
def test_negotiating_drafts_are_cut_into_sensible_articles(name: str) -> None:
    numbers = [each.number for each in articles_of(name)]

    assert numbers[:5] == ["1", "2", "2bis", "3", "3bis"]
    assert len(numbers) == len(set(numbers))
    assert 26 <= len(numbers) <= 31


def test_a_negotiating_draft_keeps_brackets_and_says_when_they_are_unbalanced() -> None:
    draft = draft_of(PARIS_DRAFTS[1])

    texts = " ".join(each.text for each in draft.segmentation.provisions)
    assert "[shall][should][other]" in texts
    assert "unbalanced-brackets" in {each.code for each in draft.segmentation.warnings}


def test_options_are_provisions_with_their_own_paragraphs() -> None:
    provisions = provisions_of(PARIS_DRAFTS[2])

    assert children_of(provisions, "art_2bis") == ["opt_1", "opt_2"]
    assert children_of(provisions, "art_2bis__opt_2") == ["para_1", "para_2", "para_3", "para_4"]
    assert provisions["art_2bis__opt_2__para_3"].label == "Art. 2bis, Option 2(3)"


def test_roles_follow_budapests_sections() -> None:
    roles = effective_roles(draft_of(BUDAPEST).segmentation.provisions)

    expected = {"art_1": "general", "art_2": "criminalization", "art_13": "criminalization", "art_14": "procedure",
                "art_19__para_3__point_b": "procedure", "art_27": "cooperation", "art_35": "cooperation",
                "art_48": "final", "preamble__rec_1": "preamble"}  # fmt: skip
    assert {path: roles[path].value for path in expected} == expected


def test_roles_follow_uncacs_chapters() -> None:
    provisions = provisions_of(UNCAC)

    roles = [
        provisions[f"chp_{number}"].role for number in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
    ]
    assert [role.value for role in roles if role] == [
        "general", "prevention", "criminalization", "cooperation", "cooperation", "technical-assistance", "final", "final",
    ]  # fmt: skip


def test_the_last_part_of_the_covenant_sounds_final_without_a_heading() -> None:
    provisions = provisions_of(ICCPR)

    assert [provisions[f"part_{number}"].role for number in ("I", "III", "VI")] == [
        "general",
        "general",
        "final",
    ]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        (BUDAPEST, "Convention on Cybercrime"),
        (ICCPR, "International Covenant on Civil and Political Rights"),
        (PARIS, "Paris Agreement"),
    ],
)
def test_the_label_is_guessed_from_the_title(name: str, label: str) -> None:
    assert draft_of(name).label == label


def test_the_date_is_guessed_from_the_title() -> None:
    dated = draft_of(PARIS_DRAFTS[1]).date

    assert dated is not None
    assert dated.isoformat() == "2015-12-04"
