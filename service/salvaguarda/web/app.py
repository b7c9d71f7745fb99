"""The web application: routes, sessions, errors and headers joined."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from litestar import Litestar
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler, get
from litestar.types import ControllerRouterHandler

import salvaguarda
from salvaguarda.application.enter import IN_ASSESSMENT, PLACE_PARAMETERS, PLACELESS
from salvaguarda.application.suggesting.worker import Worker
from salvaguarda.domain.access import ALLOWED_IN, Act
from salvaguarda.web.controllers.account import account_router
from salvaguarda.web.controllers.adjudication import adjudication_router
from salvaguarda.web.controllers.agreement import agreement_router
from salvaguarda.web.controllers.assessments import assessments_router
from salvaguarda.web.controllers.assignments import assignments_router
from salvaguarda.web.controllers.checklists import checklists_router
from salvaguarda.web.controllers.comparison_exports import comparison_exports_router
from salvaguarda.web.controllers.comparisons import comparisons_router
from salvaguarda.web.controllers.discussions import discussions_router
from salvaguarda.web.controllers.drafts import drafts_router
from salvaguarda.web.controllers.endpoints import endpoints_router
from salvaguarda.web.controllers.evaluation import get_evaluation
from salvaguarda.web.controllers.exports import exports_router
from salvaguarda.web.controllers.instruments import InstrumentsController
from salvaguarda.web.controllers.invitations import invitations_router
from salvaguarda.web.controllers.lives import lives_router
from salvaguarda.web.controllers.matrix import get_matrix
from salvaguarda.web.controllers.members import members_router
from salvaguarda.web.controllers.openid import openid_router
from salvaguarda.web.controllers.organisations import organisations_router
from salvaguarda.web.controllers.passkeys import passkeys_router
from salvaguarda.web.controllers.passwords import passwords_router
from salvaguarda.web.controllers.people import PeopleController
from salvaguarda.web.controllers.personal_records import personal_records_router
from salvaguarda.web.controllers.policies import policies_router
from salvaguarda.web.controllers.positions import positions_router
from salvaguarda.web.controllers.prompts import PromptsController
from salvaguarda.web.controllers.readings import readings_router
from salvaguarda.web.controllers.record import record_router
from salvaguarda.web.controllers.redrafts import redrafts_router
from salvaguarda.web.controllers.runs import runs_router
from salvaguarda.web.controllers.scores import scores_router
from salvaguarda.web.controllers.second_factors import second_factors_router
from salvaguarda.web.controllers.second_step import second_step_router
from salvaguarda.web.controllers.session import session_router
from salvaguarda.web.controllers.setup import SetupController
from salvaguarda.web.controllers.snapshots import snapshots_router
from salvaguarda.web.controllers.suggestions import suggestions_router
from salvaguarda.web.errors import EXCEPTION_HANDLERS
from salvaguarda.web.etags import provide_edited_version, provide_version_or_new
from salvaguarda.web.headers import HostMiddleware, headers_for
from salvaguarda.web.openapi import served
from salvaguarda.web.parts import Parts
from salvaguarda.web.requests import StrictRequest
from salvaguarda.web.sessions import SessionMiddleware, guard, provide_person, provide_roles, provide_session
from salvaguarda.web.static import static_handlers

STATIC_FOLDER = Path(salvaguarda.__file__).parent / "static"
# JSON bodies are small; routes that take a file say their own limit.
_BODY_BYTES = 4 * 1024 * 1024
# Programs that stop services commonly wait ten seconds before they kill.
_GRACE_SECONDS = 8.0

CONTROLLERS: tuple[ControllerRouterHandler, ...] = (
    SetupController,
    session_router,
    account_router,
    openid_router,
    second_step_router,
    second_factors_router,
    passkeys_router,
    passwords_router,
    personal_records_router,
    PeopleController,
    checklists_router,
    InstrumentsController,
    readings_router,
    drafts_router,
    assessments_router,
    scores_router,
    adjudication_router,
    discussions_router,
    assignments_router,
    get_matrix,
    comparisons_router,
    lives_router,
    comparison_exports_router,
    exports_router,
    endpoints_router,
    get_evaluation,
    agreement_router,
    PromptsController,
    policies_router,
    suggestions_router,
    runs_router,
    redrafts_router,
    record_router,
    organisations_router,
    members_router,
    invitations_router,
    positions_router,
    snapshots_router,
)


@get(
    "/api/openapi.json",
    include_in_schema=False,
    media_type="application/json",
    sync_to_thread=False,
    opt={"act": Act.OPEN_PAGES},
)
def get_openapi() -> bytes:
    """The interface described, for generators and readers."""
    return served(CONTROLLERS)


@asynccontextmanager
async def _running(
    parts: Parts,
    worker: Worker,
    on_start: Sequence[Callable[[], None]],
    on_close: Sequence[Callable[[], None]],
) -> AsyncIterator[None]:
    """What goes on beside the answers, from the start of the application to its end."""
    parts.live.begin()
    for start in on_start:
        start()
    worker.start()
    yield
    await worker.close(_GRACE_SECONDS)
    await parts.models.close()
    for close in on_close:
        close()


def create_app(
    parts: Parts,
    worker: Worker,
    on_start: Sequence[Callable[[], None]] = (),
    on_close: Sequence[Callable[[], None]] = (),
) -> Litestar:
    """The application over these parts. on_start: called once when it starts. on_close: called once when it shuts down (closing the storage).

    worker: asks models from when it starts; when it shuts down, what is being answered is waited for a little.
    """

    app = Litestar(
        route_handlers=[*CONTROLLERS, get_openapi, *static_handlers(STATIC_FOLDER)],
        dependencies={
            "parts": Provide(lambda: parts, sync_to_thread=False),
            "person": Provide(provide_person, sync_to_thread=False),
            "roles": Provide(provide_roles, sync_to_thread=False),
            "session": Provide(provide_session, sync_to_thread=False),
            "edited_version": Provide(provide_edited_version, sync_to_thread=False),
            "version_or_new": Provide(provide_version_or_new, sync_to_thread=False),
        },
        middleware=[HostMiddleware(parts.settings), SessionMiddleware(parts)],
        guards=[guard],
        exception_handlers=EXCEPTION_HANDLERS,
        before_send=[headers_for(parts.settings)],
        # Small answers stay uncompressed: they gain nothing, and the one that holds the CSRF token is small.
        compression_config=CompressionConfig(
            backend="gzip",
            minimum_size=1400,
            gzip_compress_level=5,
            exclude_opt_key="exclude_from_compression",
        ),
        request_max_body_size=_BODY_BYTES,
        request_class=StrictRequest,
        lifespan=[lambda _: _running(parts, worker, on_start, on_close)],
        state=State({"parts": parts}),
        openapi_config=None,
        logging_config=None,
        debug=False,
    )
    refuse_routes_without_act(app)
    refuse_routes_without_place(app)
    return app


def refuse_routes_without_act(app: Litestar) -> None:
    """Return when every route of ours names its act; RuntimeError, a mistake of ours, otherwise."""
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            if isinstance(handler, HTTPRouteHandler) and "act" not in handler.opt and handler.operation_id:
                raise RuntimeError(
                    f"The route {handler.operation_id} names no Act of domain/access.py in its opt."
                )


def refuse_routes_without_place(app: Litestar) -> None:
    """Return when the gate knows where everything belongs that an address names; RuntimeError, a mistake of ours, otherwise."""
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            if isinstance(handler, HTTPRouteHandler) and handler.operation_id:
                named = set(route.path_parameters)
                unknown = named - PLACE_PARAMETERS - PLACELESS
                if unknown:
                    raise RuntimeError(
                        f"The route {handler.operation_id} names {', '.join(sorted(unknown))}, of which "
                        "application/enter.py does not say where it belongs."
                    )
                if named & IN_ASSESSMENT.keys() and handler.opt["act"] not in ALLOWED_IN:
                    raise RuntimeError(
                        f"The route {handler.operation_id} is in an assessment, and its act is not in ALLOWED_IN of "
                        "domain/access.py."
                    )
