"""Small texts cut into provisions, and the result as an outline that a test can hold against what it expects."""

from salvaguarda.domain.drafts import Segmentation
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.segment import segment


def lines_of(text: str) -> list[Line]:
    """Plain lines of a small text; "# " makes a heading of the format, "**" around a line bold."""
    lines = []
    for line in text.strip("\n").split("\n"):
        stripped = line.strip()
        level = len(stripped) - len(stripped.lstrip("#"))
        bold = stripped.startswith("**") and stripped.endswith("**")
        lines.append(Line(stripped.lstrip("# ").strip("*"), heading=level or None, bold=bold))
    return lines


def cut(text: str, language: str = "") -> Segmentation:
    return segment(lines_of(text), language)


def outline(found: Segmentation) -> str:
    """One line a provision: last step of its path, heading, words, closing words; two spaces a level."""
    rows = []
    for each in found.provisions:
        parts = (each.heading, each.text, each.closing and f"… {each.closing}")
        said = " | ".join(part.replace("\n", " / ") for part in parts if part)
        step = each.path.split("__")[-1]
        rows.append(f"{'  ' * each.depth}{step}{': ' if said else ''}{said}")
    return "\n".join(rows)


def reasons(found: Segmentation, text: str) -> list[tuple[str, str]]:
    """Why lines were set aside, each with the first of them."""
    lines = lines_of(text)
    return [(reason, lines[first].seen) for first, _, reason in found.set_aside]
