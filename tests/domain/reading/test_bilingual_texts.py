"""Two languages in one file: in two blocks, article by article, or side by side; each can be chosen as the draft."""

from collections.abc import Callable
from itertools import chain, pairwise

import pytest

from salvaguarda.domain.reading.languages import languages_in, languages_of
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.segment import segment
from tests.treaties import ICCPR, UNCAC, draft_of

ENGLISH = [
    "Preamble",
    "The States Parties to this Convention,",
    "Considering the importance of cooperation,",
    "Have agreed as follows:",
    "CHAPTER I",
    "General provisions",
    "Article 1",
    "Purpose",
    "The purpose of this Convention is to protect persons and their rights.",
    "Article 2",
    "Definitions",
    "For the purposes of this Convention:",
    "(a) “service” means a public service of the State;",
    "(b) “data” means any information that is stored.",
    "Article 3",
    "Assistance",
    "1. The Parties shall afford one another assistance.",
    "2. The Parties shall not refuse it.",
    "Article 4",
    "End",
    "This Convention shall enter into force after the deposit.",
]
SPANISH = [
    "Preámbulo",
    "Los Estados Partes en la presente Convención,",
    "Considerando la importancia de la cooperación,",
    "Han convenido en lo siguiente:",
    "CAPÍTULO I",
    "Disposiciones generales",
    "Artículo 1",
    "Finalidad",
    "La finalidad de la presente Convención es proteger a las personas y sus derechos.",
    "Artículo 2",
    "Definiciones",
    "Para los fines de la presente Convención:",
    "a) por “servicio” se entiende un servicio público del Estado;",
    "b) por “datos” se entiende toda información que se almacena.",
    "Artículo 3",
    "Asistencia",
    "1. Las Partes se prestarán asistencia entre sí.",
    "2. Las Partes no la denegarán.",
    "Artículo 4",
    "Fin",
    "La presente Convención entrará en vigor después del depósito.",
]
FRENCH = [
    "Préambule",
    "Les États Parties à la présente Convention,",
    "Considérant l'importance de la coopération,",
    "Sont convenus de ce qui suit :",
    "CHAPITRE I",
    "Dispositions générales",
    "Article 1",
    "Objet",
    "L'objet de la présente Convention est de protéger les personnes et leurs droits.",
    "Article 2",
    "Définitions",
    "Aux fins de la présente Convention :",
    "a) « service » désigne un service public de l’État ;",
    "b) « données » désigne toute information qui est stockée.",
    "Article 3",
    "Entraide",
    "1. Les Parties s'accordent l'entraide entre elles.",
    "2. Les Parties ne la refusent pas.",
    "Article 4",
    "Fin",
    "La présente Convention entre en vigueur après le dépôt.",
]
RUSSIAN = [
    "Преамбула",
    "Государства — участники настоящей Конвенции,",
    "Учитывая важность сотрудничества,",
    "Согласились о нижеследующем:",
    "ГЛАВА I",
    "Общие положения",
    "Статья 1",
    "Цель",
    "Целью настоящей Конвенции является защита лиц и их прав.",
    "Статья 2",
    "Определения",
    "Для целей настоящей Конвенции:",
    "a) «услуга» означает услугу государства;",
    "b) «данные» означают любую информацию.",
    "Статья 3",
    "Помощь",
    "1. Участники оказывают друг другу помощь.",
    "2. Участники не отказывают в ней.",
    "Статья 4",
    "Конец",
    "Настоящая Конвенция вступает в силу после сдачи.",
]
ARABIC = [
    "الديباجة",
    "إن الدول الأطراف في هذه الاتفاقية،",
    "إذ تدرك أهمية التعاون،",
    "قد اتفقت على ما يلي:",
    "الفصل الأول",
    "أحكام عامة",
    "المادة 1",
    "الغرض",
    "الغرض من هذه الاتفاقية هو حماية الأشخاص.",
    "المادة 2",
    "المصطلحات",
    "لأغراض هذه الاتفاقية:",
    '(أ) يقصد بتعبير "خدمة" خدمة عامة؛',
    '(ب) يقصد بتعبير "بيانات" أي معلومات.',
    "المادة 3",
    "المساعدة",
    "1 - تقدم الأطراف المساعدة.",
    "2 - لا ترفض الأطراف المساعدة.",
    "المادة 4",
    "النهاية",
    "يبدأ نفاذ هذه الاتفاقية بعد الإيداع.",
]
CHINESE = [
    "序言",
    "本公约缔约国，",
    "认识到合作的重要性，",
    "兹协议如下：",
    "第一章",
    "总则",
    "第一条",
    "宗旨",
    "本公约的宗旨是保护人及其权利。",
    "第二条",
    "定义",
    "为本公约的目的：",
    "（一）“服务”是指公共服务；",
    "（二）“数据”是指任何信息。",
    "第三条",
    "协助",
    "1. 缔约国应当相互提供协助。",
    "2. 缔约国不得拒绝协助。",
    "第四条",
    "结尾",
    "本公约在交存后生效。",
]
Printed = Callable[[list[str], list[str]], list[tuple[str, str]]]
BLOCKS = (0, 6, 9, 14, 18, 21)
OTHERS = {"es": SPANISH, "fr": FRENCH, "ru": RUSSIAN, "ar": ARABIC, "zh": CHINESE}


