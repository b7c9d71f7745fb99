"""Every real text is cut as truths of its own say (benchmarks/truths): a guard for what `python -m benchmarks segment_texts` measures."""

import pytest

from benchmarks.segment_texts import judge, judge_list
from benchmarks.truths.agreement import agreement_parts
from benchmarks.truths.treaties import treaty_parts
from tests.treaties import PARIS, path_of

TREATIES = {"budapest-convention-2001": 48, "uncac-2003": 71, "iccpr-1966": 53 + 14}


@pytest.mark.parametrize("name", TREATIES)
def test_a_treaty_is_cut_as_its_own_marks_say(name: str) -> None:
    path_of(f"treaties/{name}.md")
    judged = judge(f"treaties/{name}.md", "", lambda path: treaty_parts(path.read_text("utf-8")))

    assert judged.scores["articles"].total == TREATIES[name]
    assert {level: (score.right, score.extra) for level, score in judged.scores.items()} == {
        level: (score.total, 0) for level, score in judged.scores.items()
    }


def test_the_agreement_is_cut_as_its_columns_say() -> None:
    path_of(PARIS)
    judged = judge(PARIS, "", lambda path: agreement_parts(path.read_text("utf-8")))

    assert [score.total for score in judged.scores.values()] == [29, 124, 36, 16]
    assert all((score.right, score.extra) == (score.total, 0) for score in judged.scores.values())


@pytest.mark.parametrize("day", ["2015-10-23", "2015-12-04", "2015-12-09"])
def test_a_negotiating_draft_is_cut_as_its_list_says(day: str) -> None:
    path_of(f"paris-agreement/{day}.md")
    judged = judge_list(f"paris-agreement/{day}.md", f"paris-{day}.txt")

    assert judged.scores
    assert all((score.right, score.extra) == (score.total, 0) for score in judged.scores.values())
