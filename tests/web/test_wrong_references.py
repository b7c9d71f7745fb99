"""References that may be wrong: on the wire, in the report and in the workbook; for words that a stranger wrote."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from salvaguarda.adapters.exports.xlsx_comparison import REFERENCES
from tests.client import Client
from tests.web.assessing import Service

WARRANT = "Each Party shall obtain a warrant from an independent court before it searches a device."
FUND = "A voluntary fund is established for victims and is managed by the Conference of States Parties."
TRAINING = "The secretariat shall offer yearly training on evidence to authorities of developing countries."
HOSTILE = '=HYPERLINK("http://evil") <script>alert(1)</script>'


def referring(*numbers: int) -> str:
    named = " and ".join(f"article {number}" for number in numbers)
    return f"{HOSTILE} The powers under {named} may be used only with due regard to human rights."


def written(*articles: tuple[str, str]) -> str:
    return "\n\n".join(
        f"Article {number}\n{heading}\n\n{words}" for number, (heading, words) in enumerate(articles, start=1)
    )


OLD = written(("Warrants", WARRANT), ("Limits", referring(1)), ("Training", TRAINING))
NEW = written(("Fund", FUND), ("Warrants", WARRANT), ("Limits", referring(1, 9)), ("Training", TRAINING))


@pytest.fixture
def pair(client: Client) -> tuple[int, int]:
    """Ids of two drafts: article 1 became article 2, and article 3 still says 1, and names an article 9."""
    instrument = client.post("/api/instruments", json={"title": "Model"}).json()["id"]
    stored = [
        client.post(
            f"/api/instruments/{instrument}/drafts",
            json={"text": text, "name": f"{label}.txt", "draft": {"label": label, "language": "en"}},
        )
        for label, text in (("First", OLD), ("Second", NEW))
    ]
    assert [answer.status_code for answer in stored] == [201, 201]
    return stored[0].json()["id"], stored[1].json()["id"]


def listed(client: Client, pair: tuple[int, int]) -> list[dict[str, Any]]:
    answer = client.get(f"/api/comparisons/{pair[0]}/{pair[1]}/references")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["references"]
    return found


def labels(provisions: list[dict[str, str]]) -> list[str]:
    return [each["label"] for each in provisions]


def test_stale_and_dangling_references_are_listed_with_what_they_named(
    client: Client, pair: tuple[int, int]
) -> None:
    stale, dangling = listed(client, pair)
    assert (stale["label"], stale["outcome"], stale["quoted"]) == ("Art. 3", "stale", "article 1")
    assert stale["before"].endswith("The powers under ")
    assert stale["after"].startswith(" and article 9 may be used")
    assert [labels(stale[side]) for side in ("named", "wanted", "leads_to")] == [
        ["Art. 1"],
        ["Art. 2"],
        ["Art. 1"],
    ]
    assert stale["why"] == "It named Art. 1, which is Art. 2 now; here it leads to Art. 1."
    assert (dangling["outcome"], dangling["quoted"]) == ("dangling", "article 9")
    assert dangling["why"] == "It names a provision that this draft does not have."


def test_a_correction_of_a_link_corrects_the_list(client: Client, pair: tuple[int, int]) -> None:
    wish = {"old": ["art_1"], "new": ["art_1"], "relation": "auto"}
    assert client.post(f"/api/comparisons/{pair[0]}/{pair[1]}/links", json=wish).status_code == 201
    assert [each["outcome"] for each in listed(client, pair)] == ["dangling"]


def test_drafts_that_are_no_pair_have_no_list(client: Client, pair: tuple[int, int]) -> None:
    assert client.get(f"/api/comparisons/{pair[0]}/{pair[0]}/references").status_code == 409
    assert client.get(f"/api/comparisons/{pair[0]}/999/references").status_code == 404


def test_visitors_see_no_list(visitor: Client) -> None:
    assert visitor.get("/api/comparisons/1/2/references").status_code == 401


def test_report_has_a_section_with_escaped_words(client: Client, pair: tuple[int, int]) -> None:
    page = client.get(f"/comparisons/{pair[0]}/{pair[1]}/report").text
    assert "References that may be wrong (2)</h2>" in page
    assert "<mark>article 1</mark> and article 9" in page
    assert "which is Art. 2 now" in page
    assert "<script" not in page


def test_report_without_such_references_has_no_section(service: Service) -> None:
    pair = service.world.old_draft, service.world.new_draft
    assert listed(service.ben, pair) == []
    page = service.ben.get(f"/comparisons/{pair[0]}/{pair[1]}/report")
    assert page.status_code == 200
    assert "References that may be wrong" not in page.text


def test_workbook_has_a_sheet_in_which_nothing_runs(client: Client, pair: tuple[int, int]) -> None:
    answer = client.get(f"/api/comparisons/{pair[0]}/{pair[1]}/export.xlsx")
    sheet = load_workbook(io.BytesIO(answer.content))[REFERENCES]
    heads, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    told = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [(row["Reference"], row["Outcome"]) for row in told] == [
        ("article 1", "stale"),
        ("article 9", "dangling"),
    ]
    assert told[0]["What became of that"] == "Art. 2"
    assert told[0]["Words"].startswith(HOSTILE)
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
