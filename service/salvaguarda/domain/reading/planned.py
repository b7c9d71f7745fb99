"""What was found out about every line before anything is nested; the stages of the plan fill it one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from salvaguarda.domain.drafts import ReadingWarning
from salvaguarda.domain.reading.headings import Head
from salvaguarda.domain.reading.lines import Line


@dataclass(slots=True)
class Plan:
    """lines: as read; a stage may move words of a line into its number, so that what is seen stays the same.

    heads: line → what it opens. titles: title line → line of its head. asides: line → why it is set aside.

    components: lines at which a text of its own starts, with its title ("" when it has none).
    preambles: lines at which a preamble starts without saying so.
    quoted: lines whose words are quoted, new text for another law: they belong to the provision that quotes them.
    warnings: what was doubtful in planning: headings that are only mentions, quotes without an end.
    """

    lines: Sequence[Line]
    heads: dict[int, Head] = field(default_factory=dict)
    titles: dict[int, int] = field(default_factory=dict)
    asides: dict[int, str] = field(default_factory=dict)
    components: dict[int, str] = field(default_factory=dict)
    preambles: set[int] = field(default_factory=set)
    quoted: set[int] = field(default_factory=set)
    warnings: list[ReadingWarning] = field(default_factory=list)

    def kept(self) -> list[int]:
        """Lines that are text of the draft, blank ones left out, in order."""
        return [index for index, line in enumerate(self.lines) if line.seen and index not in self.asides]

    def set_aside(self, index: int, reason: str) -> None:
        """Take a line out of the draft's text, whatever it seemed to open."""
        self.asides[index] = reason
        self.heads.pop(index, None)
