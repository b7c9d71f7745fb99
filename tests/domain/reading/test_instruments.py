"""Small texts in the style of many kinds of instruments, each held to its whole tree.

`instruments/*.txt` are made up, written before anyone looked at what the segmenter does with them; `*.tree` is how a lawyer
reads them, line by line: last step of the path, heading, words, "…" and closing words.
"""

from pathlib import Path

import pytest

from tests.domain.reading.cutting import cut, lines_of, outline, reasons
from tests.domain.reading.test_no_word_is_lost import assert_nothing_is_lost

INSTRUMENTS = sorted((Path(__file__).parent / "instruments").glob("*.txt"))


@pytest.mark.parametrize("path", INSTRUMENTS, ids=lambda path: path.stem)
def test_an_instrument_is_cut_as_a_lawyer_reads_it(path: Path) -> None:
    text = path.read_text()
    found = cut(text)
    aside = [f"  {reason}: {first}" for reason, first in reasons(found, text)]

    tree = "\n".join([outline(found), *(["set aside", *aside] if aside else [])])

    assert tree + "\n" == path.with_suffix(".tree").read_text()


@pytest.mark.parametrize("path", INSTRUMENTS, ids=lambda path: path.stem)
def test_no_word_of_an_instrument_is_lost(path: Path) -> None:
    text = path.read_text()

    assert_nothing_is_lost(lines_of(text), cut(text))


@pytest.mark.parametrize("path", INSTRUMENTS, ids=lambda path: path.stem)
def test_a_well_formed_instrument_gives_no_doubt_about_its_numbers(path: Path) -> None:
    codes = {warning.code for warning in cut(path.read_text()).warnings}

    expected = (
        {"number-gap"} if path.stem == "brazilian_bill" else set()
    )  # article 10 comes after article 5 there
    assert (
        codes & {"duplicate-number", "number-gap", "number-order", "doubtful-heading", "open-quote"}
        == expected
    )
