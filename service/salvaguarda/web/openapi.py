"""The interface described: OpenAPI 3.1 with an example for every route, and problem details declared.

Litestar derives paths and schemas from the controllers; what it cannot know (bodies of several kinds, examples,
errors, cookie and token) is added here.
"""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from litestar import Litestar
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.types import ControllerRouterHandler

from salvaguarda import __version__
from salvaguarda.domain.access import ALLOWED, Act, Standing
from salvaguarda.domain.scopes import SCOPE_OF
from salvaguarda.web.bodies import BODIES, FILES, model_schemas
from salvaguarda.web.errors import MEDIA_TYPE
from salvaguarda.web.etags import provide_edited_version, provide_version_or_new
from salvaguarda.web.examples import EXAMPLES, Example
from salvaguarda.web.examples.example import NOTHING, plain
from salvaguarda.web.schemas.problems import MistakeOut, ProblemOut

Json = dict[str, Any]

_ERROR_EXAMPLE = ProblemOut(
    type="/problems/invalid",
    title="Something in the input is wrong",
    status=400,
    detail="2 things are wrong.",
    problems=[
        MistakeOut("title", "This is missing.", "Fill it in."),
        MistakeOut("language", "This is not a language code.", "Write it like en, es or pt-BR."),
    ],
    request_id="5f1c9a40b7d2",
)
_PROBLEM_SCHEMA: Json = {
    "type": "object",
    "title": "ProblemOut",
    "description": ProblemOut.__doc__,
    "required": ["type", "title", "status", "detail", "problems", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "problems": {"type": "array", "items": {"$ref": "#/components/schemas/MistakeOut"}},
        "request_id": {"type": "string"},
        "current": {"description": "With 412 only: the version that somebody else saved."},
    },
}
_MISTAKE_SCHEMA: Json = {
    "type": "object",
    "title": "MistakeOut",
    "description": MistakeOut.__doc__,
    "required": ["where", "what", "fix"],
    "properties": {name: {"type": "string"} for name in ("where", "what", "fix")},
}
_DESCRIPTION = (
    "Score every provision of a draft treaty or bill against a checklist of human-rights safeguards. "
    "Every change needs the session cookie and its token in X-CSRF-Token; everything editable has an ETag."
)


def describe(controllers: Sequence[ControllerRouterHandler]) -> Json:
    """The OpenAPI document of these controllers, as JSON values."""
    document: Json = json.loads(json.dumps(_derived(controllers).openapi_schema.to_schema()))
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name, schema in model_schemas().items():
        schemas.setdefault(name, schema)
    schemas |= {"ProblemOut": _PROBLEM_SCHEMA, "MistakeOut": _MISTAKE_SCHEMA}
    document["components"]["securitySchemes"] = {
        "session": {"type": "apiKey", "in": "cookie", "name": "salvaguarda"},
        "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token"},
        "token": {"type": "http", "scheme": "bearer", "description": "An API token, instead of both."},
    }
    acts = _acts(controllers)
    for operations in document["paths"].values():
        for method, operation in operations.items():
            _complete(method, operation, acts)
    return document


def written(document: Json) -> str:
    """The document as text; the same document always gives the same text."""
    return json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _derived(controllers: Sequence[ControllerRouterHandler]) -> Litestar:
    """An application that is never served: Litestar describes only what it would serve pages for."""
    return Litestar(
        route_handlers=controllers,
        openapi_config=OpenAPIConfig(
            title="Salvaguarda", version=__version__, description=_DESCRIPTION, use_handler_docstrings=True
        ),
        dependencies={
            # Each needs a function of its own: Litestar takes the same one under two names for a mistake.
            **{
                name: Provide(lambda: None, sync_to_thread=False)
                for name in ("parts", "person", "roles", "session")
            },
            "edited_version": Provide(provide_edited_version, sync_to_thread=False),
            "version_or_new": Provide(provide_version_or_new, sync_to_thread=False),
        },
        logging_config=None,
    )


def _acts(controllers: Sequence[ControllerRouterHandler]) -> dict[str, Act]:
    found = {}
    for route in _derived(controllers).routes:
        for handler in getattr(route, "route_handlers", ()):
            if "act" in handler.opt:
                found[handler.operation_id] = handler.opt["act"]
    return found


def _complete(method: str, operation: Json, acts: dict[str, Act]) -> None:
    name = operation["operationId"]
    public = Standing.VISITOR in ALLOWED[acts[name]]
    token: Json = {} if method == "get" or public else {"csrf": []}
    by_token: list[Json] = [{"token": []}] if acts[name] in SCOPE_OF else []
    operation["security"] = [] if public else [{"session": [], **token}, *by_token]
    if name in BODIES:
        operation["requestBody"] = {"required": True, "content": json.loads(json.dumps(BODIES[name]))}
    if name in FILES:
        answer = next(iter(operation["responses"].values()))
        answer["content"] = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in FILES[name]}
    operation["responses"].pop("400", None)
    operation["responses"]["default"] = {
        "description": "What went wrong, as problem details (RFC 9457)",
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/ProblemOut"},
                "examples": {"example": {"value": plain(_ERROR_EXAMPLE)}},
            }
        },
    }
    if name in EXAMPLES:
        _add_examples(operation, EXAMPLES[name])


def _add_examples(operation: Json, example: Example) -> None:
    for parameter in operation.get("parameters", []):
        if parameter["name"] in example.parameters:
            parameter["example"] = example.parameters[parameter["name"]]
    body = operation.get("requestBody", {}).get("content", {})
    sent = {**example.requests, "application/json": example.request}
    for kind in body.keys() & sent.keys():
        _show(body[kind], sent[kind])
    for status, answer in operation["responses"].items():
        for media in answer.get("content", {}).values() if status.startswith("2") else ():
            _show(media, example.response)


def _show(media: Json, value: object) -> None:
    if value is not NOTHING:
        media["examples"] = {"example": {"value": plain(value)}}


@cache
def _cached(controllers: tuple[ControllerRouterHandler, ...]) -> bytes:
    return written(describe(controllers)).encode()


def served(controllers: tuple[ControllerRouterHandler, ...]) -> bytes:
    """The document as it is served; made once, when first asked for."""
    return _cached(controllers)
