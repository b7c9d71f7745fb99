"""What a demo consists of: people, drafts and scores, before anything is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from salvaguarda.domain.drafts import ChapterRole
from salvaguarda.domain.positions import Publicity, Stance
from salvaguarda.domain.scores import Rating, Recommendation
from salvaguarda.domain.suggestions.endpoints import EndpointSettings
from salvaguarda.domain.suggestions.policy import DecisionAction


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody who does not exist. key: how drafts and scores name them. organisation: for which they speak."""

    key: str
    email: str
    display_name: str
    is_owner: bool
    organisation: str


@dataclass(frozen=True, slots=True)
class DemoScore:
    """One person's score of one cell. quotes: words that stand in the provision; their place is found at loading."""

    person: str
    provision: str
    criterion: str
    rating: Rating
    rationale: str = ""
    quotes: tuple[str, ...] = ()
    recommendation: Recommendation | None = None


@dataclass(frozen=True, slots=True)
class DemoRun:
    """A run: the cells of these rows and criteria, as far as they are in scope."""

    provisions: tuple[str, ...]
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoDecision:
    """What a person did with the suggestion of a cell. action: None when they only saw it. edit: the score of an edit."""

    person: str
    provision: str
    criterion: str
    action: DecisionAction | None = None
    reason: str = ""
    edit: DemoScore | None = None


@dataclass(frozen=True, slots=True)
class DemoSuggestions:
    """Suggestions for the assessment of a draft, from answers that were recorded: no model is asked.

    prompt: id and version. budget_tokens: of each run; request_tokens: for redrafts of all reviewers together.
    answered: a run that has ended, on whose suggestions people have decided. waiting: one that is asked when the service runs.
    """

    endpoint: EndpointSettings
    prompt: tuple[str, str]
    budget_tokens: int
    request_tokens: int
    answered: DemoRun
    waiting: DemoRun
    decisions: tuple[DemoDecision, ...]


@dataclass(frozen=True, slots=True)
class DemoDecided:
    """A conflict that the adjudicator decided. rating: the one that stands, somebody's or a third."""

    provision: str
    criterion: str
    rating: Rating
    reason: str


@dataclass(frozen=True, slots=True)
class DemoThread:
    """A discussion of a cell. comments: who said what; "@amina" names somebody. resolved_by: "" while it is open."""

    provision: str
    criterion: str
    comments: tuple[tuple[str, str], ...]
    resolved_by: str = ""


@dataclass(frozen=True, slots=True)
class DemoPosition:
    """What the organisation of a person says. provision, criterion: "draft" and "" for the verdict."""

    person: str
    provision: str
    criterion: str
    stance: Stance
    publicity: Publicity
    note: str = ""


@dataclass(frozen=True, slots=True)
class DemoTeam:
    """What the team of an assessment did after scoring.

    adjudicator: who decides; they score nothing there, everybody else reviews. signed: title and note of the snapshot; None while not signed.
    reconsidered: scores that were changed after that, so that it shows.
    """

    adjudicator: str
    decided: tuple[DemoDecided, ...]
    threads: tuple[DemoThread, ...]
    settled: bool
    signed: tuple[str, str] | None
    positions: tuple[DemoPosition, ...]
    reconsidered: tuple[DemoScore, ...]


@dataclass(frozen=True, slots=True)
class DemoDraft:
    """One draft with its assessment, which is blind and its team's own. needed: how many people rate each cell.

    content, name: the file as it would be uploaded. roles: path of a division → its role, where the guess is corrected.
    carried: person → paths whose scores they carried from the draft before; None for all with unchanged words.
    """

    content: bytes
    name: str
    label: str
    symbol: str
    date: date
    roles: Mapping[str, ChapterRole]
    assessment_title: str
    needed: int
    carried: Mapping[str, tuple[str, ...] | None]
    scores: tuple[DemoScore, ...]
    team: DemoTeam
    suggestions: DemoSuggestions | None = None


@dataclass(frozen=True, slots=True)
class Demo:
    """A whole demo. checklist: id and version; drafts: oldest first. people: one of them is the owner."""

    title: str
    description: str
    checklist: tuple[str, str]
    people: tuple[DemoPerson, ...]
    drafts: tuple[DemoDraft, ...]

    @property
    def owner(self) -> DemoPerson:
        """Who made the installation and uploaded the drafts."""
        return next(person for person in self.people if person.is_owner)
