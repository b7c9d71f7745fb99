"""Mends as JSON values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.mending.mends import Mend, Relabel, SetAside, Split, is_sound, mend_of, values_of


@pytest.mark.parametrize(
    "mend",
    [
        Split("art_1", 3, ProvisionKind.POINT, ""),
        Relabel("art_1", heading="x"),
        SetAside("x", lines=(1, 2)),
        SetAside("x", path="a"),
    ],
)
def test_values_give_the_mend_back(mend: Mend) -> None:
    assert mend_of(values_of(mend)) == mend


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"op": "burn", "path": "a"},
        {"op": "merge"},
        {"op": "merge", "path": 1},
        {"op": "merge", "path": "a", "extra": 1},
        {"op": "level", "path": "a", "by": 2},
        {"op": "level", "path": "a", "by": True},
        {"op": "split", "path": "a", "at": "3"},
        {"op": "bring_back", "lines": [1]},
        {"op": "relabel", "path": "a", "kind": "clause"},
    ],
)
def test_values_that_are_no_mend_are_refused(values: dict[str, object]) -> None:
    assert not is_sound(values)
    with pytest.raises(ValueError, match="is no mend"):
        mend_of(values)


@given(
    st.dictionaries(
        st.sampled_from(["op", "path", "at", "by", "lines", "kind"]),
        st.sampled_from(["merge", "split", 1, None, [1, 2], {}, 1.5]),
    )
)
def test_no_values_break_the_check(values: dict[str, object]) -> None:
    assert is_sound(values) in {True, False}
