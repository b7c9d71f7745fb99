"""Assessments made over HTTP in the name of whoever is signed in to a page: for tests of what comes after."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from playwright.sync_api import Page


@contextmanager
def signed_in_client(page: Page, address: str) -> Iterator[httpx.Client]:
    """A client with the page's session."""
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    with httpx.Client(base_url=address, cookies=cookies, timeout=60) as client:
        client.headers["x-csrf-token"] = client.get("/api/session").json()["csrf_token"]
        yield client


def add_assessment(page: Page, address: str, text: str, checklist: str) -> int:
    """Number of a new assessment of a pasted text, unit article."""
    with signed_in_client(page, address) as client:
        instrument = client.post("/api/instruments", json={"title": "Pasted treaty"}).json()["id"]
        body = {"text": text, "name": "pasted.txt", "draft": {"label": "First"}}
        draft = client.post(f"/api/instruments/{instrument}/drafts", json=body).json()["id"]
        wanted = {"checklist_id": checklist, "checklist_version": "1.0.0"}
        return int(client.post(f"/api/drafts/{draft}/assessments", json=wanted).json()["id"])
