"""Tampering with what a team decided, said and signed, and what verifying the record says of it. On both databases."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.engines import open_engine
from salvaguarda.application.discuss_cell import NewComment, add_comment, open_thread
from salvaguarda.application.erase_person import erase_person
from salvaguarda.application.ports.audit import Kept, NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.reopen_cell import reopen_if_settled
from salvaguarda.application.settle_agreed import Choice, settle_agreed
from salvaguarda.application.sign_off import show_sign_off, sign_off
from salvaguarda.application.state_position import Wording, state_position
from salvaguarda.application.verify_record import verify_record
from salvaguarda.domain.positions import Publicity, Stance
from salvaguarda.domain.scores import Rating
from tests.adjudicating import CELL, Team, make_team
from tests.application.test_verify_record import faults_after

OTHER = ("art_4", "legality")
THIRD = ("art_3", "necessity")


@pytest.fixture
def team(database: Database) -> Team:
    """A conflict discussed and adjudicated, two agreed cells settled, one reopened, a position, a signature, and work after it."""
    made = make_team(database)
    made.conflict()
    for cell in (OTHER, THIRD):
        for name in ("ben", "cleo"):
            made.rate(name, Rating.MET, cell=cell)
    made.decide("dana")
    made.write(lambda records: work(records, made))
    made.rate("ana", Rating.SILENT, cell=("art_4", "necessity"))
    return made


def work(records: Records, team: Team) -> None:
    # make_team changes the settings past the use case, which would have logged that.
    keeps = [(Kept.ASSESSMENT_REVISION, (team.id, 2))]
    records.log.add(NewEntry("edit assessment", None, {}, assessment_id=team.id, keeps=keeps))
    dana, ben, ana = (records.people.get(team.person(name).id) for name in ("dana", "ben", "ana"))
    thread = open_thread(records, team.sheets, team.id, CELL, dana, NewComment("Is a judge meant?", ()))
    add_comment(records, thread.id, ben, NewComment("I think so.", ()))
    settle_agreed(records, team.sheets, team.id, ana, Choice(records.now))
    north = records.organisations.add("North", ana.id)
    records.organisations.affiliate(ben.id, north, speaks=True, by=ana.id)
    wording = Wording(Stance.DISSENT, "A prosecutor is no judge.", Publicity.PUBLIC, "partly")
    state_position(records, team.sheets, team.id, CELL, ben, 0, wording)
    seen = show_sign_off(records, team.sheets, team.id, ana).sha256
    sign_off(records, team.sheets, team.id, ana, ("First reading", ""), seen, incomplete=True)
    reopen_if_settled(records, team.id, THIRD, ana.id, "Read it again.")


# What somebody who owns the database does → what is said (the end of a line; ids and numbers differ).
TAMPERING = {
    "UPDATE settled_result SET rating = 'silent' WHERE kind = 'adjudicated'": "does not fit settled_result",
    "UPDATE settled_result SET reason = 'other' WHERE kind = 'adjudicated'": "does not fit settled_result",
    "UPDATE settled_result SET person_id = 1 WHERE kind = 'adjudicated'": "does not fit settled_result",
    "UPDATE settled_result SET at = '2020' WHERE kind = 'adjudicated'": "does not fit settled_result",
    "UPDATE settled_result SET provision = 'art_5' WHERE kind = 'adjudicated'": "does not fit settled_result",
    "DELETE FROM settled_result WHERE kind = 'adjudicated'": "names a row of settled_result that is not there",
    "UPDATE settled_result SET reopened_at = '2026', reopened_by = 1 WHERE kind = 'adjudicated'": (
        "is reopened, but no entry says so"
    ),
    "UPDATE settled_result SET reopened_at = NULL, reopened_by = NULL WHERE reopened_at IS NOT NULL": (
        "is in force, although an entry says that it was reopened"
    ),
    "UPDATE comment SET body = 'Never.' WHERE number = 1": "does not fit comment",
    "UPDATE comment SET person_id = 3 WHERE number = 2": "does not fit comment",
    "DELETE FROM comment WHERE number = 2": "names a row of comment that is not there",
    "UPDATE thread SET criterion = 'necessity'": "does not fit comment",
    "UPDATE position SET stance = 'support'": "does not fit position",
    "UPDATE position SET note = 'Nothing to say.'": "does not fit position",
    "UPDATE position SET publicity = 'private'": "does not fit position",
    "DELETE FROM position": "names a row of position that is not there",
    "UPDATE snapshot SET content = '{}'": "does not fit the hash it was signed with",
    "UPDATE snapshot SET title = 'other'": "does not fit snapshot",
    "UPDATE snapshot SET audit_seq = 1": "was signed after it",
    "DELETE FROM snapshot": "names a row of snapshot that is not there",
    "UPDATE score SET person_id = 4 WHERE person_id = 2": "does not fit score_revision",
    "UPDATE score SET criterion = 'proportionality' WHERE criterion = 'necessity'": "does not fit score_revision",
    "UPDATE assessment SET unit = 'paragraph' WHERE id = 1": "does not fit assessment_revision",
    "UPDATE assessment SET created_by = 2 WHERE id = 1": "does not fit assessment_revision",
    **{
        f"UPDATE audit_entry SET {change} WHERE chain = 1 AND act = 'adjudicate'": "is not what was written"
        for change in (
            "person_id = 1",
            "at = '2026-11-24T06:12:40.123456Z'",
            "act = 'save score'",
            "subject = '{}'",
            "before = '{}'",
            "after = 'null'",
            "after = ' null'",
            """after = '{"kept":{"settled_result":5}}'""",
            """after = '{"kept":{"settled_result":{"rows":[["x"]],"sha256":1}}}'""",
            "after = 'no JSON'",
            f"after = '{'[' * 100_000}'",
            "personal_sha256 = NULL",
            "sha256 = previous_sha256",
        )
    },
    """UPDATE audit_entry SET after = '{"reopened":5}' WHERE chain = 1 AND act = 'save score'""": "is not what was",
    """UPDATE audit_entry SET personal = '"x"', salt = 'x' WHERE chain = 1 AND act = 'adjudicate'""": "personal values",
    "UPDATE audit_entry SET previous_sha256 = sha256 WHERE chain = 1 AND act = 'adjudicate'": "does not follow",
    "UPDATE audit_head SET sha256 = 'x' WHERE chain = 1": "ends with entry",
    "DELETE FROM audit_entry WHERE chain = 1 AND seq = (SELECT seq FROM audit_head WHERE chain = 1)": "ends with entry",
}


def test_record_of_a_team_is_whole_and_stays_so_when_people_are_erased(team: Team) -> None:
    assert team.read(verify_record).faults == ()
    ana = team.person("ana").id
    for name in ("ben", "dana"):
        team.database.write_here(erase_person, team.person(name).id, ana)
    assert team.read(verify_record).faults == ()


def test_tampering_with_what_a_team_did_is_found(database_url: str, team: Team) -> None:
    for statement, expected in TAMPERING.items():
        found = faults_after(database_url, statement)
        assert any(expected in each for each in found), (statement[:200], found)


def test_chain_cut_back_to_before_a_signature_is_told_by_the_signature(database_url: str, team: Team) -> None:
    signed = "(SELECT audit_seq FROM snapshot)"
    found = faults_after(
        database_url,
        f"DELETE FROM audit_entry WHERE chain = 1 AND seq >= {signed}",
        f"UPDATE audit_head SET seq = {signed} - 1, sha256 = "
        f"(SELECT sha256 FROM audit_entry WHERE chain = 1 AND seq = {signed} - 1) WHERE chain = 1",
    )
    assert any(each.endswith("is not there any more: snapshot 1 was signed after it") for each in found)


def test_result_may_be_reopened_but_never_changed(database_url: str, team: Team) -> None:
    engine = open_engine(database_url, writes=True)
    try:
        for change in ("rating = 'silent'", "reason = 'other'", "person_id = 1", "chosen_score_id = 1"):
            with pytest.raises(DBAPIError, match="history stays"), engine.begin() as connection:
                connection.execute(text(f"UPDATE settled_result SET {change} WHERE reopened_at IS NULL"))
    finally:
        engine.dispose()
