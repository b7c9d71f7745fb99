"""Coming to, changing in and leaving an assessment; nobody is shut out of their scores, and no cell is left stuck."""

from collections.abc import Callable

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.add_member import add_member, change_roles
from salvaguarda.application.edit_assessment import edit_assessment
from salvaguarda.application.hand_over import hand_over, list_team_assessments, take_over
from salvaguarda.application.leave_assessment import leave_assessment, remove_member
from salvaguarda.application.list_members import list_members
from salvaguarda.application.plan_assignments import assign
from salvaguarda.application.ports.assessments import Settings
from salvaguarda.application.ports.records import Records
from salvaguarda.application.save_score import save_score
from salvaguarda.domain.errors import Conflict, Forbidden, Invalid, NotFound, SalvaguardaError, Stale
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.team import Access, Role, ScoresKept
from tests.assessing import World, make_world, rate, sheets, wish
from tests.teams import Team, make_team, set_up_as

REVIEWER = frozenset({Role.REVIEWER})
CELL = ("art_3", "prior-judicial-authorization")


@pytest.fixture
def world(database: Database) -> World:
    return database.write_here(make_world)


@pytest.fixture
def team(database: Database, world: World) -> Team:
    return database.write_here(make_team, world)


def roles_of(database: Database, assessment: int, person_id: int) -> frozenset[Role]:
    return database.read_here(lambda kept: kept.members.roles_of(assessment, kept.people.get(person_id)))


def refused(database: Database, error: type[SalvaguardaError], act: Callable[[Records], object]) -> str:
    with pytest.raises(error) as raised:
        database.write_here(act)
    return raised.value.message


def test_members_have_the_roles_they_were_given_and_others_none(database: Database, team: Team) -> None:
    for role in (Role.LEAD, Role.REVIEWER, Role.ADJUDICATOR, Role.OBSERVER):
        assert roles_of(database, team.assessment, getattr(team, role.value).id) == {role}
    assert roles_of(database, team.assessment, team.owner.id) == {Role.OWNER, Role.REVIEWER}
    for nobody in (team.outsider, team.chief):
        with pytest.raises(NotFound, match=f"no assessment {team.assessment} here"):
            roles_of(database, team.assessment, nobody.id)


def test_everybody_here_reviews_an_assessment_of_the_installation(
    database: Database, world: World, team: Team
) -> None:
    assert roles_of(database, world.old, team.outsider.id) == REVIEWER
    assert roles_of(database, world.old, world.ana) == {Role.OWNER, Role.REVIEWER}


def test_who_scores_first_becomes_a_member_with_a_pseudonym(database: Database, world: World) -> None:
    database.write_here(
        lambda records: rate(records, sheets(), world.old, CELL, world.cleo, Rating.MET, "Reads well.")
    )
    member = database.read_here(lambda records: records.members.get(world.old, world.cleo).member)
    assert (member.roles, member.left_at, member.pseudonym.split()[0]) == (REVIEWER, None, "Reviewer")


def test_pseudonyms_are_unique_and_stay(database: Database, team: Team) -> None:
    def names(records: Records) -> list[str]:
        return [each.member.pseudonym for each in records.members.of(team.assessment)]

    before = database.read_here(names)
    assert len(set(before)) == 5
    database.write_here(lambda records: records.members.ensure_scorers(team.assessment))
    assert database.read_here(names) == before
    assert database.write_here(
        lambda records: records.members.ensure(team.assessment, team.lead.id).pseudonym
    ) == database.read_here(
        lambda records: records.members.get(team.assessment, team.lead.id).member.pseudonym
    )


def test_only_owners_change_a_team(database: Database, team: Team) -> None:
    for person in (team.lead, team.reviewer, team.adjudicator, team.observer):
        assert "Only owners may" in refused(
            database,
            Forbidden,
            lambda records, by=person.id: add_member(  # type: ignore[misc]
                records, team.assessment, by, team.outsider.id, REVIEWER
            ),
        )
    for person in (team.outsider, team.chief):
        refused(
            database,
            NotFound,
            lambda records, by=person.id: add_member(  # type: ignore[misc]
                records, team.assessment, by, team.outsider.id, REVIEWER
            ),
        )
    database.write_here(add_member, team.assessment, team.owner.id, team.outsider.id, REVIEWER)
    assert roles_of(database, team.assessment, team.outsider.id) == REVIEWER


