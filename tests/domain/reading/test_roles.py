import pytest

from salvaguarda.domain.drafts import ChapterRole, Provision, ProvisionKind
from salvaguarda.domain.reading.roles import effective_roles, guess_roles


def chapter(heading: str, path: str = "chp_I", parent: str | None = None) -> Provision:
    return Provision(path, path, ProvisionKind.CHAPTER, heading=heading, parent=parent)


@pytest.mark.parametrize(
    ("heading", "role"),
    [  # the chapters of the United Nations Convention against Cybercrime
        ("General provisions", "general"),
        ("Criminalization", "criminalization"),
        ("Jurisdiction", "general"),
        ("Criminalization and jurisdiction", "criminalization"),
        ("Procedural measures and law enforcement", "procedure"),
        ("International cooperation", "cooperation"),
        ("Preventive measures", "prevention"),
        ("Technical assistance and information exchange", "technical-assistance"),
        ("Mechanism of implementation", "final"),
        ("Final provisions", "final"),
        ("CRIMINALIZATION AND LAW ENFORCEMENT", "criminalization"),
        ("Use of terms", "general"),
        ("Something else", "general"),
        ("", "general"),
    ],
)
def test_the_role_of_a_chapter_is_guessed_from_its_heading(heading: str, role: str) -> None:
    (guessed,) = guess_roles([chapter(heading)])

    assert guessed.role == role


HEADINGS = {  # the same chapters in nine languages
    "fr": "Dispositions générales|Incrimination|Compétence|Mesures procédurales et détection et répression|Coopération internationale|"
    "Mesures préventives|Assistance technique et échange d’informations|Dispositions finales",
    "es": "Disposiciones generales|Penalización|Jurisdicción|Medidas procesales y aplicación de la ley|Cooperación internacional|"
    "Medidas preventivas|Asistencia técnica e intercambio de información|Disposiciones finales",
    "pt": "Disposições gerais|Criminalização|Jurisdição|Medidas processuais e aplicação da lei|Cooperação internacional|"
    "Medidas preventivas|Assistência técnica e intercâmbio de informações|Disposições finais",
    "ru": "Общие положения|Криминализация|Юрисдикция|Процессуальные меры и правоохранительная деятельность|"
    "Международное сотрудничество|Меры по предупреждению|Техническая помощь и обмен информацией|Заключительные положения",
    "ar": "أحكام عامة|التجريم|الولاية القضائية|التدابير الإجرائية وإنفاذ القانون|التعاون الدولي|التدابير الوقائية|"
    "المساعدة التقنية وتبادل المعلومات|أحكام ختامية",
    "nl": "Algemene bepalingen|Strafbaarstelling|Rechtsmacht|Procesrecht en rechtshandhaving|Internationale samenwerking|"
    "Preventieve maatregelen|Technische bijstand en uitwisseling van informatie|Slotbepalingen",
    "de": "Allgemeine Bestimmungen|Kriminalisierung|Gerichtsbarkeit|Verfahrensrechtliche Maßnahmen und Strafverfolgung|"
    "Internationale Zusammenarbeit|Verhütung|Technische Hilfe und Informationsaustausch|Schlussbestimmungen",
    "it": "Disposizioni generali|Incriminazione|Giurisdizione|Misure procedurali e indagini|Cooperazione internazionale|"
    "Misure preventive|Assistenza tecnica e scambio di informazioni|Disposizioni finali",
    "zh": "总则|刑事定罪|管辖权|程序措施和执法|国际合作|预防措施|技术援助和信息交流|最后条款",
}
ROLES = "general criminalization general procedure cooperation prevention technical-assistance final"


@pytest.mark.parametrize("language", HEADINGS)
def test_roles_are_guessed_in_every_language(language: str) -> None:
    chapters = [chapter(heading, f"chp_{at}") for at, heading in enumerate(HEADINGS[language].split("|"))]

    assert " ".join(str(each.role) for each in guess_roles(chapters)) == ROLES


def test_a_heading_with_vowel_signs_speaks_too() -> None:
    (guessed,) = guess_roles([chapter("التَّعاون الدُّولي")])

    assert guessed.role == "cooperation"


@pytest.mark.parametrize(
    "words",
    [
        "instrumentos de ratificación|abierto a la firma|depositario|entrará en vigor",
        "批准书|开放供签署|保存人|生效",
        "ратификационные грамоты|депозитарий|вступает в силу",
    ],
)
def test_a_chapter_without_a_heading_sounds_final_in_every_language(words: str) -> None:
    provisions = [
        chapter(""),
        Provision("art_1", "Art. 1", ProvisionKind.ARTICLE, text=words, parent="chp_I"),
    ]

    assert guess_roles(provisions)[0].role == "final"


def test_a_section_has_its_own_role_only_when_it_says_so() -> None:
    provisions = [
        chapter("International cooperation"),
        chapter("General principles", "sec_1", "chp_I"),
        chapter("Procedures pertaining to mutual assistance", "sec_2", "chp_I"),
        chapter("Technical assistance", "sec_3", "chp_I"),
    ]

    assert [each.role for each in guess_roles(provisions)] == [
        "cooperation",
        None,
        None,
        "technical-assistance",
    ]


def test_articles_inherit_the_role_of_their_chapter() -> None:
    provisions = guess_roles(
        [chapter("Preventive measures"), Provision("art_1", "Art. 1", ProvisionKind.ARTICLE, parent="chp_I")]
    )

    assert effective_roles(provisions) == {"chp_I": ChapterRole.PREVENTION, "art_1": ChapterRole.PREVENTION}
    by_path = {each.path: each for each in provisions}
    assert effective_roles(tuple(by_path.values()))["art_1"] is ChapterRole.PREVENTION


def test_an_article_outside_of_chapters_is_general() -> None:
    article = Provision("art_1", "Art. 1", ProvisionKind.ARTICLE)

    assert effective_roles([article]) == {"art_1": ChapterRole.GENERAL}
    assert effective_roles([article])["art_1"] is ChapterRole.GENERAL


def test_preamble_and_closing_have_fixed_roles() -> None:
    preamble, closing = guess_roles(
        [
            Provision("preamble", "Preamble", ProvisionKind.PREAMBLE),
            Provision("closing", "Closing", ProvisionKind.CLOSING),
        ]
    )

    assert (preamble.role, closing.role) == (ChapterRole.PREAMBLE, ChapterRole.FINAL)
