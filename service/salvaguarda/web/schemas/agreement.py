"""How far the reviewers of an assessment agree, over the wire. docs/agreement.md says how to read each figure."""

import msgspec

from salvaguarda.web.schemas.figures import AgreementOut, ConfusionOut, FigureOut


class AmongOut(msgspec.Struct):
    """All reviewers of some cells that at least two rated.

    alpha_codes: alpha of the five ratings as names: silent is not not_met then, and not_applicable counts.
    unanimous: share of the cells where all said the same. one_sided: pairs where exactly one side said not_applicable.
    """

    reviewers: int
    agreement: AgreementOut
    alpha_codes: FigureOut
    unanimous: FigureOut
    one_sided: int


class PartOut(msgspec.Struct):
    """Some of the cells. key: id of the criterion, the chapter as it is headed ("" without one), "2026-11", "1–100"."""

    key: str
    title: str
    among: AmongOut


class SidesOut(msgspec.Struct):
    """Pairs of ratings of two sides. bias: points by the second minus points by the first."""

    agreement: AgreementOut
    bias: FigureOut
    confusion: ConfusionOut
    one_sided: int


class RaterPairOut(msgspec.Struct):
    """Two reviewers, by name or pseudonym, on the cells that both rated."""

    first: str
    second: str
    sides: SidesOut


class OrganisationPairOut(msgspec.Struct):
    """Reviewers of one organisation beside those of another; the same twice: among themselves."""

    first: str
    second: str
    sides: SidesOut


class OrganisationsOut(msgspec.Struct):
    """within, between: all pairs of the same, of different organisations. left_out: pairs where one has none, or is hidden."""

    within: SidesOut
    between: SidesOut
    pairs: list[OrganisationPairOut]
    left_out: int


class RatingCountOut(msgspec.Struct):
    """ratings: that count. older: of these, an earlier state of a score. set_aside: rated scores that do not count."""

    ratings: int
    older: int
    set_aside: int


class MeasuredOut(msgspec.Struct):
    """The assessment that is measured. blind: whether it is now."""

    id: int
    title: str
    instrument_title: str
    draft_label: str
    blind: bool


class TeamAgreementOut(msgspec.Struct):
    """ratings: which count: "independent" (given before their person could see another's, or a suggestion) or "standing".

    cells, single: with a rating that counts, and of these with one only, which enter no figure. hidden: cells with ratings
    that the reader may not see; they enter no figure. confusion: every pair both ways. unnamed: pairs of ratings where the
    reader does not know who gave one. hundreds: in the order in which cells were done.
    confidence, resamples, seed: of the intervals, drawn by provision; below fewest_provisions there is none.
    """

    assessment: MeasuredOut
    checklist_id: str
    checklist_version: str
    ratings: str
    count: RatingCountOut
    cells: int
    single: int
    hidden: int
    overall: AmongOut
    confusion: ConfusionOut
    criteria: list[PartOut]
    chapters: list[PartOut]
    months: list[PartOut]
    hundreds: list[PartOut]
    reviewers: list[RaterPairOut]
    unnamed: int
    organisations: OrganisationsOut
    confidence: float
    resamples: int
    seed: int
    fewest_provisions: int
    method_version: str
