"""Agreement over HTTP: of cells whose scores the reader may see, as figures and as files, names as the assessment says."""

import csv
import io
from typing import Any

import pytest
from openpyxl import load_workbook

from salvaguarda.application.ports.records import Records
from salvaguarda.domain.scores import Rating
from tests.client import Client
from tests.evaluating import add_endpoint, ask
from tests.web.assessing import CELL, Service

LEGALITY = ("art_3", "legality")
NECESSITY = ("art_4", "necessity")


@pytest.fixture
def scored(service: Service) -> Service:
    """Ben rated three cells, Cleo two of them and then changed one, Ana none."""
    old = service.world.old
    for cell in (CELL, LEGALITY, NECESSITY):
        assert service.save(service.ben, old, cell, rating="met").status_code == 200
    assert service.save(service.cleo, old, CELL, rating="partly").status_code == 200
    assert service.save(service.cleo, old, LEGALITY, rating="not_met").status_code == 200
    assert service.save(service.cleo, old, LEGALITY, 1, rating="met").status_code == 200
    return service


def agreement(who: Client, assessment_id: int, ratings: str = "independent") -> dict[str, Any]:
    answer = who.get(f"/api/assessments/{assessment_id}/agreement?ratings={ratings}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_what_cleo_changed_after_she_saw_bens_rating_counts_only_as_it_stands(scored: Service) -> None:
    old = scored.world.old
    own = agreement(scored.ben, old)
    assert own["overall"]["agreement"]["exact"]["value"] == 0
    assert own["count"] == {"ratings": 5, "older": 1, "set_aside": 0}
    assert (own["cells"], own["single"], own["hidden"]) == (3, 1, 0)
    standing = agreement(scored.ben, old, "standing")
    assert standing["overall"]["agreement"]["exact"]["value"] == 0.5
    assert standing["confusion"]["counts"][0] == [2, 1, 0, 0, 0]


def test_a_pair_stands_under_its_names(scored: Service) -> None:
    (pair,) = agreement(scored.ben, scored.world.old)["reviewers"]
    assert (pair["first"], pair["second"]) == ("Ben", "Cleo")
    assert pair["sides"]["bias"]["value"] == -1.5
    assert pair["sides"]["agreement"]["cells"] == 2


def test_a_cell_that_the_reader_has_not_rated_enters_no_figure(scored: Service) -> None:
    ana, cleo = agreement(scored.ana, scored.world.old), agreement(scored.cleo, scored.world.old)
    assert (ana["cells"], ana["hidden"], ana["overall"]["agreement"]["pairs"]) == (0, 3, 0)
    assert ana["overall"]["agreement"]["exact"]["value"] is None
    assert (cleo["cells"], cleo["single"], cleo["hidden"]) == (2, 0, 1)


def test_what_ana_learns_does_not_depend_on_what_others_gave(scored: Service) -> None:
    before = agreement(scored.ana, scored.world.old, "standing")
    assert scored.save(scored.cleo, scored.world.old, CELL, 1, rating="met").status_code == 200
    assert agreement(scored.ana, scored.world.old, "standing") == before


def test_csv_and_workbook_say_the_same(scored: Service) -> None:
    address = f"/api/assessments/{scored.world.old}/agreement"
    text = scored.ben.get(f"{address}.csv")
    assert text.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(text.content.decode("utf-8-sig"))))
    book = load_workbook(io.BytesIO(scored.ben.get(f"{address}.xlsx?ratings=independent").content))
    assert book.sheetnames == ["Agreement", "Who said what", "Method"]
    heads, first, *_ = book["Agreement"].iter_rows(values_only=True)
    assert rows[0]["Part"] == first[heads.index("Part")] == "all"
    assert float(rows[0]["Exactly the same"]) == first[heads.index("Exactly the same")] == 0
    assert rows[0]["Exactly the same: from (95 %)"] == ""
    assert rows[0]["Ratings that count"].startswith("independent")
    assert {row["Part"] for row in rows} == {"all", "criterion", "chapter", "month", "hundred cells", "pair"}


def test_there_is_no_agreement_of_what_is_not_there(scored: Service) -> None:
    assert scored.ben.get("/api/assessments/999/agreement").status_code == 404
    assert scored.ben.get("/api/assessments/1/agreement?ratings=all").status_code == 400


def test_nothing_of_a_model_is_a_rating(scored: Service) -> None:
    before = agreement(scored.ben, scored.world.old)

    def suggest(records: Records) -> None:
        endpoint = add_endpoint(records, scored.world.ana)
        ask(records, scored.world.old, scored.world.ana, endpoint, {CELL: Rating.SILENT})

    scored.database.write_here(suggest)
    assert agreement(scored.ben, scored.world.old) == before
