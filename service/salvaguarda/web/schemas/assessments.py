"""Assessments, scores and the matrix over the wire."""

import msgspec
from pydantic import BaseModel, ConfigDict, Field

from salvaguarda.domain.scores import Action, Rating
from salvaguarda.web.schemas.checklists import ChecklistOut
from salvaguarda.web.schemas.people import PersonOut


class AssessmentOut(msgspec.Struct):
    """One checklist version applied to one draft.

    blind: others' scores of a cell are sent only once the reader has rated that cell. version: for If-Match.
    access: installation (everybody here) or team (its members; for others it is not there). needed: how many independent
    ratings a cell needs, 1 to 3. names: shown, until_settled or pseudonyms, how scores are signed for others.
    roles: what the reader is here. may: what they may do here, by the words of the table of acts (docs/teams.md). Both are empty in the
    `current` of a problem.
    """

    id: int
    title: str
    instrument_id: int
    instrument_title: str
    draft_id: int
    draft_label: str
    language: str
    checklist_id: str
    checklist_version: str
    unit: str
    blind: bool
    version: int
    created_by: PersonOut
    access: str
    needed: int
    names: str
    roles: list[str]
    may: list[str]


class RowOut(msgspec.Struct):
    """A provision that is scored.

    heading: its own, else that of the article it is part of.
    division: label and heading of the chapter it stands in ("" at top level).
    in_scope: criterion ids with a cell here. rated: the reader's own ratings by criterion id.
    to_confirm: criteria whose old score waits for re-confirmation because the words changed.
    to_carry: criteria whose old score can be carried because the words are the same.
    changed: its words are not those of the previously assessed draft, or are new there.
    bracketed: words of it, or of a part of it, still stand in square brackets.
    """

    path: str
    label: str
    heading: str
    kind: str
    role: str
    division: str
    in_scope: list[str]
    rated: dict[str, str]
    to_confirm: list[str]
    to_carry: list[str]
    changed: bool
    bracketed: bool


class WorkbenchOut(msgspec.Struct):
    """Everything the workbench shows at once, but the texts.

    model: whether it was ever said that a language model may be asked here (get_policy says what holds now).
    queued: several people share the work, so that get_queues says more than the own progress.
    """

    assessment: AssessmentOut
    checklist: ChecklistOut
    rows: list[RowOut]
    previous_assessment_id: int | None
    model: bool
    queued: bool


