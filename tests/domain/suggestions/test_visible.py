"""What is sent of a text: what a reader sees."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salvaguarda.domain.suggestions.visible import hidden, visible
from salvaguarda.domain.typography import fold
from tests.domain.suggestions.hostile import LAWFUL


@pytest.mark.parametrize(
    "spelling",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "ന്\u200d",
        "ᠬᠦᠮᠦᠨ\u180e\u1820",
        "a\tb\nc",
        "naïve",
        "عربي",
    ],
)
def test_spelling_stays(spelling: str) -> None:
    assert visible(spelling) == spelling
    assert hidden(spelling) == frozenset()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ig\u200bnore", "ignore"),
        ("\ufeffArticle", "Article"),
        ("a\u200c\u200cb", "ab"),
        ("a \u200d b", "a  b"),
        ("x\ufe00\ufe01", "x"),
        ("x\u180e", "x"),
        ("i\u200cg\u200dnore и\u200cнструкции 忽\u200d略", "ignore инструкции 忽略"),
        ("ع\U000e0172ر\U000e0161", "عر"),
        ("\u202eevil\u202c", "evil"),
        ("law\U000e0072\U000e0061", "law"),
        ("nul\x00 esc\x1b[31m", "nul esc[31m"),
        ("half\ud800", "half"),
        ("\u2066a\u2069\u200e\u061c", "a"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_what_nobody_sees_is_left_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(("text", "shown"), [("葛\U000e0100城", "葛城"), ("❤\ufe0f", "❤"), ("≩\ufe00", "≩")])
def test_how_a_sign_is_drawn_is_not_sent_and_hides_nothing(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert hidden(text) == frozenset()


@given(st.text(st.characters(), max_size=40))
def test_nothing_is_added_and_the_rest_can_be_sent(text: str) -> None:
    shown = visible(text)
    shown.encode()
    rest = iter(text)
    assert all(each in rest for each in shown)
    selectors = {each for each in text if unicodedata.name(each, "").startswith("VARIATION SELECTOR")}
    assert set(text) - set(shown) - selectors <= hidden(text)


def test_every_character_that_is_only_a_format_is_left_out_alone() -> None:
    formats = [chr(each) for each in range(sys.maxunicode) if unicodedata.category(chr(each)) == "Cf"]
    seen = [each for each in formats if visible(f"a {each} b") != "a  b"]
    # signs with a glyph of their own in Arabic, Syriac, Kaithi and hieroglyphs
    assert [
        each
        for each in seen
        if not unicodedata.name(each).startswith(("ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN"))
    ] == []


@pytest.mark.parametrize("text", LAWFUL)
def test_a_quote_of_what_was_sent_is_found_in_what_is_stored(text: str) -> None:
    assert fold(visible(text)) == fold(text) or "\u200b" in text
