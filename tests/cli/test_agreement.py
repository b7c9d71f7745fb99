"""`salvaguarda agreement`, on a real storage."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from salvaguarda.application.ports.records import Records
from salvaguarda.bootstrap import open_database
from salvaguarda.cli import main
from salvaguarda.domain.scores import Rating
from salvaguarda.settings import read_settings
from tests.assessing import RIGHT_TO_LEFT, make_in, rate, sheets

RATINGS = list(Rating)[:4]


@pytest.fixture
def assessment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Two people rated ten cells of five provisions; the title of the assessment is hostile."""
    monkeypatch.setenv("SALVAGUARDA_DATA_FOLDER", str(tmp_path / "here"))
    monkeypatch.delenv("SALVAGUARDA_DATABASE_URL", raising=False)
    database = open_database(read_settings())
    try:
        world = make_in(database)

        def work(records: Records) -> None:
            cells = [(f"art_{n}", c) for n in range(1, 6) for c in ("legality", "necessity")]
            for place, cell in enumerate(cells):
                rate(records, sheets(), world.old, cell, world.ben, RATINGS[place % 4], "Ben's.")
                rate(records, sheets(), world.old, cell, world.cleo, RATINGS[place % 3], "Cleo's.")
            records.instruments.edit(world.instrument, 1, f"Treaty {RIGHT_TO_LEFT}\x1b[31m", "", world.ana)

        database.write_here(work)
        return world.old
    finally:
        database.close()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["agreement", *arguments], catch_exceptions=False)


def test_tables_fit_100_columns_and_no_name_steers_the_terminal(assessment: int) -> None:
    done = run(str(assessment))
    assert done.exit_code == 0, done.output
    assert max(map(len, done.output.splitlines())) <= 100
    assert "Ben – Cleo" in done.output
    assert "10 cells, 0 of them with one rating only" in done.output
    assert RIGHT_TO_LEFT[0] not in done.output
    assert "\x1b" not in done.output


def test_json_is_what_the_interface_gives(assessment: int) -> None:
    found = json.loads(run(str(assessment), "--standing", "--json").output)
    assert found["ratings"] == "standing"
    assert found["overall"]["agreement"]["pairs"] == 10
    assert found["hidden"] == 0


def test_a_file_is_written_once(assessment: int, tmp_path: Path) -> None:
    file = tmp_path / "agreement.csv"
    assert run(str(assessment), str(file)).exit_code == 0
    assert file.read_bytes().startswith("\ufeffPart,Name,Beside".encode())
    assert "is there already" in run(str(assessment), str(file)).output
    assert "ends with .xlsx or .csv" in run(str(assessment), str(tmp_path / "a.pdf")).output
    assert run("99").exit_code == 1
