"""Everything together: each contender beside the team's own scores, and all of them side by side."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from salvaguarda.domain.agreement.bootstrap import Resamples
from salvaguarda.domain.agreement.references import CellKey, ReferenceCount, References
from salvaguarda.domain.agreement.scale import OrdinalScale
from salvaguarda.domain.suggestions.evaluation.answering import count_answers, newest_answers
from salvaguarda.domain.suggestions.evaluation.asked import Asked, Contender
from salvaguarda.domain.suggestions.evaluation.beside import beside
from salvaguarda.domain.suggestions.evaluation.compared import Compared, compare_cells
from salvaguarda.domain.suggestions.evaluation.side_by_side import stand_side_by_side
from salvaguarda.domain.suggestions.evaluation.switching import Seen, count_switching
from salvaguarda.domain.suggestions.evaluation.values import Contest, Evaluation, Group

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
    asked, languages = material.asked[contender], material.languages
    overall = Group("", count_answers(asked, drawn), beside(compared, drawn))
    criteria = _groups(asked, compared, lambda cell: cell[2], drawn)
    spoken = {languages[each.cell[0]] for each in asked}
    return Contest(
        contender=contender,
        hidden=material.hidden.get(contender, 0),
        overall=overall,
        criteria=tuple(criteria[key] for key in material.criteria if key in criteria),
        languages=tuple(replace(overall, key=key) for key in spoken)
        if len(spoken) < 2
        else tuple(_groups(asked, compared, lambda cell: languages[cell[0]], drawn).values()),
        switching=count_switching(
            [each for each in material.seen if each.contender == contender], material.scale, drawn
        ),
    )


def _groups(
    asked: Sequence[Asked], compared: Compared, key_of: Callable[[CellKey], str], drawn: Resamples
) -> dict[str, Group]:
    """Key → the figures of its cells, by key."""
    questions: defaultdict[str, list[Asked]] = defaultdict(list)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for each in asked:
        questions[key_of(each.cell)].append(each)
    for place, cell in enumerate(compared.cells):
        places[key_of(cell)].append(place)
    return {
        key: Group(key, count_answers(questions[key], drawn), beside(compared.at(places[key]), drawn))
        for key in sorted(questions)
    }
