"""Whether a draft answers each demand, and the verdict. Part of the one formula; see results.py."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from salvaguarda.domain.checklist import Checklist, Demand
from salvaguarda.domain.tallies import Summary, Tally


class Status(StrEnum):
    """Of a demand, and of the verdict over all of them."""

    MET = "met"
    NOT_MET = "not_met"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class DemandResult:
    """Whether one demand is answered; reason: one sentence for a person. summary: over all its cells."""

    id: str
    title: str
    status: Status
    reason: str
    summary: Summary


def decide_demands(checklist: Checklist, columns: Mapping[str, Tally]) -> tuple[DemandResult, ...]:
    """One result per demand, in the order of the checklist. columns: criterion id → tally of its cells."""
    return tuple(_decide(demand, checklist, columns) for demand in checklist.demands)


def decide_verdict(demands: Sequence[DemandResult]) -> Status:
    """not_met when any demand is not met, met when all are (and there is one), else undecided."""
    found = {demand.status for demand in demands}
    if Status.NOT_MET in found:
        return Status.NOT_MET
    return Status.MET if found == {Status.MET} else Status.UNDECIDED


def _decide(demand: Demand, checklist: Checklist, columns: Mapping[str, Tally]) -> DemandResult:
    whole = Tally.of(columns[key] for key in demand.criteria)
    status, reason = _judge({key: columns[key] for key in demand.criteria}, checklist)
    return DemandResult(demand.id, demand.title, status, reason, whole.summary(checklist.verdict))


def _judge(tallies: Mapping[str, Tally], checklist: Checklist) -> tuple[Status, str]:
    rule = checklist.verdict
    broken = {key: tally for key, tally in tallies.items() if tally.red_lines_failed}
    if broken:
        cells = sum(tally.red_lines_failed for tally in broken.values())
        return Status.NOT_MET, f"A red line is broken in {_count(cells)}: {_names(broken, checklist)}."
    deciding = {key: tally for key, tally in tallies.items() if not tally.set_aside}
    low = {key: tally for key, tally in deciding.items() if tally.covered(rule) and tally.below(rule)}
    if low:
        return Status.NOT_MET, f"Below {_percent(rule.met_at)} of the points: {_shares(low, checklist)}."
    if not deciding:
        return Status.UNDECIDED, "Every cell is marked not applicable, so nothing decides this demand."
    return _await(deciding, checklist)


def _await(deciding: Mapping[str, Tally], checklist: Checklist) -> tuple[Status, str]:
    """Undecided while a criterion has no cell or too few settled ones, met when none is like that."""
    rule = checklist.verdict
    empty = {key: tally for key, tally in deciding.items() if not tally.in_scope}
    if empty:
        return Status.UNDECIDED, (
            f"No provision is in scope of {_names(empty, checklist)}: "
            "check the roles of the chapters, or bring a provision in."
        )
    waiting = {key: tally for key, tally in deciding.items() if not _ready(tally, checklist)}
    if waiting:
        return Status.UNDECIDED, (
            f"Fewer than {_percent(rule.minimum_coverage)} of the cells have a result: {_coverages(waiting, checklist)}."
        )
    return (
        Status.MET,
        f"No red line is broken, and every deciding criterion reaches {_percent(rule.met_at)} of the points.",
    )


def _ready(tally: Tally, checklist: Checklist) -> bool:
    # Covered by not-applicable alone, with cells still open, is no answer yet: the open ones decide.
    return tally.covered(checklist.verdict) and tally.maximum > 0


def _count(cells: int) -> str:
    return "one cell" if cells == 1 else f"{cells} cells"


def _names(keys: Mapping[str, Tally], checklist: Checklist) -> str:
    return "; ".join(_name(key, checklist) for key in keys)


def _shares(tallies: Mapping[str, Tally], checklist: Checklist) -> str:
    return "; ".join(
        f"{_name(key, checklist)} has {_floor(tally.points, tally.maximum)}" for key, tally in tallies.items()
    )


def _coverages(tallies: Mapping[str, Tally], checklist: Checklist) -> str:
    return "; ".join(
        f"{_name(key, checklist)} has {tally.assessed} of {tally.in_scope}" for key, tally in tallies.items()
    )


def _name(key: str, checklist: Checklist) -> str:
    criterion = checklist.by_id[key]
    return f"{criterion.code} {criterion.title}"


def _percent(share: float) -> str:
    return f"{share * 100:g}%"


def _floor(part: int, whole: int) -> str:
    """Whole per cent, rounded down, so that 74.9 % is never shown as the 75 % it misses."""
    return f"{part * 100 // whole}%"
