"""Load the demo: people, drafts, alignments, assessments, scores and suggestions, through the same use cases as anybody's work."""

from collections.abc import Mapping

from salvaguarda.application.add_assessment import add_assessment
from salvaguarda.application.add_draft import add_draft, prepare_draft
from salvaguarda.application.align_drafts import compute_links, keep_alignment, needed_alignment
from salvaguarda.application.carry_scores import carry_scores
from salvaguarda.application.demo import Demo, DemoDraft, DemoScore
from salvaguarda.application.find_counterparts import waiting_ratings
from salvaguarda.application.load_demo_suggestions import AnswerQuestion, LoadSuggestions
from salvaguarda.application.load_demo_team import LoadTeam, add_organisations, gather_team
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.documents import DocumentReader
from salvaguarda.application.ports.drafts import NewDraft
from salvaguarda.application.ports.people import ONE_CLICK_INSTEAD_OF_PASSWORD
from salvaguarda.application.ports.prompts import Prompts
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import CellKey, Words
from salvaguarda.application.read_draft import read_draft
from salvaguarda.application.save_score import Wish, save_score
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.drafts import text_hash
from salvaguarda.domain.errors import InvalidEvidence, Problem
from salvaguarda.domain.evidence import quote_at
from salvaguarda.domain.people import Person
from salvaguarda.domain.scores import Quote
from salvaguarda.domain.team import Access


def demo_loaded(records: Records) -> bool:
    """Whether this installation holds a demo."""
    return bool(records.people.demo())


class LoadDemo:
    """Loads a demo into an empty installation, whole or not at all, and once only.

    answer: recorded answers, for the suggestions that people have decided on already.
    """

    def __init__(
        self, *, sheets: Sheets, read: DocumentReader, prompts: Prompts, answer: AnswerQuestion
    ) -> None:
        self._sheets, self._read = sheets, read
        self._suggest = LoadSuggestions(sheets, prompts, answer, lambda score, text: _wish(score, text, None))
        self._work_together = LoadTeam(sheets, _wish)

    def __call__(self, records: Records, demo: Demo) -> bool:
        """Load it; False when a demo is here already. Call it as one write transaction.

        Raises Conflict when the installation has an owner already, InvalidEvidence when a quote is not in the text,
        and what the use cases raise.
        """
        if demo_loaded(records):
            return False
        people = _add_people(records, demo)
        owner = people[demo.owner.key]
        add_organisations(records, demo, people)
        instrument_id = records.instruments.add(demo.title, demo.description, owner.id, synthetic=True)
        before: AssessmentRecord | None = None
        for draft in demo.drafts:
            draft_id = self._add_draft(records, draft, instrument_id, owner.id)
            assessment = add_assessment(
                records,
                draft_id,
                owner.id,
                demo.checklist,
                draft.assessment_title,
                access=Access.TEAM,
                needed=draft.needed,
            )
            gather_team(records, draft.team, assessment.id, owner, people)
            if before is not None:
                _align(records, before.draft_id, draft_id)
            self._score(records, draft, people, before, assessment)
            if draft.suggestions is not None:
                self._suggest(records, draft.suggestions, assessment, owner, people)
            self._work_together(records, draft.team, assessment, owner, people)
            before = assessment
        records.log.add(NewEntry("load demo", None, {"instrument": instrument_id}))
        return True

    def _add_draft(self, records: Records, draft: DemoDraft, instrument_id: int, person_id: int) -> int:
        reading = read_draft(draft.content, draft.name, self._read)
        prepared = prepare_draft(reading, draft.content, draft.roles)
        said = NewDraft(
            instrument_id=instrument_id,
            label=draft.label,
            symbol=draft.symbol,
            date=draft.date,
            language=reading.language,
            format=reading.reading.format,
            source_name=draft.name,
        )
        return add_draft(records, said, prepared, person_id)

    def _score(
        self,
        records: Records,
        draft: DemoDraft,
        people: Mapping[str, Person],
        before: AssessmentRecord | None,
        assessment: AssessmentRecord,
    ) -> None:
        """Carry what each person carried, then save what they rated; re-confirming where the words changed."""
        waiting: dict[str, dict[CellKey, int]] = {}
        if before is not None:
            for key, paths in draft.carried.items():
                carry_scores(records, self._sheets, before.id, assessment.id, people[key].id, paths)
            for key, person in people.items():
                waiting[key] = self._to_confirm(records, before, assessment, person.id)
        texts = {path: text.text for path, text in records.drafts.texts(assessment.draft_id).items()}
        for score in draft.scores:
            cell = (score.provision, score.criterion)
            wish = _wish(score, texts[score.provision], waiting.get(score.person, {}).get(cell))
            save_score(records, self._sheets, assessment.id, cell, people[score.person].id, wish)

    def _to_confirm(
        self, records: Records, before: AssessmentRecord, assessment: AssessmentRecord, person_id: int
    ) -> dict[CellKey, int]:
        """New cell → id of the person's old score that waits for re-confirmation there."""
        old = {
            (score.provision, score.criterion): score.id for score in records.scores.own(before.id, person_id)
        }
        return {
            (each.provision, each.criterion): old[each.old_provision, each.criterion]
            for each in waiting_ratings(records, self._sheets, before, assessment, person_id)
            if not each.carriable
        }


def _add_people(records: Records, demo: Demo) -> dict[str, Person]:
    """Key → person; with an owner among them set-up is done."""
    return {
        person.key: records.people.add(
            person.email,
            person.display_name,
            ONE_CLICK_INSTEAD_OF_PASSWORD,
            is_owner=person.is_owner,
            is_demo=True,
        )
        for person in demo.people
    }


def _align(records: Records, old_draft_id: int, new_draft_id: int) -> None:
    pair = needed_alignment(records, old_draft_id, new_draft_id)
    assert pair is not None, "both drafts are new"
    keep_alignment(records, old_draft_id, new_draft_id, compute_links(pair))


def _wish(score: DemoScore, text: str, confirms: int | None, version: int = 0) -> Wish:
    evidence = tuple(_found(quote, text, score) for quote in score.quotes)
    words = Words(score.rating, score.rationale, evidence, score.recommendation)
    return Wish(words, text_hash(text), confirms, version)


def _found(quote: str, text: str, score: DemoScore) -> Quote:
    start = text.find(quote)
    if start < 0:
        where = f"{score.provision} {score.criterion} {score.person}"
        raise InvalidEvidence(
            f"The demo quotes words that are not in {score.provision}: {quote}",
            [Problem(where, "These words are not in the text.", "Quote the draft as it is.")],
        )
    return quote_at(text, start, start + len(quote))
