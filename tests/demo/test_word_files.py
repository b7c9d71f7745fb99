"""The Word files say the same as the Markdown, number by number."""

from pathlib import Path

import pytest

from salvaguarda.adapters.documents.docx import read_docx
from salvaguarda.adapters.files.demo_files import demo_folder
from salvaguarda.domain.drafts import Provision
from salvaguarda.domain.reading.segment import segment
from tests.demo.texts import DRAFTS, markdown_of, segmentation_of
from tools.build_demo_docx import build


def word_file(draft: int) -> Path:
    return demo_folder() / f"model-convention-{draft}.docx"


def words(provisions: tuple[Provision, ...]) -> list[tuple[str, ...]]:
    return [(each.path, each.label, each.heading, each.text, each.closing) for each in provisions]


@pytest.mark.parametrize("draft", DRAFTS)
def test_word_file_has_the_same_provisions_as_the_markdown(draft: int) -> None:
    found = segment(read_docx(word_file(draft).read_bytes(), word_file(draft).name).lines)
    assert words(found.provisions) == words(segmentation_of(draft).provisions)
    assert found.warnings == ()


@pytest.mark.parametrize("draft", DRAFTS)
def test_no_number_is_typed_into_the_word_file(draft: int) -> None:
    lines = read_docx(word_file(draft).read_bytes(), word_file(draft).name).lines
    numbers = [line.number for line in lines if line.number]
    assert numbers[:3] == ["Chapter I.", "Article 1.", "(a)"]
    assert not any(line.text.startswith(("Article ", "Chapter ", "1. ", "(a) ")) for line in lines)


@pytest.mark.parametrize("draft", DRAFTS)
def test_word_file_is_what_the_builder_makes_of_the_markdown(draft: int) -> None:
    assert build(markdown_of(draft)) == word_file(draft).read_bytes()
