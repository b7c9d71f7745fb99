"""The code of a fence."""

import string

from hypothesis import given
from hypothesis import strategies as st

from salvaguarda.domain.suggestions.fence import CODE_LENGTH, boundary_for, closing, opening

VALUES = {"provision": "Each Party shall act.", "label": "Art. 1"}


def test_a_code_is_24_hexadecimal_digits_of_the_words() -> None:
    code = boundary_for(VALUES)
    assert len(code) == CODE_LENGTH == 24
    assert set(code) <= set(string.hexdigits.lower())
    assert code == boundary_for(dict(reversed(VALUES.items())))
    assert code != boundary_for({"provision": "Art. 1", "label": "Each Party shall act."})
    assert boundary_for({"a": "b"}) != boundary_for({"a": "b "})


def test_a_code_that_others_foresaw_is_not_taken() -> None:
    foreseen: list[str] = []
    for _ in range(20):
        code = boundary_for(VALUES, [each.upper() for each in foreseen])
        assert code not in foreseen
        foreseen.append(code)


def test_a_text_full_of_codes_cannot_foresee_the_second() -> None:
    """Of the words inside alone, somebody could write down the next thousands, and each would be tried."""
    foreseen = boundary_for(VALUES)
    assert boundary_for(VALUES, [foreseen]) != boundary_for(VALUES, [f"{foreseen} more"])
    assert boundary_for(VALUES, ["more"]) == foreseen  # so that requests share their beginning


@given(
    st.dictionaries(st.text(max_size=5), st.text(st.characters(), max_size=30), max_size=4),
    st.lists(st.text(max_size=9)),
)
def test_any_words_have_a_code_that_none_of_them_holds(values: dict[str, str], elsewhere: list[str]) -> None:
    code = boundary_for(values, elsewhere)
    assert not any(code in each.lower() for each in (*values.values(), *elsewhere))


def test_lines_say_name_and_code() -> None:
    assert opening("provision", "0f") == "<<< provision 0f >>>"
    assert closing("provision", "0f") == "<<< end provision 0f >>>"
