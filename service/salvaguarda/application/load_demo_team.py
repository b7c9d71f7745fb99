"""Load what the demo's team did together: organisations, adjudications, discussions, a signature, positions.

Everything goes through the use cases that anybody's work goes through, in the transaction that loads the demo.
"""

from collections.abc import Callable, Mapping

from salvaguarda.application.add_member import add_member, change_roles
from salvaguarda.application.add_organisation import add_organisation
from salvaguarda.application.adjudicate import Decision, adjudicate
from salvaguarda.application.affiliate_person import affiliate_person
from salvaguarda.application.demo import Demo, DemoPosition, DemoScore, DemoTeam, DemoThread
from salvaguarda.application.discuss_cell import NewComment, add_comment, open_thread, resolve_thread
from salvaguarda.application.open_conflict import version_of
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.save_score import Wish, save_score
from salvaguarda.application.settle_agreed import Choice, settle_agreed
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.sign_off import show_sign_off, sign_off
from salvaguarda.application.state_position import Wording, list_positions, state_position
from salvaguarda.domain.discussing import handle_of
from salvaguarda.domain.people import Person
from salvaguarda.domain.team import Role

MakeWish = Callable[[DemoScore, str, int | None, int], Wish]
"""A demo score, the words of its provision, what it confirms, the revision it changes → what is to be saved."""

People = Mapping[str, Person]
"""Key of a demo person → who they are."""


def add_organisations(records: Records, demo: Demo, people: People) -> None:
    """Everybody speaks for an organisation."""
    owner = people[demo.owner.key]
    known: dict[str, int] = {}
    for person in demo.people:
        if person.organisation not in known:
            known[person.organisation] = add_organisation(records, owner, person.organisation).id
        affiliate_person(records, owner, people[person.key].id, known[person.organisation], speaks=True)


def gather_team(records: Records, team: DemoTeam, assessment_id: int, owner: Person, people: People) -> None:
    """One of them adjudicates, everybody else reviews; its owner stays its owner."""
    for key, person in people.items():
        role = Role.ADJUDICATOR if key == team.adjudicator else Role.REVIEWER
        if person == owner:
            member = records.members.ensure(assessment_id, owner.id)
            roles = {Role.OWNER, role}
            change_roles(records, assessment_id, owner.id, owner.id, member.version, roles)
        else:
            add_member(records, assessment_id, owner.id, person.id, {role})


class LoadTeam:
    """Loads what was done after scoring one assessment."""

    def __init__(self, sheets: Sheets, wish: MakeWish) -> None:
        self._sheets, self._wish = sheets, wish

    def __call__(
        self, records: Records, team: DemoTeam, assessment: AssessmentRecord, owner: Person, people: People
    ) -> None:
        """Discussions, decisions, settling, signature, positions, second thoughts: in that order."""
        for thread in team.threads:
            self._discuss(records, thread, assessment.id, people)
        self._decide(records, team, assessment.id, people[team.adjudicator])
        if team.settled:
            settle_agreed(records, self._sheets, assessment.id, owner, Choice(records.now))
        if team.signed is not None:
            seen = show_sign_off(records, self._sheets, assessment.id, owner)
            sign_off(records, self._sheets, assessment.id, owner, team.signed, seen.sha256, incomplete=True)
        for position in team.positions:
            self._state(records, position, assessment.id, people[position.person])
        for score in team.reconsidered:
            self._reconsider(records, score, assessment, people[score.person])

    def _decide(self, records: Records, team: DemoTeam, assessment_id: int, person: Person) -> None:
        for one in team.decided:
            cell = (one.provision, one.criterion)
            scores = records.settling.scores_of_cell(assessment_id, cell)
            chosen = next((each.score_id for each in scores if each.rating is one.rating), None)
            decision = Decision(
                one.reason,
                version_of(records, assessment_id, cell),
                chosen,
                None if chosen else one.rating,
            )
            adjudicate(records, self._sheets, assessment_id, cell, person, decision)

    def _discuss(self, records: Records, thread: DemoThread, assessment_id: int, people: People) -> None:
        cell = (thread.provision, thread.criterion)
        opened = None
        for key, says in thread.comments:
            comment = _comment(records, assessment_id, cell, people[key], says, people)
            if opened is None:
                opened = open_thread(records, self._sheets, assessment_id, cell, people[key], comment)
            else:
                opened = add_comment(records, opened.id, people[key], comment)
        if opened is not None and thread.resolved_by:
            by = people[thread.resolved_by]
            resolve_thread(records, opened.id, by, opened.version, resolved=True)

    def _state(self, records: Records, said: DemoPosition, assessment_id: int, person: Person) -> None:
        subject = (said.provision, said.criterion)
        view = list_positions(records, self._sheets, assessment_id, person)
        result = next(each.result for each in view.subjects if each.subject == subject)
        wording = Wording(said.stance, said.note, said.publicity, result)
        state_position(records, self._sheets, assessment_id, subject, person, 0, wording)

    def _reconsider(
        self, records: Records, score: DemoScore, assessment: AssessmentRecord, person: Person
    ) -> None:
        cell = (score.provision, score.criterion)
        own = records.scores.own_cell(assessment.id, *cell, person.id)
        assert own is not None, "what is reconsidered was scored before"
        text = records.drafts.text(assessment.draft_id, score.provision).text
        wish = self._wish(score, text, None, own.revision)
        save_score(records, self._sheets, assessment.id, cell, person.id, wish)


def _comment(
    records: Records, assessment_id: int, cell: tuple[str, str], by: Person, says: str, people: People
) -> NewComment:
    """The words with "@key" as a mention of that person."""
    handles = {
        each.person_id: handle_of(each.shown)
        for each in records.threads.mentionable(assessment_id, cell, by.id)
    }
    mentions: list[str] = []
    for key, person in people.items():
        if f"@{key}" in says:
            mentions.append(handles[person.id])
            says = says.replace(f"@{key}", f"@[{len(mentions)}]")
    return NewComment(says, tuple(mentions))
