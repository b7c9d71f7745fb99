"""The matrix of a long treaty: few DOM nodes, all by keyboard; and a hostile text that stays text."""

from playwright.sync_api import Page, expect

from benchmarks.texts import treaty_text
from tests.browser.assessments import add_assessment
from tests.browser.pages import set_up
from tests.service import RunningService

HOSTILE = (
    "Article 1\n<script>document.title='taken'</script>\n"
    "Each Party shall <img src=x onerror=\"document.title='taken'\"> respect \u202erights\u202c and {{7*7}}.\n\n"
    'Article 2\n=HYPERLINK("x")\n' + "w" * 10_000 + "\n"
)


def test_400_provisions_stay_under_a_thousand_nodes(page: Page, service: RunningService) -> None:
    set_up(page, service.address)
    key = add_assessment(page, service.address, treaty_text(400), "un-cybercrime-safeguards")
    page.goto(f"{service.address}/assessments/{key}/matrix")
    grid = page.get_by_role("grid")
    expect(grid).to_have_attribute("aria-rowcount", "403")
    nodes = "document.querySelectorAll('[role=grid] *').length"
    assert page.evaluate(nodes) < 1000

    grid.locator("[tabindex='0']").first.focus()
    page.keyboard.press("Control+End")
    expect(page.get_by_role("rowheader", name="Art. 400")).to_be_visible()
    assert page.evaluate(nodes) < 1000
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("does not apply here")
    page.keyboard.press("Escape")
    page.keyboard.press("Home")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Nobody has scored this cell yet.")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Home")
    expect(page.get_by_role("rowheader", name="Whole text")).to_be_visible()


def test_hostile_text_is_shown_as_text(page: Page, service: RunningService) -> None:
    set_up(page, service.address)
    key = add_assessment(page, service.address, HOSTILE, "three-part-test")
    for path in (
        f"/assessments/{key}/score?provision=art_1",
        f"/assessments/{key}/matrix",
        f"/assessments/{key}/table",
    ):
        page.goto(service.address + path)
        page.wait_for_load_state("networkidle")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.title() != "taken"
        assert page.locator("img[src=x]").count() == 0
    page.goto(f"{service.address}/assessments/{key}/score?provision=art_1")
    expect(page.get_by_role("textbox", name="Text of Art. 1")).to_contain_text(
        "<script>document.title='taken'</script>"
    )