def test_nobody_is_a_member_twice_or_without_a_role(database: Database, team: Team) -> None:
    by = team.owner.id
    refused(database, Conflict, lambda kept: add_member(kept, team.assessment, by, team.lead.id, REVIEWER))
    refused(database, Invalid, lambda kept: add_member(kept, team.assessment, by, team.outsider.id, ()))
    refused(database, NotFound, lambda kept: add_member(kept, team.assessment, by, 9_999, REVIEWER))
    refused(database, Invalid, lambda kept: change_roles(kept, team.assessment, by, team.lead.id, 1, ()))


def test_roles_change_on_the_version_that_was_seen(database: Database, team: Team) -> None:
    lead = team.lead.id
    both = {Role.LEAD, Role.ADJUDICATOR}
    database.write_here(change_roles, team.assessment, team.owner.id, lead, 1, both)
    assert roles_of(database, team.assessment, lead) == both
    refused(
        database, Stale, lambda kept: change_roles(kept, team.assessment, team.owner.id, lead, 1, REVIEWER)
    )
    assert roles_of(database, team.assessment, lead) == both


def test_who_reviews_no_more_is_unassigned_where_they_have_not_rated(database: Database, team: Team) -> None:
    other, reviewer = (CELL[0], "legality"), team.reviewer.id

    def work(records: Records) -> None:
        assign(records, team.assessment, team.owner.id, {CELL: {reviewer}, other: {reviewer}}, how="by hand")
        rate(records, sheets(), team.assessment, CELL, reviewer, Rating.MET)
        version = records.members.get(team.assessment, reviewer).member.version
        change_roles(records, team.assessment, team.owner.id, reviewer, version, {Role.OBSERVER})

    database.write_here(work)
    left = database.read_here(lambda records: records.assignments.by_cell(team.assessment))
    assert left == {CELL: frozenset({reviewer})}
    entries = database.read_here(lambda records: list(records.record.entries(team.assessment)))
    assert (entries[-1].act, entries[-1].after) == ("unassign cells", '{"cells":1}')


def test_an_assessment_is_never_without_an_owner(database: Database, team: Team) -> None:
    owner, place = team.owner.id, team.assessment
    refused(database, Conflict, lambda kept: leave_assessment(kept, place, owner, ScoresKept.NAME))
    refused(database, Conflict, lambda kept: change_roles(kept, place, owner, owner, 1, REVIEWER))
    database.write_here(hand_over, place, owner, team.lead.id)
    assert roles_of(database, place, team.lead.id) == {Role.LEAD, Role.OWNER}
    assert roles_of(database, place, owner) == REVIEWER
    refused(database, Forbidden, lambda kept: hand_over(kept, place, owner, team.lead.id))
    database.write_here(leave_assessment, place, owner, ScoresKept.NAME)
    with pytest.raises(NotFound):
        roles_of(database, place, owner)


def test_an_owner_with_no_other_role_observes_after_handing_over(database: Database, team: Team) -> None:
    database.write_here(change_roles, team.assessment, team.owner.id, team.owner.id, 1, {Role.OWNER})
    database.write_here(hand_over, team.assessment, team.owner.id, team.reviewer.id)
    assert roles_of(database, team.assessment, team.owner.id) == {Role.OBSERVER}


def test_nobody_removes_themselves_or_somebody_who_left(database: Database, team: Team) -> None:
    place, owner, lead = team.assessment, team.owner.id, team.lead.id
    refused(database, Conflict, lambda kept: remove_member(kept, place, owner, owner, 1, ScoresKept.NAME))
    database.write_here(remove_member, place, owner, lead, 1, ScoresKept.NAME)
    refused(database, NotFound, lambda kept: remove_member(kept, place, owner, lead, 2, ScoresKept.NAME))
    database.write_here(add_member, place, owner, lead, REVIEWER)
    assert roles_of(database, place, lead) == REVIEWER


def test_who_left_scores_no_more_and_is_told_so(database: Database, world: World) -> None:
    def score(records: Records) -> object:
        return save_score(
            records, sheets(), world.old, CELL, world.cleo, wish(records, world.old, CELL[0], Rating.MET)
        )

    database.write_here(leave_assessment, world.old, world.cleo, ScoresKept.NAME)
    assert "You left this assessment" in refused(database, Forbidden, score)
    assert roles_of(database, world.old, world.cleo) == {Role.OBSERVER}


