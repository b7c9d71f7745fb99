"""Mistakes in a file of scores are named."""

from pathlib import Path

import pytest

from salvaguarda.adapters.files.demo_files import read_scores
from salvaguarda.domain.errors import Invalid

RIGHT = """
columns: {general: [legality, necessity]}
ratings: {general: {art_1: {ana: "2 s"}}}
"""


def mistakes(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "scores-9.yaml"
    path.write_text(text)
    with pytest.raises(Invalid, match=r"scores-9\.yaml") as caught:
        read_scores(path, {"ana"})
    return [problem.what for problem in caught.value.problems]


def test_right_codes_become_scores(tmp_path: Path) -> None:
    path = tmp_path / "scores-9.yaml"
    path.write_text(RIGHT)
    scores = read_scores(path, {"ana"})[1]
    assert [(each.criterion, each.rating.value) for each in scores] == [
        ("legality", "met"),
        ("necessity", "silent"),
    ]


def test_a_missing_code_is_a_mistake(tmp_path: Path) -> None:
    assert "one code for each criterion" in mistakes(tmp_path, RIGHT.replace("2 s", "2"))[0]


def test_an_unknown_code_is_a_mistake(tmp_path: Path) -> None:
    assert mistakes(tmp_path, RIGHT.replace("2 s", "2 x")) == ["No rating is written as x."]


def test_an_unknown_person_is_a_mistake(tmp_path: Path) -> None:
    assert mistakes(tmp_path, RIGHT.replace("ana", "ben")) == ["Nobody here is called ben."]


def test_not_applicable_without_a_rationale_is_a_mistake(tmp_path: Path) -> None:
    assert mistakes(tmp_path, RIGHT.replace("2 s", "n s")) == ["Not applicable needs a rationale."]


def test_a_note_beside_no_code_is_a_mistake(tmp_path: Path) -> None:
    note = "notes: {art_1: {legality: [{by: ana, rationale: Why.}]}}\n"
    assert mistakes(tmp_path, RIGHT.replace("2 s", ". s") + note) == ["This note stands beside no code."]
