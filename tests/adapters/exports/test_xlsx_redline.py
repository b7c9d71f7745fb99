"""Redlines in cells: what a cell can hold, and nothing lost without saying so."""

import io

import pytest
from openpyxl import load_workbook
from xlsxwriter.workbook import Workbook

from salvaguarda.adapters.exports.cell_text import CELL_LIMIT
from salvaguarda.adapters.exports.csv_comparison import marked
from salvaguarda.adapters.exports.xlsx_formats import Formats
from salvaguarda.adapters.exports.xlsx_redline import CONTINUED, fitted_runs, write_redline
from salvaguarda.domain.redline import Operation
from salvaguarda.domain.word_diff import Sign


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def written(*operations: Operation) -> str | None:
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        write_redline(book.add_worksheet(), 0, 0, operations, Formats(book))
    cell = load_workbook(content).active["A1"]
    assert cell.data_type != "f"
    return None if cell.value is None else str(cell.value)


@pytest.mark.parametrize("sign", ["=", "-", "+"])
def test_a_redline_of_one_run_is_written(sign: Sign) -> None:
    assert written(Operation(sign, "=1+1 whole")) == "=1+1 whole"


def test_nothing_is_written_where_there_are_no_words() -> None:
    assert written() is None
    assert written(Operation("=", "\x00"), Operation("+", "")) is None


def test_white_space_and_line_breaks_stay() -> None:
    assert written(Operation("=", " a \n"), Operation("-", " b"), Operation("+", "\tc ")) == " a \n b\tc "


@pytest.mark.parametrize("word", ["word ", "слово ", "𝔘nicode ", "条約"])
def test_long_words_are_cut_to_a_cell_and_say_so(word: str) -> None:
    many = word * CELL_LIMIT
    runs = list(fitted_runs([Operation("=", many[:20_000]), Operation("-", many), Operation("+", many)]))
    whole = "".join(text for _, text in runs)
    assert units(whole) <= CELL_LIMIT
    assert whole.endswith(CONTINUED)
    assert many.startswith(whole.removesuffix(CONTINUED)[:20_000])
    found = written(Operation("=", many[:20_000]), Operation("-", many), Operation("+", many))
    assert found is not None
    assert found.endswith(CONTINUED)


def test_words_that_just_fit_are_whole() -> None:
    assert list(fitted_runs([Operation("+", "x" * CELL_LIMIT)])) == [("+", "x" * CELL_LIMIT)]


def test_a_cell_with_very_many_changes_is_cut_and_says_so() -> None:
    operations = [Operation(("=", "-", "+")[place % 3], "w ") for place in range(5_000)]
    runs = list(fitted_runs(operations))
    assert len(runs) <= 1_001
    assert runs[-1] == ("=", CONTINUED)


def test_neighbours_of_one_sign_are_one_run() -> None:
    runs = fitted_runs([Operation("-", "a", "moved-1"), Operation("-", "b"), Operation("=", "c")])
    assert list(runs) == [("-", "ab"), ("=", "c")]


def test_csv_marks_deleted_and_inserted_words() -> None:
    assert marked([Operation("=", "a "), Operation("-", "b "), Operation("+", "c ")]) == "a [-b -]{+c +}"
