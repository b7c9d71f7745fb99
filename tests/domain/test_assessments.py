import pytest

from salvaguarda.domain.assessments import WHOLE_TEXT, Unit, in_scope, rows
from salvaguarda.domain.drafts import ChapterRole, Provision, ProvisionKind
from tests.domain.example_checklist import criterion

KINDS = {
    "preamble": ProvisionKind.PREAMBLE,
    "rec": ProvisionKind.RECITAL,
    "chp": ProvisionKind.CHAPTER,
    "sec": ProvisionKind.SECTION,
    "annex": ProvisionKind.ANNEX,
    "art": ProvisionKind.ARTICLE,
    "para": ProvisionKind.PARAGRAPH,
    "point": ProvisionKind.POINT,
    "subpoint": ProvisionKind.SUBPOINT,
    "closing": ProvisionKind.CLOSING,
    "opt": ProvisionKind.OPTION,
    "def": ProvisionKind.DEFINITION,
}


def outline(text: str) -> list[Provision]:
    """Provisions from lines of paths, indented under their parents; a path with "+" has words of its own."""
    found: list[Provision] = []
    parents: list[str] = []
    for line in text.strip("\n").splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        name = line.strip().rstrip("+")
        words = "Words." if line.endswith("+") else ""
        kind = KINDS[name.split("_")[0].split("-")[-1]]
        parent = parents[depth - 1] if depth else None
        parents[depth:] = [name]
        found.append(Provision(name, name, kind, text=words, depth=depth, parent=parent))
    return found


DRAFT = outline("""
preamble
  rec_1+
  rec_2+
chp_1
  art_1+
  art_2
    para_2a+
    para_2b+
      point_2ba+
        subpoint_2bai+
      point_2bb+
chp_2
  sec_1
    art_3+
      point_3a+
      point_3b+
  sec_2
closing+
""")


def paths(provisions: list[Provision], unit: Unit) -> list[str]:
    return [row.path for row in rows(provisions, unit)]


def test_articles_are_rows_with_recitals_and_the_closing_and_the_whole_text_first() -> None:
    assert paths(DRAFT, Unit.ARTICLE) == ["draft", "rec_1", "rec_2", "art_1", "art_2", "art_3", "closing"]


def test_paragraphs_are_rows_and_articles_that_have_none() -> None:
    assert paths(DRAFT, Unit.PARAGRAPH) == [
        "draft", "rec_1", "rec_2", "art_1", "para_2a", "para_2b", "art_3", "closing",
    ]  # fmt: skip


def test_points_are_rows_and_paragraphs_and_articles_that_have_none() -> None:
    assert paths(DRAFT, Unit.POINT) == [
        "draft", "rec_1", "rec_2", "art_1", "para_2a", "point_2ba", "point_2bb", "point_3a", "point_3b", "closing",
    ]  # fmt: skip


def test_an_empty_draft_has_the_whole_text_as_its_only_row() -> None:
    assert rows([], Unit.ARTICLE) == (WHOLE_TEXT,)


def test_divisions_and_provisions_without_words_are_no_rows() -> None:
    assert paths(outline("chp_1\n  art_1\n    para_1\nchp_2\npreamble"), Unit.PARAGRAPH) == ["draft"]


def test_a_paragraph_that_stands_in_a_chapter_without_an_article_is_a_row() -> None:
    assert paths(outline("chp_1\n  para_1+\n  art_1+\n    para_2+"), Unit.ARTICLE) == [
        "draft",
        "para_1",
        "art_1",
    ]


def test_a_text_of_bare_paragraphs_is_not_lost() -> None:
    assert paths(outline("para_1+\npara_2+\n  point_a+"), Unit.ARTICLE) == ["draft", "para_1", "para_2"]


def test_an_annex_in_one_piece_is_a_row_and_one_with_articles_is_not() -> None:
    found = outline("annex_1+\nannex_2+\n  art_1+")
    assert paths(found, Unit.ARTICLE) == ["draft", "annex_1", "art_1"]


def test_a_recital_with_points_stays_one_row() -> None:
    assert paths(outline("preamble\n  rec_1+\n    point_a+\n    point_b+"), Unit.POINT) == ["draft", "rec_1"]


def test_an_article_whose_points_alone_have_words_is_a_row() -> None:
    assert paths(outline("art_1\n  point_a+"), Unit.ARTICLE) == ["draft", "art_1"]


def test_a_deep_text_is_walked_without_recursion() -> None:
    deep = [
        Provision(f"p{n}", "", ProvisionKind.SUBPOINT, parent=f"p{n - 1}" if n else None, depth=n)
        for n in range(5000)
    ]
    deep.append(Provision("end", "", ProvisionKind.SUBPOINT, text="Words.", parent="p4999", depth=5000))
    assert paths(deep, Unit.POINT) == ["draft", "p0"]


@pytest.mark.parametrize("unit", Unit)
def test_no_row_is_part_of_another(unit: Unit) -> None:
    parents = {provision.path: provision.parent for provision in DRAFT}
    found = set(paths(DRAFT, unit))
    for path in found - {"draft"}:
        above = parents[path]
        while above is not None:
            assert above not in found
            above = parents[above]


def test_a_criterion_is_in_scope_where_it_applies_to_the_role() -> None:
    asked = criterion("A")  # applies to procedure
    row = DRAFT[4]
    assert in_scope(asked, row, ChapterRole.PROCEDURE)
    assert not in_scope(asked, row, ChapterRole.GENERAL)


def test_a_criterion_about_the_whole_draft_is_in_scope_in_its_row_only() -> None:
    whole = criterion("W", whole=True)
    assert in_scope(whole, WHOLE_TEXT, ChapterRole.GENERAL)
    assert not in_scope(whole, DRAFT[4], ChapterRole.PROCEDURE)
    assert not in_scope(criterion("A"), WHOLE_TEXT, ChapterRole.PROCEDURE)


WITH_OPTIONS = outline(
    """
art_1+
art_2
  opt-1
    para-1a+
      point-1+
    para-1b+
  opt-2+
art_3
  para-3+
    opt-3+
      opt-3a+
    opt-4
      point-4+
art_4+
  opt-5+
  opt-6+
opt-7
  art_7+
opt-8
  art_8+
art_9
  def-1+
  def-2+
""".replace("opt-", "opt_")
    .replace("para-", "para_")
    .replace("point-", "point_")
    .replace("def-", "def_")
)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (Unit.ARTICLE, "art_1 art_2 opt_1 opt_2 art_3 opt_3 opt_3a opt_4 art_4 opt_5 opt_6 art_7 art_8 art_9"),
        (Unit.PARAGRAPH, "art_1 opt_1 para_1a para_1b opt_2 para_3 opt_3 opt_3a opt_4 art_4 opt_5 opt_6 art_7 art_8 art_9"),
        (Unit.POINT, "art_1 opt_1 point_1 para_1b opt_2 opt_3 opt_3a opt_4 point_4 art_4 opt_5 opt_6 art_7 art_8 def_1 def_2"),
    ],
)  # fmt: skip
def test_each_option_is_a_row_at_every_unit(unit: Unit, expected: str) -> None:
    assert [row.path for row in rows(WITH_OPTIONS, unit)][1:] == expected.split()
