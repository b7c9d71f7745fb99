import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from salvaguarda.cli import main
from tests.treaties import path_of

OLD = """# Article 1 Scope

1. This Convention applies to the offences that it defines.

2. It applies to no other offence, whatever another treaty may say of it.

# Article 2 Warrants

Each Party shall obtain a warrant from an independent court before it searches.
"""
NEW = """# Article 1 Definitions

For the purposes of this Convention, quux means zebra.

# Article 2 Scope

1. This Convention applies to the offences that it defines.

# Article 3 Warrants

Each Party may obtain a warrant from an independent court before it searches.
"""


@pytest.fixture
def drafts(tmp_path: Path) -> list[str]:
    files = [tmp_path / "old.md", tmp_path / "new.md"]
    for file, text in zip(files, (OLD, NEW), strict=True):
        file.write_text(text)
    return [str(file) for file in files]


def test_json_holds_every_link_with_its_paths(drafts: list[str]) -> None:
    ran = CliRunner().invoke(main, ["align", *drafts, "--json"])

    links = {
        (tuple(link["old"]), tuple(link["new"])): link["relation"] for link in json.loads(ran.output)["links"]
    }
    assert ran.exit_code == 0
    assert links == {
        ((), ("art_1",)): "new",
        (("art_1",), ("art_2",)): "amended",
        (("art_1__para_1",), ("art_2__para_1",)): "same",
        (("art_1__para_2",), ()): "deleted",
        (("art_2",), ("art_3",)): "amended",
    }


def test_the_table_counts_relations_and_says_why(drafts: list[str]) -> None:
    lines = CliRunner().invoke(main, ["align", *drafts]).output.splitlines()

    assert lines[0] == "1 same, 2 amended, 1 new, 1 deleted"
    assert any(line.startswith("amended") and "heading equal, text 0.9" in line for line in lines)


def test_links_of_one_level_are_shown_alone(drafts: list[str]) -> None:
    ran = CliRunner().invoke(main, ["align", *drafts, "--json", "--level", "paragraph"])
    links = json.loads(ran.output)["links"]
    assert [(link["relation"], link["level"]) for link in links] == [
        ("same", "paragraph"),
        ("deleted", "paragraph"),
    ]


def test_what_changed_in_typography_only_is_told_apart(tmp_path: Path) -> None:
    files = [tmp_path / "old.md", tmp_path / "new.md"]
    files[0].write_text(
        "# Article 1 Terms\n\nA “child” is any person below eighteen years.\n\n# Article 2\n\nIt applies.\n"
    )
    files[1].write_text(
        '# Article 1 Terms\n\nA "child" is any person below  eighteen years.\n\n# Article 2\n\nIt must apply.\n'
    )
    listed = json.loads(CliRunner().invoke(main, ["align", *map(str, files), "--json"]).output)["links"]
    assert {link["new"][0]: link["substance"] for link in listed} == {"art_1": False, "art_2": True}
    shown = json.loads(CliRunner().invoke(main, ["align", *map(str, files), "--json", "--substance"]).output)[
        "links"
    ]
    assert [link["new"] for link in shown] == [["art_2"]]


def test_a_file_that_is_no_text_is_refused_with_a_message(tmp_path: Path, drafts: list[str]) -> None:
    binary = tmp_path / "draft.md"
    binary.write_bytes(bytes(range(256)) * 20)

    ran = CliRunner().invoke(main, ["align", drafts[0], str(binary)])

    assert ran.exit_code == 1
    assert "draft.md" in ran.output
    assert "Traceback" not in ran.output


def test_the_articles_of_the_paris_agreement_find_their_later_numbers() -> None:
    old, new = (path_of(f"paris-agreement/2015-{day}.md") for day in ("12-04", "12-12"))

    links = json.loads(CliRunner().invoke(main, ["align", str(old), str(new), "--json"]).output)["links"]

    found = {link["old"][0]: link["new"] for link in links if len(link["old"]) == 1}
    for before, after in {"3": 4, "3bis": 5, "3ter": 6, "4": 7, "5": 8, "6": 9, "7": 10, "8": 11}.items():
        assert found[f"art_{before}"] == [f"art_{after}"]
    for before, after in {"8bis": 12, "9": 13, "10": 14, "11": 15, "12": 16, "18": 21, "26": 29}.items():
        assert found[f"art_{before}"] == [f"art_{after}"]
