"""Every error as a problem detail (RFC 9457): one table says status and title; controllers have no `try`."""

from dataclasses import dataclass
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.types import ExceptionHandlersMap

from salvaguarda.domain import errors
from salvaguarda.domain.errors import SalvaguardaError
from salvaguarda.web.current import present_current
from salvaguarda.web.etags import etag
from salvaguarda.web.headers import request_id_of
from salvaguarda.web.mistakes import is_wrong_body, mistakes_of
from salvaguarda.web.schemas.problems import MistakeOut, ProblemOut

log = structlog.get_logger()

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """name: the last part of the problem's type; it never changes."""

    status: int
    name: str
    title: str


PROBLEMS: dict[type[SalvaguardaError], Kind] = {
    errors.NotFound: Kind(404, "not-found", "There is nothing here"),
    errors.Forbidden: Kind(403, "forbidden", "You may not do this"),
    errors.NotConfirmed: Kind(403, "not-confirmed", "Show first that it is you"),
    errors.NotSignedIn: Kind(401, "not-signed-in", "Sign in first"),
    errors.WrongCredentials: Kind(401, "wrong-credentials", "That did not fit"),
    errors.WrongFactor: Kind(401, "wrong-factor", "That did not fit"),
    errors.TooManyAttempts: Kind(429, "too-many-attempts", "Too many attempts"),
    errors.Stale: Kind(412, "stale", "Somebody else saved meanwhile"),
    errors.PreconditionMissing: Kind(428, "precondition-missing", "Say which version you edited"),
    errors.Conflict: Kind(409, "conflict", "That does not go together with what is here"),
    errors.MailNotSent: Kind(502, "mail-not-sent", "The e-mail was not sent"),
    errors.StorageUnavailable: Kind(503, "storage-unavailable", "The storage is not available"),
    errors.StorageFull: Kind(507, "storage-full", "The storage is full"),
    errors.StorageReadOnly: Kind(503, "storage-read-only", "The storage cannot be written"),
    errors.Invalid: Kind(400, "invalid", "Something in the input is wrong"),
    errors.Unreadable: Kind(422, "unreadable", "This cannot be read"),
    errors.InvalidChecklist: Kind(422, "invalid-checklist", "The checklist has mistakes"),
    errors.InvalidPrompt: Kind(422, "invalid-prompt", "The prompts have mistakes"),
    errors.InvalidEvidence: Kind(422, "invalid-evidence", "The quote is not in the text"),
    errors.InvalidExport: Kind(422, "invalid-export", "This export cannot be imported"),
}

# What the framework itself refuses, before any of our code runs.
_HTTP = {
    400: Kind(400, "invalid", "Something in the input is wrong"),
    404: Kind(404, "not-found", "There is nothing here"),
    405: Kind(405, "method-not-allowed", "This cannot be done here"),
    413: Kind(413, "too-large", "Too large"),
    415: Kind(415, "unsupported-media-type", "Send it in another form"),
}
_SENTENCES = {
    404: "There is nothing at this address. It may be mistyped.",
    405: "This address does not answer to that method.",
    413: "What was sent is larger than this service accepts (drafts: 25 MB, exports: 200 MB). Remove pictures from a draft, or paste its text.",
}
_UNEXPECTED = Kind(500, "unexpected", "Something went wrong here")
_UNEXPECTED_SENTENCE = (
    "This is a fault of the service, not yours. Nothing of what was saved before is lost. Report request {}."
)


def answer(
    request: Request[Any, Any, Any],
    kind: Kind,
    detail: str,
    problems: list[MistakeOut] | None = None,
    current: object = msgspec.UNSET,
    headers: dict[str, str] | None = None,
) -> Response[Any]:
    """The answer for one error."""
    problem = ProblemOut(
        type=f"/problems/{kind.name}",
        title=kind.title,
        status=kind.status,
        detail=detail,
        problems=problems or [],
        request_id=request_id_of(request.scope),
        current=current,
    )
    return Response(
        msgspec.json.encode(problem), status_code=kind.status, media_type=MEDIA_TYPE, headers=headers or {}
    )


def answer_known(request: Request[Any, Any, Any], error: SalvaguardaError) -> Response[Any]:
    """An error of our tree."""
    kind = PROBLEMS[type(error)]
    headers = {"cache-control": "no-store"}
    problems: list[MistakeOut] = []
    current: object = msgspec.UNSET
    if isinstance(error, errors.Invalid):
        problems = [MistakeOut(each.where, each.what, each.fix) for each in error.problems]
    if isinstance(error, errors.Stale):
        current = present_current(error.current, request.scope.get("user"))
        headers["etag"] = etag(error.version)
    if isinstance(error, errors.TooManyAttempts | errors.StorageUnavailable):
        headers["retry-after"] = str(error.retry_after)
    if isinstance(error, errors.StorageUnavailable):
        log.error("storage unavailable", kind=kind.name, cause=repr(error.__cause__))
    return answer(request, kind, error.message, problems, current, headers)


def answer_framework(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """What Litestar refused: validation, malformed JSON, unknown address, wrong method, too large."""
    wrong_body = is_wrong_body(error)
    if error.status_code >= 500 and not wrong_body:
        return answer_unexpected(request, error)
    kind = _HTTP.get(400 if wrong_body else error.status_code) or Kind(
        error.status_code, "refused", "This was refused"
    )
    headers = {name: value for name, value in (error.headers or {}).items() if name.lower() == "allow"}
    problems = mistakes_of(error) if wrong_body or isinstance(error, ValidationException) else []
    if problems:
        detail = f"{len(problems)} things are wrong." if len(problems) > 1 else problems[0].what
    elif error.status_code == 400:
        detail = "The request could not be understood: it is not the JSON or form that this address expects."
    else:
        detail = _SENTENCES.get(error.status_code, error.detail)
    return answer(request, kind, detail, problems, headers=headers)


def answer_unexpected(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """A fault of ours: logged whole, told without its trace."""
    log.error(
        "unexpected error", exc_info=error, method=request.method, route=request.scope.get("path_template")
    )
    return answer(request, _UNEXPECTED, _UNEXPECTED_SENTENCE.format(request_id_of(request.scope)))


EXCEPTION_HANDLERS: ExceptionHandlersMap = {
    SalvaguardaError: answer_known,
    HTTPException: answer_framework,
    Exception: answer_unexpected,
}
