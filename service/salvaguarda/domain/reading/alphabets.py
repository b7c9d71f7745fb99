"""Letters as list marks in other scripts, in the order in which lists count. Plain data."""

# Russian and Bulgarian lists leave out ё, й, ъ, ы, ь; most lists end long before they would matter.
CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
GREEK = "αβγδεϛζηθικλμνξοπρστυφχψω"
# UN documents count in the old order (ا ب ج د), school books and some drafters in the alphabet's (ا ب ت ث).
ARABIC_OLD = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ARABIC_FORMS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ـ": None})


def places_of_letter(letter: str) -> tuple[str, tuple[int, ...]] | None:
    """Script and possible places of one letter of another script: "б" → ("cyrillic", (2,)); None for any other sign.

    >>> places_of_letter("ج")
    ('arabic', (3, 5))
    """
    plain = letter.translate(_ARABIC_FORMS).lower()
    if len(plain) != 1:
        return None
    for script, alphabets in (
        ("cyrillic", (CYRILLIC,)), ("greek", (GREEK,)), ("arabic", (ARABIC_OLD, ARABIC)),
    ):  # fmt: skip
        places = [alphabet.index(plain) + 1 for alphabet in alphabets if plain in alphabet]
        if places:
            return script, tuple(dict.fromkeys(places))
    return None
