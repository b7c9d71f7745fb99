"""Comparing what was signed."""

from typing import Any

import pytest

from salvaguarda.domain.snapshots import (
    Content,
    SnapshotChange,
    SnapshotDifference,
    cells_of,
    compare_snapshots,
    is_content,
)


def content(
    *cells: list[Any], draft: str = "a", checklist: str = "b", verdict: str = "not_met"
) -> dict[str, Any]:
    return {
        "form": 1,
        "draft": {"sha256": draft},
        "checklist": {"sha256": checklist},
        "cells": list(cells),
        "verdict": verdict,
    }


MET = ["art_1", "Art. 1", "legality", "met", "agreed"]
OPEN = ["art_1", "Art. 1", "legality", None, ""]
OTHER = ["art_2", "Art. 2", "necessity", "partly", "adjudicated"]


def compared(old: Content, new: Content) -> SnapshotDifference:
    return compare_snapshots(old, new, {"legality": "A1 Legality"})


def test_nothing_changed_when_results_are_the_same_however_they_were_settled() -> None:
    adjudicated = [*MET[:4], "adjudicated"]
    assert compared(content(MET, OTHER), content(OTHER, adjudicated)).none


def test_a_reopened_cell_shows_as_changed() -> None:
    found = compared(content(MET, OTHER), content(OPEN, OTHER))
    assert found.cells == (SnapshotChange("art_1", "Art. 1", "legality", "A1 Legality", "met", None),)
    assert not found.none


def test_cells_that_came_and_went_are_named_once_each() -> None:
    found = compared(content(MET), content(OTHER))
    assert found.cells == (
        SnapshotChange("art_2", "Art. 2", "necessity", "necessity", None, "partly"),
        SnapshotChange("art_1", "Art. 1", "legality", "A1 Legality", "met", None),
    )


def test_an_open_cell_that_left_the_scope_is_no_change() -> None:
    assert compared(content(OPEN), content()).cells == ()


def test_another_text_checklist_or_verdict_shows_even_with_the_same_results() -> None:
    signed = content(MET)
    assert compared(signed, content(MET, draft="c")).draft
    assert compared(signed, content(MET, checklist="c")).checklist
    assert not compared(signed, content(MET, verdict="met")).none


def test_what_is_no_snapshot_is_refused() -> None:
    with pytest.raises(ValueError, match="not a snapshot"):
        cells_of({"form": 2, "cells": []})


WHOLE = content(MET, OPEN, OTHER) | {
    "draft": {"label": "Zero draft", "sha256": "a"},
    "checklist": {"id": "rights", "version": "1.0.0", "sha256": "b"},
    "formula_version": "2",
    "model_use": "none",
    "summary": {"settled": 2, "in_scope": 3},
}


@pytest.mark.parametrize(
    "spoilt",
    [
        None,
        {},
        {"form": 1, "cells": []},
        *({name: each for name, each in WHOLE.items() if name != left_out} for left_out in WHOLE),
        WHOLE | {"cells": ["abcde"]},
        WHOLE | {"cells": [MET[:4]]},
        WHOLE | {"cells": [[["art_1"], *MET[1:]]]},
        WHOLE | {"cells": [[*MET[:3], {}, "agreed"]]},
        WHOLE | {"cells": [[*MET[:3], "splendid", "agreed"]]},
        WHOLE | {"summary": {"settled": True, "in_scope": 3}},
        WHOLE | {"draft": "a"},
        WHOLE | {"verdict": ["met"]},
    ],
)
def test_a_content_of_which_something_could_not_be_read_is_none(spoilt: object) -> None:
    assert is_content(WHOLE)
    assert not is_content(spoilt)
