import pytest

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading.headings import read_head
from salvaguarda.domain.reading.lines import Line


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("Article 1", "1", ""),
        ("Article  1", "1", ""),
        ("Article\u00a05", "5", ""),
        ("ARTICLE 12", "12", ""),
        ("Article 2bis (general)", "2bis", "general"),
        ("Article 8 bis", "8 bis", ""),
        ("[Article 3ter] (mechanism)", "3ter", "mechanism"),
        ("Article 3 (MITIGATION)", "3", "MITIGATION"),
        ("Article 4 - Scope", "4", "Scope"),
        ("Article 4. Scope of application", "4", "Scope of application"),
        ("Article 4: Scope", "4", "Scope"),
        ("Article IV", "IV", ""),
        ("Art. 7 Definitions", "7", "Definitions"),
        ("Artikel 3", "3", ""),
        ("Artículo 5", "5", ""),
        ("第12條", "12", ""),
        ("Article premier", "premier", ""),
        ("Article 1er", "1er", ""),
        ("Article 12-1", "12-1", ""),
        ("Article 52ca", "52ca", ""),
        ("Article 40A", "40A", ""),
        ("ARTICLE 5. - Objet", "5", "Objet"),
        ("Artículo 1º", "1º", ""),
        ("Artículo 1°.- Objeto", "1°", "Objeto"),
        ("Artículo primero. Objeto", "primero", "Objeto"),
        ("Artículo único", "único", ""),
        ("Artigo 1.º Objeto", "1.º", "Objeto"),
        ("Artigo 5.º-A", "5.º-A", ""),
        ("Статья 12.1. Предмет", "12.1", "Предмет"),
        ("Статья 5 бис", "5 бис", ""),
        ("Статья первая", "первая", ""),
        ("المادة الأولى", "الأولى", ""),
        ("الْمَادَّةُ الأُولَى", "الأُولَى", ""),
        ("المــادة ١٢", "١٢", ""),
        ("المادة (٥)", "٥", ""),
        ("المادة ۱۲: النطاق", "۱۲", "النطاق"),
        ("المادة ٣ مكررا", "٣ مكررا", ""),
        ("المادة الثانية عشرة - نطاق الانطباق", "الثانية عشرة", "نطاق الانطباق"),
        ("المادة الحادية والعشرون", "الحادية والعشرون", ""),
        ("第十二條", "十二", ""),
        ("第十二條之三", "十二之三", ""),
        ("第十二条之三 定义", "十二之三", "定义"),
        ("第 12 条", "12", ""),
        ("第一條（目的）", "一", "目的"),
        ("§ 5 Begriffe", "5", "Begriffe"),
        ("[Article 5: Scope]", "5", "Scope"),
    ],
)
def test_articles_are_recognised(text: str, number: str, title: str) -> None:
    head = read_head(Line(text))

    assert head is not None
    assert (head.kind, head.number, head.title) == (ProvisionKind.ARTICLE, number, title)


@pytest.mark.parametrize(
    "text",
    [
        "Article 3, paragraph 8, of the Agreement;",
        "Article 2.]",
        "[Article 2, and Article 4, paragraph 1",
        "Article 4 of the Convention",
        "Article 4 shall apply",
        "Article 2 and Article 3",
        "Articles 3 and 4",
        "Article 4 (a) applies",
        "Part of the territory",
        "Section 5 of the Act applies",
        "chapter II of this Convention",
        "Title to the property",
        "Each Party shall act",
        "Article 3 de la Convention",
        "Article 5 à 7",
        "Article 5.2 applies",
        "Artículo 3 de la Convención",
        "Artículo 5 y 6",
        "Artigo 3 da Convenção",
        "Статья 3 Конвенции о правах",
        "Статья 3 настоящей Конвенции применяется",
        "المادة 3 من هذه الاتفاقية",
        "المادة 3 والمادة 4",
        "第三条第二款规定的",
        "第三条所述措施",
        "第五条和第六条",
        "第一章所规定的犯罪",
        "§ 5 Absatz 2 gilt",
        "Annex to resolution 55/25",
        "Parte de la Convención",
    ],
)
def test_sentences_that_mention_an_article_are_no_headings(text: str) -> None:
    assert read_head(Line(text)) is None


