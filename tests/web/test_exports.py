"""Exports read back: the same numbers as on screen, and nothing in them that a spreadsheet could run."""

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from salvaguarda.adapters.exports.cell_text import CELL_LIMIT, CONTINUED
from salvaguarda.domain.glyphs import GLYPHS
from tests.client import Client
from tests.web.assessing import CELL, Service

HOSTILE = [
    '=HYPERLINK("http://evil","x")',
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "<script>alert(1)</script>",
    "\u202eevil",
    "a\x07b\ufffe",
    "{=1+1}",
    "http://evil.example/",
    "0123",
]
CRITERIA = [
    "legality",
    "necessity",
    "proportionality",
    "non-discrimination",
    "legitimate-purpose",
    "data-protection",
]


@pytest.fixture
def scored(service: Service) -> Service:
    """Every hostile text as a rationale, long evidence, a conflict, a failed red line, a carried score."""
    world = service.world
    for place, rationale in enumerate(HOSTILE):
        cell = (f"art_{3 + place // len(CRITERIA)}", CRITERIA[place % len(CRITERIA)])
        assert service.save(service.ben, world.old, cell, rationale=rationale).status_code == 200
    service.save(service.ben, world.old, CELL, rating="not_met", rationale="No judge.")
    service.save(service.ana, world.old, ("art_3", "legality"), rating="silent", rationale="Ana differs.")
    service.save(service.ben, world.old, ("art_2", "legality"), rating="partly")
    text = service.database.read_here(lambda records: records.drafts.text(world.old_draft, "draft")).text
    quotes = [{"exact": text, "start": 0, "end": len(text)}] * 50
    service.save(service.ben, world.old, ("draft", "human-rights-clause"), rating="met", evidence=quotes)
    service.ben.post(f"/api/assessments/{world.new}/carried", json={"from_assessment_id": world.old})
    return service


def workbook(who: Client, assessment_id: int) -> Workbook:
    answer = who.get(f"/api/assessments/{assessment_id}/export.xlsx")
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.content))


def rows_of(book: Workbook, sheet: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def test_workbook_has_its_three_sheets_with_frozen_heads(scored: Service) -> None:
    book = workbook(scored.ben, scored.world.old)
    assert book.sheetnames == ["Matrix", "Results", "Scores", "Agreement", "Method"]
    assert book["Matrix"].freeze_panes == "D6"
    assert book["Scores"].freeze_panes == "B2"


def test_matrix_sheet_shows_the_cells_and_numbers_of_the_screen(scored: Service) -> None:
    shown = scored.ben.get(f"/api/assessments/{scored.world.old}/matrix").json()
    rows = rows_of(workbook(scored.ben, scored.world.old), "Matrix")
    first, width = 5, len(shown["checklist"]["criteria"])
    for place, row in enumerate(shown["rows"]):
        written = rows[first + place]
        assert written[0] == row["label"]
        assert (written[2] or "") == row["division"]
        symbols = [f"{GLYPHS[code].symbol} {code}" if code != " " else None for code in row["codes"]]
        assert written[3 : 3 + width] == symbols
        summary = row["summary"]
        share = "–" if summary["share"] is None else pytest.approx(summary["share"])
        assert written[3 + width : 5 + width] == [summary["assessed"], summary["in_scope"]]
        assert written[6 + width] == share
        assert written[7 + width : 9 + width] == [summary["red_lines_failed"], summary["conflicts"]]
    totals = rows[first + len(shown["rows"])]
    assert totals[3 : 3 + width] == [column["assessed"] for column in shown["columns"]]
    assert totals[3 + width] == shown["total"]["assessed"]


def test_red_lines_and_conflicts_are_marked(scored: Service) -> None:
    sheet = workbook(scored.ben, scored.world.old)["Matrix"]
    criteria = scored.ben.get(f"/api/assessments/{scored.world.old}/matrix").json()["checklist"]["criteria"]
    column = 4 + [criterion["id"] for criterion in criteria].index(CELL[1])
    broken = next(row[column - 1] for row in sheet.iter_rows(min_row=6) if row[0].value == "Art. 3")
    assert (broken.value, broken.border.left.style) == ("✕ 0", "thick")
    assert str(sheet.cell(5, column).value).startswith("● C")
    assert broken.fill.fgColor.rgb == "FF94330F"


def test_no_cell_of_the_workbook_is_a_formula_a_link_or_a_guessed_number(scored: Service) -> None:
    answer = scored.ben.get(f"/api/assessments/{scored.world.old}/export.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                if isinstance(cell.value, str):
                    assert cell.quotePrefix or cell.value == "–"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        text = " ".join(parts.read(name).decode() for name in parts.namelist())
    assert "<f>" not in text
    assert "externalLink" not in text
    rationales = [row[12] for row in rows_of(book, "Scores")[1:]]
    assert {"0123", "http://evil.example/", "{=1+1}", '=HYPERLINK("http://evil","x")'} <= set(rationales)


def test_long_evidence_says_where_it_goes_on(scored: Service) -> None:
    rows = rows_of(workbook(scored.ben, scored.world.old), "Scores")
    evidence = next(row[13] for row in rows if row[6] == "human-rights-clause")
    assert len(evidence) <= CELL_LIMIT
    assert evidence.endswith(CONTINUED)


def test_long_sheet_has_one_row_a_visible_score(scored: Service) -> None:
    rows = rows_of(workbook(scored.ben, scored.world.old), "Scores")
    assert len(rows) - 1 == len(HOSTILE) + 4
    assert "Ana differs." in [row[12] for row in rows]
    assert "Ana differs." not in [
        row[12] for row in rows_of(workbook(scored.cleo, scored.world.old), "Scores")
    ]


def test_carried_scores_are_marked(scored: Service) -> None:
    rows = rows_of(workbook(scored.ben, scored.world.new), "Scores")
    carried = next(row for row in rows if row[5] and row[0] == "Art. 3" and row[6] == "legality")
    assert carried[17] == "carried, words unchanged: First draft, Art. 2 (revision 1)"


def test_method_sheet_states_how_the_numbers_came_about(scored: Service) -> None:
    shown = scored.ben.get(f"/api/assessments/{scored.world.old}/matrix").json()
    draft = scored.ben.get(f"/api/drafts/{scored.world.old_draft}").json()
    facts = {row[0]: row[1] for row in rows_of(workbook(scored.ben, scored.world.old), "Method")}
    assert facts["sha256 of the source file"] == draft["source_sha256"]
    assert facts["sha256 of the text"] == draft["text_sha256"]
    assert facts["sha256 of the file"] == shown["checklist"]["sha256"]
    assert facts["Id and version"] == "un-cybercrime-safeguards 1.0.0"
    assert facts["Coverage"] == pytest.approx(shown["total"]["coverage"])
    assert facts["Verdict"] == shown["verdict_text"]
    assert (facts["Use"], facts["Version"], facts["Made by"]) == ("none", shown["formula_version"], "Ben")
    assert facts["Reviewers whose ratings count here"] == "Ana Reyes, Ben"
    assert facts["Red lines failed"] == shown["total"]["red_lines_failed"]


def test_csv_has_a_byte_order_mark_and_no_formula(scored: Service) -> None:
    answer = scored.ben.get(f"/api/assessments/{scored.world.old}/export.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert len(rows) == len(HOSTILE) + 4
    for row in rows:
        assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in row.values())
    assert {'\'=HYPERLINK("http://evil","x")', "'+1", "'@SUM(1)", "'\t=1"} <= {
        row["Rationale"] for row in rows
    }
    assert next(row["Revision"] for row in rows) == "1"


def test_csv_states_how_its_results_came_about(scored: Service) -> None:
    assessment = f"/api/assessments/{scored.world.old}"
    shown, draft = scored.ben.get(f"{assessment}/matrix").json(), scored.ben.get("/api/drafts/1").json()
    content = scored.ben.get(f"{assessment}/export.csv").content.decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(content, newline="")))
    assert row["Draft: sha256 of the text"] == draft["text_sha256"]
    assert row["Checklist: sha256 of the file"] == shown["checklist"]["sha256"]
    assert row["Formula: Version"] == shown["formula_version"]
    assert float(row["Results: Coverage"]) == shown["total"]["coverage"]
    assert row["Assessment: Reviewers whose ratings count here"] == "Ana Reyes, Ben"
    assert row["Language model: Use"] == "none"


