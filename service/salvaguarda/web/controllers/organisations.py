"""Organisations, and who belongs where."""

from litestar import Response, Router, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.add_organisation import add_organisation, rename_organisation
from salvaguarda.application.affiliate_person import affiliate_person
from salvaguarda.application.list_organisations import OrganisationView, list_organisations
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.teams import Affiliation, OrganisationRecord
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.etags import etag
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_teams import present_affiliation, present_organisation
from salvaguarda.web.schemas.teams import AffiliationIn, AffiliationOut, OrganisationIn, OrganisationOut


def _answer(
    record: OrganisationRecord, affiliations: tuple[Affiliation, ...] = ()
) -> Response[OrganisationOut]:
    shown = present_organisation(OrganisationView(record, affiliations))
    return Response(shown, headers={"etag": etag(shown.version)})


@get(
    "/api/organisations",
    operation_id="list_organisations",
    summary="Organisations, and who belongs to them",
    opt={"act": Act.READ},
)
async def get_organisations(parts: NamedDependency[Parts]) -> list[OrganisationOut]:
    """By name."""
    return [present_organisation(each) for each in await parts.database.read(list_organisations)]


@post(
    "/api/organisations",
    operation_id="add_organisation",
    summary="Add an organisation",
    opt={"act": Act.MANAGE_ORGANISATIONS},
)
async def post_organisation(
    data: JSONBody[OrganisationIn], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> Response[OrganisationOut]:
    """Nobody belongs to it yet. 409 when another has this name."""
    return _answer(await parts.database.write(add_organisation, person, data.name))


@put(
    "/api/organisations/{organisation_id:int}",
    operation_id="rename_organisation",
    summary="Give an organisation another name",
    opt={"act": Act.MANAGE_ORGANISATIONS},
)
async def put_organisation(
    organisation_id: FromPath[int],
    data: JSONBody[OrganisationIn],
    edited_version: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[OrganisationOut]:
    """On the version named in If-Match. 409 when another has this name."""

    def rename(records: Records) -> OrganisationView:
        rename_organisation(records, person, organisation_id, edited_version, data.name)
        return next(each for each in list_organisations(records) if each.organisation.id == organisation_id)

    view = await parts.database.write(rename)
    return _answer(view.organisation, view.affiliations)


@put(
    "/api/people/{person_id:int}/organisation",
    operation_id="affiliate_person",
    summary="Say to which organisation a person belongs",
    opt={"act": Act.MANAGE_ORGANISATIONS},
)
async def put_affiliation(
    person_id: FromPath[int],
    data: JSONBody[AffiliationIn],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> AffiliationOut | None:
    """One organisation, or none; whether they may state its positions. null in the answer: nowhere."""

    def affiliate(records: Records) -> Affiliation | None:
        return affiliate_person(records, person, person_id, data.organisation_id, speaks=data.speaks)

    affiliation = await parts.database.write(affiliate)
    return None if affiliation is None else present_affiliation(affiliation)


organisations_router = Router(
    path="/",
    route_handlers=[get_organisations, post_organisation, put_organisation, put_affiliation],
    tags=["Teams"],
)
