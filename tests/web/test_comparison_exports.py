"""A comparison as workbook, CSV and page: the same order, figures and words as on screen, and nothing that could run."""

import csv
import io
import re
import zipfile
from html.parser import HTMLParser
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.workbook import Workbook

from salvaguarda.domain.alignment.links import Relation
from tests.client import Client
from tests.web.assessing import CELL, Service

HOSTILE = '=HYPERLINK("http://evil","x") <script>alert(1)</script> \u202e'


@pytest.fixture
def scored(service: Service) -> Service:
    """Ben sees a safeguard lost, one won and a red line newly failed; a link has a hostile reason."""
    world = service.world
    for assessment, cell, rating in (
        (world.old, CELL, "met"),
        (world.new, ("art_4", CELL[1]), "not_met"),
        (world.old, ("art_2", "legality"), "partly"),
        (world.new, ("art_3", "legality"), "met"),
    ):
        assert service.save(service.ben, assessment, cell, rating=rating).status_code == 200

    def spoil(records: Any) -> None:
        (link,) = records.links.to(world.old_draft, world.new_draft, "art_5")
        spoiled = type(link.link)(link.link.old, link.link.new, Relation.MOVED, 0.5, HOSTILE)
        records.links.change(link.id, link.version, spoiled, world.ana)

    service.database.write_here(spoil)
    return service


def address(service: Service, page: str) -> str:
    return f"/api/comparisons/{service.world.old_draft}/{service.world.new_draft}{page}"


def workbook(service: Service, who: Client) -> Workbook:
    answer = who.get(address(service, "/export.xlsx"))
    assert answer.status_code == 200, answer.text
    return load_workbook(io.BytesIO(answer.content), rich_text=True)


