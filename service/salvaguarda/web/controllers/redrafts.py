"""Redrafts: a reviewer asks a model for other words of one provision, and sees them as a redline."""

from dataclasses import replace

from anyio import to_thread
from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from salvaguarda.application.ports.runs import Cell
from salvaguarda.application.suggesting.ask_redraft import (
    RedraftView,
    ask_redraft,
    draw,
    drawn,
    keep_shown,
    load_redraft,
)
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_runs import present_redraft
from salvaguarda.web.schemas.runs import RedraftOut

_RATE_FIRST = "Rate this cell first. Then the redraft that you asked for is shown."


@post(
    "/api/assessments/{assessment_id:int}/redrafts/{path:str}/{criterion_id:str}",
    operation_id="ask_redraft",
    summary="Ask a model for a redraft",
    opt={"act": Act.ASK_MODEL},
)
async def post_redraft(
    assessment_id: FromPath[int],
    path: FromPath[str],
    criterion_id: FromPath[str],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> RedraftOut:
    """After the own rating, within what the policy lets reviewers spend (409). Ask again (get_redraft) until it is ready."""
    cell = (path, criterion_id)
    view = await parts.database.write(ask_redraft, parts.sheets, parts.prompts, assessment_id, cell, person)
    parts.news.order()
    return present_redraft(view)


@get(
    "/api/assessments/{assessment_id:int}/redrafts/{path:str}/{criterion_id:str}",
    operation_id="get_redraft",
    summary="The reader's own redraft of a cell",
    opt={"act": Act.READ},
)
async def get_redraft(
    assessment_id: FromPath[int],
    path: FromPath[str],
    criterion_id: FromPath[str],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> RedraftOut:
    """The newest that the reader asked for; that it was shown is kept, as for every suggestion."""
    return present_redraft(await _shown(parts, assessment_id, (path, criterion_id), person))


async def _shown(parts: Parts, assessment_id: int, cell: Cell, person: Person) -> RedraftView:
    view = await parts.database.read(load_redraft, assessment_id, cell, person)
    if view.redraft is None:
        return view
    if not await parts.database.write(keep_shown, assessment_id, cell, person):
        return replace(view, redraft=None, reason=_RATE_FIRST)
    words = await parts.database.read(draw, view)
    return replace(view, redline=await to_thread.run_sync(drawn, words, limiter=parts.slow_work))


redrafts_router = Router(path="/", route_handlers=[post_redraft, get_redraft], tags=["Runs"])
