"""Examples of the record."""

from salvaguarda.web.examples.example import Example
from salvaguarda.web.schemas.record import ActorOut, EntryOut, RecordOut

_BEN = ActorOut(id=2, name="Ben Okafor")
_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_SAVED = EntryOut(
    seq=14,
    at="2026-11-24T06:12:40.123456Z",
    act="save score",
    person=_BEN,
    about=_BEN,
    place="Art. 5 · Legality",
    hidden=False,
    subject={"provision": "art_5", "criterion": "legality", "person": 2, "score": 31, "revision": 2},
    before={"rating": "met", "rationale": {"sha256": _HASH, "length": 120}},
    after={"rating": "partly", "rationale": {"sha256": _HASH, "length": 120}},
    personal=None,
    sha256=_HASH,
    personal_sha256=_HASH,
    previous_sha256=_HASH,
)
_HIDDEN = EntryOut(
    seq=13,
    at="2026-11-24T06:10:02.000441Z",
    act="hidden",
    person=None,
    about=None,
    place="",
    hidden=True,
    subject={},
    before=None,
    after=None,
    personal=None,
    sha256=_HASH,
    personal_sha256=None,
    previous_sha256=None,
)
_PAGE = RecordOut(
    entries=[_SAVED, _HIDDEN],
    next=13,
    head_seq=14,
    head_sha256=_HASH,
    acts=["open assessment", "save score"],
    people=[_BEN],
)
EXAMPLES: dict[str, Example] = {
    "get_record": Example(_PAGE, parameters={"assessment_id": 3, "act": "save score"}),
    "export_record": Example(parameters={"assessment_id": 3}),
    "get_installation_record": Example(_PAGE),
    "export_installation_record": Example(),
    "follow_assessment": Example(parameters={"assessment_id": 3, "after": 13}),
}
