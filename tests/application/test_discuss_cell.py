"""Discussions of cells, on both databases."""

from functools import partial

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.discuss_cell import (
    Discussion,
    NewComment,
    add_comment,
    open_discussion,
    open_thread,
    resolve_thread,
    see_thread,
)
from salvaguarda.application.list_mentions import MentionView, list_mentions
from salvaguarda.application.ports.threads import ThreadRecord
from salvaguarda.domain.discussing import handle_of
from salvaguarda.domain.errors import Forbidden, Invalid, NotFound, Stale
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.team import Naming, Role
from tests.adjudicating import CELL, Team, make_team


@pytest.fixture
def team(database: Database) -> Team:
    made = make_team(database)
    made.conflict()
    return made


def opened(team: Team, name: str, body: str = "Is a judge meant?", *mentions: str) -> ThreadRecord:
    comment = NewComment(body, mentions)
    return team.write(
        lambda records: open_thread(records, team.sheets, team.id, CELL, team.person(name), comment)
    )


def commented(team: Team, thread: ThreadRecord, name: str, body: str, *mentions: str) -> ThreadRecord:
    comment = NewComment(body, mentions)
    return team.write(lambda records: add_comment(records, thread.id, team.person(name), comment))


def seen(team: Team, name: str) -> Discussion:
    return team.read(lambda records: open_discussion(records, team.sheets, team.id, CELL, team.person(name)))


def mentions(team: Team, name: str) -> tuple[MentionView, ...]:
    return team.read(partial(list_mentions, sheets=team.sheets, reader=team.person(name)))


def test_parties_and_adjudicator_talk_in_one_thread(team: Team) -> None:
    thread = opened(team, "dana")
    commented(team, thread, "ben", "A judge, I think.")
    comments = seen(team, "cleo").threads[0].comments
    assert [(each.number, each.person.display_name, each.body) for each in comments] == [
        (1, "Dana", "Is a judge meant?"),
        (2, "Ben", "A judge, I think."),
    ]


@pytest.mark.parametrize("name", ["ana", "lea"])
def test_who_may_not_see_the_scores_of_a_cell_reads_and_writes_nothing_of_its_discussion(
    team: Team, name: str
) -> None:
    thread = opened(team, "dana")
    with pytest.raises(Forbidden, match="not open to you"):
        seen(team, name)
    with pytest.raises(Forbidden):
        opened(team, name)
    with pytest.raises(NotFound):
        commented(team, thread, name, "Let me see.")
    with pytest.raises(NotFound):
        team.write(lambda records: see_thread(records, thread.id, team.person(name)))


def test_the_same_words_sent_twice_are_one_thread_and_one_comment(team: Team) -> None:
    thread = opened(team, "dana")
    assert opened(team, "dana").id == thread.id
    commented(team, thread, "ben", "A judge.")
    assert len(commented(team, thread, "ben", " A judge. ").comments) == 2


@pytest.mark.parametrize(
    ("body", "handles"), [("  ", ()), ("x" * 4001, ()), ("@[1]", ("99",)), ("@[1] @[2]", ("3", "3"))]
)
def test_a_comment_without_words_or_to_strangers_is_refused(
    team: Team, body: str, handles: tuple[str, ...]
) -> None:
    with pytest.raises(Invalid):
        opened(team, "ben", body, *handles)


def test_a_mention_is_for_that_person_until_they_have_looked(team: Team) -> None:
    ben = handle_of(team.person("ben"))
    thread = opened(team, "dana", "@[1], which judge?", ben)
    assert [(each.label, each.comment.body, each.seen_at) for each in mentions(team, "ben")] == [
        ("Art. 3", "@[1], which judge?", None)
    ]
    assert mentions(team, "cleo") == ()
    team.write(lambda records: see_thread(records, thread.id, team.person("ben")))
    assert mentions(team, "ben")[0].seen_at is not None


def test_a_mention_in_a_cell_that_is_not_open_to_somebody_is_not_told_to_them(team: Team) -> None:
    ana = handle_of(team.person("ana"))
    opened(team, "ben", "@[1], what do you think?", ana)
    assert mentions(team, "ana") == ()
    team.rate("ana", Rating.MET)
    assert len(mentions(team, "ana")) == 1


def test_resolving_needs_the_discussion_as_it_is_and_a_comment_opens_it_again(team: Team) -> None:
    thread = opened(team, "dana")
    commented(team, thread, "ben", "Unread.")

    def resolve(version: int, *, resolved: bool = True) -> ThreadRecord:
        dana = team.person("dana")
        return team.write(
            lambda records: resolve_thread(records, thread.id, dana, version, resolved=resolved)
        )

    with pytest.raises(Stale) as caught:
        resolve(thread.version)
    assert isinstance(caught.value.current, ThreadRecord)
    done = resolve(caught.value.version)
    assert done.resolved_by is not None
    assert resolve(1).version == done.version  # it is so already
    assert commented(team, thread, "cleo", "One more thing.").resolved_at is None


def test_hidden_names_stay_hidden_in_discussions_and_among_those_who_can_be_mentioned(
    database: Database,
) -> None:
    team = make_team(database, names=Naming.UNTIL_SETTLED)
    team.conflict()
    thread = opened(team, "ben", "I read “judge” strictly.")
    view = seen(team, "dana")
    shown = view.threads[0].comments[0].person
    assert (shown.id, shown.email) == (0, "")
    assert shown.display_name.startswith("Reviewer ")
    # Of the reviewers only the parties, by their letters: who is missing from a list would tell who they are.
    assert {each.shown.display_name for each in view.people} == {"Lea"} | {
        score.person.display_name for score in team.open("dana").scores
    }
    commented(team, thread, "dana", "@[1], why?", shown.display_name)
    assert len(mentions(team, "ben")) == 1
    assert [each.display_name for each in mentions(team, "ben")[0].comment.mentioned] == ["Ben"]


def test_pseudonyms_are_the_only_names_in_a_discussion(database: Database) -> None:
    team = make_team(database, names=Naming.PSEUDONYMS)
    team.conflict()
    opened(team, "ben")
    view = seen(team, "cleo")
    names = {each.shown.display_name for each in view.people} | {
        view.threads[0].opened_by.display_name,
        view.threads[0].comments[0].person.display_name,
    }
    assert all(name.startswith("Reviewer ") for name in names)


def test_an_observer_reads_the_discussion_of_a_settled_cell_and_does_not_write(team: Team) -> None:
    opened(team, "dana")
    team.decide("dana")
    team.change_roles("lea", Role.OBSERVER)
    assert len(seen(team, "lea").threads) == 1
    with pytest.raises(Forbidden, match="discuss"):
        opened(team, "lea", "May I?")
