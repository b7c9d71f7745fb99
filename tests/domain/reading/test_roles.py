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
        ("Jurisdiction", "criminalization"),
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
