"""Trays: the next questions of one run, a few at a time, beside what is known of how the run goes."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from salvaguarda.application.suggesting.questions import Question, Unaskable
from salvaguarda.domain.suggestions.progress import RECENT, is_going_wrong

NEVER = float("inf")


@dataclass(slots=True)
class Tray:
    """One run at a desk.

    ready: questions that may be begun. unaskable: tasks that could not be made into one. asked: ids of tasks that are being
    begun or answered.
    stalled: the budget is set aside for what is being answered, so wait for that. looks_at: time before which there is
    nothing to load. loading: just now. overtaken: what is being loaded was looked up too early. is_empty: nothing was left when it was loaded last. faults: of the last tasks,
    which failed.
    """

    run_id: int
    ready: deque[Question] = field(default_factory=deque)
    unaskable: list[Unaskable] = field(default_factory=list)
    asked: set[int] = field(default_factory=set)
    stalled: bool = False
    looks_at: float = 0.0
    loading: bool = False
    overtaken: bool = False
    is_empty: bool = False
    faults: deque[bool] = field(default_factory=lambda: deque(maxlen=RECENT))

    @property
    def held(self) -> frozenset[int]:
        """Ids of tasks that are not to be loaded again."""
        return frozenset(self.asked | {question.task.id for question in self.ready})

    def wants_more(self, few: int, now: float) -> bool:
        """Whether questions are to be loaded: there are fewer than `few`, and there may be some to load."""
        return not self.loading and len(self.ready) < few and self.looks_at <= now

    def look_now(self) -> None:
        """There may be something to load that a load under way does not see yet."""
        self.looks_at, self.is_empty, self.overtaken = 0.0, False, self.loading

    def begin_load(self) -> None:
        """A load is under way."""
        self.loading, self.overtaken = True, False

    def loaded(self, looks_at: float, *, found: bool) -> None:
        """A load has ended: whether it found anything, and when there may be more."""
        self.looks_at = 0.0 if self.overtaken else looks_at
        self.is_empty = self.looks_at == NEVER and not found

    def fill(self, made: Sequence[Question | Unaskable]) -> None:
        """Put in what was loaded."""
        for each in made:
            if isinstance(each, Question):
                self.ready.append(each)
            else:
                self.unaskable.append(each)

    def alarm(self, ended: Iterable[bool] = ()) -> str:
        """Why a person should look at the run before it goes on; "" when all is well. ended: faults since."""
        last = deque((*self.faults, *ended), maxlen=RECENT)
        if not is_going_wrong(last):
            return ""
        return f"{sum(last)} of the last {len(last)} questions failed. Look at why, then resume the run."

    def take_back(self, question: Question) -> None:
        """It was not begun, and is the next again."""
        self.asked.discard(question.task.id)
        self.ready.appendleft(question)

    def stop(self) -> None:
        """Begin nothing more of it; start counting failures anew when it is resumed."""
        self.ready.clear()
        self.faults.clear()


def deal(trays: Sequence[Tray], places: int, busy: set[str]) -> list[Question]:
    """Up to `places` questions, one of each tray in turn.

    busy: hashes of requests that are being answered; those that are taken now are added. A question that is just being
    answered for another run waits: its answer will be known then.
    """
    found: list[Question] = []
    left = [tray for tray in trays if tray.ready and not tray.stalled]
    while left and len(found) < places:
        for tray in tuple(left[: places - len(found)]):
            question = _take(tray, busy)
            if question is None:
                left.remove(tray)
            else:
                busy.add(question.request.sha256)
                found.append(question)
    return found


def _take(tray: Tray, busy: set[str]) -> Question | None:
    for _ in range(len(tray.ready)):
        question = tray.ready.popleft()
        if question.request.sha256 not in busy:
            tray.asked.add(question.task.id)
            return question
        tray.ready.append(question)
    return None
