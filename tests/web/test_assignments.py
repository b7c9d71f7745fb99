"""Assignments over the interface: from the plan to the queues, and what is refused."""

from typing import Any

from tests.web.assessing import CELL, Service

CHAPTER = "Chapter 3: Procedure"


def address(service: Service, rest: str) -> str:
    return f"/api/assessments/{service.world.old}/{rest}"


def test_work_is_planned_kept_and_found_in_the_queues(service: Service) -> None:
    """Ben is assigned to one chapter; it is his to score, and nobody else's."""
    wish = {"by": "chapter", "people": [service.world.ben], "chapters": [CHAPTER]}
    plan = service.ana.post(address(service, "assignments/plan"), json=wish).json()
    assert [share["added"] for share in plan["shares"]] == [0, plan["cells"], 0]
    assert plan["chapters"] == [
        {"name": CHAPTER, "cells": plan["cells"], "people": [[service.world.ben, plan["cells"]]]}
    ]
    assert service.ben.get("/api/work").json() == []
    kept = service.ana.put(address(service, "assignments/plan"), json={**wish, "basis": plan["basis"]})
    assert (kept.status_code, kept.json()["basis"]) == (200, plan["basis"])

    assert service.ben.get(address(service, "queues")).json()["rows"]["art_3"][CELL[1]] == "mine"
    assert CELL[1] not in service.cleo.get(address(service, "queues")).json()["rows"].get("art_3", {})
    assert service.save(service.cleo, service.world.old, CELL).status_code == 403
    assert service.save(service.ben, service.world.old, CELL).status_code == 200
    (work,) = service.ben.get("/api/work").json()
    assert (work["counts"]["mine"], work["counts"]["done"]) == (plan["cells"] - 1, 1)
    assert service.ben.get(address(service, "workbench")).json()["queued"] is True

    progress = service.ana.get(address(service, "progress")).json()
    assert progress["total"]["ratings"] == 1
    assert {each["person"]["display_name"]: each["rated"] for each in progress["people"]}["Ben"] == 1
    cells = service.ana.get(address(service, "assignments")).json()["cells"]
    assert sum(map(len, cells.values())) == plan["cells"]


def test_what_is_wrong_is_refused_and_said(service: Service) -> None:
    plan, hand = address(service, "assignments/plan"), address(service, "assignments")
    refused: list[tuple[str, Any, int]] = [
        (plan, {"by": "luck"}, 400),
        (plan, {"by": "evenly", "people": []}, 400),
        (plan, {"by": "evenly", "people": [2**70]}, 400),
        (plan, {"by": "evenly", "chapters": ["Chapter 99"]}, 400),
        (plan, {"by": "evenly", "criteria": ["\u202e'; DROP TABLE assignment"]}, 400),
        (plan, {"by": "evenly", "colour": "red"}, 400),
        (hand, {"people": [service.world.ben], "cells": [{"provision": "art_99", "criterion": "x"}]}, 400),
        (hand, {"people": [4711]}, 400),
    ]
    for where, body, status in refused:
        answer = service.ana.post(where, json=body)
        assert (answer.status_code, bool(answer.json()["detail"])) == (status, True), body
    stale = service.ana.put(plan, json={"by": "evenly", "basis": "0" * 64})
    assert stale.status_code == 409
    for method, where in (("post", plan), ("post", hand), ("get", hand)):
        body = {} if method == "get" else {"json": {"by": "evenly"} if where == plan else {"people": [1]}}
        assert getattr(service.ben, method)(where, **body).status_code == 403, where
    assert service.ben.get(address(service, "progress")).status_code == 403
