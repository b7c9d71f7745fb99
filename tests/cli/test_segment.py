import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from salvaguarda.cli.segment import segment
from tests.treaties import BUDAPEST, ICCPR, PARIS, UNCAC, path_of

TEXT = "Article 1\nScope\n\nA Party shall:\n\n(a) act; and\n\n(b) report,\n\nunless it objects.\n\nArticle 3\n\nNo reservations.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_json_lists_provisions_in_document_order(file: Path) -> None:
    result = CliRunner().invoke(segment, [str(file), "--json"])

    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "provisions": [
            {
                "path": "art_1",
                "label": "Art. 1",
                "kind": "article",
                "heading": "Scope",
                "text": "A Party shall:\nunless it objects.",
                "depth": 0,
            },
            {
                "path": "art_1__point_a",
                "label": "Art. 1(a)",
                "kind": "point",
                "heading": "",
                "text": "act; and",
                "depth": 1,
            },
            {
                "path": "art_1__point_b",
                "label": "Art. 1(b)",
                "kind": "point",
                "heading": "",
                "text": "report,",
                "depth": 1,
            },
            {
                "path": "art_3",
                "label": "Art. 3",
                "kind": "article",
                "heading": "",
                "text": "No reservations.",
                "depth": 0,
            },
        ]
    }


def test_the_outline_is_indented_and_ends_with_doubts(file: Path) -> None:
    output = CliRunner().invoke(segment, [str(file)]).stdout

    assert "2 articles, 2 points" in output
    assert "\nArt. 1  Scope\n  Art. 1(a)  act; and\n" in output
    assert output.index("Look at:") < output.index("Art. 1 is followed by Art. 3: is something missing?")


@pytest.mark.parametrize(("name", "articles"), [(BUDAPEST, 48), (UNCAC, 71), (ICCPR, 53 + 14), (PARIS, 29)])
def test_real_treaties_have_exactly_their_articles(name: str, articles: int) -> None:
    result = CliRunner().invoke(segment, [str(path_of(name)), "--json"])

    provisions = json.loads(result.stdout)["provisions"]
    assert sum(each["kind"] == "article" for each in provisions) == articles
    assert all(set(each) == {"path", "label", "kind", "heading", "text", "depth"} for each in provisions)


def test_a_file_that_cannot_be_read_ends_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "draft.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

    result = CliRunner().invoke(segment, [str(path)])

    assert result.exit_code == 1
    assert "This is an old Word file (.doc)." in result.stderr
    assert "save it as DOCX" in result.stderr


def test_a_file_above_the_limit_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "large.docx"
    with path.open("wb") as opened:
        opened.truncate(50 * 1024 * 1024)

    result = CliRunner().invoke(segment, [str(path)])

    assert result.exit_code == 1
    assert "50 MB" in result.stderr


def test_help_says_what_it_does() -> None:
    assert "cut into articles, paragraphs and points" in " ".join(
        CliRunner().invoke(segment, ["--help"]).stdout.split()
    )
