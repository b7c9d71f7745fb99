"""Files and pages say what a language model had to do with scores, run nothing of what it wrote, and leak nothing."""

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from salvaguarda.adapters.exports.json_complete import write_complete
from salvaguarda.application.export_assessment import export_assessment
from salvaguarda.application.export_instrument import export_instrument
from salvaguarda.application.ports.assessments import Settings
from salvaguarda.bootstrap import REPORT_WRITERS
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.policy import DecisionAction
from tests.assessing import rate, sheets
from tests.client import Client
from tests.showing import PROMPT_HASH, decide, propose, show, suggestion
from tests.web.assessing import CELL, Service

OTHER = ("art_4", "data-protection")
MODEL = '=HYPERLINK("http://evil","x")\x07<script>alert(1)</script>'
WRITTEN = MODEL.replace("\x07", "")
REASON = "+1 \u202eevil"
SECRET = "Nobody-was-shown-this"


@pytest.fixture
def used(service: Service) -> Service:
    """Ben edits what a model with a hostile name suggested, and only sees another; Ana is asked nothing. One is hidden."""
    world = service.world

    def work(records: Any) -> None:
        rate(records, sheets(), world.old, CELL, world.ben, Rating.MET)
        shown = show(records, world.old, CELL, world.ben, None, model=MODEL, prompt_id="-1+provision")
        score = rate(records, sheets(), world.old, CELL, world.ben, Rating.PARTLY, "My words.", version=1)
        decide(records, shown, world.ben, DecisionAction.EDIT, REASON, before=Rating.MET, score=score)
        rate(records, sheets(), world.old, OTHER, world.ben, Rating.SILENT)
        show(records, world.old, OTHER, world.ben)
        propose(records, world.old, ("art_2", "legality"), world.ana, suggestion(Rating.MET, SECRET))

    service.database.write_here(work)
    return service


def rows_of_csv(who: Client, assessment_id: int) -> dict[str, dict[str, str]]:
    """Provision → its row."""
    content = who.get(f"/api/assessments/{assessment_id}/export.csv").content.decode("utf-8-sig")
    return {row["Path"]: row for row in csv.DictReader(io.StringIO(content, newline=""))}


def workbook(who: Client, address: str) -> Workbook:
    answer = who.get(address)
    assert answer.status_code == 200, answer.text
    return load_workbook(io.BytesIO(answer.content))


def test_csv_says_of_each_score_what_its_person_had_seen(used: Service) -> None:
    rows = rows_of_csv(used.ben, used.world.old)
    edited, seen = rows["art_3"], rows["art_4"]
    assert (edited["Suggestion"], edited["Suggested by model"]) == ("edited", f"'{WRITTEN}")
    assert (edited["Prompt"], edited["Rating before it was seen"]) == ("'-1+provision@1.0.0", "met")
    assert edited["Reason of the decision"] == f"'{REASON}"
    assert edited["Seen at (UTC)"] == edited["Decided at (UTC)"] != ""
    assert (seen["Suggestion"], seen["Prompt"], seen["Decided at (UTC)"]) == (
        "seen only",
        "provision-score@1.0.0",
        "",
    )
    assert "1 cell: accepted 0, edited 1, rejected 0, undecided 0." in edited["Language model: Use"]


def test_csv_of_scores_without_suggestions_leaves_these_columns_empty(service: Service) -> None:
    service.save(service.ben, service.world.old, CELL, rating="met")
    row = rows_of_csv(service.ben, service.world.old)["art_3"]
    names = ("Suggestion", "Suggested by model", "Prompt", "Rating before it was seen", "Seen at (UTC)")
    assert [row[name] for name in names] == [""] * 5
    assert row["Language model: Use"] == "none"


