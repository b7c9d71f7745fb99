"""Examples: instruments, readings, drafts."""

from datetime import date

from salvaguarda.domain.drafts import ChapterRole
from salvaguarda.web.examples.example import Example
from salvaguarda.web.examples.people import ANA
from salvaguarda.web.schemas.drafts import (
    AssessmentBriefOut,
    DraftIn,
    DraftOut,
    InstrumentIn,
    InstrumentOut,
    PastedTextIn,
    ProvisionOut,
    ReadingOut,
    ReadingWarningOut,
    SetAsideOut,
)

_SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_ID = {"draft_id": 7}
_INSTRUMENT_ID = {"instrument_id": 3}
_TEXT = "Article 1\nPurposes\nThe purposes of this Convention are to prevent and combat cybercrime."

DRAFT = DraftOut(
    id=7,
    instrument_id=3,
    label="Draft text of the convention",
    symbol="A/AC.291/22",
    date=date(2023, 5, 29),
    language="en",
    format="docx",
    source_name="A_AC.291_22.docx",
    source_sha256=_SHA256,
    source_size=184_320,
    text_sha256=_SHA256,
    provisions=412,
    articles=65,
    version=1,
    created_at="2026-11-24T09:12:40.123456Z",
    created_by=ANA,
    assessments=[
        AssessmentBriefOut(
            11, "Safeguards, first reading", "un-cybercrime-safeguards", "1.0.0", "article", 0.25
        )
    ],
)
_INSTRUMENT = InstrumentOut(
    id=3,
    title="UN Cybercrime Convention",
    description="Ad Hoc Committee, 2022 to 2024.",
    synthetic=False,
    version=1,
    drafts=[DRAFT],
)
_PROVISION = ProvisionOut(
    path="art_1",
    label="Art. 1",
    kind="article",
    number="1",
    heading="Purposes",
    text="The purposes of this Convention are to prevent and combat cybercrime.",
    closing="",
    depth=0,
    parent=None,
    role=None,
    effective_role="general",
    source=(0, 2),
)
_READING = ReadingOut(
    format="text",
    source_name="pasted.txt",
    source_sha256=_SHA256,
    lines=_TEXT.split("\n"),
    provisions=[_PROVISION],
    warnings=[ReadingWarningOut("number-gap", "Article 2 is missing between 1 and 3.", "art_1", 0)],
    set_aside=[SetAsideOut(0, 0, "contents")],
    counts={"article": 1},
    label="pasted",
    symbol="A/AC.291/22",
    date=date(2023, 5, 29),
    language="en",
)
_EDIT_IN = InstrumentIn(title="UN Cybercrime Convention", description="Ad Hoc Committee, 2022 to 2024.")
DRAFT_IN = DraftIn(
    label="Draft text of the convention",
    symbol="A/AC.291/22",
    date=date(2023, 5, 29),
    language="en",
    roles={"chp_II": ChapterRole.CRIMINALIZATION},
)

EXAMPLES = {
    "list_instruments": Example([_INSTRUMENT]),
    "add_instrument": Example(_INSTRUMENT, _EDIT_IN),
    "get_instrument": Example(_INSTRUMENT, parameters=_INSTRUMENT_ID),
    "edit_instrument": Example(_INSTRUMENT, _EDIT_IN, parameters={**_INSTRUMENT_ID, "If-Match": '"1"'}),
    "read_draft": Example(_READING, PastedTextIn(text=_TEXT, name="pasted.txt")),
    "add_draft": Example(
        DRAFT,
        {"text": _TEXT, "name": "pasted.txt", "draft": DRAFT_IN.model_dump(mode="json")},
        parameters=_INSTRUMENT_ID,
    ),
    "get_draft": Example(DRAFT, parameters=_ID),
    "edit_draft": Example(DRAFT, DRAFT_IN, parameters={**_ID, "If-Match": '"1"'}),
    "list_provisions": Example([_PROVISION], parameters=_ID),
    "get_draft_source": Example(parameters=_ID),
}
