"""Questions: tasks made ready to be sent. Loaded a few at a time, so that a run of any size takes the same memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from salvaguarda.application.ports.endpoints import EndpointRecord
from salvaguarda.application.ports.prompts import Prompts
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.runs import RunRecord, TaskRecord
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.suggesting.prepare import Asking, Request, request_for
from salvaguarda.application.suggesting.question import question_values
from salvaguarda.domain.errors import Invalid, NotFound
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.endpoints import EndpointSettings
from salvaguarda.domain.suggestions.flags import flags_of_values
from salvaguarda.domain.suggestions.outcomes import Purpose, RunState
from salvaguarda.domain.suggestions.prompts import Prompt
from salvaguarda.domain.suggestions.suggestion import Flag


@dataclass(frozen=True, slots=True)
class Place:
    """What the questions of one run share. settings: of the endpoint's version that the questions are made for."""

    run: RunRecord
    endpoint_version: int
    settings: EndpointSettings
    scale: tuple[Rating, ...]

    @property
    def run_id(self) -> int:
        """Of the run."""
        return self.run.id

    @property
    def key(self) -> tuple[int, int]:
        """Run and version of its endpoint: what may be sent to one version may not be to another."""
        return self.run.id, self.endpoint_version

    @property
    def is_redraft(self) -> bool:
        """Whether words are asked for, not a rating."""
        return self.run.wish.purpose is Purpose.REDRAFT


@dataclass(frozen=True, slots=True)
class Wanted:
    """A task with the inputs of its prompt. text: the words of its provision as they are stored."""

    task: TaskRecord
    values: Mapping[str, str]
    text: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Tasks of one run that may be asked now; none of a run that is not running. next_at: when the next one may be asked,
    None when none waits for its time.
    """

    place: Place
    wanted: tuple[Wanted, ...]
    now: str
    next_at: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """A task and exactly what is sent for it. flags: of everything that the draft brings to it."""

    place: Place
    task: TaskRecord
    text: str
    text_sha256: str
    request: Request
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Unaskable:
    """A task that cannot be made into a question, or a run (task None), and why."""

    run_id: int
    task: TaskRecord | None
    reason: str


def load_batch(records: Records, sheets: Sheets, run_id: int, besides: Collection[int], most: int) -> Batch:
    """Up to `most` tasks of a run, but those in `besides` (ids), with everything that asking them needs."""
    run = records.runs.get(run_id)
    endpoint: EndpointRecord = records.endpoints.get(run.wish.endpoint_id)
    assessment = records.assessments.get(run.wish.assessment_id)
    sheet = sheets.of(records, assessment)
    wanted = []
    running = run.state is RunState.RUNNING
    for task in records.runs.waiting(run_id, besides, most) if running else ():
        words = records.drafts.text(run.wish.draft_id, task.provision)
        values = question_values(sheet, words, task.criterion)
        wanted.append(Wanted(task, values, words.text, words.sha256))
    scale = tuple(level.rating for level in sheet.checklist.scale)
    place = Place(run, endpoint.version, endpoint.settings, scale)
    return Batch(place, tuple(wanted), records.now, records.runs.next_at(run_id) if running else None)


def make_questions(prompts: Prompts, batch: Batch) -> Sequence[Question | Unaskable]:
    """What is sent for each task. Pure, and slow for long texts: to be run off the event loop."""
    prompt = _prompt(prompts, batch.place.run)
    if isinstance(prompt, Unaskable):
        return [prompt]
    asking = Asking(batch.place.settings, batch.place.run.wish.output_mode, prompt)
    return [_question(prompts, asking, batch.place, wanted) for wanted in batch.wanted]


def _prompt(prompts: Prompts, run: RunRecord) -> Prompt | Unaskable:
    wish = run.wish
    name = f"{wish.prompt_id} {wish.prompt_version}"
    try:
        prompt = prompts.get(wish.prompt_id, wish.prompt_version)
    except NotFound:
        return Unaskable(
            run.id, None, f"The prompt {name} is not here any more. Bring it back, then resume the run."
        )
    if (prompt.sha256, prompt.schema_sha256) != (wish.prompt_sha256, wish.schema_sha256):
        return Unaskable(
            run.id, None, f"The prompt {name} is not the one that this run was started with. Start a new run."
        )
    return prompt


def _question(prompts: Prompts, asking: Asking, place: Place, wanted: Wanted) -> Question | Unaskable:
    try:
        request = request_for(prompts, asking, wanted.values, wanted.task.retry)
    except Invalid:  # its message may hold words of the draft
        return Unaskable(place.run_id, wanted.task, "This provision cannot be put into the prompt.")
    flags = flags_of_values(wanted.values)
    return Question(place, wanted.task, wanted.text, wanted.text_sha256, request, flags)
