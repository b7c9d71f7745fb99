"""Examples: checklists."""

from salvaguarda.web.examples.example import Example
from salvaguarda.web.schemas.checklists import (
    CategoryOut,
    ChecklistOut,
    ChecklistSummaryOut,
    CriterionOut,
    DemandOut,
    LevelOut,
    ScaleLevelOut,
    SourceOut,
    VerdictRuleOut,
)

_SHA256 = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
_SOURCE = SourceOut(document="joint-statement", bullets=["call-3"])
_SUMMARY = ChecklistSummaryOut(
    id="un-cybercrime-safeguards",
    version="1.0.0",
    title="Human-rights safeguards for the UN Cybercrime Convention",
    description="Derived from the joint statement of civil society organisations.",
    origin="built-in",
    sha256=_SHA256,
    criteria=17,
    red_lines=9,
)
_YAML = "id: our-safeguards\nversion: 1.0.0\ntitle: Our safeguards\n…\n"
_PLACE = {"checklist_id": "un-cybercrime-safeguards", "version": "1.0.0"}

CHECKLIST = ChecklistOut(
    id=_SUMMARY.id,
    version=_SUMMARY.version,
    title=_SUMMARY.title,
    description=_SUMMARY.description,
    language="en",
    licence="CC-BY-4.0",
    source_title="Joint statement on the proposed cybercrime treaty",
    origin="built-in",
    sha256=_SHA256,
    scale=[
        ScaleLevelOut("met", "2", "Met", 2),
        ScaleLevelOut("partly", "1", "Partly met", 1),
        ScaleLevelOut("not_met", "0", "Not met", 0),
        ScaleLevelOut("silent", "s", "Silent", 0),
        ScaleLevelOut("not_applicable", "n", "Not applicable", None),
    ],
    categories=[CategoryOut("principles", "Principles")],
    criteria=[
        CriterionOut(
            id="legality",
            code="C04",
            category="principles",
            title="Legality",
            question="Is every interference based on a clear, accessible and foreseeable law?",
            why="Powers that nobody can foresee are open to abuse.",
            guidance="Look for “in accordance with the law”.",
            levels=[
                LevelOut("met", "Names a clear legal basis for each power."),
                LevelOut("partly", "Names one for some powers only."),
                LevelOut("not_met", "Allows powers without a legal basis."),
                LevelOut("silent", "Says nothing about it."),
                LevelOut("not_applicable", "Creates no power or duty."),
            ],
            applies_to=["criminalization", "procedure", "cooperation"],
            whole_draft=False,
            red_line=False,
            fails_on=[],
            weight=1.0,
            source=_SOURCE,
        )
    ],
    demands=[
        DemandOut("principles", "Principles", "Human-rights principles throughout.", ["legality"], _SOURCE)
    ],
    verdict=VerdictRuleOut(0.8, 1.0, "Minimum requirements met", "Not met", "Undecided"),
)

EXAMPLES = {
    "list_checklists": Example([_SUMMARY]),
    "add_checklist": Example(_SUMMARY, requests={"text/yaml": _YAML}),
    "get_checklist": Example(CHECKLIST, parameters=_PLACE),
    "get_checklist_source": Example(_YAML, parameters=_PLACE),
    "get_checklist_schema": Example(
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}
    ),
}
