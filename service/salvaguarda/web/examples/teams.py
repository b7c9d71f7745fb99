"""Examples: organisations, members, invitations."""

from salvaguarda.domain.team import Role, ScoresKept
from salvaguarda.web.examples.example import Example
from salvaguarda.web.examples.people import ANA, BEN, SESSION
from salvaguarda.web.schemas.teams import (
    AffiliationIn,
    AffiliationOut,
    GuestIn,
    HeirIn,
    InvitationIn,
    InvitationKeyIn,
    InvitationOut,
    JoinedOut,
    LeavingIn,
    MadeInvitationOut,
    MemberDepartureOut,
    MemberIn,
    MemberOut,
    OpenedInvitationOut,
    OrganisationIn,
    OrganisationOut,
    RolesIn,
    TeamAssessmentOut,
    TeamInvitationIn,
)

_PLACE = {"assessment_id": 11}
_MEMBER = {**_PLACE, "person_id": 2}
_NAME = "Derechos Digitales"
_BELONGS = AffiliationOut(person_id=2, organisation_id=4, speaks=True)
_ORGANISATION = OrganisationOut(id=4, name=_NAME, version=1, affiliations=[_BELONGS])
_NEW = OrganisationOut(id=4, name=_NAME, version=1, affiliations=[])
_SINCE, _UNTIL = "2026-11-24T06:12:40.123456Z", "2026-12-08T06:12:40.123456Z"
_OWNER = MemberOut(
    person=ANA,
    roles=["owner", "reviewer"],
    organisation="",
    pseudonym="Reviewer 47",
    since=_SINCE,
    left_at=None,
    scores_kept=None,
    version=1,
)
_REVIEWER = MemberOut(
    person=BEN,
    roles=["reviewer"],
    organisation=_NAME,
    pseudonym="",
    since=_SINCE,
    left_at=None,
    scores_kept=None,
    version=1,
)
_DEPARTURE = MemberDepartureOut(withdrawn=0, unassigned=12)
_LEAVING = LeavingIn(scores=ScoresKept.NAME)


def _invitation(organisation: str, roles: list[str], email: str = "") -> InvitationOut:
    return InvitationOut(
        id=5,
        email=email,
        organisation=organisation,
        roles=roles,
        created_at=_SINCE,
        created_by=ANA,
        expires_at=_UNTIL,
        state="open",
    )


_KEY = "q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6j7k8l9z0x1c"
_TO_TEAM = _invitation("", ["reviewer"], "cleo@example.org")
_TO_HERE = _invitation(_NAME, [])
_LINK = f"https://salvaguarda.example/invite#{_KEY}"
_TEAM_WISH = TeamInvitationIn(email="cleo@example.org", days=14, roles=[Role.REVIEWER])

EXAMPLES = {
    "list_organisations": Example([_ORGANISATION]),
    "add_organisation": Example(_NEW, OrganisationIn(name=_NAME)),
    "rename_organisation": Example(
        _ORGANISATION, OrganisationIn(name=_NAME), parameters={"organisation_id": 4}
    ),
    "affiliate_person": Example(
        _BELONGS, AffiliationIn(organisation_id=4, speaks=True), parameters={"person_id": 2}
    ),
    "list_members": Example([_OWNER, _REVIEWER], parameters=_PLACE),
    "add_member": Example(_REVIEWER, MemberIn(person_id=2, roles=[Role.REVIEWER]), parameters=_PLACE),
    "change_roles": Example(_REVIEWER, RolesIn(roles=[Role.REVIEWER]), parameters=_MEMBER),
    "remove_member": Example(_DEPARTURE, _LEAVING, parameters=_MEMBER),
    "leave_assessment": Example(_DEPARTURE, _LEAVING, parameters=_PLACE),
    "hand_over": Example(_OWNER, HeirIn(person_id=1), parameters=_PLACE),
    "list_team_assessments": Example(
        [
            TeamAssessmentOut(
                11,
                "Safeguards, first reading",
                "UN Cybercrime Convention",
                "Draft text of the convention",
                [BEN],
                3,
            )
        ]
    ),
    "take_over": Example(JoinedOut(11), parameters={"team_assessment_id": 11}),
    "invite_to_assessment": Example(
        MadeInvitationOut(_TO_TEAM, link=None, problem=""), _TEAM_WISH, parameters=_PLACE
    ),
    "list_assessment_invitations": Example([_TO_TEAM], parameters=_PLACE),
    "withdraw_assessment_invitation": Example(parameters={**_PLACE, "invitation_id": 5}),
    "invite": Example(
        MadeInvitationOut(_TO_HERE, link=_LINK, problem=""), InvitationIn(organisation_id=4, days=14)
    ),
    "list_invitations": Example([_TO_HERE]),
    "withdraw_invitation": Example(parameters={"invitation_id": 5}),
    "open_invitation": Example(
        OpenedInvitationOut(
            invited_by="Ana Reyes",
            organisation="",
            assessment_id=11,
            assessment="Safeguards, first reading",
            roles=["reviewer"],
            email="cleo@example.org",
            expires_at=_UNTIL,
        ),
        InvitationKeyIn(key=_KEY),
    ),
    "accept_with_account": Example(
        SESSION,
        GuestIn(
            key=_KEY,
            email="cleo@example.org",
            display_name="Cleo Duarte",
            password="correct horse battery",  # noqa: S106  (an example, no secret)
        ),
    ),
    "accept_invitation": Example(JoinedOut(11), InvitationKeyIn(key=_KEY)),
}
