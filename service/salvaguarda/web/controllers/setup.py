"""First start."""

from anyio import to_thread
from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from salvaguarda import __version__
from salvaguarda.application.list_people import list_demo_people
from salvaguarda.application.set_up import set_up, setup_needed
from salvaguarda.domain.access import Act
from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.signing_in import SignInMethod
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_people import present_person
from salvaguarda.web.schemas.people import PersonIn, SessionOut, SetupOut
from salvaguarda.web.signed_in import VisitorRequest, answer_session
from salvaguarda.web.visits import visit_of


class SetupController(Controller):
    """Make the owner, once."""

    path = "/api/setup"
    tags = ["People"]

    @get(
        operation_id="get_setup", summary="Whether the owner is still to be made", opt={"act": Act.OPEN_PAGES}
    )
    async def get_setup(self, parts: NamedDependency[Parts]) -> SetupOut:
        """What the first screen needs."""
        needed = await parts.database.read(setup_needed)
        demo = parts.settings.demo
        people = await parts.database.read(list_demo_people) if demo else ()
        return SetupOut(
            needed,
            demo,
            [present_person(person, None) for person in people],
            __version__,
            provider=None if parts.oidc is None else parts.oidc.name,
            resets_by_mail=parts.mailer is not None,
        )

    @post(operation_id="set_up", summary="Make the owner and sign in", opt={"act": Act.SET_UP})
    async def set_up(
        self, data: JSONBody[PersonIn], request: VisitorRequest, parts: NamedDependency[Parts]
    ) -> Response[SessionOut]:
        """Only once: 409 afterwards."""
        if not await parts.database.read(setup_needed):
            raise Conflict("This installation is set up already. Sign in instead.")
        hashed = await to_thread.run_sync(parts.passwords.hashed, data.password, limiter=parts.password_work)
        visit, days = visit_of(request, SignInMethod.SET_UP), parts.settings.session_days
        started = await parts.database.write(set_up, data.email, data.display_name, hashed, days, visit)
        return answer_session(started, parts)
