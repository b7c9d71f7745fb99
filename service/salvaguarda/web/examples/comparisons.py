"""Examples: comparisons, links, the trend."""

from salvaguarda.web.examples.example import Example
from salvaguarda.web.examples.people import ANA
from salvaguarda.web.schemas.comparisons import (
    ChangeOut,
    ComparisonOut,
    ComparisonTotalsOut,
    CriterionResultOut,
    DraftRefOut,
    FollowedEvidenceOut,
    FollowedQuoteOut,
    LifeOut,
    LifeRowOut,
    LifeStationOut,
    LinkedProvisionOut,
    LinkIn,
    LinkOut,
    LinkRevisionOut,
    LivesOut,
    QuoteAtOut,
    RedlineOut,
    StationLinkOut,
    StationOut,
    TrendOut,
    TrendPointOut,
    WrongReferenceOut,
    WrongReferencesOut,
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
    substance=True,
    level="article",
    depth=1,
    parent="Chapter IV",
    corrected_by=ANA,
    corrected_at="2026-11-24T09:12:40.123456Z",
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
    rank="red_line_failed",
)
_COMPARISON = ComparisonOut(
    instrument_id=3,
    instrument_title="UN Cybercrime Convention",
    level="article",
    unit="article",
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
_QUOTE = FollowedQuoteOut(
    score_id=48,
    criterion="prior-judicial-authorization",
    rating="met",
    old=QuoteAtOut("art_42", "Art. 42", "by a judge", 96, 106),
    state="drifted",
    found_in="provision",
    new=QuoteAtOut("art_24", "Art. 24", "by a judge", 108, 118),
    places=1,
)
_GONE = FollowedQuoteOut(
    score_id=49,
    criterion="proportionality",
    rating="partly",
    old=QuoteAtOut("art_42", "Art. 42", "the principle of proportionality", 140, 172),
    state="gone",
    found_in="",
    new=None,
    places=0,
)
_STALE = WrongReferenceOut(
    path="art_26__para_2",
    label="Art. 26(2)",
    heading="",
    before="The powers and procedures referred to in ",
    quoted="article 42",
    after=" shall apply without prejudice to domestic law.",
    outcome="stale",
    why="It named Art. 42, which is Art. 24 now; here it leads to Art. 42.",
    named=[LinkedProvisionOut("art_42", "Art. 42", "Conditions and safeguards", "article")],
    leads_to=[LinkedProvisionOut("art_42", "Art. 42", "Extradition", "article")],
    wanted=[LinkedProvisionOut("art_24", "Art. 24", "Conditions and safeguards", "article")],
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
            [("=", "Each Party ", ""), ("-", "may ", ""), ("+", "shall ", ""), ("=", "cooperate.", "")],
            substance=True,
        ),
        parameters={"link_id": 310},
    ),
    "confirm_link": Example(_COMPARISON, parameters={"link_id": 310}),
    "unlink": Example(_COMPARISON, parameters={"link_id": 310}),
    "follow_evidence": Example(
        FollowedEvidenceOut(_OLD, _NEW, kept=0, drifted=1, gone=1, quotes=[_QUOTE, _GONE]), parameters=_PAIR
    ),
    "list_wrong_references": Example(
        WrongReferencesOut(
            DraftRefOut(6, _OLD.label, _OLD.date, None), DraftRefOut(7, _NEW.label, _NEW.date, None), [_STALE]
        ),
        parameters={"old_draft_id": 6, "new_draft_id": 7},
    ),
    "list_lives": Example(
        LivesOut(
            3,
            "UN Cybercrime Convention",
            "un-cybercrime-safeguards",
            "article",
            [_OLD, _NEW],
            [
                LifeRowOut(
                    "Art. 24",
                    "Conditions and safeguards",
                    [
                        StationOut(["art_42"], ["Art. 42"], "", False, 0.75, 0, None),
                        StationOut(["art_24"], ["Art. 24"], "amended", False, 0.5, 1, 310),
                    ],
                )
            ],
            0,
        ),
        parameters={"instrument_id": 3, "checklist": "un-cybercrime-safeguards", "level": "article"},
    ),
    "get_life": Example(
        LifeOut(
            3,
            "UN Cybercrime Convention",
            "un-cybercrime-safeguards",
            7,
            "art_24",
            "Art. 24",
            "article",
            [
                LifeStationOut(
                    draft=_NEW,
                    provisions=_LINK.new,
                    relation="amended",
                    similarity=0.91,
                    reason="heading equal, text 0.91",
                    link_id=310,
                    links=[
                        StationLinkOut(
                            310, ["art_42"], ["art_24"], "amended", 0.91, "heading equal, text 0.91", ANA
                        )
                    ],
                    same_text=False,
                    substance=True,
                    share=0.5,
                    red_lines_failed=1,
                    results=[CriterionResultOut("prior-judicial-authorization", "not_met", conflict=False)],
                    changes=_LINK.changes,
                )
            ],
            0,
        ),
        parameters={"instrument_id": 3, "draft_id": 7, "path": "art_24"},
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
