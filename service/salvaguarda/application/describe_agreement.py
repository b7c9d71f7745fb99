"""Describe the agreement of reviewers as one table, with the facts that say how it came about."""

from collections.abc import Iterator, Sequence

from salvaguarda.application.measure_agreement import AgreementView, Which
from salvaguarda.application.ports.agreement_tables import AgreementLine, AgreementTable
from salvaguarda.application.ports.facts import Fact
from salvaguarda.domain.agreement.bootstrap import FEWEST_PROVISIONS
from salvaguarda.domain.agreement.measure import METHOD_VERSION
from salvaguarda.domain.agreement.team import Among, Part, Sides, TeamAgreement

WHICH = {
    Which.INDEPENDENT: "independent: of each person and cell the newest rating from before they could see another's, "
    "or a suggestion of a language model",
    Which.STANDING: "as they stand, whatever was seen before",
}
METHOD = (
    "A pair is two ratings of one cell by two people. Exactly the same: of all pairs, by the five ratings. Within one step, "
    "kappa, alpha (ordinal) and bias: of ratings with points; silent and not met have the same points, not applicable has none "
    "and is left out there. Alpha of the five ratings takes them as names. Two sides: every pair is a cell of its own. "
    "Intervals: 95 %, by drawing whole provisions again and again."
)


def describe_agreement(view: AgreementView) -> AgreementTable:
    """All figures, line by line."""
    return AgreementTable(tuple(_lines(view)), view.agreement.confusion, tuple(agreement_facts(view)))


def agreement_facts(view: AgreementView) -> Iterator[Fact]:
    """What was measured, and how."""
    found, of = view.agreement, view.assessment
    group = "Agreement of reviewers"
    yield Fact(group, "Instrument", of.instrument_title)
    yield Fact(group, "Draft", of.draft_label)
    yield Fact(group, "Assessment", of.title)
    yield Fact(group, "Checklist", f"{view.checklist.id} {view.checklist.version}")
    yield Fact(group, "Ratings that count", WHICH[view.which])
    yield Fact(group, "Blind", "yes" if of.blind else "no: whoever rates may see others' ratings before")
    yield Fact(group, "Ratings", view.count.ratings)
    yield Fact(group, "Of these, an earlier state", view.count.older)
    yield Fact(group, "Rated scores set aside", view.count.set_aside)
    yield Fact(group, "Cells with one rating only, in no figure", found.single)
    yield Fact(group, "Cells with ratings hidden from the reader, in no figure", view.hidden)
    yield Fact(group, "Pairs with somebody who is not named to the reader", found.unnamed)
    yield Fact(group, "Method", f"{METHOD_VERSION}: {METHOD}")
    yield Fact(group, "Fewest provisions for an interval", FEWEST_PROVISIONS)
    yield Fact(group, "Resamples, seed", f"{found.resamples}, {found.seed}")


def _lines(view: AgreementView) -> Iterator[AgreementLine]:
    found = view.agreement
    titles = {each.id: f"{each.code} {each.title}" for each in view.checklist.criteria}
    yield _among("all", "All cells", found.overall)
    parts: tuple[tuple[str, Sequence[Part]], ...] = (
        ("criterion", found.criteria),
        ("chapter", found.chapters),
        ("month", found.months),
        ("hundred cells", found.hundreds),
    )
    for name, of_name in parts:
        for part in of_name:
            title = titles[part.key] if name == "criterion" else part.key or "No chapter"
            yield _among(name, title, part.among)
    for pair in found.raters:
        yield _sides("pair", pair.first.name, pair.second.name, pair.sides)
    yield from _organisations(found)


def _organisations(found: TeamAgreement) -> Iterator[AgreementLine]:
    told = found.organisations
    if not told.pairs:
        return
    yield _sides("organisations", "Within organisations", "", told.within)
    yield _sides("organisations", "Between organisations", "", told.between)
    for each in told.pairs:
        yield _sides("organisations", each.first, each.second, each.sides)


def _among(part: str, name: str, among: Among) -> AgreementLine:
    return AgreementLine(
        part,
        name,
        "",
        among.reviewers,
        among.agreement,
        among.alpha_codes,
        among.unanimous,
        None,
        among.one_sided,
    )


def _sides(part: str, name: str, other: str, sides: Sides) -> AgreementLine:
    return AgreementLine(part, name, other, None, sides.agreement, None, None, sides.bias, sides.one_sided)
