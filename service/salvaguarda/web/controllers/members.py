"""Who works on an assessment, and as what."""

from litestar import Response, Router, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.add_member import add_member, change_roles
from salvaguarda.application.hand_over import hand_over, list_team_assessments, take_over
from salvaguarda.application.leave_assessment import leave_assessment, remove_member
from salvaguarda.application.list_members import MemberView, list_members, member_view
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.etags import etag
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_teams import present_departure, present_member, present_team_assessment
from salvaguarda.web.schemas.teams import (
    HeirIn,
    JoinedOut,
    LeavingIn,
    MemberDepartureOut,
    MemberIn,
    MemberOut,
    RolesIn,
    TeamAssessmentOut,
)


def _answer(view: MemberView, person: Person) -> Response[MemberOut]:
    shown = present_member(view, person)
    return Response(shown, headers={"etag": etag(shown.version)})


@get(
    "/api/assessments/{assessment_id:int}/members",
    operation_id="list_members",
    summary="Who works on an assessment",
    opt={"act": Act.SEE_TEAM},
)
async def get_members(
    assessment_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> list[MemberOut]:
    """Who left too. In an assessment of the installation, whoever has not scored yet is not among them."""
    found = await parts.database.read(list_members, assessment_id, person)
    return [present_member(each, person) for each in found]


@post(
    "/api/assessments/{assessment_id:int}/members",
    operation_id="add_member",
    summary="Make somebody who is here a member",
    opt={"act": Act.MANAGE_TEAM},
)
async def post_member(
    assessment_id: FromPath[int],
    data: JSONBody[MemberIn],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[MemberOut]:
    """Somebody who left can come back. 409 when they are a member."""

    def add(records: Records) -> MemberView:
        add_member(records, assessment_id, person.id, data.person_id, data.roles)
        return member_view(records, assessment_id, data.person_id, person)

    return _answer(await parts.database.write(add), person)


@put(
    "/api/assessments/{assessment_id:int}/members/{person_id:int}",
    operation_id="change_roles",
    summary="Change what a member is for",
    opt={"act": Act.MANAGE_TEAM},
)
async def put_member(
    assessment_id: FromPath[int],
    person_id: FromPath[int],
    data: JSONBody[RolesIn],
    edited_version: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[MemberOut]:
    """On the version named in If-Match. 409 when nobody would own the assessment any more."""

    def change(records: Records) -> MemberView:
        change_roles(records, assessment_id, person.id, person_id, edited_version, data.roles)
        return member_view(records, assessment_id, person_id, person)

    return _answer(await parts.database.write(change), person)


@post(
    "/api/assessments/{assessment_id:int}/members/{person_id:int}/removal",
    operation_id="remove_member",
    summary="Remove a member, and say what becomes of their scores",
    status_code=200,
    opt={"act": Act.MANAGE_TEAM},
)
async def post_removal(
    assessment_id: FromPath[int],
    person_id: FromPath[int],
    data: JSONBody[LeavingIn],
    edited_version: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> MemberDepartureOut:
    """On the version named in If-Match. What they were to score is unassigned; withdrawn ratings reopen their cells."""
    departure = await parts.database.write(
        remove_member, assessment_id, person.id, person_id, edited_version, data.scores
    )
    return present_departure(departure)


@post(
    "/api/assessments/{assessment_id:int}/departure",
    operation_id="leave_assessment",
    summary="Leave an assessment, and say what becomes of one's scores",
    status_code=200,
    opt={"act": Act.LEAVE},
)
async def post_departure(
    assessment_id: FromPath[int],
    data: JSONBody[LeavingIn],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> MemberDepartureOut:
    """409 for its only owner, who hands it over first."""
    return present_departure(
        await parts.database.write(leave_assessment, assessment_id, person.id, data.scores)
    )


@put(
    "/api/assessments/{assessment_id:int}/owner",
    operation_id="hand_over",
    summary="Hand an assessment over to another member",
    opt={"act": Act.MANAGE_TEAM},
)
async def put_owner(
    assessment_id: FromPath[int],
    data: JSONBody[HeirIn],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[MemberOut]:
    """They own it from now on; whoever handed it over stays with their other roles."""

    def give(records: Records) -> MemberView:
        hand_over(records, assessment_id, person.id, data.person_id)
        return member_view(records, assessment_id, data.person_id, person)

    return _answer(await parts.database.write(give), person)


@get(
    "/api/team-assessments",
    operation_id="list_team_assessments",
    summary="Assessments of teams to which the owner of the installation does not belong",
    opt={"act": Act.TAKE_OVER},
)
async def get_team_assessments(
    person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> list[TeamAssessmentOut]:
    """What is needed to take one over when its owners are gone; nothing of what is in them."""
    found = await parts.database.read(list_team_assessments, person)
    return [present_team_assessment(each, person) for each in found]


@post(
    "/api/team-assessments/{team_assessment_id:int}/owner",
    operation_id="take_over",
    summary="Take over the assessment of a team",
    status_code=200,
    opt={"act": Act.TAKE_OVER},
)
async def post_owner(
    team_assessment_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> JoinedOut:
    """The owner of the installation becomes an owner of it. Its members see that, and so does its record."""
    await parts.database.write(take_over, team_assessment_id, person)
    return JoinedOut(team_assessment_id)


members_router = Router(
    path="/",
    route_handlers=[
        get_members,
        post_member,
        put_member,
        post_removal,
        post_departure,
        put_owner,
        get_team_assessments,
        post_owner,
    ],
    tags=["Teams"],
)
