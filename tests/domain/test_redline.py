from random import Random

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from salvaguarda.domain.redline import Operation, is_substance, redline
from salvaguarda.domain.typography import fold

PIECES = st.sampled_from([
    "shall", "may", "the", "State’s", "State's", "non‑refoulement", "non-refoulement", "“", '"', "[", "]", ",", ".",
    " ", "  ", "\n", "\u00a0", "…", "...", "第十二條", "राज्य", "उल्लंघन", "المادة", "Статья", "มาตรา", "\U0001f600", "",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=30).map("".join)


def old_of(operations: tuple[Operation, ...]) -> str:
    return "".join(text for sign, text, _ in operations if sign != "+")


def new_of(operations: tuple[Operation, ...]) -> str:
    return "".join(text for sign, text, _ in operations if sign != "-")


def plain(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """A redline without notes."""
    return tuple((sign, text) for sign, text, _ in redline(old, new))


def bare(text: str) -> str:
    return fold(text).replace(" ", "")


@given(TEXTS, TEXTS)
def test_kept_and_inserted_words_give_the_new_text_exactly(old: str, new: str) -> None:
    assert new_of(redline(old, new)) == new


@given(TEXTS, TEXTS)
def test_kept_and_deleted_words_give_the_old_text_up_to_space_and_typography(old: str, new: str) -> None:
    assert bare(old_of(redline(old, new))) == bare(old)


@given(TEXTS)
def test_a_text_is_kept_whole_against_itself(text: str) -> None:
    assert plain(text, text) == ((("=", text),) if text else ())


@given(st.lists(st.sampled_from(["shall", "may", "the", "Party", "act"]), max_size=25), st.data())
def test_words_stay_apart_on_both_sides(words: list[str], data: st.DataObject) -> None:
    other = data.draw(st.lists(st.sampled_from(["shall", "may", "must", "act"]), max_size=25))
    operations = redline(" ".join(words), " ".join(other))

    assert old_of(operations).split() == words
    assert new_of(operations).split() == other


def test_a_changed_word_is_one_deletion_and_one_insertion() -> None:
    assert plain("Each Party may cooperate.", "Each Party shall cooperate.") == (
        ("=", "Each Party "),
        ("-", "may "),
        ("+", "shall "),
        ("=", "cooperate."),
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the “competent” authority’s", 'the "competent" authority\'s'),
        ("Article 5  of the\u00a0Convention", "Article\u00a05 of the Convention"),
        ("1.\tStates\nshall act", "1. States shall act"),
        ("non‑refoulement – always", "non-refoulement - always"),
        ("The pro\u00advisions", "The provisions"),
        ("foo , bar", "foo, bar"),
    ],
)
def test_white_space_and_typography_never_show(old: str, new: str) -> None:
    assert plain(old, new) == (("=", new),)


@pytest.mark.parametrize(
    ("old", "new", "deleted", "inserted"),
    [
        ("राज्य पक्ष सम्मान करेंगे", "राज्य पक्ष रक्षा करेंगे", "सम्मान ", "रक्षा "),
        ("تتعاون الدول الأطراف فيما بينها", "تتعاون الدول الموقعة فيما بينها", "الأطراف ", "الموقعة "),
        ("Государства сотрудничают всегда", "Государства помогают всегда", "сотрудничают ", "помогают "),
        ("各締約國應當合作", "各締約國可以合作", "應當", "可以"),
        ("รัฐภาคีต้องร่วมมือ", "รัฐภาคีอาจร่วมมือ", "ต้", "อา"),
    ],
)
def test_words_of_other_scripts_are_never_cut_in_their_letters(
    old: str, new: str, deleted: str, inserted: str
) -> None:
    operations = redline(old, new)

    assert deleted in "".join(text for sign, text, _ in operations if sign == "-")
    assert inserted in "".join(text for sign, text, _ in operations if sign == "+")
    assert not any(regex.match(r"\p{M}", text) for _, text, _ in operations)


def test_a_space_that_only_one_text_has_belongs_to_the_change_beside_it() -> None:
    assert plain("a b", "a") == (("=", "a"), ("-", " b"))
    assert plain("a", "a b") == (("=", "a"), ("+", " b"))


def test_small_words_kept_between_long_changes_do_not_cut_them_up() -> None:
    signs = [sign for sign, _, _ in redline("take all of these measures", "respect each of their rights")]

    assert signs == ["-", "+"]


def test_empty_texts_are_whole_deletions_and_insertions() -> None:
    assert plain("", "") == ()
    assert plain("gone", "") == (("-", "gone"),)
    assert plain("", " come") == (("=", " "), ("+", "come"))


@pytest.mark.timeout(30)
def test_two_long_texts_with_nothing_in_common_are_answered_in_seconds() -> None:
    old = " ".join(f"a{n}" for n in range(100_000))
    new = " ".join(f"b{n}" for n in range(100_000))

    operations = redline(old, new)

    assert operations == (Operation("-", old), Operation("+", new))


@pytest.mark.timeout(30)
def test_two_long_texts_of_the_same_few_words_are_answered_in_seconds() -> None:
    random = Random(1)
    old, new = (" ".join(random.choice("ab") for _ in range(60_000)) for _ in range(2))

    operations = redline(old, new)

    assert new_of(operations) == new


def test_a_long_text_with_many_changes_is_still_compared_word_by_word() -> None:
    random = Random(1)
    words = [f"w{random.randrange(3000)}" for _ in range(30_000)]
    changed = [word if random.random() > 0.05 else "changed" for word in words]

    kept = "".join(text for sign, text, _ in redline(" ".join(words), " ".join(changed)) if sign == "=")

    assert len(kept.split()) > 0.9 * len(words)


def shown(old: str, new: str) -> str:
    return "".join(text if sign == "=" else f"{{{sign}{text}}}" for sign, text, _ in redline(old, new))


def test_words_stay_while_the_brackets_around_them_go() -> None:
    assert shown("[States] [Parties] shall [should] act", "States Parties shall act") == (
        "{-[}States {-] [}Parties {-] }shall {-[should] }act"
    )


def test_marks_between_two_replacements_go_with_them() -> None:
    assert shown("Each Party shall, where appropriate, act.", "Each Party may, as needed, act.") == (
        "Each Party {-shall, where appropriate}{+may, as needed}, act."
    )


def test_chinese_is_shown_in_runs_that_can_be_read() -> None:
    assert shown("應當採取必要措施，保護受害人的權利。", "可以採取適當措施，尊重受害人的權利和自由。") == (
        "{-應當}{+可以}採取{-必要}{+適當}措施，{-保護}{+尊重}受害人的權利{+和自由}。"
    )


def test_words_that_moved_share_a_number() -> None:
    stays = "The requesting State shall inform every person concerned of the reasons for its decision."
    moves = "Each Party shall keep records of all warrants that were issued."

    notes = [(each.sign, each.note) for each in redline(f"{stays} {moves}", f"{moves} {stays}") if each.note]

    assert notes == [("+", "moved-1"), ("-", "moved-1")]


def test_few_words_never_count_as_moved() -> None:
    assert not any(note for _, _, note in redline("he who acts shall pay", "shall pay he who acts"))


@given(TEXTS, TEXTS)
def test_moved_words_are_the_same_on_both_sides(old: str, new: str) -> None:
    moved: dict[str, dict[str, str]] = {}
    for sign, text, note in redline(old * 3, new * 3):
        if note:
            moved.setdefault(note, {})[sign] = bare(text)

    assert all(sides["-"] == sides["+"] for sides in moved.values())


def test_other_numbers_of_parts_are_no_substance() -> None:
    assert not is_substance("2. Parties act.\n(b) They “report”.", '1. Parties act.\n(a) They "report".')
    assert is_substance("2. Parties act.", "2. Parties may act.")
    assert is_substance("within 10 days", "within 12 days")


def test_a_name_of_a_part_at_the_beginning_of_a_line_is_its_number_but_a_reference_there_is_none() -> None:
    assert not is_substance("Article 5. Powers\nParties act.", "Article 6. Powers\nParties act.")
    assert not is_substance("Article 3 bis\nParties act.", "Article 4\nParties act.")
    assert is_substance("Article 5 applies to searches.", "Article 6 applies to searches.")


@pytest.mark.timeout(30)
def test_hundreds_of_thousands_of_scattered_changes_are_answered_in_seconds() -> None:
    old = " ".join(f"w{n}" if n % 3 else "x" for n in range(90_000))
    new = " ".join(f"w{n}" if n % 3 else "y" for n in range(90_000))

    assert new_of(redline(old, new)) == new
