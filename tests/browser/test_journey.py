"""The whole job, as a new user does it: set-up → import → score → matrix → export → next draft → compare → carry."""

import io
import re
from typing import Any

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.pages import (
    DEMO,
    add_instrument,
    come_in,
    expect_saved,
    import_draft,
    next_provision,
    score_by_keyboard,
    set_up,
    start_assessment,
    treaty_text,
)
from tests.service import RunningService
from tests.treaties import BUDAPEST, path_of

KEYS = "2101s21012"


def go_to(page: Page, label: str) -> None:
    page.get_by_role("button", name=re.compile(rf"^{re.escape(label)}\b")).or_(
        page.get_by_role("link", name=re.compile(rf"^{re.escape(label)}\b"))
    ).first.click()
    expect(treaty_text(page)).to_have_attribute("aria-label", f"Text of {label}")


def cells_of(page: Page, address: str) -> list[dict[str, Any]]:
    """Rows of the matrix in which something was scored, by the API."""
    key = re.search(r"/assessments/(\d+)/", page.url)
    assert key
    rows: list[dict[str, Any]] = page.request.get(f"{address}/api/assessments/{key[1]}/matrix").json()["rows"]
    return [row for row in rows if row["summary"]["assessed"]]


def test_score_ten_provisions_and_read_the_export_back(page: Page, service: RunningService) -> None:
    budapest = path_of(BUDAPEST)
    set_up(page, service.address)
    add_instrument(page, service.address, "Convention on Cybercrime")
    import_draft(page, budapest, 48, "As opened for signature", "2001-11-23")
    start_assessment(page)
    go_to(page, "Art. 2")
    for key in KEYS:
        score_by_keyboard(page, key)
        next_provision(page)
    expect_saved(page)
    scored = cells_of(page, service.address)
    assert [row["label"] for row in scored] == [f"Art. {number}" for number in range(2, 12)]
    assert [row["codes"].strip(" .") for row in scored] == list(KEYS)

    page.get_by_role("link", name="Matrix").first.click()
    expect(page.get_by_role("heading", name="Compliance matrix")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("XLSX")).click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    long_sheet = [[cell.value for cell in row] for row in book["Scores"].iter_rows()]
    text = "\n".join(str(value) for row in long_sheet for value in row)
    assert "Art. 2" in text
    assert "Ana Reyes" in text
    assert "intentionally, the access to the whole or any part of a computer system without right" in text
    book.close()


def test_compare_carry_and_reconfirm(page: Page, service: RunningService) -> None:
    come_in(page, service.address)
    add_instrument(page, service.address, "Model Convention")
    instrument = page.url
    import_draft(page, DEMO / "model-convention-1.docx", 38, "First draft", "2025-03-03")
    start_assessment(page)
    go_to(page, "Art. 1")
    for key in "210121012":
        score_by_keyboard(page, key)
        next_provision(page)
    expect_saved(page)

    page.goto(instrument)
    import_draft(page, DEMO / "model-convention-2.docx", 39, "Second draft", "2025-09-15")
    start_assessment(page)
    expect_saved(page)

    page.goto(instrument)
    page.get_by_role("link", name=re.compile("Compare with the previous draft")).click()
    expect(page.get_by_role("heading", name="Second draft compared with First draft")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Carry .* unchanged")).first.click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("Carry")).click()
    expect(page.get_by_text(re.compile("carried; .* to be re-confirmed"))).to_be_visible()

    page.get_by_role("link", name="Matrix").first.click()
    carried = cells_of(page, service.address)
    assert carried
    page.get_by_role("link", name="Score").first.click()
    page.get_by_label("Which provisions").select_option("confirm")
    page.locator("[aria-current]").first.wait_for()
    page.get_by_role("link", name=re.compile("Art")).first.click()
    expect(page.get_by_text("Your rating of the earlier words")).to_be_visible()
    expect(page.locator("ins, del").first).to_be_visible()
    page.keyboard.press("y")
    expect(page.get_by_text(re.compile("Re-confirmed after the words changed"))).to_be_visible()
    expect_saved(page)
    assert sum(row["summary"]["assessed"] for row in cells_of(page, service.address)) == 1 + sum(
        row["summary"]["assessed"] for row in carried
    )