def in_two_blocks(one: list[str], other: list[str]) -> list[tuple[str, str]]:
    return [*(("one", text) for text in one), *(("other", text) for text in other)]


def article_by_article(one: list[str], other: list[str]) -> list[tuple[str, str]]:
    return list(
        chain.from_iterable(
            in_two_blocks(one[first:last], other[first:last]) for first, last in pairwise(BLOCKS)
        )
    )


def side_by_side(one: list[str], other: list[str]) -> list[tuple[str, str]]:
    return list(chain.from_iterable(in_two_blocks([a], [b]) for a, b in zip(one, other, strict=True)))


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("printed", [in_two_blocks, article_by_article, side_by_side])
def test_every_line_is_given_to_its_language(language: str, printed: Printed) -> None:
    lines = printed(ENGLISH, OTHERS[language])

    spoken = languages_of([text for _, text in lines])

    assert spoken == [{"one": "en", "other": language}[whose] for whose, _ in lines]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("printed", [in_two_blocks, article_by_article, side_by_side])
def test_each_language_can_be_chosen_as_the_draft(language: str, printed: Printed) -> None:
    lines = [Line(text) for _, text in printed(ENGLISH, OTHERS[language])]

    for chosen, text in (("en", ENGLISH), (language, OTHERS[language])):
        alone, both = segment([Line(each) for each in text]), segment(lines, chosen)
        assert [(each.path, each.heading, each.text) for each in both.provisions] == [
            (each.path, each.heading, each.text) for each in alone.provisions
        ]


def test_what_a_file_speaks_is_said_with_the_number_of_lines() -> None:
    lines = [Line(text) for text in [*ENGLISH, *FRENCH[:18]]]

    assert languages_in(lines) == [("en", 21), ("fr", 18)]
    assert languages_in(lines[:21]) == [("en", 21)]
    assert languages_in([Line("123"), Line("§")]) == []
    assert languages_in([]) == []


def test_what_the_format_sets_aside_speaks_no_language() -> None:
    notes = [Line(text, aside="footnote") for text in FRENCH]

    assert languages_in([*(Line(text) for text in ENGLISH), *notes]) == [("en", 21)]


@pytest.mark.parametrize(("name", "articles"), [(ICCPR, 53 + 14), (UNCAC, 71)])
def test_the_dutch_twin_of_a_treaty_gives_the_same_articles(name: str, articles: int) -> None:
    lines = draft_of(name).reading.lines

    paths = {
        language: [each.path for each in segment(lines, language).provisions if each.kind == "article"]
        for language in ("en", "nl")
    }

    assert paths["nl"] == paths["en"]
    assert len(paths["nl"]) == articles


def test_a_language_that_nobody_speaks_changes_nothing() -> None:
    lines = [Line(text) for text in ENGLISH]

    assert segment(lines, "fr") == segment(lines)
