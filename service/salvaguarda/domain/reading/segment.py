"""A text cut into provisions. Never fails: what is doubtful is a warning, what is no part of the draft is set aside."""

from collections.abc import Sequence
from itertools import groupby

from salvaguarda.domain.drafts import Segmentation
from salvaguarda.domain.reading.addresses import Addresses
from salvaguarda.domain.reading.building import build
from salvaguarda.domain.reading.declared import build_declared, declared_plan, declares
from salvaguarda.domain.reading.doubts import doubts
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.negotiation import with_marks
from salvaguarda.domain.reading.plan import Plan, plan


def segment(lines: Sequence[Line], language: str = "") -> Segmentation:
    """The provisions of the lines in document order, with warnings and with what was set aside.

    language: which of several languages in the text is the draft (ISO 639 code); "" lets the text decide.
    Provision.source and set_aside count lines from 0. Every line that is not blank is in exactly one place: a number,
    heading, text or closing of one provision, or set aside with a reason. Where the format declares what lines open, its
    word is taken and nothing is guessed.
    """
    if declares(lines):
        made = declared_plan(lines)
        nodes = build_declared(made)
    else:
        made = plan(lines, language)
        nodes = build(made)
    provisions = with_marks(Addresses().provisions(nodes), lines)
    return Segmentation(provisions, (*doubts(provisions, made), *made.warnings), _ranges(made))


def _ranges(made: Plan) -> tuple[tuple[int, int, str], ...]:
    """Neighbouring lines that are set aside for the same reason, as ranges; blank lines between them belong to it."""
    seen = [index for index, line in enumerate(made.lines) if line.seen]
    runs = groupby(seen, key=lambda index: made.asides.get(index, ""))
    ranges = []
    for reason, indices in runs:
        found = list(indices)
        if reason:
            ranges.append((found[0], found[-1], reason))
    return tuple(ranges)
