"""Instruments."""

from litestar import Controller, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.add_instrument import add_instrument
from salvaguarda.application.describe_instruments import describe_instrument, describe_instruments
from salvaguarda.application.edit_instrument import edit_instrument
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.etags import etag
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_drafts import present_instrument
from salvaguarda.web.schemas.drafts import InstrumentIn, InstrumentOut


class InstrumentsController(Controller):
    """Treaties and bills."""

    path = "/api/instruments"
    tags = ["Drafts"]

    @get(operation_id="list_instruments", summary="Every instrument with its drafts", opt={"act": Act.READ})
    async def list_instruments(
        self, person: NamedDependency[Person], parts: NamedDependency[Parts]
    ) -> list[InstrumentOut]:
        """Newest first; each draft with its assessments and the reader's own progress."""
        found = await parts.database.read(describe_instruments, parts.sheets, person)
        return [present_instrument(described, person) for described in found]

    @post(operation_id="add_instrument", summary="Add an instrument", opt={"act": Act.WRITE_DRAFTS})
    async def add_instrument(
        self, data: JSONBody[InstrumentIn], person: NamedDependency[Person], parts: NamedDependency[Parts]
    ) -> Response[InstrumentOut]:
        """A treaty or bill, without drafts yet."""

        def add(records: Records) -> int:
            return add_instrument(
                records, person.id, data.title, data.description, members_only=bool(data.members_only)
            )

        added = await parts.database.write(add)
        return await _answer(parts, person, added)

    @get(
        "/{instrument_id:int}", operation_id="get_instrument", summary="An instrument", opt={"act": Act.READ}
    )
    async def get_instrument(
        self, instrument_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
    ) -> Response[InstrumentOut]:
        """With its drafts, oldest first."""
        return await _answer(parts, person, instrument_id)

    @put(
        "/{instrument_id:int}",
        operation_id="edit_instrument",
        summary="Change an instrument",
        opt={"act": Act.WRITE_DRAFTS},
    )
    async def edit_instrument(
        self,
        instrument_id: FromPath[int],
        data: JSONBody[InstrumentIn],
        edited_version: NamedDependency[int],
        person: NamedDependency[Person],
        parts: NamedDependency[Parts],
    ) -> Response[InstrumentOut]:
        """On the version named in If-Match; 412 with the other version when somebody saved meanwhile."""
        await parts.database.write(
            edit_instrument,
            person.id,
            instrument_id,
            edited_version,
            data.title,
            data.description,
            data.members_only,
        )
        return await _answer(parts, person, instrument_id)


async def _answer(parts: Parts, person: Person, instrument_id: int) -> Response[InstrumentOut]:
    described = await parts.database.read(describe_instrument, parts.sheets, person, instrument_id)
    shown = present_instrument(described, person)
    return Response(shown, headers={"etag": etag(shown.version)})
