"""`salvaguarda evaluate`, on a real storage."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from salvaguarda.application.ports.records import Records
from salvaguarda.bootstrap import open_database
from salvaguarda.cli import main
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.outcomes import Outcome
from salvaguarda.settings import read_settings
from tests.assessing import World, make_in, rate, sheets
from tests.evaluating import Answer, Cell, Run, add_endpoint, ask
from tests.showing import show, suggestion

CELLS: list[Cell] = [
    (path, criterion)
    for path in ("art_1", "art_2", "art_3", "art_4", "art_5")
    for criterion in ("legality", "necessity", "proportionality")
]
RATINGS = list(Rating)[:4]


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    monkeypatch.setenv("SALVAGUARDA_DATA_FOLDER", str(folder))
    monkeypatch.delenv("SALVAGUARDA_DATABASE_URL", raising=False)
    return folder


def make(model: str = "model-1") -> World:
    """Two people rated fifteen cells; one prompt agrees with Ben but for one refusal, the other is always one off."""
    database = open_database(read_settings())
    try:
        world = make_in(database)

        def work(records: Records) -> None:
            ben = {cell: RATINGS[place % 4] for place, cell in enumerate(CELLS)}
            for place, cell in enumerate(CELLS):
                rate(records, sheets(), world.old, cell, world.ben, ben[cell], "Ben's.")
                rate(records, sheets(), world.old, cell, world.cleo, RATINGS[place // 2 % 4], "Cleo's.")
            endpoint = add_endpoint(records, world.ana)
            first: dict[Cell, Answer] = {**ben, CELLS[0]: Outcome.REFUSED}
            second: dict[Cell, Answer] = {cell: RATINGS[(place + 1) % 4] for place, cell in enumerate(CELLS)}
            ask(records, world.old, world.ana, endpoint, first, Run(model=model, currency="EUR", micro=20))
            ask(records, world.old, world.ana, endpoint, second, Run("1.1.0", model=model))
            show(records, world.old, CELLS[0], world.ben, suggestion(Rating.PARTLY), model=model)
            rate(records, sheets(), world.old, CELLS[0], world.ben, Rating.PARTLY, "So.", version=1)

        database.write_here(work)
    finally:
        database.close()
    return world


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["evaluate", *arguments])


def test_tables_fit_on_a_hundred_columns_and_say_everything() -> None:
    done = run("--assessment", str(make().old))
    assert done.exit_code == 0, done.output
    assert max(map(len, done.output.splitlines())) <= 100
    for words in (
        "30 reference scores by 2 people (1 of them an earlier state); 0 set aside",
        "provision-score@1.0.0, model-1 (Test server)",
        "15 cells asked about: 14 rated, 0 abstained, 1 without an answer; coverage 93 %",
        "Questions: 14 answered, 1 refused",
        "cost 0.0003 EUR; half of 15 replies within 2.0 s",
        "Kappa, quadratic weights",
        "C06 Necessity",
        "1 reveals, 0 of them of an abstention; 0 of 1 agreed already",
        "1. provision-score@1.0.0, model-1 (Test server): 14 cells of its own, 0 fell away",
        "2. provision-score@1.1.0, model-1 (Test server): 15 cells of its own, 1 fell away",
        "14 cells of 5 provisions that all of them and a person rated.",
        "undefined: no quote was given",
    ):
        assert words in done.output


def test_json_is_what_the_interface_gives() -> None:
    done = run("--assessment", str(make().old), "--prompt", "provision-score@1.1.0", "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    (contest,) = found["contests"]
    assert contest["overall"]["beside"]["model"]["cells"] == 15
    assert contest["overall"]["answers"]["coverage"]["value"] == 1
    assert found["side_by_side"] is None


def test_several_assessments_are_evaluated_together() -> None:
    world = make()
    done = run(
        "--assessment", str(world.old), "--assessment", str(world.new), "--endpoint", "Test server", "--json"
    )
    assert [each["id"] for each in json.loads(done.output)["assessments"]] == [world.old, world.new]


def test_names_cannot_steer_the_terminal() -> None:
    done = run("--assessment", str(make(model="evil\x1b[2J[red]m\u202e").old))
    assert done.exit_code == 0, done.output
    assert "\x1b" not in done.output
    assert "evil\N{REPLACEMENT CHARACTER}[2J[red]m\N{REPLACEMENT CHARACTER}" in done.output


def test_an_assessment_without_runs_says_so() -> None:
    done = run("--assessment", str(make().new))
    assert "No model was asked in this assessment yet." in done.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Missing option '--assessment'"),
        (("--assessment", "99"), "There is no assessment 99"),
        (("--assessment", "1", "--prompt", "other@1.0.0"), "There is no run with prompt other@1.0.0"),
        (("--assessment", "1", "--endpoint", "Elsewhere"), "There is no run at endpoint Elsewhere"),
    ],
)
def test_what_is_not_there_is_said(arguments: tuple[str, ...], words: str) -> None:
    make()
    done = run(*arguments)
    assert done.exit_code != 0
    assert words in done.output
