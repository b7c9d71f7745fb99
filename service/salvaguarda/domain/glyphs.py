"""How a cell of the matrix is shown where there is no front end: a symbol and words beside its key.

Must be kept in step with GLYPHS of frontend/src/lib/words.ts, so that every form of the matrix reads the same.
"""

from typing import NamedTuple

from salvaguarda.domain.matrix import CONFLICT, HIDDEN, OPEN, OUT_OF_SCOPE, WAITING


class Glyph(NamedTuple):
    """name: a stable word for styles. symbol: one character. words: for legends and screen readers."""

    name: str
    symbol: str
    words: str


GLYPHS: dict[str, Glyph] = {
    "2": Glyph("met", "✓", "Met"),
    "1": Glyph("partly", "◐", "Partly met"),
    "0": Glyph("not_met", "✕", "Not met"),
    "s": Glyph("silent", "○", "Silent"),
    "n": Glyph("not_applicable", "–", "Not applicable"),
    OPEN: Glyph("unscored", "·", "Not scored"),
    WAITING: Glyph("waiting", "◌", "Waiting for other reviewers"),
    CONFLICT: Glyph("conflict", "≠", "Scores differ"),
    HIDDEN: Glyph("hidden", "⋯", "Hidden from you"),
    OUT_OF_SCOPE: Glyph("out_of_scope", "", "Not asked here"),
}
"""Code of a matrix cell → what is shown."""
