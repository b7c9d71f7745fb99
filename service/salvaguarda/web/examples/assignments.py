"""Examples: assignments, progress, queues."""

from salvaguarda.domain.assignments import Method
from salvaguarda.web.examples.checklists import CHECKLIST
from salvaguarda.web.examples.example import Example
from salvaguarda.web.examples.people import ANA, BEN
from salvaguarda.web.schemas.assignments import (
    AssessmentProgressOut,
    AssignedOut,
    AssignIn,
    AssignmentsOut,
    CellIn,
    GroupProgressOut,
    KeepPlanIn,
    PersonProgressOut,
    PlanGroupOut,
    PlanIn,
    PlanOut,
    ProgressOut,
    QueuesOut,
    ReviewerOut,
    RowProgressOut,
    ShareOut,
    WorkOut,
)

_BASIS = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_PLACE = {"assessment_id": 11}
_CHAPTER = "Chapter IV: Procedural measures"
_PLAN = PlanOut(
    basis=_BASIS,
    needed=2,
    cells=1,
    changed=1,
    short=0,
    shares=[ShareOut(ANA, "Digital Rights Watch", 1, 1, 0), ShareOut(BEN, "", 1, 1, 0)],
    chapters=[PlanGroupOut(_CHAPTER, 1, [(ANA.id, 1), (BEN.id, 1)])],
    criteria=[PlanGroupOut("legality", 1, [(ANA.id, 1), (BEN.id, 1)])],
)
_PROGRESS = ProgressOut(
    cells=1, untouched=0, waiting=1, rated=0, settled=0, unassigned=0, ratings=1, wanted=2
)

EXAMPLES = {
    "list_assignments": Example(
        AssignmentsOut(
            2,
            [ReviewerOut(ANA, "Digital Rights Watch"), ReviewerOut(BEN, "")],
            {"art_24": {"legality": [ANA.id, BEN.id]}},
        ),
        parameters=_PLACE,
    ),
    "plan_assignments": Example(_PLAN, PlanIn(by=Method.CHAPTER, chapters=[_CHAPTER]), parameters=_PLACE),
    "keep_plan": Example(
        _PLAN, KeepPlanIn(by=Method.CHAPTER, chapters=[_CHAPTER], basis=_BASIS), parameters=_PLACE
    ),
    "assign_cells": Example(
        AssignedOut(added=1, dropped=0, stayed=0),
        AssignIn(people=[BEN.id], cells=[CellIn(provision="art_24", criterion="legality")]),
        parameters=_PLACE,
    ),
    "get_progress": Example(
        AssessmentProgressOut(
            needed=2,
            total=_PROGRESS,
            chapters=[GroupProgressOut(_CHAPTER, _CHAPTER, _PROGRESS)],
            criteria=[GroupProgressOut("legality", "C04 Legality", _PROGRESS)],
            rows=[RowProgressOut("art_24", "Art. 24", "Conditions and safeguards", _CHAPTER, "1", "2")],
            people=[PersonProgressOut(ANA, "Digital Rights Watch", True, 1, 1, 0)],
        ),
        parameters=_PLACE,
    ),
    "get_queues": Example(
        QueuesOut(
            counts={"mine": 1, "unassigned": 0, "waiting": 0, "conflict": 0, "done": 0, "others": 0},
            rows={"art_24": {"legality": "mine"}},
        ),
        parameters=_PLACE,
    ),
    "list_work": Example(
        [
            WorkOut(
                assessment_id=11,
                title="Safeguards, first reading",
                checklist_id=CHECKLIST.id,
                instrument_title="UN Cybercrime Convention",
                draft_label="Draft text of the convention",
                roles=["lead", "reviewer"],
                counts={"mine": 1, "unassigned": 0, "waiting": 0, "conflict": 0, "done": 0, "others": 0},
                progress=_PROGRESS,
            )
        ]
    ),
}
