"""Made-up questions and reference scores for tests of evaluations."""

from collections.abc import Iterable, Mapping
from random import Random

from salvaguarda.domain.agreement.references import CellKey, ReferenceCount
from salvaguarda.domain.agreement.scale import ordinal_scale
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.evaluation.asked import Asked, Contender
from salvaguarda.domain.suggestions.evaluation.evaluate import Material
from salvaguarda.domain.suggestions.outcomes import Outcome

SCALE = ordinal_scale(
    {Rating.MET: 2, Rating.PARTLY: 1, Rating.NOT_MET: 0, Rating.SILENT: 0, Rating.NOT_APPLICABLE: None}
)
FIRST = Contender("provision-score", "1.0.0", "Test server", "model-1")
SECOND = Contender("provision-score", "1.1.0", "Test server", "model-1")

Written = dict[str, str]
"""Cell ("art_1 legality") → one letter a person (Ana, Ben, Cleo …): m p n s a, "." for no score."""

_LETTERS = dict(zip("mpnsa", Rating, strict=True))


def rating_of(letter: str) -> Rating:
    return _LETTERS[letter]


def cell_of(written: str, assessment_id: int = 1) -> CellKey:
    path, _, criterion = written.partition(" ")
    return assessment_id, path, criterion or "legality"


def references_of(written: Written) -> dict[CellKey, dict[int, Rating]]:
    return {
        cell_of(cell): {person: rating_of(letter) for person, letter in enumerate(letters) if letter != "."}
        for cell, letters in written.items()
    }


def answers_of(written: Written) -> list[Asked]:
    """ "-" for an abstention, "x" for a refusal."""
    found = []
    for number, (cell, letter) in enumerate(written.items(), start=1):
        rating = _LETTERS.get(letter)
        without = Outcome.ABSTAINED if letter == "-" else Outcome.REFUSED
        found.append(Asked(number, cell_of(cell), Outcome.ANSWERED if rating else without, rating))
    return found


def material(
    people: Written,
    *models: Written,
    criteria: Iterable[str] = ("legality", "necessity"),
    languages: Mapping[int, str] | None = None,
) -> Material:
    return Material(
        scale=SCALE,
        criteria=tuple(criteria),
        languages=languages or {1: "en"},
        references=references_of(people),
        reference_count=ReferenceCount(0, 0, 0, 0),
        asked={
            contender: answers_of(model) for contender, model in zip((FIRST, SECOND), models, strict=False)
        },
        hidden={},
        seen=(),
    )


def made_up(provisions: int, criteria: int, people: int, seed: int = 1) -> tuple[Written, Written]:
    """People and a model that often agree."""
    random = Random(seed)
    rated: Written = {}
    model: Written = {}
    for provision in range(provisions):
        for criterion in range(criteria):
            cell = f"art_{provision} c{criterion}"
            truth = random.choice("mpns")
            rated[cell] = "".join(
                truth if random.random() < 0.8 else random.choice("mpnsa.") for _ in range(people)
            )
            model[cell] = truth if random.random() < 0.7 else random.choice("mpns-x")
    return rated, model