@pytest.mark.parametrize(
    ("text", "kind", "number", "title"),
    [
        ("CHAPTER I", ProvisionKind.CHAPTER, "I", ""),
        ("Chapter II. Preventive measures", ProvisionKind.CHAPTER, "II", "Preventive measures"),
        ("PART ONE", ProvisionKind.PART, "ONE", ""),
        ("SECTION   1", ProvisionKind.SECTION, "1", ""),
        ("TITLE 5 – Sanctions", ProvisionKind.TITLE, "5", "Sanctions"),
        ("Annex", ProvisionKind.ANNEX, "", ""),
        ("ANNEX II", ProvisionKind.ANNEX, "II", ""),
        ("HOOFDSTUK III", ProvisionKind.CHAPTER, "III", ""),
        (
            "PREMIÈRE PARTIE – Dispositions générales",
            ProvisionKind.PART,
            "PREMIÈRE",
            "Dispositions générales",
        ),
        ("Titre premier", ProvisionKind.TITLE, "premier", ""),
        ("Chapitre Ier", ProvisionKind.CHAPTER, "Ier", ""),
        ("CAPÍTULO IV", ProvisionKind.CHAPTER, "IV", ""),
        ("Часть первая", ProvisionKind.PART, "первая", ""),
        ("Глава II. Общие положения", ProvisionKind.CHAPTER, "II", "Общие положения"),
        ("Приложение I", ProvisionKind.ANNEX, "I", ""),
        ("الفصل الأول: أحكام عامة", ProvisionKind.CHAPTER, "الأول", "أحكام عامة"),
        ("الباب الثاني", ProvisionKind.TITLE, "الثاني", ""),
        ("المرفق الأول", ProvisionKind.ANNEX, "الأول", ""),
        ("第一章 总则", ProvisionKind.CHAPTER, "一", "总则"),
        ("第一章总则", ProvisionKind.CHAPTER, "一", "总则"),
        ("第三節", ProvisionKind.SECTION, "三", ""),
        ("第一部分", ProvisionKind.PART, "一", ""),
        ("附件一", ProvisionKind.ANNEX, "一", ""),
        ("First Schedule", ProvisionKind.ANNEX, "First", ""),
        ("SCHEDULE 1", ProvisionKind.ANNEX, "1", ""),
        ("Annex: Rules of procedure", ProvisionKind.ANNEX, "", "Rules of procedure"),
        ("Sub-section 2", ProvisionKind.SUBSECTION, "2", ""),
        ("Section 1Risk assessment", ProvisionKind.SECTION, "1", "Risk assessment"),
        ("Erster Teil", ProvisionKind.PART, "Erster", ""),
        ("الديباجة", ProvisionKind.PREAMBLE, "", "الديباجة"),
        ("序 言", ProvisionKind.PREAMBLE, "", "序 言"),
        ("Preamble", ProvisionKind.PREAMBLE, "", "Preamble"),
    ],
)
def test_divisions_are_recognised(text: str, kind: ProvisionKind, number: str, title: str) -> None:
    head = read_head(Line(text))

    assert head is not None
    assert (head.kind, head.number, head.title) == (kind, number, title)


def test_text_that_follows_the_number_of_an_article_is_its_body() -> None:
    head = read_head(
        Line(
            "Article 1. Each Party shall, in accordance with its law, act against every offence of this Convention."
        )
    )

    assert head is not None
    assert (head.title, head.run_in[:10]) == ("", "Each Party")


def test_a_preamble_can_run_into_its_text() -> None:
    head = read_head(Line("Preamble The States Parties to this Convention,"))

    assert head is not None
    assert (head.title, head.run_in) == ("Preamble", "The States Parties to this Convention,")


def test_any_line_with_a_heading_level_opens_something() -> None:
    head = read_head(Line("1. Scope", heading=2))

    assert head is not None
    assert (head.kind, head.number, head.title, head.named, head.level) == (
        ProvisionKind.SECTION,
        "1",
        "Scope",
        False,
        2,
    )


def test_an_automatic_number_makes_a_heading() -> None:
    head = read_head(Line("Scope of application", number="Article 3"))

    assert head is not None
    assert (head.number, head.title) == ("3", "Scope of application")


@pytest.mark.parametrize(
    "text",
    [
        "IN WITNESS WHEREOF the undersigned",
        "Done at Vienna, this day",
        "DONE in New York",
        "EN FE DE LO CUAL, los infrascritos",
        "Hecho en Nueva York",
        "EM FÉ DO QUE, os abaixo assinados",
        "В УДОСТОВЕРЕНИЕ ЧЕГО нижеподписавшиеся",
        "وإثباتا لذلك، قام الموقعون",
        "为此，下列全权代表签署本公约",
    ],
)
def test_closing_words_are_recognised(text: str) -> None:
    head = read_head(Line(text))

    assert head is not None
    assert head.kind is ProvisionKind.CLOSING


def test_done_in_mid_sentence_is_no_closing() -> None:
    assert read_head(Line("done in good faith")) is None


def test_words_behind_a_chinese_number_are_its_body_when_they_are_a_sentence() -> None:
    head = read_head(Line("第一条 为了保护人权，根据宪法，制定本法。"))

    assert head is not None
    assert (head.number, head.title, head.run_in) == ("一", "", "为了保护人权，根据宪法，制定本法。")


def test_a_hostile_line_costs_no_time() -> None:
    for text in (
        "Article " * 20_000,
        "第" * 100_000,
        "(" * 100_000,
        "المادة " * 20_000,
        "[" * 50_000 + "Article 1",
        "Ia" * 50_000,
    ):
        read_head(Line(text, heading=1))
