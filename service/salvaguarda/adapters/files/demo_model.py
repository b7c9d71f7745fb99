"""The shape of the demo's YAML files; strict: a key that is not here is a mistake."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from salvaguarda.domain.drafts import ChapterRole
from salvaguarda.domain.positions import Publicity, Stance
from salvaguarda.domain.scores import Action, Rating
from salvaguarda.domain.suggestions.policy import DecisionAction


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class InstrumentEntry(_Strict):
    """The instrument."""

    title: str
    description: str


class ChecklistEntry(_Strict):
    """Which checklist version the drafts are scored with."""

    id: str
    version: str


class PersonEntry(_Strict):
    """One person, and the organisation for which they speak."""

    name: str
    email: str
    owner: bool = False
    organisation: str


class AssessmentEntry(_Strict):
    """The assessment of a draft. needed: how many people rate each cell."""

    title: str
    needed: int


class RecordedEntry(_Strict):
    """Recorded answers as an endpoint. address: "recorded:" and the name of the file in answers/."""

    name: str
    address: str
    model: str


class PromptEntry(_Strict):
    """A version of a prompt."""

    id: str
    version: str


class RunEntry(_Strict):
    """A run: these rows and criteria, where they are in scope."""

    provisions: list[str]
    criteria: list[str]


class EditEntry(_Strict):
    """The score that an edit gives."""

    rating: Rating
    rationale: str
    quotes: list[str] = Field(default_factory=list)
    recommend: Action | None = None
    text: str = ""


class DecisionEntry(_Strict):
    """What a person did with one suggestion; without an action they only saw it."""

    by: str
    provision: str
    criterion: str
    action: DecisionAction | None = None
    reason: str = ""
    score: EditEntry | None = None


class SuggestionsEntry(_Strict):
    """Suggestions for an assessment; see application.demo.DemoSuggestions."""

    endpoint: RecordedEntry
    prompt: PromptEntry
    budget_tokens: int
    request_tokens: int
    answered: RunEntry
    waiting: RunEntry
    decisions: list[DecisionEntry]


class ReconsideredEntry(EditEntry):
    """A score that somebody changed after the signature."""

    by: str
    provision: str
    criterion: str


class DecidedEntry(_Strict):
    """A conflict that was adjudicated; see application.demo.DemoDecided."""

    provision: str
    criterion: str
    rating: Rating
    reason: str


class CommentEntry(_Strict):
    """One comment. by: key of a person; "@key" in its words names another."""

    by: str
    says: str


class ThreadEntry(_Strict):
    """A discussion; see application.demo.DemoThread."""

    provision: str
    criterion: str
    comments: list[CommentEntry]
    resolved_by: str = ""


class PositionEntry(_Strict):
    """A position; on the verdict without criterion."""

    by: str
    provision: str = "draft"
    criterion: str = ""
    stance: Stance
    publicity: Publicity
    note: str = ""


class SignedEntry(_Strict):
    """A snapshot's title and note."""

    title: str
    note: str = ""


class TeamEntry(_Strict):
    """What the team of an assessment did after scoring; see application.demo.DemoTeam."""

    adjudicator: str
    decided: list[DecidedEntry] = Field(default_factory=list)
    threads: list[ThreadEntry] = Field(default_factory=list)
    settled: bool = False
    signed: SignedEntry | None = None
    positions: list[PositionEntry] = Field(default_factory=list)
    reconsidered: list[ReconsideredEntry] = Field(default_factory=list)


class DraftEntry(_Strict):
    """One draft. text, scores: names of files beside this one."""

    text: str
    label: str
    symbol: str
    date: date
    roles: dict[str, ChapterRole] = Field(default_factory=dict)
    assessment: AssessmentEntry
    scores: str
    suggestions: SuggestionsEntry | None = None
    team: TeamEntry


class DemoFile(_Strict):
    """demo.yaml."""

    instrument: InstrumentEntry
    checklist: ChecklistEntry
    people: dict[str, PersonEntry]
    drafts: list[DraftEntry]


class Note(_Strict):
    """What a person wrote beside a code; by: key of the person."""

    by: str
    rationale: str
    quotes: list[str] = Field(default_factory=list)
    recommend: Action | None = None
    text: str = ""


class ScoresFile(_Strict):
    """scores-n.yaml.

    columns: name of a group → the criteria its codes stand for, in order. ratings: group → path → person → codes.
    notes: path → criterion → notes. not_applicable: criterion → the rationale of codes "n" without a note.
    carried: person → paths, or all.
    """

    carried: dict[str, list[str] | Literal["all"]] = Field(default_factory=dict)
    columns: dict[str, list[str]]
    not_applicable: dict[str, str] = Field(default_factory=dict)
    ratings: dict[str, dict[str, dict[str, str]]]
    notes: dict[str, dict[str, list[Note]]] = Field(default_factory=dict)
