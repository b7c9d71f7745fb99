from salvaguarda.domain.reading.languages import guess_language, languages_of

ENGLISH = "Each Party shall adopt such measures as may be necessary for the purposes of this Convention."
DUTCH = "Elke Partij neemt de maatregelen die nodig zijn voor de toepassing van het verdrag en brengt deze ter kennis."
FRENCH = "Chaque Partie adopte les mesures qui sont nécessaires pour les besoins de la présente Convention."


def test_the_language_is_guessed_from_frequent_words() -> None:
    assert guess_language([ENGLISH] * 3) == "en"
    assert guess_language([FRENCH] * 3) == "fr"
    assert guess_language(["Каждое государство принимает меры"]) == "ru"
    assert guess_language(["xyzzy 123"]) == ""
    assert guess_language([]) == ""


def test_a_text_in_one_language_has_no_other() -> None:
    assert set(languages_of([ENGLISH] * 10 + ["ordre public"])) == {""}


def test_a_translation_begins_at_its_first_line() -> None:
    spoken = languages_of([*[ENGLISH] * 8, "Titel van het verdrag inzake de staten", "1", *[DUTCH] * 8])

    assert spoken == ["en"] * 8 + ["nl"] * 10


def test_a_foreign_phrase_inside_a_text_changes_nothing() -> None:
    spoken = languages_of([*[ENGLISH] * 8, "het verdrag", *[ENGLISH] * 8, *[DUTCH] * 8])

    assert spoken[8] == "en"
