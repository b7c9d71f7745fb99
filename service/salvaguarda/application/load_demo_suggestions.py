"""Load the demo's suggestions: an endpoint of recorded answers, a policy, a run that ended, decisions, and a run that waits.

Everything goes through the use cases that anybody's work goes through. The questions of the run that ended are asked in the
same transaction, so that the demo is loaded whole or not at all; those of the other run are left to the worker.
"""

from collections.abc import Callable, Mapping

from salvaguarda.application.add_endpoint import add_endpoint
from salvaguarda.application.decide_suggestion import DecisionWish, decide_suggestion
from salvaguarda.application.demo import DemoDecision, DemoRun, DemoScore, DemoSuggestions
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.endpoints import EndpointRecord, ProbeRecord, ProbeStep
from salvaguarda.application.ports.prompts import Prompts
from salvaguarda.application.ports.records import Records
from salvaguarda.application.reveal_suggestion import reveal_suggestion
from salvaguarda.application.save_score import Wish
from salvaguarda.application.set_policy import set_policy
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.suggesting.interpret import Waits, interpret
from salvaguarda.application.suggesting.plan_run import RunWish
from salvaguarda.application.suggesting.questions import Question, load_batch, make_questions
from salvaguarda.application.suggesting.start_run import start_run
from salvaguarda.application.suggesting.turn import Turn, take_turn
from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.budget import Budget
from salvaguarda.domain.suggestions.endpoints import EndpointSettings
from salvaguarda.domain.suggestions.outcomes import Purpose
from salvaguarda.domain.suggestions.policy import Consent, Policy
from salvaguarda.domain.suggestions.probing import RECORDED_MODE
from salvaguarda.domain.suggestions.replies import Reply
from salvaguarda.domain.suggestions.statements import statement_of

AnswerQuestion = Callable[[EndpointSettings, Mapping[str, object]], Reply]
"""Endpoint and body of a request → the answer that was recorded for it."""
MakeWish = Callable[[DemoScore, str], Wish]
"""A demo score and the words of its provision → what is to be saved."""


_AT_MOST = 100  # questions; their budget is set aside at once
_NO_WAITS = Waits(second=0, jitter=0)


class LoadSuggestions:
    """Loads the suggestions for one assessment of the demo."""

    def __init__(self, sheets: Sheets, prompts: Prompts, answer: AnswerQuestion, wish: MakeWish) -> None:
        self._sheets, self._prompts, self._answer, self._wish = sheets, prompts, answer, wish

    def __call__(
        self,
        records: Records,
        demo: DemoSuggestions,
        assessment: AssessmentRecord,
        owner: Person,
        people: Mapping[str, Person],
    ) -> None:
        """Load them; call it inside the transaction that loads the demo."""
        endpoint = self._endpoint(records, demo, owner)
        agreed = Policy(
            Consent.LOCAL, request_tokens=demo.request_tokens, statement=statement_of(Consent.LOCAL)
        )
        set_policy(records, assessment.id, 0, agreed, owner)
        answered = self._start(records, demo, demo.answered, endpoint, assessment, owner)
        self._ask(records, answered)
        for decision in demo.decisions:
            self._decide(records, decision, assessment, people[decision.person].id)
        self._start(records, demo, demo.waiting, endpoint, assessment, owner)

    def _endpoint(self, records: Records, demo: DemoSuggestions, owner: Person) -> EndpointRecord:
        added = add_endpoint(records, owner, demo.endpoint, (), enabled=True, recorded=True)
        step = ProbeStep("Recorded answers", True, "Answers come from a file. Nothing is sent anywhere.")
        records.endpoints.add_probe(
            added.id, ProbeRecord(added.version, RECORDED_MODE, (step,), records.now), owner.id
        )
        return records.endpoints.get(added.id)

    def _start(
        self,
        records: Records,
        demo: DemoSuggestions,
        run: DemoRun,
        endpoint: EndpointRecord,
        assessment: AssessmentRecord,
        owner: Person,
    ) -> int:
        wish = RunWish(
            purpose=Purpose.REVIEW,
            endpoint_id=endpoint.id,
            prompt=demo.prompt,
            provisions=run.provisions,
            criteria=run.criteria,
            budget=Budget(tokens=demo.budget_tokens),
        )
        return start_run(records, self._sheets, self._prompts, assessment.id, wish, owner).run.id

    def _ask(self, records: Records, run_id: int) -> None:
        """All questions of a run at once, each with its recorded answer; as the worker does it, turn by turn."""
        batch = load_batch(records, self._sheets, run_id, (), _AT_MOST)
        questions = make_questions(self._prompts, batch)
        asked = [question for question in questions if isinstance(question, Question)]
        begun = take_turn(records, Turn(questions=asked)).begun
        answered = [
            interpret(
                question, attempt, self._answer(question.place.settings, question.request.body), _NO_WAITS
            )
            for question, attempt in begun
        ]
        if any(each.suggestion is None for each in answered):
            raise Conflict(
                "The demo's recorded answers are not those of its questions: a prompt, the checklist or the draft was changed "
                "since. Run `python -m tools.record_answers`."
            )
        take_turn(records, Turn(answered=answered, looked_at=[run_id]))

    def _decide(
        self, records: Records, decision: DemoDecision, assessment: AssessmentRecord, person_id: int
    ) -> None:
        cell = (decision.provision, decision.criterion)
        reveal_suggestion(records, self._sheets, assessment.id, cell, person_id)
        if decision.action is None:
            return
        own = records.scores.own_cell(assessment.id, *cell, person_id)
        text = records.drafts.text(assessment.draft_id, decision.provision).text
        edit = None if decision.edit is None else self._wish(decision.edit, text)
        version = own.revision if own else 0
        wish = DecisionWish(decision.action, decision.reason, version, edit)
        decide_suggestion(records, self._sheets, assessment.id, cell, person_id, wish)
