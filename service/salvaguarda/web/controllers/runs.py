"""Runs of suggestions: estimate, start, watch and steer them. Nothing here says what a model proposed."""

from collections.abc import Callable
from typing import Any, TypeVarTuple

from anyio import to_thread
from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.response import ServerSentEvent

from salvaguarda.application.ports.records import Records
from salvaguarda.application.suggesting.estimate_run import compute_estimate, load_estimate
from salvaguarda.application.suggesting.plan_run import RunWish
from salvaguarda.application.suggesting.show_runs import RunView, list_run_tasks, list_runs, show_run
from salvaguarda.application.suggesting.start_run import start_run
from salvaguarda.application.suggesting.steer_run import ask_again, cancel_run, pause_run, resume_run
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.etags import etag
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_runs import present_estimate, present_run, present_tasks
from salvaguarda.web.run_events import run_events
from salvaguarda.web.schemas.runs import AgainIn, EstimateOut, RunIn, RunOut, TaskOut, budget_in
from salvaguarda.web.sessions import sent_key_hash

Args = TypeVarTuple("Args")


async def _ordered(parts: Parts, order: Callable[[Records, *Args], RunView], *arguments: *Args) -> RunView:
    """What a use case that orders something of the worker leaves; the worker hears of it once it is kept."""
    view = await parts.database.write(order, *arguments)
    parts.news.order()
    return view


def _answer(view: RunView, person: Person, status: int = 200) -> Response[RunOut]:
    headers = {"etag": etag(view.run.version)}
    return Response(present_run(view, person), status_code=status, headers=headers)


def _wish(data: RunIn) -> RunWish:
    return RunWish(
        purpose=data.purpose,
        endpoint_id=data.endpoint_id,
        prompt=(data.prompt_id, data.prompt_version),
        provisions=data.provisions,
        criteria=data.criteria,
        skips_known=data.skip_answered,
        budget=budget_in(data),
    )


@post(
    "/api/assessments/{assessment_id:int}/runs/estimate",
    operation_id="estimate_run",
    summary="What a run would cost and take",
    status_code=200,
    opt={"act": Act.ASK_MODEL},
)
async def post_estimate(
    assessment_id: FromPath[int],
    data: JSONBody[RunIn],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> EstimateOut:
    """Nothing is kept or sent. For whoever opened the assessment, and the owner."""
    loaded = await parts.database.read_long(
        load_estimate, parts.sheets, parts.prompts, assessment_id, _wish(data), person
    )
    estimate = await to_thread.run_sync(compute_estimate, parts.prompts, loaded, limiter=parts.slow_work)
    return present_estimate(estimate)


@post(
    "/api/assessments/{assessment_id:int}/runs",
    operation_id="start_run",
    summary="Start a run",
    opt={"act": Act.ASK_MODEL},
)
async def post_run(
    assessment_id: FromPath[int],
    data: JSONBody[RunIn],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[RunOut]:
    """For whoever opened the assessment, and the owner. 409 says why policy, endpoint or prompt do not allow it."""
    view = await _ordered(parts, start_run, parts.sheets, parts.prompts, assessment_id, _wish(data), person)
    return _answer(view, person, status=201)


@get(
    "/api/assessments/{assessment_id:int}/runs",
    operation_id="list_runs",
    summary="The runs of an assessment",
    opt={"act": Act.READ},
)
async def get_runs(
    assessment_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> list[RunOut]:
    """Newest first; redrafts are not among them."""
    views = await parts.database.read(list_runs, assessment_id, person)
    return [present_run(view, person) for view in views]


@get("/api/runs/{run_id:int}", operation_id="get_run", summary="A run", opt={"act": Act.READ})
async def get_run(
    run_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> Response[RunOut]:
    """How far it is and what it spent. A redraft's is found by whoever asked for it only."""
    return _answer(await parts.database.read(show_run, run_id, person), person)


@get(
    "/api/runs/{run_id:int}/events",
    operation_id="follow_run",
    summary="Follow a run live",
    opt={"act": Act.READ, "exclude_from_compression": True},
    media_type="text/event-stream",
)
async def get_events(
    request: Request[Person, Any, Any],
    run_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> ServerSentEvent:
    """Events "run" with a RunOut (created_by null), after every change, four a second at most; ends with the run."""
    await parts.database.read(
        show_run, run_id, person
    )  # what cannot be followed is said before the stream begins
    key = sent_key_hash(request.scope, parts.settings)
    # no-store: as every answer about a draft; no-transform: nothing on the way may hold events back to compress them
    headers = {"Cache-Control": "no-store, no-transform"}
    return ServerSentEvent(run_events(parts, run_id, person, key), headers=headers)


@get(
    "/api/runs/{run_id:int}/tasks",
    operation_id="list_run_tasks",
    summary="Tasks that ended without a suggestion",
    opt={"act": Act.READ},
)
async def get_tasks(
    run_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> list[TaskOut]:
    """In the order of asking, each with its reason."""
    sheet, tasks = await parts.database.read(list_run_tasks, parts.sheets, run_id, person)
    return present_tasks(sheet, tasks)


@post(
    "/api/runs/{run_id:int}/pause",
    operation_id="pause_run",
    summary="Pause a run",
    status_code=200,
    opt={"act": Act.ASK_MODEL},
)
async def post_pause(
    run_id: FromPath[int],
    edited_version: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[RunOut]:
    """On the version named in If-Match. What is being answered is kept."""
    return _answer(await _ordered(parts, pause_run, run_id, edited_version, person), person)


@post(
    "/api/runs/{run_id:int}/resume",
    operation_id="resume_run",
    summary="Resume a run that is paused or blocked",
    status_code=200,
    opt={"act": Act.ASK_MODEL},
)
async def post_resume(
    run_id: FromPath[int],
    edited_version: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[RunOut]:
    """On the version named in If-Match. 409 when policy or endpoint do not allow it now."""
    return _answer(await _ordered(parts, resume_run, run_id, edited_version, person), person)


@post(
    "/api/runs/{run_id:int}/cancel",
    operation_id="cancel_run",
    summary="Cancel a run",
    status_code=200,
    opt={"act": Act.ASK_MODEL},
)
async def post_cancel(
    run_id: FromPath[int],
    edited_version: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[RunOut]:
    """On the version named in If-Match. What was not asked is cancelled; what is being answered is kept."""
    return _answer(await _ordered(parts, cancel_run, run_id, edited_version, person), person)


@post(
    "/api/runs/{run_id:int}/again",
    operation_id="ask_again",
    summary="Ask again what ended without a suggestion",
    status_code=200,
    opt={"act": Act.ASK_MODEL},
)
async def post_again(
    run_id: FromPath[int],
    data: JSONBody[AgainIn],
    edited_version: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[RunOut]:
    """On the version named in If-Match. What was interrupted was perhaps paid; here somebody says to ask it all the same."""
    view = await _ordered(parts, ask_again, run_id, edited_version, person, data.outcomes, budget_in(data))
    return _answer(view, person)


runs_router = Router(
    path="/",
    route_handlers=[
        post_estimate,
        post_run,
        get_runs,
        get_run,
        get_events,
        get_tasks,
        post_pause,
        post_resume,
        post_cancel,
        post_again,
    ],
    tags=["Runs"],
)
