"""How far the reviewers of one assessment agree: what is measured, and the figures. docs/agreement.md says how to read them."""

from dataclasses import dataclass

from salvaguarda.domain.agreement.agreeing import Agreement
from salvaguarda.domain.agreement.figures import Figure
from salvaguarda.domain.scores import Rating


@dataclass(frozen=True, slots=True, order=True)
class Rater:
    """A reviewer as the reader knows them in every cell. name: theirs or their pseudonym. key: tells namesakes apart."""

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Said:
    """One rating that counts.

    person_id: counts people, and is told to nobody. rater: None where the reader does not know whose it is.
    organisation: None without one, and where the reader does not know whose the rating is. at: when it was given.
    """

    person_id: int
    rating: Rating
    at: str
    rater: Rater | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class RatedCell:
    """A cell with every rating that counts. chapter: label and heading of its division, "" without one."""

    provision: str
    criterion: str
    chapter: str
    said: tuple[Said, ...]

    @property
    def moment(self) -> str:
        """When the last of them was given."""
        return max(each.at for each in self.said)


@dataclass(frozen=True, slots=True)
class Among:
    """All raters of some cells that at least two people rated.

    agreement: its table holds every pair both ways. alpha_codes: alpha of the five ratings as names, so that silent is
    not not_met, and not_applicable counts. unanimous: share of cells where all said the same.
    one_sided: pairs where exactly one side said not_applicable.
    """

    reviewers: int
    agreement: Agreement
    alpha_codes: Figure
    unanimous: Figure
    one_sided: int


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the cells: of a criterion, a chapter, a month, a hundred. key: its id or name."""

    key: str
    among: Among


@dataclass(frozen=True, slots=True)
class Sides:
    """Pairs of ratings of two sides; its alpha counts every pair as a cell of its own.

    bias: points by the second minus points by the first; above 0 the second is more generous; undefined where neither is
    the first.
    confusion: five rows (what the first said) of five columns (what the second said), in the order of Rating.
    """

    agreement: Agreement
    bias: Figure
    confusion: tuple[tuple[int, ...], ...]
    one_sided: int


@dataclass(frozen=True, slots=True)
class RaterPair:
    """Two reviewers, in the order of their names, on the cells that both rated."""

    first: Rater
    second: Rater
    sides: Sides


@dataclass(frozen=True, slots=True)
class OrganisationPair:
    """Reviewers of one organisation beside those of another; the same twice: among themselves."""

    first: str
    second: str
    sides: Sides


@dataclass(frozen=True, slots=True)
class Organisations:
    """within, between: of all pairs of the same, of different organisations. pairs: each with itself and every other.

    left_out: pairs of ratings where one has no organisation, or the reader may not know which.
    """

    within: Sides
    between: Sides
    pairs: tuple[OrganisationPair, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class TeamAgreement:
    """cells, single: with a rating that counts, and of these with one only, which enter no figure.

    confusion: who said what, every pair both ways. unnamed: pairs of ratings where the reader does not know who gave one.
    months: "2026-11" …; hundreds: "1–100" … in the order in which the cells were done.
    """

    cells: int
    single: int
    overall: Among
    confusion: tuple[tuple[int, ...], ...]
    criteria: tuple[Part, ...]
    chapters: tuple[Part, ...]
    months: tuple[Part, ...]
    hundreds: tuple[Part, ...]
    raters: tuple[RaterPair, ...]
    unnamed: int
    organisations: Organisations
    seed: int
    resamples: int