def rows_of(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    heads, *rows = [[cell.value for cell in row] for row in book[sheet].iter_rows()]
    return [dict(zip(heads, row, strict=True)) for row in rows]


def csv_rows(service: Service, who: Client) -> list[dict[str, str]]:
    content = who.get(address(service, "/export.csv")).content
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_workbook_lists_the_links_of_the_screen_in_its_order(scored: Service) -> None:
    shown = scored.ben.get(address(scored, "")).json()["links"]
    rows = rows_of(workbook(scored, scored.ben), "Links")
    assert [row["Relation"] for row in rows] == [link["relation"] for link in shown]
    assert [row["New provision"] or "" for row in rows] == [
        ", ".join(each["label"] for each in link["new"]) for link in shown
    ]
    corrected = [row for row in rows if row["Confirmed or corrected by"]]
    assert [(row["Confirmed or corrected by"], row["Reason"]) for row in corrected] == [
        ("Ana Reyes", HOSTILE)
    ]
    assert rows[0]["Changes"].endswith("met → not met (declined, text changed; red line newly failed)")


def test_words_of_a_link_are_those_of_the_screen_struck_and_underlined(scored: Service) -> None:
    link = scored.ben.get(address(scored, "")).json()["links"][0]
    operations = scored.ben.get(f"/api/links/{link['id']}/redline").json()["operations"]
    book = workbook(scored, scored.ben)
    column = next(cell.column for cell in book["Links"][1] if str(cell.value).startswith("Words"))
    words = book["Links"].cell(2, column).value
    assert isinstance(words, CellRichText)
    assert str(words) == "".join(text for _, text, _ in operations)
    struck = [part.text for part in words if isinstance(part, TextBlock) and part.font.strike]
    underlined = [part.text for part in words if isinstance(part, TextBlock) and part.font.u]
    assert struck == [text for sign, text, _ in operations if sign == "-"]
    assert underlined == [text for sign, text, _ in operations if sign == "+"]


def test_every_change_has_a_row_with_its_cause(scored: Service) -> None:
    rows = rows_of(workbook(scored, scored.ben), "Changes")
    told = [
        (row["Criterion id"], row["Rating before"], row["Rating after"], row["Change"], row["Cause"])
        for row in rows
    ]
    assert told == [
        (CELL[1], "met", "not met", "declined", "text changed"),
        ("legality", "partly", "met", "improved", "re assessed"),
    ]
    assert [row["Red line newly failed"] for row in rows] == ["yes", "no"]


def test_method_sheet_states_drafts_checklist_formula_engine_and_people(scored: Service) -> None:
    rows = [[cell.value for cell in row] for row in workbook(scored, scored.ben)["Method"].iter_rows()]
    facts: dict[tuple[str, str], Any] = {}
    group = ""
    for name, value in rows:
        if value is None and name:
            group = name
        elif name:
            facts[group, name] = value
    world = scored.world
    for side, draft in (("Old draft", world.old_draft), ("New draft", world.new_draft)):
        kept = scored.ben.get(f"/api/drafts/{draft}").json()
        assert facts[side, "sha256 of the text"] == kept["text_sha256"]
        assert facts[side, "Checklist, id and version"] == "un-cybercrime-safeguards 1.0.0"
        assert len(facts[side, "Checklist, sha256 of the file"]) == 64
        assert facts[side, "Reviewers whose ratings count here"] == "Ben"
        assert facts[side, "Coverage"] is not None
        assert facts[side, "Formula version"]
    assert facts["Comparison", "Links confirmed or corrected by a person"] == 1
    assert (facts["Comparison", "Safeguards lost"], facts["Comparison", "Safeguards won"]) == (1, 1)
    assert facts["Alignment", "Engine version"]
    assert facts["Language model", "Use"] == "none"
    assert facts["Export", "Made by"] == "Ben"


def test_workbook_runs_nothing(scored: Service) -> None:
    answer = scored.ben.get(address(scored, "/export.xlsx"))
    for sheet in load_workbook(io.BytesIO(answer.content)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        text = " ".join(parts.read(name).decode() for name in parts.namelist())
    assert "<f>" not in text
    assert "externalLink" not in text


def test_csv_has_a_row_for_each_change_and_for_each_link_without_one(scored: Service) -> None:
    shown = scored.ben.get(address(scored, "")).json()["links"]
    rows = csv_rows(scored, scored.ben)
    assert len(rows) == sum(max(1, len(link["changes"])) for link in shown)
    assert (rows[0]["Criterion id"], rows[0]["Cause"]) == (CELL[1], "text changed")
    words = rows[0]["Words: [-deleted-] {+inserted+}"]
    assert "[-" in words
    assert all(row["Old draft: sha256 of the text"] for row in rows)
    assert all(row["Language model: Use"] == "none" for row in rows)


def test_csv_has_no_formula(scored: Service) -> None:
    rows = csv_rows(scored, scored.ben)
    assert f"'{HOSTILE}" in [row["Reason"] for row in rows]
    assert not any(
        value.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for value in row.values()
    )


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
def test_files_are_attachments_with_a_plain_name(scored: Service, extension: str) -> None:
    answer = scored.ben.get(address(scored, f"/export.{extension}?level=paragraph"))
    world = scored.world
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="model-convention-first-draft-to-second-draft-{world.old_draft}-{world.new_draft}.{extension}"'
    )
    assert answer.headers["cache-control"] == "no-store"


class Tags(HTMLParser):
    """Tags with their attributes, and the words inside ins and del."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.changed: list[tuple[str, str]] = []
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("ins", "del"):
            self._inside = tag
            self.changed.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self._inside = "" if tag == self._inside else self._inside

    def handle_data(self, data: str) -> None:
        if self._inside:
            tag, words = self.changed[-1]
            self.changed[-1] = (tag, words + data)


def report(service: Service, who: Client) -> str:
    answer = who.get(f"/comparisons/{service.world.old_draft}/{service.world.new_draft}/report")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    return answer.text


def test_report_shows_what_matters_most_first(scored: Service) -> None:
    page = report(scored, scored.ben)
    heads = re.findall(r"<h2[^>]*>([^<]+)</h2>", page)
    assert heads[:3] == ["In short", "Red lines newly failed (1)", "Safeguards won (1)"]
    assert heads[-2:] == ["Unchanged (1)", "How this came about"]
    assert 'class="met">met</td>' in page
    assert 'class="not_met">not met</td>' in page


def test_report_shows_the_words_of_the_screen(scored: Service) -> None:
    link = scored.ben.get(address(scored, "")).json()["links"][0]
    operations = scored.ben.get(f"/api/links/{link['id']}/redline").json()["operations"]
    wanted = [({"-": "del", "+": "ins"}[sign], text) for sign, text, _ in operations if sign != "="]
    assert Tags(report(scored, scored.ben)).changed[: len(wanted)] == wanted


def test_report_is_plain_escaped_and_turns_with_its_text(scored: Service) -> None:
    page = report(scored, scored.ben)
    tags = Tags(page).tags
    assert not [
        tag for tag, attrs in tags if tag in ("script", "style") or "style" in attrs or "onclick" in attrs
    ]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    words = [attrs for tag, attrs in tags if attrs.get("class") == "words-changed"]
    assert words
    assert all(attrs["dir"] == "auto" and attrs["lang"] == "en" for attrs in words)


def test_visitors_are_sent_to_sign_in(visitor: Client) -> None:
    answer = visitor.get("/comparisons/1/2/report", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