class QuoteOut(msgspec.Struct):
    """A verbatim quote; start and end count code points of the provision's full text."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


class RecommendationOut(msgspec.Struct):
    """keep / amend / delete / add, with proposed text."""

    action: str
    text: str


class CarriedOut(msgspec.Struct):
    """The score this one continues. confirmed: the words had changed and the reviewer confirmed it."""

    score_id: int
    revision: int
    assessment_id: int
    draft_label: str
    provision_label: str
    confirmed: bool


class AssistedOut(msgspec.Struct):
    """That a score was given, or kept, after its person had seen a suggestion of the cell.

    action: accept, edit or reject; None when it was only seen. rating_before: the own rating before it was seen. Both
    are None for a reader who has not rated the cell, because they tell what was suggested.
    """

    action: str | None
    model: str
    prompt_id: str
    prompt_version: str
    rating_before: str | None


class ScoreOut(msgspec.Struct):
    """One reviewer's own record for one cell. revision: for If-Match. carried_from: None for a fresh score.

    assisted: None for a score that was given before any suggestion was seen. One that continues such a score is, too.

    evidence_gone: only in the answer to save_score with takes_evidence: quotes of the confirmed score whose words are
    not in this text; they stay with that score.
    """

    id: int
    provision: str
    criterion: str
    person: PersonOut
    rating: str | None
    rationale: str
    evidence: list[QuoteOut]
    recommendation: RecommendationOut | None
    revision: int
    text_sha256: str
    carried_from: CarriedOut | None
    updated_at: str
    assisted: AssistedOut | None
    evidence_gone: list[QuoteOut] = []


class SettledResultOut(msgspec.Struct):
    """A result that a person settled.

    kind: agreed (all agreed, and a person said that it stands) or adjudicated. reason: "" when all agreed.
    chosen_score_id: whose rating was chosen; None when all agreed, and for a third rating.
    reopened_at: None while it is in force; reopened_by and reopened_because are None and "" then.
    """

    id: int
    kind: str
    rating: str
    reason: str
    chosen_score_id: int | None
    at: str
    person: PersonOut
    reopened_at: str | None
    reopened_by: PersonOut | None
    reopened_because: str


class CellOut(msgspec.Struct):
    """One provision × one criterion as the reader may see it.

    own: the reader's score, None when there is none. others: what the reader may see of others' scores.
    others_hidden: how many scores by others stay hidden from the reader, most often until they have rated this cell.
    result: the rating that counts; None while unscored, hidden, in conflict, or while ratings are missing.
    conflict: all ratings are in, and differ. state: unscored, waiting, conflict, agreed or settled; None while the reader
    sees none of the ratings. settled: the result that a person settled, in force.
    """

    provision: str
    criterion: str
    in_scope: bool
    own: ScoreOut | None
    others: list[ScoreOut]
    others_hidden: int
    result: str | None
    conflict: bool
    state: str | None
    settled: SettledResultOut | None


class OldQuoteOut(msgspec.Struct):
    """A quote of an own score of the previous draft, looked up in the words of this row.

    state: kept, drifted or gone; new: where it stands here, None when gone.
    """

    score_id: int
    old: QuoteOut
    state: str
    new: QuoteOut | None


class PreviousOut(msgspec.Struct):
    """The linked provision of the previous draft. redline: [sign, text, note] as in RedlineOut.

    scores: the reader's own scores there, offered for carrying (same words) or re-confirming (changed words).
    evidence: their quotes looked up in these words.
    """

    assessment_id: int
    draft_label: str
    paths: list[str]
    label: str
    relation: str
    similarity: float
    same_text: bool
    redline: list[tuple[str, str, str]]
    scores: list[ScoreOut]
    evidence: list[OldQuoteOut]


class ProvisionViewOut(msgspec.Struct):
    """A row opened: its words and its cells. sha256: of full_text; language: BCP 47 tag of the draft.

    context: opening words of what the row is part of, to be read with it; evidence never points into them.
    """

    row: RowOut
    context: str
    full_text: str
    sha256: str
    language: str
    cells: list[CellOut]
    previous: PreviousOut | None


class SummaryOut(msgspec.Struct):
    """Computed from results (formula in docs/scoring.md); share is None below the stated coverage.

    counts: rating → cells. assessed and in_scope count cells; coverage = assessed / in_scope, None when 0 / 0.
    share: weighted points / weighted maximum over settled cells that are not not_applicable, 0 to 1.
    """

    counts: dict[str, int]
    assessed: int
    in_scope: int
    conflicts: int
    coverage: float | None
    share: float | None
    red_lines_failed: int


class MatrixRowOut(msgspec.Struct):
    """codes: one character per criterion: 2 1 0 s n results · unscored(.) ≠ conflict(c) waiting(w) hidden(h) out of scope(space).

    carried: the positions in codes that rest on carried scores only. settled: those that a person settled.
    bracketed: as in RowOut.
    """

    path: str
    label: str
    heading: str
    kind: str
    role: str
    division: str
    codes: str
    carried: list[int]
    settled: list[int]
    bracketed: bool
    summary: SummaryOut


class RedLineOut(msgspec.Struct):
    """A failed red line."""

    provision: str
    label: str
    criterion: str
    rating: str


class DemandResultOut(msgspec.Struct):
    """status: met / not_met / undecided, and the sentence that says why."""

    id: str
    title: str
    status: str
    reason: str
    summary: SummaryOut


class MatrixOut(msgspec.Struct):
    """The compliance matrix as the reader may see it."""

    assessment: AssessmentOut
    checklist: ChecklistOut
    rows: list[MatrixRowOut]
    columns: list[SummaryOut]
    total: SummaryOut
    red_lines: list[RedLineOut]
    demands: list[DemandResultOut]
    verdict: str
    verdict_text: str
    reviewers: list[PersonOut]
    formula_version: str


class RevisionOut(msgspec.Struct):
    """One earlier state of a score."""

    revision: int
    rating: str | None
    rationale: str
    evidence: list[QuoteOut]
    recommendation: RecommendationOut | None
    at: str
    person: PersonOut


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class QuoteIn(_In):
    """A verbatim quote with its position in code points."""

    exact: str = Field(min_length=1, max_length=20_000)
    prefix: str = Field(default="", max_length=64)
    suffix: str = Field(default="", max_length=64)
    start: int = Field(ge=0)
    end: int = Field(ge=1)


class RecommendationIn(_In):
    """What should become of the provision."""

    action: Action
    text: str = Field(default="", max_length=20_000)


class ScoreIn(_In):
    """A whole score as the reviewer wants it saved.

    confirms: id of the old draft's score that this one re-confirms after the words changed; None otherwise.
    takes_evidence: with confirms, the quotes of that score come along where their words are still there; the answer's
    evidence_gone lists the others.
    text_sha256: hash of the words the reviewer had on screen; refused when the stored words are others.
    """

    rating: Rating | None = None
    rationale: str = Field(default="", max_length=20_000)
    evidence: list[QuoteIn] = Field(default_factory=list, max_length=50)
    recommendation: RecommendationIn | None = None
    text_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    confirms: int | None = None
    takes_evidence: bool = False


class CarryIn(_In):
    """Carry the reader's own scores of unchanged words from an older assessment.

    provisions: paths in this draft; None for all with unchanged words.
    """

    from_assessment_id: int
    provisions: list[str] | None = None


class CarryOut(msgspec.Struct):
    """How many scores were carried, and how many wait for re-confirmation because their words changed."""

    carried: int
    to_confirm: int


class ImportOut(msgspec.Struct):
    """What a JSON export brought in."""

    instruments: int
    drafts: int
    assessments: int
    scores: int
    assessment_id: int
