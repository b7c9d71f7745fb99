"""Lists counted in other scripts are nested as those in Latin letters."""

import pytest

from tests.domain.reading.test_segment import cut, paths


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("المادة 1\n١. على كل دولة:\n(أ) أن تعمل؛\n(ب) أن تبلغ؛\n(ج) أن تنظر.\n٢. انتهى.",
         ["para_1", "para_1__point_أ", "para_1__point_ب", "para_1__point_ج", "para_2"]),
        ("Статья 1\n1. Каждая сторона:\nа) действует;\nб) сообщает;\nв) следит.\n2. Конец.",
         ["para_1", "para_1__point_а", "para_1__point_б", "para_1__point_в", "para_2"]),
        ("第1条\n一、缔约国应：\n（一）行动；\n（二）报告。\n二、完。",
         ["point_1", "point_1__subpoint_1", "point_1__subpoint_2", "point_2"]),
        ("第1条\n1、缔约国应：\n（1）行动；\n（2）报告。\n2、完。",
         ["para_1", "para_1__point_1", "para_1__point_2", "para_2"]),
        ("Article 1\n1. Each:\nα) acts;\nβ) reports.\n2. End.", ["para_1", "para_1__point_α", "para_1__point_β", "para_2"]),
        ("Article 1\nI. Each:\nA. acts;\nB. reports.\nII. End.", ["point_I", "point_I__subpoint_A", "point_I__subpoint_B", "point_II"]),
    ],
)  # fmt: skip
def test_lists_nest_in_every_script(text: str, expected: list[str]) -> None:
    assert [path.removeprefix("art_1__") for path in paths(cut(text))[1:]] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1. One.", "1a. More.", "2. Two."], ["1", "1a", "2"]),
        (["5. One.", "5A Meaning of it.", "6. Two."], ["5", "5A", "6"]),
        (["52c. One.", "52ca. More.", "52d. Two."], ["52c", "52ca", "52d"]),
        (["7. One.", "7.bis Two.", "7 ter. Three.", "8. Four."], ["7", "7bis", "7ter", "8"]),
        (["1.1 One.", "1.2 Two.", "1.3 Three."], ["1-1", "1-2", "1-3"]),
    ],
)  # fmt: skip
def test_inserted_numbers_stand_beside_the_others(lines: list[str], expected: list[str]) -> None:
    found = cut("Article 9\n" + "\n".join(lines))

    assert paths(found)[1:] == [f"art_9__para_{number}" for number in expected]
