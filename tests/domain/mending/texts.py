"""A small treaty, read as a person would see it, and what is left of it after mends."""

from collections import Counter

from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.domain.drafts import Provision, Segmentation
from salvaguarda.domain.mending.mend import mend
from salvaguarda.domain.mending.mends import Mend
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.roles import guess_roles
from salvaguarda.domain.reading.segment import segment

TREATY = """The Parties to this Convention,
Considering the aim of greater unity,
Have agreed as follows:

Chapter I
General provisions

Article 1
Purposes
The purposes of this Convention are:
(a) to prevent cybercrime; and to train judges;
(b) to protect human rights;
in full respect of the law.

Article 2
Scope
1. This Convention applies to the offences in it.
2. It applies to all Parties.
page 7 of 12
3. Nothing in it limits [existing] rights.

Chapter II
Criminalization

Article 3
Illegal access
Each Party shall adopt measures. It may require intent.
Done at Budapest, in a single copy.
"""


def lines_of(text: str) -> tuple[Line, ...]:
    return read_document(text.encode(), "a.txt").lines


LINES = lines_of(TREATY)
CUT = segment(LINES)
CUT = Segmentation(guess_roles(CUT.provisions), CUT.warnings, CUT.set_aside)


def mended(*mends: Mend) -> Segmentation:
    return mend(LINES, CUT, mends)


def by_path(cut: Segmentation) -> dict[str, Provision]:
    return {each.path: each for each in cut.provisions}


def line_with(words: str) -> int:
    return next(index for index, line in enumerate(LINES) if words in line.seen)


def words_in(cut: Segmentation, lines: tuple[Line, ...] = LINES) -> Counter[str]:
    """How often each letter and digit stands in the provisions and in what is set aside; a split may cut a word in two."""
    texts = [text for each in cut.provisions for text in (each.number, each.heading, each.text, each.closing)]
    texts += [lines[index].seen for first, last, _ in cut.set_aside for index in range(first, last + 1)]
    return Counter(character for text in texts for character in text if character.isalnum())


def assert_whole_tree(cut: Segmentation) -> None:
    """Parents exist and stand before their children, a child is one deeper, no path stands twice."""
    depths: dict[str | None, int] = {None: -1}
    open_paths: list[str | None] = [None]
    for each in cut.provisions:
        assert each.path not in depths
        while open_paths[-1] != each.parent:
            open_paths.pop()
        assert each.depth == depths[each.parent] + 1
        depths[each.path] = each.depth
        open_paths.append(each.path)
