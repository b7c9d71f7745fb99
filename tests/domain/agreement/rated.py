"""Made-up cells for tests of agreement among reviewers."""

from collections.abc import Mapping, Sequence

from salvaguarda.domain.agreement.measure import TeamRatings
from salvaguarda.domain.agreement.scale import OrdinalScale, ordinal_scale
from salvaguarda.domain.agreement.team import RatedCell, Rater, Said
from salvaguarda.domain.scores import Rating

SCALE = ordinal_scale(
    {Rating.MET: 2, Rating.PARTLY: 1, Rating.NOT_MET: 0, Rating.SILENT: 0, Rating.NOT_APPLICABLE: None}
)
LETTERS = dict(zip("mpnsa", Rating, strict=True))
NAMES = ("Ana", "Ben", "Cleo", "Dan", "Eve")


def rater(person: int) -> Rater:
    return Rater(NAMES[person], str(person))


def said(letters: str, at: str, homes: Mapping[int, str] | None = None, named: bool = True) -> list[Said]:
    """One letter a person (m p n s a, "." for no rating). homes: person → organisation."""
    return [
        Said(
            person,
            LETTERS[letter],
            at,
            rater(person) if named and person < len(NAMES) else None,
            (homes or {}).get(person) if named else None,
        )
        for person, letter in enumerate(letters)
        if letter != "."
    ]


def ratings_of(
    written: Mapping[str, str],
    *,
    scale: OrdinalScale = SCALE,
    homes: Mapping[int, str] | None = None,
    unnamed: Sequence[str] = (),
) -> TeamRatings:
    """written: "art_1 legality" → letters. The chapter is the first digit of the path; each cell a minute later."""
    cells = []
    for place, (name, letters) in enumerate(written.items()):
        path, _, criterion = name.partition(" ")
        moment = f"2026-{place // 30 + 1:02d}-{place % 30 + 1:02d}T10:00:00.000000Z"
        cells.append(
            RatedCell(
                path,
                criterion or "legality",
                f"Chapter {path[4]}",
                tuple(said(letters, moment, homes, name not in unnamed)),
            )
        )
    chapters = [f"Chapter {number}" for number in range(10)]
    return TeamRatings(scale, ("legality", "necessity"), chapters, cells)
