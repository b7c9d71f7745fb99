"""Published checklist versions as they are kept."""

from dataclasses import replace

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.files import built_in_checklists
from salvaguarda.application.publish_checklist import publish_checklist
from salvaguarda.bootstrap import publish_built_in_checklists
from salvaguarda.domain.errors import Conflict, NotFound


def test_built_in_checklists_are_published_once(database: Database) -> None:
    database.write_here(publish_built_in_checklists)
    database.write_here(publish_built_in_checklists)
    kept = database.read_here(lambda records: records.checklists.every())
    assert [(each.id, each.origin) for each in kept] == [
        ("three-part-test", "built-in"),
        ("un-cybercrime-safeguards", "built-in"),
    ]


def test_published_version_never_changes(database: Database) -> None:
    built_in = built_in_checklists()[0]
    database.write_here(publish_built_in_checklists)
    other = replace(built_in.checklist, sha256="0" * 64)
    with pytest.raises(Conflict, match=r"new version, e\.g\. 1\.0\.1"):
        database.write_here(
            lambda records: publish_checklist(records, other, "other", origin="uploaded", person_id=None)
        )


def test_uploaded_version_stays_when_the_program_later_brings_its_own(database: Database) -> None:
    built_in = built_in_checklists()[0]
    earlier = replace(built_in.checklist, sha256="0" * 64)
    database.write_here(
        lambda records: publish_checklist(records, earlier, "theirs", origin="uploaded", person_id=None)
    )
    database.write_here(publish_built_in_checklists)
    kept = database.read_here(lambda records: records.checklists.every())
    assert [(each.id, each.origin) for each in kept] == [
        ("three-part-test", "uploaded"),
        ("un-cybercrime-safeguards", "built-in"),
    ]
    assert kept[0].source == "theirs"


def test_source_comes_back_as_published(database: Database) -> None:
    database.write_here(publish_built_in_checklists)
    built_in = built_in_checklists()[0]
    found = database.read_here(
        lambda records: records.checklists.get(built_in.checklist.id, built_in.checklist.version)
    )
    assert found.source == built_in.source
    assert database.read_here(lambda records: records.checklists.by_row(found.row)) == found


def test_unknown_version_is_not_found(database: Database) -> None:
    with pytest.raises(NotFound, match="checklist"):
        database.read_here(lambda records: records.checklists.get("nothing", "1.0.0"))
