"""The front end: hashed assets for ever, the page asked for each time, deep links answered with it."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from salvaguarda.bootstrap import build_app
from salvaguarda.settings import Settings
from salvaguarda.web import app as web_app
from salvaguarda.web.static import PAGES
from tests.client import Client
from tests.conftest import FAST_HASHER

PAGE = "<!doctype html><title>Salvaguarda</title>"
SCRIPT = "export const words = 'words words words';\n" * 100


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The application with a built front end."""
    here = tmp_path_factory.mktemp("built")
    folder = here / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE)
    (folder / "assets" / "index-3f2a.js").write_text(SCRIPT)
    (folder / "favicon.svg").write_text("<svg/>")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(web_app, "STATIC_FOLDER", folder)
        app = build_app(Settings(data_folder=here), hasher=FAST_HASHER)
    with Client(app) as opened:
        yield opened


@pytest.mark.parametrize("path", PAGES)
def test_deep_links_are_answered_with_the_page(built: Client, path: str) -> None:
    place = path.replace("{version:str}", "1.0.0").replace(":str}", "").replace("{", "")
    answer = built.get(place)
    assert answer.text == PAGE
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


def test_hashed_assets_are_kept_for_ever(built: Client) -> None:
    answer = built.get("/assets/index-3f2a.js")
    assert answer.text == SCRIPT
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"


def test_assets_are_compressed_where_the_browser_can(built: Client) -> None:
    assert built.get("/assets/index-3f2a.js").headers["content-encoding"] == "gzip"
    plain = built.get("/assets/index-3f2a.js", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.headers["vary"] == "Accept-Encoding"
    assert int(plain.headers["content-length"]) == len(SCRIPT)


def test_browser_that_has_a_file_is_told_so(built: Client) -> None:
    first = built.get("/favicon.svg")
    again = built.get("/favicon.svg", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert built.get("/favicon.svg", headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../../salvaguarda.db",
        "/%2e%2e/salvaguarda.db",
        "/assets/index-0000.js",
        "/..%2fsalvaguarda.db",
    ],
)
def test_nothing_else_is_served(built: Client, path: str) -> None:
    answer = built.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_person_at_an_unknown_address_gets_the_page_that_says_so(built: Client) -> None:
    visit = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    answer = built.get("/nowhere/at/all", headers=visit)
    assert (answer.status_code, answer.text) == (404, PAGE)
    assert answer.headers["cache-control"] == "no-store"
    assert built.get("/api/nowhere", headers=visit).headers["content-type"] == "application/problem+json"


def test_missing_front_end_says_how_to_build_it(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_app, "STATIC_FOLDER", tmp_path / "absent")
    with Client(build_app(settings, hasher=FAST_HASHER)) as visitor:
        assert "make frontend" in visitor.get("/").text


def test_file_compressed_at_build_time_is_used(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index.html").write_text(PAGE * 50)
    (tmp_path / "index.html.gz").write_bytes(gzip.compress((PAGE * 50).encode(), 9))
    monkeypatch.setattr(web_app, "STATIC_FOLDER", tmp_path)
    with Client(build_app(settings, hasher=FAST_HASHER)) as visitor:
        assert visitor.get("/").text == PAGE * 50
        assert visitor.get("/index.html.gz").status_code == 404