def test_no_field_starts_a_formula(used: Service) -> None:
    for row in rows_of_csv(used.ben, used.world.old).values():
        assert not [value for value in row.values() if value.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_workbook_says_it_on_all_three_sheets(used: Service) -> None:
    book = workbook(used.ben, f"/api/assessments/{used.world.old}/export.xlsx")
    use = rows_of_csv(used.ben, used.world.old)["art_3"]["Language model: Use"]
    assert book["Matrix"]["A4"].value == f"Use of a language model: {use}"
    heads, *rows = [[cell.value for cell in row] for row in book["Scores"].iter_rows()]
    told = {row[2]: dict(zip(heads, row, strict=True)) for row in rows}
    assert (told["art_3"]["Suggestion"], told["art_3"]["Suggested by model"]) == ("edited", WRITTEN)
    assert (told["art_4"]["Suggestion"], told["art_4"]["Reason of the decision"]) == ("seen only", None)
    facts = {row[0].value: row[1].value for row in book["Method"].iter_rows()}
    assert facts["Use"] == use
    assert facts["sha256 of the prompt provision-score@1.0.0"] == PROMPT_HASH


def test_workbook_runs_nothing_that_a_model_wrote(used: Service) -> None:
    answer = used.ben.get(f"/api/assessments/{used.world.old}/export.xlsx")
    for sheet in load_workbook(io.BytesIO(answer.content)):
        for row in sheet.iter_rows():
            assert not [cell for cell in row if cell.data_type == "f" or cell.hyperlink]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        assert "<f>" not in " ".join(parts.read(name).decode() for name in parts.namelist())


def test_table_page_says_it_escaped(used: Service) -> None:
    page = used.ben.get(f"/assessments/{used.world.old}/table").text
    assert "Use of a language model: <bdi>Suggestions of =HYPERLINK(&quot;" in page
    assert "&lt;script&gt;" in page
    assert "<script>" not in page
    assert "No suggestion counts as a score." in page


def test_comparison_says_it_in_every_form(used: Service) -> None:
    world = used.world
    compared = f"comparisons/{world.old_draft}/{world.new_draft}"
    book = workbook(used.ben, f"/api/{compared}/export.xlsx")
    use = next(row[1].value for row in book["Method"].iter_rows() if row[0].value == "Use")
    assert use.startswith("Old draft: Suggestions of =HYPERLINK")
    assert use.endswith("No suggestion counts as a score. New draft: none.")
    content = used.ben.get(f"/api/{compared}/export.csv").content.decode("utf-8-sig")
    assert {row["Language model: Use"] for row in csv.DictReader(io.StringIO(content, newline=""))} == {use}
    page = used.ben.get(f"/{compared}/report").text
    assert "Language model: Use</th><td><bdi>Old draft: Suggestions of =HYPERLINK(&quot;" in page
    assert "<script>" not in page


def test_json_carries_what_was_seen_and_decided_exactly(used: Service) -> None:
    export = json.loads(used.ben.get(f"/api/assessments/{used.world.old}/export.json").content)
    reveals = export["assessments"][0]["reveals"]
    assert [each["provenance"]["model"] for each in reveals] == [MODEL, "model-1"]
    assert [[made["reason"] for made in each["decisions"]] for each in reveals] == [[REASON], []]
    facts = {fact["name"]: fact["value"] for fact in export["assessments"][0]["facts"]}
    assert facts["Use"].endswith("No suggestion counts as a score.")


def everything(who: Client, service: Service) -> str:
    """Every file and page that leaves the service, workbooks unpacked."""
    world = service.world
    compared = f"comparisons/{world.old_draft}/{world.new_draft}"
    addresses = [
        *(f"/api/assessments/{world.old}/export.{form}" for form in ("xlsx", "csv", "json")),
        *(f"/api/{compared}/export.{form}" for form in ("xlsx", "csv")),
        f"/assessments/{world.old}/table",
        f"/{compared}/report",
    ]
    return " ".join(told(who.get(address).content) for address in addresses)


def told(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return " ".join(parts.read(name).decode() for name in parts.namelist())


@pytest.mark.parametrize("who", ["ana", "ben", "cleo"])
def test_what_nobody_was_shown_is_in_no_file(used: Service, who: str) -> None:
    assert SECRET not in everything(getattr(used, who), used)


def test_not_even_the_command_line_exports_what_nobody_was_shown(used: Service) -> None:
    world = used.world
    report = used.database.read_here(export_assessment, sheets(), world.old, None)
    complete = used.database.read_here(export_instrument, sheets(), world.instrument, None)
    files = [writer.write(report) for writer in REPORT_WRITERS.values()] + [write_complete(complete)]
    assert not [file for file in files if SECRET in told(file)]
    assert "My words." in told(files[-1])


def test_reader_who_has_not_rated_the_cell_is_told_nothing(used: Service) -> None:
    before = everything(used.cleo, used)
    assert not [
        told
        for told in ("HYPERLINK", "model-1", "edited", "seen only", "evil", PROMPT_HASH)
        if told in before
    ]
    used.save(used.cleo, used.world.old, OTHER, rating="met")
    after = everything(used.cleo, used)
    assert ("model-1" in after, "seen only" in after, "HYPERLINK" in after) == (True, True, False)


def test_an_open_assessment_tells_who_has_not_rated_that_there_was_a_suggestion_and_no_more(
    used: Service,
) -> None:
    def open_it(records: Any) -> None:
        old = records.assessments.get(used.world.old)
        records.assessments.edit(old.id, old.version, Settings(old.title, blind=False), used.world.ana)

    used.database.write_here(open_it)
    row = rows_of_csv(used.cleo, used.world.old)["art_3"]
    assert row["Rationale"] == "My words."
    assert (row["Suggestion"], row["Suggested by model"]) == (
        "seen; no more is told to this reader yet",
        f"'{WRITTEN}",
    )
    assert row["Language model: Use"] == (
        "2 suggestions were shown in cells that the reader has not rated or not asked about; what was seen and done there is told after that. "
        "No suggestion counts as a score."
    )
    files = everything(used.cleo, used)
    assert not [told for told in ("edited", "seen only", "evil</", REASON, PROMPT_HASH) if told in files]
    used.save(used.cleo, used.world.old, CELL, rating="met")
    content = used.cleo.get(f"/api/assessments/{used.world.old}/export.csv").text
    (row,) = [each for each in csv.DictReader(io.StringIO(content)) if each["Rationale"] == "My words."]
    assert row["Suggestion"] == "edited"
    use = row["Language model: Use"]
    assert ("edited 1" in use, "1 suggestion was shown in cells" in use) == (True, True)
