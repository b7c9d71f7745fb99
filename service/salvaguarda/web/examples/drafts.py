"""Examples: instruments, readings, drafts."""

from datetime import date

from salvaguarda.domain.drafts import ChapterRole, ProvisionKind
from salvaguarda.domain.reading.lines import TextVersion
from salvaguarda.web.examples.example import Example, plain
from salvaguarda.web.examples.people import ANA
from salvaguarda.web.schemas.drafts import (
    AssessmentBriefOut,
    DraftIn,
    DraftOut,
    InstrumentIn,
    InstrumentOut,
    MarkOut,
    PastedTextIn,
    ProvisionOut,
    ReadingOptionsIn,
    ReadingOptionsOut,
)
from salvaguarda.web.schemas.mends import DraftMendOut, MendOp, MendsIn, SetAsideOp, SplitOp
from salvaguarda.web.schemas.readings import (
    MendedOut,
    ReadingBriefOut,
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
    mends=2,
    options=ReadingOptionsOut("proposed", ""),
    version=1,
    created_at="2026-11-24T09:12:40.123456Z",
    created_by=ANA,
    assessments=[
        AssessmentBriefOut(
            11,
            "Safeguards, first reading",
            "un-cybercrime-safeguards",
            "1.0.0",
            "article",
            "installation",
            0.25,
        )
    ],
)
_INSTRUMENT = InstrumentOut(
    id=3,
    title="UN Cybercrime Convention",
    description="Ad Hoc Committee, 2022 to 2024.",
    synthetic=False,
    members_only=False,
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
    marks=[MarkOut("bracket", "text", 0, 11, 1, 0, True, True)],
)
_OPTIONS_IN = ReadingOptionsIn(version=TextVersion.EARLIER, language="en")
_MENDS: list[MendOp] = [
    SplitOp("art_1", 40, ProvisionKind.PARAGRAPH, "2"),
    SetAsideOp("page footer", lines=(12, 12)),
]
_READING_ID = {"reading_id": "mZ1r3QxW9b0aKc_e"}
_READING = ReadingOut(
    id="mZ1r3QxW9b0aKc_e",
    version=1,
    state="ready",
    progress=1.0,
    stage="",
    problem=None,
    source_name="pasted.txt",
    source_sha256=_SHA256,
    source_size=96,
    created_at="2026-11-24T09:12:40.123456Z",
    options=ReadingOptionsOut("proposed", ""),
    mends=[],
    format="text",
    pages=[],
    tracked=False,
    languages=[],
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
_MENDED = MendedOut(
    id=_READING.id,
    version=2,
    mends=_MENDS,
    provisions=[_PROVISION],
    warnings=[],
    set_aside=[SetAsideOut(12, 12, "page footer")],
    counts={"article": 1},
)
_BRIEF = ReadingBriefOut(
    id=_READING.id,
    name="A_AC.291_22.docx",
    size=184_320,
    created_at="2026-11-24T09:12:40.123456Z",
    state="reading",
    progress=0.4,
    stage="pages",
    mends=0,
    problem=None,
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
    "add_reading": Example(_READING, PastedTextIn(text=_TEXT, name="pasted.txt")),
    "list_readings": Example([_BRIEF]),
    "get_reading": Example(_READING, parameters=_READING_ID),
    "choose_reading_options": Example(_READING, _OPTIONS_IN, parameters={**_READING_ID, "If-Match": '"1"'}),
    "mend_reading": Example(_MENDED, plain(MendsIn(_MENDS)), parameters={**_READING_ID, "If-Match": '"1"'}),
    "discard_reading": Example(parameters=_READING_ID),
    "add_draft": Example(
        DRAFT,
        {"reading": _READING.id, "version": 2, "draft": DRAFT_IN.model_dump(mode="json")},
        parameters=_INSTRUMENT_ID,
    ),
    "get_draft": Example(DRAFT, parameters=_ID),
    "edit_draft": Example(DRAFT, DRAFT_IN, parameters={**_ID, "If-Match": '"1"'}),
    "list_provisions": Example([_PROVISION], parameters=_ID),
    "list_draft_mends": Example(
        [DraftMendOut(_MENDS[0], "2026-11-24T09:10:02.123456Z", ANA)], parameters=_ID
    ),
    "get_draft_source": Example(parameters=_ID),
}