@pytest.mark.parametrize("extension", ["xlsx", "csv", "json"])
def test_exports_are_attachments_with_a_plain_name(scored: Service, extension: str) -> None:
    answer = scored.ben.get(f"/api/assessments/{scored.world.old}/export.{extension}")
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="model-convention-first-draft-un-cybercrime-safeguards-{scored.world.old}.{extension}"'
    )
    assert answer.headers["cache-control"] == "no-store"


def test_export_of_an_assessment_nobody_scored_is_sound(service: Service) -> None:
    book = workbook(service.ben, service.world.new)
    assert len(rows_of(book, "Scores")) == 1
    facts = {row[0]: row[1] for row in rows_of(book, "Method")}
    assert (facts["Share of points"], facts["Reviewers whose ratings count here"]) == (
        "below minimum coverage",
        "nobody yet",
    )


def test_complete_export_comes_in_again_over_http(scored: Service) -> None:
    content = scored.ben.get(f"/api/assessments/{scored.world.old}/export.json").content
    answer = scored.ana.post("/api/imports", files={"file": ("export.json", content)})
    assert answer.status_code == 201, answer.text
    done = answer.json()
    assert (done["drafts"], done["assessments"]) == (2, 2)
    again = scored.ben.get(f"/api/assessments/{done['assessment_id']}/matrix").json()
    before = scored.ben.get(f"/api/assessments/{scored.world.new}/matrix").json()
    assert [row["codes"] for row in again["rows"]] == [row["codes"] for row in before["rows"]]


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"PK\x03\x04", b'{"format": "salvaguarda-export", "schema": 1}']
)
def test_wrong_import_is_refused_and_changes_nothing(service: Service, content: bytes) -> None:
    answer = service.ana.post("/api/imports", files={"file": ("export.json", content)})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid-export")
    assert len(service.ana.get("/api/instruments").json()) == 1


def test_import_without_a_file_is_refused(service: Service) -> None:
    assert service.ana.post("/api/imports", files={"other": ("a", b"b")}).status_code == 400


def test_json_states_how_its_results_came_about(scored: Service) -> None:
    export = json.loads(scored.ben.get(f"/api/assessments/{scored.world.old}/export.json").content)
    facts = {fact["name"]: fact["value"] for fact in export["assessments"][0]["facts"]}
    assert facts["Use"] == "none"
    assert len(facts["sha256 of the source file"]) == 64
    assert export["assessments"][0]["codes"]["art_3"].count("c") == 1
