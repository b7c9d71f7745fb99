"""Narrow a report to what people of one organisation gave: an organisation takes its own work out, and nobody else's."""

from collections.abc import Iterable
from dataclasses import dataclass

from salvaguarda.application.describe_model_use import ModelUse
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import ScoreRecord
from salvaguarda.application.sheets import Sheet
from salvaguarda.application.show_matrix import MatrixView
from salvaguarda.domain.matrix import RatedCell, Terms, build_matrix


@dataclass(frozen=True, slots=True)
class OrganisationPart:
    """The matrix of these scores alone, the scores, and what their people were shown. name: of the organisation."""

    name: str
    view: MatrixView
    scores: tuple[ScoreRecord, ...]
    use: ModelUse


def of_organisation(
    records: Records,
    sheet: Sheet,
    view: MatrixView,
    scores: Iterable[ScoreRecord],
    use: ModelUse,
    asked: tuple[int, int | None],
) -> OrganisationPart:
    """asked: id of the organisation, and the reader's. Raises NotFound when there is no such organisation.

    Scores whose person the reader does not know by name are left out: that they stand here would tell where they belong.
    No result that others had a part in is in it: every rating counts at once.
    """
    organisation_id, reader_id = asked
    name = records.organisations.get(organisation_id).name
    signed = records.agreements.signed(view.assessment.id, reader_id)
    own = tuple(each for each in scores if each.id in signed and signed[each.id].organisation == name)
    matrix = build_matrix(sheet.checklist, sheet.rows, map(_rated, own), Terms())
    people = {each.person.id: each.person for each in own}
    cells = {(each.provision, each.criterion, each.person.id) for each in own}
    reveals = tuple(each for each in use.reveals if (each.provision, each.criterion, each.person.id) in cells)
    reviewers = tuple(sorted(people.values(), key=lambda person: (person.display_name, person.id)))
    return OrganisationPart(name, MatrixView(view.assessment, matrix, reviewers), own, ModelUse(reveals))


def _rated(score: ScoreRecord) -> RatedCell:
    carried = score.carried_from is not None and not score.carried_from.confirmed
    rating = score.words.rating
    return (
        score.provision,
        score.criterion,
        score.person.id,
        None if rating is None else rating.value,
        carried,
    )
