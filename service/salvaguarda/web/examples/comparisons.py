"""Examples: comparisons, links, the trend."""

from salvaguarda.web.examples.example import Example
from salvaguarda.web.examples.people import ANA
from salvaguarda.web.schemas.comparisons import (
    ChangeOut,
    ComparisonOut,
    ComparisonTotalsOut,
    DraftRefOut,
    LinkedProvisionOut,
    LinkIn,
    LinkOut,
    LinkRevisionOut,
    RedlineOut,
    TrendOut,
    TrendPointOut,
)

_PAIR = {"old_draft_id": 6, "new_draft_id": 7, "checklist": "un-cybercrime-safeguards"}
_OLD = DraftRefOut(6, "Consolidated negotiating document", "2023-01-21", 9)
_NEW = DraftRefOut(7, "Draft text of the convention", "2023-05-29", 11)
_LINK = LinkOut(
    id=310,
    old=[LinkedProvisionOut("art_42", "Art. 42", "Conditions and safeguards", "article")],
    new=[LinkedProvisionOut("art_24", "Art. 24", "Conditions and safeguards", "article")],
    relation="amended",
    similarity=0.91,
    reason="heading equal, text 0.91",
    same_text=False,
    corrected_by=ANA,
    version=2,
    changes=[
        ChangeOut(
            criterion="prior-judicial-authorization",
            old="met",
            new="not_met",
            change="declined",
            cause="text_changed",
            red_line_failed=True,
        )
    ],
)
_COMPARISON = ComparisonOut(
    instrument_id=3,
    instrument_title="UN Cybercrime Convention",
    old=_OLD,
    new=_NEW,
    checklist_id="un-cybercrime-safeguards",
    checklist_version="1.0.0",
    totals=ComparisonTotalsOut(
        relations={"same": 20, "amended": 31, "new": 4},
        lost=5,
        won=2,
        red_lines_newly_failed=1,
        to_confirm=12,
        carriable=40,
    ),
    links=[_LINK],
)
_WISH = LinkIn(old=["art_42"], new=["art_24"], relation="auto")

EXAMPLES = {
    "get_comparison": Example(_COMPARISON, parameters=_PAIR),
    "add_link": Example(_COMPARISON, _WISH, parameters=_PAIR),
    "correct_link": Example(_COMPARISON, _WISH, parameters={"link_id": 310}),
    "get_redline": Example(
        RedlineOut(
            "Each Party may cooperate.",
            "Each Party shall cooperate.",
            [("=", "Each Party "), ("-", "may "), ("+", "shall "), ("=", "cooperate.")],
        ),
        parameters={"link_id": 310},
    ),
    "list_link_revisions": Example(
        [
            LinkRevisionOut(2, ["art_42"], ["art_24"], "amended", ANA, "2026-11-24T09:12:40.123456Z"),
            LinkRevisionOut(1, [], ["art_24"], "new", None, "2026-11-24T08:00:00.000000Z"),
        ],
        parameters={"link_id": 310},
    ),
    "get_trend": Example(
        TrendOut(
            3,
            "un-cybercrime-safeguards",
            [_OLD, _NEW],
            [TrendPointOut(7, _NEW.label, "legality", 0.5, 1.0, 0)],
            ["undecided", "not_met"],
        ),
        parameters={"instrument_id": 3, "checklist": "un-cybercrime-safeguards"},
    ),
}
