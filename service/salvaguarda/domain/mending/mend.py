"""All mends of a reading, one after the other."""

from collections.abc import Callable, Sequence
from typing import Any

from salvaguarda.domain.drafts import Segmentation
from salvaguarda.domain.errors import Invalid, Problem
from salvaguarda.domain.mending.joining import merge
from salvaguarda.domain.mending.levels import change_level
from salvaguarda.domain.mending.mends import (
    BringBack,
    Level,
    MarkOption,
    Mend,
    Merge,
    Relabel,
    SetAside,
    Split,
)
from salvaguarda.domain.mending.relabelling import make_option, relabel
from salvaguarda.domain.mending.setting_aside import bring_back, set_aside
from salvaguarda.domain.mending.splitting import split
from salvaguarda.domain.mending.trees import Tree, Unfit
from salvaguarda.domain.reading.doubts import OF_PROVISIONS, doubts
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.negotiation import with_marks
from salvaguarda.domain.reading.planned import Plan
from salvaguarda.domain.reading.roles import guess_roles

_OPERATIONS: dict[type[Any], Callable[[Tree, Any], None]] = {
    Merge: merge,
    Split: split,
    Level: change_level,
    Relabel: relabel,
    SetAside: set_aside,
    BringBack: bring_back,
    MarkOption: make_option,
}


def mend(lines: Sequence[Line], segmentation: Segmentation, mends: Sequence[Mend]) -> Segmentation:
    """The segmentation as a person corrected it: pure, the same mends always give the same.

    lines: those it was read from. Paths, labels, marks, doubts and guessed roles are those of the text as it is then;
    warnings about the file itself stay, and each number that was replaced adds one. Without mends it is returned as it is.
    Raises Invalid that names the place of a mend that does not fit ("mends.3").
    """
    if not mends:
        return segmentation
    tree = Tree(lines, segmentation)
    for place, each in enumerate(mends):
        try:
            _OPERATIONS[type(each)](tree, each)
        except Unfit as error:
            raise Invalid(
                f"Mend {place + 1} of {len(mends)} does not fit: {error.what} {error.fix}",
                [Problem(f"mends.{place}", error.what, error.fix)],
            ) from error
    tree.extend()
    provisions = guess_roles(with_marks(tree.provisions(), lines))
    kept = (each for each in segmentation.warnings if each.code not in OF_PROVISIONS)
    made = doubts(provisions, Plan(lines))
    asides = tuple((each.first, each.last, each.reason) for each in tree.asides)
    return Segmentation(provisions, (*kept, *made, *tree.renumbered(provisions)), asides)
