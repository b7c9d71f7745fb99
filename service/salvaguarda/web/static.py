"""The built front end: hashed assets for ever, the page itself always asked for, deep links answered with it."""

import gzip
from dataclasses import dataclass
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from litestar import Request, Response, get, route
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from salvaguarda.domain.access import Act

# Pages of the single-page application (docs/architecture.md). The matrix's whole table is a page of the server's own.
PAGES = (
    "/",
    "/setup",
    "/sign-in",
    "/people",
    "/invite",
    "/account",
    "/reset",
    "/endpoints",
    "/prompts",
    "/prompts/{prompt_id:str}/{version:str}",
    "/checklists",
    "/checklists/{checklist_id:str}/{version:str}",
    "/instruments/{instrument_id:str}",
    "/instruments/{instrument_id:str}/import",
    "/instruments/{instrument_id:str}/trend",
    "/instruments/{instrument_id:str}/life/{draft_id:str}/{path:str}",
    "/drafts/{draft_id:str}",
    "/assessments/{assessment_id:str}/score",
    "/assessments/{assessment_id:str}/matrix",
    "/assessments/{assessment_id:str}/assignments",
    "/assessments/{assessment_id:str}/suggestions",
    "/assessments/{assessment_id:str}/team",
    "/assessments/{assessment_id:str}/evaluation",
    "/assessments/{assessment_id:str}/agreement",
    "/assessments/{assessment_id:str}/conflicts",
    "/assessments/{assessment_id:str}/conflicts/{path:str}/{criterion:str}",
    "/assessments/{assessment_id:str}/sign-off",
    "/assessments/{assessment_id:str}/record",
    "/record",
    "/assessments/{assessment_id:str}/positions",
    "/runs/{run_id:str}",
    "/compare/{old:str}/{new:str}",
)
_COMPRESSED = frozenset({".css", ".html", ".js", ".json", ".map", ".svg", ".txt", ".webmanifest"})
_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}
_FOREVER = "public, max-age=31536000, immutable"
_ASK = "no-cache"

_NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Salvaguarda: the pages are not built</title>
<main><h1>The pages are not built yet</h1>
<p>The service runs, but the front end is missing from this checkout. Build it with <code>make frontend</code>, then
start the service again. An installed Salvaguarda brings its pages with it.</p></main></html>
"""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file in memory. zipped: its gzip form; None where that gains nothing."""

    content: bytes
    zipped: bytes | None
    media_type: str
    etag: str
    cache: str


def load_assets(folder: Path) -> dict[str, Asset]:
    """Every file beneath `folder` by its path ("assets/index-3f2a.js"); the whole front end is some 300 kB."""
    if not (folder / "index.html").is_file():
        return {"index.html": _asset("index.html", _NOT_BUILT.encode(), None)}
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and path.suffix != ".gz":
            beside = path.with_name(path.name + ".gz")
            found[name] = _asset(name, path.read_bytes(), beside.read_bytes() if beside.is_file() else None)
    return found


def _asset(name: str, content: bytes, zipped: bytes | None) -> Asset:
    suffix = Path(name).suffix
    media = _TYPES.get(suffix) or guess_type(name)[0] or "application/octet-stream"
    if suffix in _COMPRESSED and zipped is None:
        zipped = gzip.compress(content, 9, mtime=0)
    return Asset(
        content=content,
        zipped=zipped if zipped is not None and len(zipped) < len(content) else None,
        media_type=media,  # Litestar adds the charset of texts
        etag=f'"{sha256(content).hexdigest()[:20]}"',
        cache=_FOREVER if name.startswith("assets/") else _ASK,
    )


def answer_asset(request: Request[Any, Any, Any], asset: Asset) -> Response[bytes]:
    """The file, compressed where the browser can, or 304 when it has it."""
    headers = {"etag": asset.etag, "cache-control": asset.cache, "vary": "Accept-Encoding"}
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if asset.etag in known or "*" in known:
        return Response(b"", status_code=304, headers=headers, media_type=asset.media_type)
    content = asset.content
    if asset.zipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
        content, headers["content-encoding"] = asset.zipped, "gzip"
    return Response(content, headers=headers, media_type=asset.media_type)


def is_visit(request: Request[Any, Any, Any]) -> bool:
    """Whether a person opened this address: the program then says in words that nothing is there."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")


def static_handlers(folder: Path) -> list[HTTPRouteHandler]:
    """The routes of the front end built into `folder`."""
    assets = load_assets(folder)
    page = {"act": Act.OPEN_PAGES, "exclude_from_compression": True}

    @get(list(PAGES), opt=page, include_in_schema=False, sync_to_thread=False)
    def get_page(request: Request[Any, Any, Any]) -> Response[bytes]:
        return answer_asset(request, assets["index.html"])

    @get("/{path:path}", opt=page, include_in_schema=False, sync_to_thread=False)
    def get_asset(request: Request[Any, Any, Any], path: FromPath[Path]) -> Response[bytes]:
        asset = assets.get(path.as_posix().lstrip("/"))
        if asset is not None:
            return answer_asset(request, asset)
        if is_visit(request):
            shell = assets["index.html"]
            headers = {"cache-control": "no-store"}
            return Response(shell.content, status_code=404, headers=headers, media_type=shell.media_type)
        raise NotFoundException

    @route(
        "/{path:path}",
        http_method=["POST", "PUT", "PATCH", "DELETE"],
        opt=page,
        include_in_schema=False,
        sync_to_thread=False,
    )
    def change_nothing(path: FromPath[Path]) -> None:  # noqa: ARG001  (part of the address)
        """Nothing is at this address, whatever the method; without this it would be the wrong method."""
        raise NotFoundException

    return [get_page, get_asset, change_nothing]
