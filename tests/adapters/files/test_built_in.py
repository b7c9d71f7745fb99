import json
from hashlib import sha256
from pathlib import Path

import pytest

import salvaguarda
from salvaguarda.adapters.files import built_in, built_in_checklists, checklists_folder
from salvaguarda.adapters.files.built_in import checklist_paths
from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.drafts import ChapterRole
from salvaguarda.domain.scores import Rating

OPERATIVE = "general criminalization procedure cooperation prevention technical-assistance"
# id, category, roles, red line: the table of the design
DESIGN = """
cyber-dependent-scope        | scope        | criminalization                     | red
closed-list                  | scope        | criminalization general cooperation | red
public-interest-protection   | scope        | criminalization procedure           | red
legality                     | principles   | operative                           |
legitimate-purpose           | principles   | operative                           |
necessity                    | principles   | operative                           |
proportionality              | principles   | operative                           |
non-discrimination           | principles   | operative                           |
human-rights-clause          | principles   | whole                               | red
prior-judicial-authorization | surveillance | procedure cooperation               | red
procedural-scope             | surveillance | procedure                           | red
encryption-and-security      | surveillance | procedure cooperation prevention    | red
cooperation-scope            | cooperation  | cooperation                         | red
data-protection              | cooperation  | cooperation procedure               |
due-process                  | cooperation  | procedure cooperation               |
gender-mainstreaming         | gender       | operative                           |
gender-whole-text            | gender       | whole                               |
"""


def checklist(name: str) -> Checklist:
    return next(entry.checklist for entry in built_in_checklists() if entry.checklist.id == name)


ALL = [entry.checklist for entry in built_in_checklists()]
SAFEGUARDS = checklist("un-cybercrime-safeguards")


def test_the_criteria_are_those_of_the_design_in_its_order() -> None:
    wanted = [[part.strip() for part in line.split("|")] for line in DESIGN.strip().splitlines()]
    found = [
        [
            criterion.id,
            criterion.category,
            {role.value for role in criterion.applies_to} or {"whole"},
            "red" if criterion.red_line else "",
        ]
        for criterion in SAFEGUARDS.criteria
    ]
    assert found == [
        [name, category, set(roles.replace("operative", OPERATIVE).split()), red]
        for name, category, roles, red in wanted
    ]
    assert [criterion.code for criterion in SAFEGUARDS.criteria] == [f"C{n:02}" for n in range(1, 18)]


def test_every_concern_and_call_of_the_statement_is_covered_by_a_criterion() -> None:
    covered = {bullet for criterion in SAFEGUARDS.criteria for bullet in criterion.source.bullets}
    six = range(1, 7)
    assert covered == {*(f"concern-{n}" for n in six), *(f"call-{n}" for n in six), "closing"}
    assert {bullet for bullet, _ in SAFEGUARDS.sources[0].bullets} == covered


def test_the_six_demands_are_the_six_calls_and_every_criterion_decides_one() -> None:
    assert [demand.id for demand in SAFEGUARDS.demands] == [f"call-{n}" for n in range(1, 7)]
    assert all(demand.source.bullets == (demand.id,) for demand in SAFEGUARDS.demands)
    deciding = [criterion for demand in SAFEGUARDS.demands for criterion in demand.criteria]
    assert sorted(deciding) == sorted(SAFEGUARDS.by_id)


def test_a_criterion_decides_a_demand_it_comes_from() -> None:
    # closed-list stands in concern 1 only, of which call 1 is the demand
    for demand in SAFEGUARDS.demands:
        for name in demand.criteria:
            assert demand.id in SAFEGUARDS.by_id[name].source.bullets or name == "closed-list"


def test_the_verdict_speaks_of_minimum_requirements() -> None:
    rule = SAFEGUARDS.verdict
    assert (rule.minimum_coverage, rule.met_at) == (0.8, 0.75)
    assert rule.met.startswith("Minimum requirements met")
    assert rule.not_met.startswith("Minimum requirements not met")


def test_silence_breaks_the_red_lines_that_ask_for_words() -> None:
    silent = {criterion.id for criterion in SAFEGUARDS.criteria if Rating.SILENT in criterion.fails_on}
    assert silent == {
        "public-interest-protection",
        "human-rights-clause",
        "prior-judicial-authorization",
        "procedural-scope",
        "cooperation-scope",
    }


def test_the_second_checklist_shares_nothing_with_the_first_but_the_form() -> None:
    test = checklist("three-part-test")
    assert not {*test.by_id} & {*SAFEGUARDS.by_id}
    assert not {c.id for c in test.categories} & {c.id for c in SAFEGUARDS.categories}
    assert (test.verdict.minimum_coverage, test.verdict.met_at) != (0.8, 0.75)
    assert {role for criterion in test.criteria for role in criterion.applies_to} < {*ChapterRole}


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.id)
def test_every_red_line_says_in_its_guidance_what_silence_means(each: Checklist) -> None:
    for criterion in each.red_lines:
        breaks = Rating.SILENT in criterion.fails_on
        words = "Why silence breaks this red line" if breaks else "Why silence "
        assert words in criterion.guidance


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.id)
def test_no_two_criteria_share_a_question_or_the_anchors_that_earn_points(each: Checklist) -> None:
    for rating in (Rating.MET, Rating.PARTLY, Rating.NOT_MET):
        anchors = [
            level.anchor
            for criterion in each.criteria
            for level in criterion.levels
            if level.rating == rating
        ]
        assert len({*anchors}) == len(each.criteria)
    assert len({criterion.question for criterion in each.criteria}) == len(each.criteria)


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.id)
def test_every_criterion_names_standards(each: Checklist) -> None:
    assert all("Standards: " in criterion.guidance for criterion in each.criteria)


def test_a_file_lies_where_its_id_and_version_say() -> None:
    for path, entry in zip(checklist_paths(), built_in_checklists(), strict=True):
        assert (path.parent.name, path.stem) == (entry.checklist.id, entry.checklist.version)


def test_every_file_tells_editors_its_schema() -> None:
    for path in checklist_paths():
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first == "# yaml-language-server: $schema=../schema.json"


def test_published_versions_never_change() -> None:
    locked = json.loads((checklists_folder() / "lock.json").read_text(encoding="utf-8"))
    found = {
        f"{path.parent.name}/{path.stem}": sha256(path.read_bytes()).hexdigest() for path in checklist_paths()
    }
    changed = {name for name in locked if locked[name] != found.get(name)}
    assert not changed, f"published: {changed}. Undo the change and make a new version beside it."
    assert locked == found, f"new: add its line to checklists/lock.json: {found.items() - locked.items()}"


def test_versions_are_sorted_as_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "salvaguarda" / "checklists" / "a").mkdir(parents=True)
    for version in ("1.10.0", "1.9.0", "1.9.1"):
        (tmp_path / "salvaguarda" / "checklists" / "a" / f"{version}.yaml").touch()
    monkeypatch.setattr(salvaguarda, "__file__", str(tmp_path / "salvaguarda" / "__init__.py"))
    assert [path.stem for path in built_in.checklist_paths()] == ["1.9.0", "1.9.1", "1.10.0"]


def test_a_checkout_and_an_installed_package_both_find_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (checklists_folder() / "README.md").is_file()
    (tmp_path / "salvaguarda" / "checklists").mkdir(parents=True)
    monkeypatch.setattr(salvaguarda, "__file__", str(tmp_path / "salvaguarda" / "__init__.py"))
    assert checklists_folder() == tmp_path / "salvaguarda" / "checklists"