@pytest.fixture
def scored(database: Database, team: Team) -> Team:
    """reviewer and owner agreed on a cell; both are assigned to it, and to another that waits."""

    def work(records: Records) -> None:
        set_up_as(records, team.assessment, access=Access.TEAM, needed=2)
        both = {team.owner.id, team.reviewer.id}
        waiting = ("art_4", "prior-judicial-authorization")
        records.assignments.replace(team.assessment, {CELL: both, waiting: both}, team.owner.id)
        for person in both:
            rate(records, sheets(), team.assessment, CELL, person, Rating.MET, f"Read by {person}.")

    database.write_here(work)
    return team


@pytest.mark.parametrize("kept", [ScoresKept.NAME, ScoresKept.PSEUDONYM])
def test_scores_that_stay_go_on_counting(database: Database, scored: Team, kept: ScoresKept) -> None:
    gone = database.write_here(remove_member, scored.assessment, scored.owner.id, scored.reviewer.id, 1, kept)
    assert (gone.withdrawn, gone.unassigned, gone.member.scores_kept) == (0, 2, kept)
    standing = database.read_here(lambda records: records.cells.standing(scored.assessment, *CELL))
    assert len(standing.ratings) == 2


def test_withdrawn_ratings_count_no_more_and_stay_in_the_history(database: Database, scored: Team) -> None:
    gone = database.write_here(leave_assessment, scored.assessment, scored.reviewer.id, ScoresKept.WITHDRAWN)
    assert (gone.withdrawn, gone.unassigned) == (1, 2)

    def after(records: Records) -> tuple[object, ...]:
        own = records.scores.own_cell(scored.assessment, *CELL, scored.reviewer.id)
        assert own is not None
        states = records.scores.revisions(own.id)
        assigned = records.assignments.by_cell(scored.assessment)[CELL]
        return (
            [state.words.rating for state in states],
            own.words.rationale,
            set(records.cells.standing(scored.assessment, *CELL).ratings),
            assigned,
        )

    ratings, rationale, counted, assigned = database.read_here(after)
    assert ratings == [None, Rating.MET]
    assert rationale == f"Read by {scored.reviewer.id}."
    assert counted == {scored.owner.id}
    assert assigned == {scored.owner.id}


def test_who_left_under_a_pseudonym_is_named_to_nobody(database: Database, scored: Team) -> None:
    database.write_here(
        remove_member, scored.assessment, scored.owner.id, scored.reviewer.id, 1, ScoresKept.PSEUDONYM
    )
    seen = database.read_here(list_members, scored.assessment, scored.owner)
    named = {view.person.display_name for view in seen}
    assert "Reviewer" not in named
    assert sum(view.person.id == 0 for view in seen) == 1
    assert [view.pseudonym for view in seen if view.person.id != scored.owner.id] == ["", "", "", ""]


def test_becoming_a_teams_shuts_nobody_out_of_their_scores(database: Database, world: World) -> None:
    def settle(records: Records) -> None:
        rate(records, sheets(), world.old, CELL, world.cleo, Rating.MET, "Mine.")
        kept = records.assessments.get(world.old)
        edit_assessment(
            records,
            world.old,
            kept.version,
            records.people.get(world.ana),
            Settings("", access=Access.TEAM),
            checklist=(kept.checklist_id, kept.checklist_version),
            unit=kept.unit,
        )

    database.write_here(settle)
    assert roles_of(database, world.old, world.cleo) == REVIEWER
    with pytest.raises(NotFound):
        roles_of(database, world.old, world.ben)


def test_the_owner_of_the_installation_may_take_over_and_nothing_else(database: Database, team: Team) -> None:
    found = database.read_here(list_team_assessments, team.chief)
    assert [(each.assessment.id, each.members) for each in found] == [(team.assessment, 5)]
    assert [person.id for person in found[0].owners] == [team.owner.id]
    refused(database, Forbidden, lambda kept: list_team_assessments(kept, team.owner))
    refused(database, Forbidden, lambda kept: take_over(kept, team.assessment, team.outsider))
    database.write_here(take_over, team.assessment, team.chief)
    assert roles_of(database, team.assessment, team.chief.id) == {Role.OWNER}
    assert database.read_here(list_team_assessments, team.chief) == ()
    refused(database, Conflict, lambda kept: take_over(kept, team.assessment, team.chief))


def test_what_is_everybodys_is_not_taken_over(database: Database, world: World) -> None:
    ana = database.read_here(lambda records: records.people.get(world.ana))
    refused(database, NotFound, lambda kept: take_over(kept, world.old, ana))
    refused(database, NotFound, lambda kept: take_over(kept, 9_999, ana))
