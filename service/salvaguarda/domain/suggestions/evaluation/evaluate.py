"""Everything together: each contender beside the team's own scores, and all of them side by side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from salvaguarda.domain.agreement.bootstrap import Resamples
from salvaguarda.domain.agreement.scale import OrdinalScale
from salvaguarda.domain.suggestions.evaluation.answering import count_answers, newest_answers
from salvaguarda.domain.suggestions.evaluation.asked import Asked, CellKey, Contender, References
from salvaguarda.domain.suggestions.evaluation.beside import beside
from salvaguarda.domain.suggestions.evaluation.compared import Compared, compare_cells
from salvaguarda.domain.suggestions.evaluation.side_by_side import stand_side_by_side
from salvaguarda.domain.suggestions.evaluation.switching import Seen, count_switching
from salvaguarda.domain.suggestions.evaluation.values import Contest, Evaluation, Group, ReferenceCount

METHOD_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Material:
    """What is evaluated.

    scale: of the checklist. criteria: ids, in its order. languages: assessment id → BCP 47 tag of its draft.
    asked: contender → its questions that ended, about cells that the reader may see; hidden: how many cells are not.
    seen: reveals that the reader may see.
    """

    scale: OrdinalScale
    criteria: Sequence[str]
    languages: Mapping[int, str]
    references: References
    reference_count: ReferenceCount
    asked: Mapping[Contender, Sequence[Asked]]
    hidden: Mapping[Contender, int]
    seen: Sequence[Seen]


def evaluate(material: Material, resamples: Resamples | None = None) -> Evaluation:
    """The evaluation of all contenders, in their order; pure, and the same on every machine."""
    drawn = resamples or Resamples()
    most_people = max(map(len, material.references.values()), default=0)
    contests, compared = [], []
    for contender, asked in material.asked.items():
        rated = {
            cell: answer.rating for cell, answer in newest_answers(asked).items() if answer.rating is not None
        }
        cells = compare_cells(rated, material.references, material.scale, most_people)
        compared.append((contender, cells))
        contests.append(_contest(material, contender, cells, drawn))
    return Evaluation(
        reference=material.reference_count,
        contests=tuple(contests),
        side_by_side=stand_side_by_side(compared, drawn),
        seed=drawn.seed,
        resamples=drawn.times,
    )


def _contest(material: Material, contender: Contender, compared: Compared, drawn: Resamples) -> Contest:
    asked = material.asked[contender]

    def group(key: str, key_of: Callable[[CellKey], str]) -> Group:
        return Group(
            key,
            count_answers([each for each in asked if key_of(each.cell) == key], drawn),
            beside(compared.where([key_of(cell) == key for cell in compared.cells]), drawn),
        )

    criteria = {each.cell[2] for each in asked}
    languages = {material.languages[each.cell[0]] for each in asked}
    return Contest(
        contender=contender,
        hidden=material.hidden.get(contender, 0),
        overall=group("", lambda _: ""),
        criteria=tuple(group(key, lambda cell: cell[2]) for key in material.criteria if key in criteria),
        languages=tuple(group(key, lambda cell: material.languages[cell[0]]) for key in sorted(languages)),
        switching=count_switching(
            [each for each in material.seen if each.contender == contender], material.scale, drawn
        ),
    )
