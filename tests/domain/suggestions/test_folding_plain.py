"""The quick way of preparing plain text for quotes finds what the other way finds."""

from hypothesis import given
from hypothesis import strategies as st

from salvaguarda.domain.suggestions import looking_up
from salvaguarda.domain.typography import fold_with_offsets


@given(st.text("ab-- \n\t`'\"1.\x1c", max_size=40))
def test_plain_text_is_folded_as_any_text(text: str) -> None:
    folded = fold_with_offsets(text)
    quick, slow = looking_up._fold_plain(text, folded), looking_up._fold_any(text, folded)
    assert quick.text == slow.text
    assert (list(quick.starts), list(quick.ends)) == (list(slow.starts), list(slow.ends))
    assert dict(quick.hyphens) == dict(slow.hyphens)
