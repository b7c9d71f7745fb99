"""The whole table as a page: complete, escaped, and without a script or a style of its own."""

import re
from html.parser import HTMLParser

from tests.client import Client
from tests.web.assessing import CELL, Service


class Reader(HTMLParser):
    """Tags with their attributes, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def page_of(client: Client, assessment_id: int) -> str:
    answer = client.get(f"/assessments/{assessment_id}/table")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return answer.text


def test_every_row_and_criterion_has_a_head(service: Service) -> None:
    matrix = service.ben.get(f"/api/assessments/{service.world.old}/matrix").json()
    reader = Reader(page_of(service.ben, service.world.old))
    scopes = [attrs.get("scope") for tag, attrs in reader.tags if tag == "th"]
    demands = len(matrix["demands"])
    assert scopes.count("row") == len(matrix["rows"]) + demands + 3
    assert scopes.count("col") == len(matrix["checklist"]["criteria"]) + 3 + 3
    assert scopes.count("rowgroup") == len({row["division"] for row in matrix["rows"]} - {""})


def test_ratings_red_lines_and_verdict_are_in_words(service: Service) -> None:
    service.save(service.ben, service.world.old, CELL, rating="not_met")
    page = page_of(service.ben, service.world.old)
    assert re.search(r"<td class=\"not_met\">.*Not met", page)
    assert "Red lines failed: 1" in page
    assert service.ben.get(f"/api/assessments/{service.world.old}/matrix").json()["verdict_text"] in page


def test_page_states_how_its_results_came_about(service: Service) -> None:
    matrix = service.ben.get(f"/api/assessments/{service.world.old}/matrix").json()
    page = page_of(service.ben, service.world.old)
    for stated in (
        service.ben.get(f"/api/drafts/{service.world.old_draft}").json()["text_sha256"],
        matrix["checklist"]["sha256"],
        f"Formula version {matrix['formula_version']}",
        "Use of a language model: <bdi>none</bdi>",
        "Reviewers whose ratings count here: <bdi>nobody yet</bdi>",
        "cells with a result (0%)",
    ):
        assert stated in page


def test_page_brings_no_script_and_no_style(service: Service) -> None:
    reader = Reader(page_of(service.ben, service.world.old))
    assert not [tag for tag, _ in reader.tags if tag in {"script", "style", "img", "iframe"}]
    assert not [
        name for _, attrs in reader.tags for name in attrs if name == "style" or name.startswith("on")
    ]
    links = [attrs["href"] for tag, attrs in reader.tags if tag == "link"]
    assert links == ["/table.css", "/icon.svg"]
    style = service.ben.get("/table.css")
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert "prefers-color-scheme: dark" in style.text
    assert "@media print" in style.text


def test_what_people_wrote_is_escaped(service: Service) -> None:
    hostile = '<script>alert("x")</script>&\u202e'
    known = service.ana.get(f"/api/assessments/{service.world.old}")
    settings = {key: known.json()[key] for key in ("checklist_id", "checklist_version", "unit", "blind")}
    changed = service.ana.put(
        f"/api/assessments/{service.world.old}",
        json={**settings, "title": hostile},
        headers={"if-match": known.headers["etag"]},
    )
    assert changed.status_code == 200
    page = page_of(service.ben, service.world.old)
    assert "<script" not in page
    assert "<bdi>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;\u202e</bdi>" in page


def test_visitor_is_sent_to_sign_in(service: Service, visitor: Client) -> None:
    visitor.cookies.clear()
    answer = visitor.get(f"/assessments/{service.world.old}/table", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
