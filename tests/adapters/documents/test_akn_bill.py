"""The UK bill at its four stages: counted against the XML itself, and the truth about its stages."""

import re
from collections import Counter
from functools import cache

import pytest
from lxml import etree

from benchmarks.truth_bill import FILES, FOLDER, LEVELS, SECTIONS, Stage, read_stage, truth
from salvaguarda.domain.drafts import ProvisionKind
from tests.treaties import draft_of, path_of

K = ProvisionKind
WORD = re.compile(r"\w+")
NAMES = [f"{FOLDER}/{file}" for file in FILES]
UNQUOTED = "//*[local-name()='{}'][not(ancestor::*[local-name()='quotedStructure'])]"
SCHEDULES = "//*[@name='schedule'][not(ancestor::*[local-name()='quotedStructure'])]"


def xml(name: str) -> etree._Element:
    """The file as a plain parser sees it, without the places of printed lines."""
    return etree.fromstring(
        path_of(name).read_bytes(), etree.XMLParser(remove_comments=True, remove_pis=True)
    )


def counted(root: etree._Element, name: str) -> int:
    return found(root, UNQUOTED.format(name))


def found(root: etree._Element, path: str) -> int:
    elements = root.xpath(path)
    assert isinstance(elements, list)
    return len(elements)


@cache
def stage(name: str) -> Stage:
    return read_stage(path_of(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_provision_of_the_xml_is_read_and_no_other(name: str) -> None:
    root = xml(name)
    kinds = Counter(each.kind for each in draft_of(name).segmentation.provisions)

    assert kinds[K.ARTICLE] == counted(root, "section")
    assert kinds[K.ANNEX] == found(root, SCHEDULES)
    assert kinds[K.PART] == counted(root, "part")
    assert kinds[K.PREAMBLE] == 1
    below = sum(counted(root, element) for element in ("subsection", "level", "paragraph", "subparagraph"))
    assert kinds[K.PARAGRAPH] + kinds[K.POINT] + kinds[K.SUBPOINT] == below


@pytest.mark.parametrize("name", NAMES)
def test_every_provision_keeps_its_identifier_number_and_parent(name: str) -> None:
    root = xml(name)
    elements = {each.get("eId"): each for each in root.iter("{*}*") if each.get("eId")}
    provisions = draft_of(name).segmentation.provisions
    by_path = {each.path: each for each in provisions}

    for each in provisions:
        element = elements[each.path]
        above = next((one.get("eId") for one in element.iterancestors() if one.get("eId") in by_path), None)
        assert each.parent == (above if each.kind is not K.ANNEX else None)
        printed = element.findtext("{*}num", "").split()
        assert each.number == (printed[-1] if printed else "")


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_the_xml_is_lost(name: str) -> None:
    root = xml(name)
    described = root.find(".//{*}meta")
    assert described is not None
    described.clear()
    given = Counter(WORD.findall(" ".join(str(text) for text in root.itertext())))

    held = Counter(word for line in draft_of(name).reading.lines for word in WORD.findall(line.seen))

    assert sum(given.values()) > 15_000
    assert given - held == Counter("Be")  # an initial of its own: <inline>B</inline><inline>e it</inline>


def test_a_section_is_cited_as_a_section_and_says_what_it_quotes() -> None:
    by_path = {each.path: each for each in draft_of(NAMES[1]).segmentation.provisions}

    assert by_path["sec_3__subsec_2__para_d__subpara_ii"].label == "Section 3(2)(d)(ii)"
    assert by_path["sched_1__para_15__subpara_3__para_a"].label == "Schedule 1, Part 2, para. 15(3)(a)"
    assert by_path["sec_1__para_c"].text.startswith("after paragraph (c) insert—\n“(ca) to ensure")
    assert by_path["sec_1__para_c"].text.endswith(", and”.")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_well_made_bill_is_doubtful(name: str) -> None:
    assert [warning.code for warning in draft_of(name).segmentation.warnings] == []


@pytest.mark.parametrize(
    ("first", "counts"), [(0, (468, 116, 31, 6)), (1, (499, 1, 2, 0)), (2, (487, 31, 1, 14))]
)
def test_the_truth_between_two_stages_is_that_of_the_readme(
    first: int, counts: tuple[int, int, int, int]
) -> None:
    assert truth(stage(NAMES[first]), stage(NAMES[first + 1]), LEVELS).counts == counts


def test_the_truth_about_sections_from_first_to_last_is_that_of_the_readme() -> None:
    known = truth(stage(NAMES[0]), stage(NAMES[3]), SECTIONS)

    assert known.counts == (39, 30, 4, 0)
    assert len(known.renumbered) == 24


@pytest.mark.parametrize("name", NAMES)
def test_what_an_alignment_is_given_names_no_identifier(name: str) -> None:
    read = stage(name)

    assert [each.path for each in read.provisions] == [
        f"p{place}" for place in range(1, len(read.provisions) + 1)
    ]
    assert {each.parent for each in read.provisions} <= {None, *(each.path for each in read.provisions)}
    assert len(read.guids) == len(set(read.guids.values())) == len(read.provisions)
    shown = "\n".join(repr(each) for each in read.provisions)
    assert not any(guid in shown for guid in read.guids.values())
    assert "__subsec_" not in shown
