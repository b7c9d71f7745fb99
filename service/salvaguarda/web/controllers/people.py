"""People."""

from anyio import to_thread
from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from salvaguarda.application.add_person import add_person
from salvaguarda.application.list_people import list_people
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_people import present_person
from salvaguarda.web.schemas.people import PersonIn, PersonOut


class PeopleController(Controller):
    """Who works here."""

    path = "/api/people"
    tags = ["People"]

    @get(operation_id="list_people", summary="Everybody who works here", opt={"act": Act.READ})
    async def list_people(
        self, person: NamedDependency[Person], parts: NamedDependency[Parts]
    ) -> list[PersonOut]:
        """Oldest first; e-mails for the owner only."""
        people = await parts.database.read(list_people)
        return [present_person(each, person) for each in people]

    @post(operation_id="add_person", summary="Add a reviewer", opt={"act": Act.ADD_PERSON})
    async def add_person(
        self, data: JSONBody[PersonIn], person: NamedDependency[Person], parts: NamedDependency[Parts]
    ) -> PersonOut:
        """The owner chooses a first password and hands it over."""
        hashed = await to_thread.run_sync(parts.passwords.hashed, data.password, limiter=parts.password_work)
        added = await parts.database.write(add_person, person, data.email, data.display_name, hashed)
        return present_person(added, person)
