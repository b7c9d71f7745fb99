"""Examples: positions, snapshots, sign-off."""

from salvaguarda.domain.positions import Publicity, Stance
from salvaguarda.web.examples.assessments import PLACE
from salvaguarda.web.examples.example import Example
from salvaguarda.web.examples.people import ANA
from salvaguarda.web.schemas.publishing import (
    OwnOrganisationOut,
    PositionIn,
    PositionOut,
    PositionsOut,
    PositionSubjectOut,
    SignOffIn,
    SignOffOut,
    SnapshotChangeOut,
    SnapshotDifferenceOut,
    SnapshotOut,
    SnapshotWholeOut,
)

_AT = "2026-11-24T09:30:05.000000Z"
_HASH = "3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b"
_ASSESSMENT = {"assessment_id": 11}
_NUMBERED = {**_ASSESSMENT, "number": 1}
_POSITION = PositionOut(
    organisation_id=3,
    organisation="Example Rights Network",
    provision="art_29",
    criterion="prior-judicial-authorization",
    stance="dissent",
    note="A prosecutor is not an independent authority.",
    publicity="public",
    result="partly",
    outdated=False,
    version=1,
    own=True,
    by=ANA,
    at=_AT,
)
_SNAPSHOT = SnapshotOut(
    number=1,
    title="Before the fifth session",
    note="",
    sha256=_HASH,
    audit_seq=412,
    audit_sha256=_HASH,
    by=ANA,
    at=_AT,
    verdict="not_met",
    settled=310,
    in_scope=322,
)
_DIFFERENCE = SnapshotDifferenceOut(
    old=1,
    new=None,
    draft=False,
    checklist=False,
    old_verdict="not_met",
    new_verdict="not_met",
    cells=[SnapshotChangeOut("art_29", "Art. 29", "necessity", "A2 Necessity", "partly", None)],
)
_POSITION_IN = PositionIn(
    stance=Stance.DISSENT,
    note="A prosecutor is not an independent authority.",
    publicity=Publicity.PUBLIC,
    result="partly",
)
_VERDICT_IN = PositionIn(stance=Stance.SUPPORT, publicity=Publicity.PUBLIC, result="not_met")
_CONTENT = {
    "form": 1,
    "verdict": "not_met",
    "cells": [["art_29", "Art. 29", "necessity", "partly", "agreed"]],
}

EXAMPLES: dict[str, Example] = {
    "list_positions": Example(
        PositionsOut(
            own=OwnOrganisationOut(3, "Example Rights Network", speaks=True),
            subjects=[
                PositionSubjectOut(
                    provision="art_29",
                    label="Art. 29",
                    criterion="prior-judicial-authorization",
                    criterion_title="C10 Prior judicial authorization",
                    result="partly",
                    positions=[_POSITION],
                    counted={"support": 4},
                    own_version=1,
                )
            ],
        ),
        parameters=_ASSESSMENT,
    ),
    "state_verdict_position": Example(
        PositionOut(
            organisation_id=3,
            organisation="Example Rights Network",
            provision="draft",
            criterion="",
            stance="support",
            note="",
            publicity="public",
            result="not_met",
            outdated=False,
            version=1,
            own=True,
            by=ANA,
            at=_AT,
        ),
        request=_VERDICT_IN,
        parameters=_ASSESSMENT,
    ),
    "state_position": Example(_POSITION, request=_POSITION_IN, parameters=PLACE),
    "list_position_states": Example([_POSITION], parameters=PLACE),
    "get_sign_off": Example(
        SignOffOut(
            sha256=_HASH,
            settled=310,
            agreed=0,
            conflicts=0,
            open=12,
            in_scope=322,
            verdict="not_met",
            may_sign=True,
            snapshots=[_SNAPSHOT],
            changed=_DIFFERENCE,
        ),
        parameters=_ASSESSMENT,
    ),
    "sign_off": Example(
        _SNAPSHOT,
        request=SignOffIn(title="Before the fifth session", sha256=_HASH, incomplete=True),
        parameters=_ASSESSMENT,
    ),
    "list_snapshots": Example([_SNAPSHOT], parameters=_ASSESSMENT),
    "get_snapshot": Example(SnapshotWholeOut(_SNAPSHOT, _CONTENT), parameters=_NUMBERED),
    "compare_snapshots": Example(_DIFFERENCE, parameters=_NUMBERED),
    "export_snapshot_json": Example(parameters=_NUMBERED),
    "export_snapshot_csv": Example(parameters=_NUMBERED),
}
