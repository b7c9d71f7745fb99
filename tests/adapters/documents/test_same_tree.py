"""One treaty written in every format gives the same provisions: labels, headings and texts."""

from collections.abc import Callable

import pytest

from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.application.read_draft import read_draft
from salvaguarda.domain.drafts import ProvisionKind
from tests.adapters.documents.treaty_files import (
    SOURCE,
    as_docx,
    as_html,
    as_markdown,
    as_odt,
    as_rtf,
    as_text,
)

Outline = list[tuple[str, str, str, str]]
FORMATS: dict[str, Callable[[], bytes]] = {
    "docx": as_docx,
    "html": as_html,
    "odt": as_odt,
    "rtf": as_rtf,
    "markdown": as_markdown,
}


def outline_of(content: bytes) -> tuple[str, Outline]:
    draft = read_draft(content, "treaty", read_document)
    provisions = draft.segmentation.provisions
    return draft.reading.format, [
        (each.label, each.heading, each.text, each.closing)
        for each in provisions
        if each.kind is not ProvisionKind.DRAFT
    ]


@pytest.fixture(scope="module")
def expected() -> Outline:
    return outline_of(as_text())[1]


def test_the_plain_text_is_cut_as_its_authors_meant_it(expected: Outline) -> None:
    labels = [label for label, _, _, _ in expected]

    for label in ("Art. 1", "Art. 3 bis", "Art. 4(1)(b)", "Art. 4(1)(b)(ii)", "Art. 5(2)"):
        assert label in labels
    assert len([each for each in SOURCE if each.kind == "article"]) == sum(
        label.removeprefix("Art. ").replace(" bis", "").isdigit() for label in labels
    )


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_tree(name: str, expected: Outline) -> None:
    read_as, outline = outline_of(FORMATS[name]())

    assert read_as == name
    assert outline == expected
