"""What every line is, before anything is nested: heading, title of a heading, body, quoted, or set aside and why.

Reads: lines. Writes: a Plan. Each stage looks at all lines once and is a file in stages/.
"""

from collections.abc import Sequence

from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.planned import Plan
from salvaguarda.domain.reading.stages.bare_numbers import find_bare_numbers
from salvaguarda.domain.reading.stages.components import find_components
from salvaguarda.domain.reading.stages.contents import set_aside_contents
from salvaguarda.domain.reading.stages.heads import drop_mentions, read_heads
from salvaguarda.domain.reading.stages.matter import set_aside_matter
from salvaguarda.domain.reading.stages.openings import find_openings
from salvaguarda.domain.reading.stages.other_languages import set_aside_other_languages
from salvaguarda.domain.reading.stages.quotes import find_quotes
from salvaguarda.domain.reading.stages.sections import find_sections
from salvaguarda.domain.reading.stages.titles import find_titles
from salvaguarda.domain.reading.stages.wordless import find_wordless_articles

__all__ = ["Plan", "plan"]


def plan(lines: Sequence[Line], language: str = "") -> Plan:
    """Say of every line what it is. language: which of several languages is the draft; "" lets the text decide."""
    made = Plan(lines)
    for index, line in enumerate(lines):
        if line.aside and line.seen:
            made.set_aside(index, line.aside)
    set_aside_other_languages(made, language)
    read_heads(made)
    find_quotes(made)
    set_aside_matter(made)
    set_aside_contents(made)
    drop_mentions(made)
    wordless = find_wordless_articles(made)
    find_titles(made)
    if find_sections(made) or wordless:
        set_aside_matter(made)  # where a law ends is known only now
    find_components(made)
    find_openings(made)
    find_bare_numbers(made)
    return made
