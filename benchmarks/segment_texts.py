"""How much of each real text is cut as its authors meant it: right label and parent, and right words, per level.

The truths are independent of the segmenter (benchmarks/truths): the mark-up of each file, or lists checked by hand. Needs the
texts beside the repository (or SALVAGUARDA_TEXTS). Prints a table of its own; the timing goes into the common one.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Measured, paired, per_call
from benchmarks.truths.agreement import agreement_parts
from benchmarks.truths.bill import bill_parts
from benchmarks.truths.lists import articles_of, listed_parts
from benchmarks.truths.parts import ARTICLE, LEVELS, PARAGRAPH, POINT, RECITAL, Part, Score, compare, parts_of
from benchmarks.truths.proposal import proposal_parts
from benchmarks.truths.treaties import treaty_parts
from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.application.read_draft import read_draft
from salvaguarda.domain.errors import Unreadable

TEXTS = Path(os.environ.get("SALVAGUARDA_TEXTS", Path(__file__).parents[2] / "shared" / "texts"))
_HTML = "csam-regulation/com-2022-209.html"
_PARIS = "paris-agreement/2015-12-04"
_FIRST_LETTERS = 25
_BILLS = ("1-lords-committee", "2-lords-report", "3-commons-brl", "4-commons-committee")


@dataclass(frozen=True, slots=True)
class Judged:
    """One file against its truth. problem: why it could not be read; "" when it was."""

    name: str
    truth: str
    scores: dict[str, Score]
    problem: str = ""


def run() -> list[Measured]:
    """Prints the table of accuracy; returns how long the longest treaty takes against joining its lines."""
    print(accuracy_table(list(judge_all())))
    path = TEXTS / "treaties" / "uncac-2003.md"
    if not path.exists():
        return []
    content = path.read_bytes()
    ours, bare = paired(
        per_call(lambda: read_draft(content, path.name, read_document)),
        per_call(lambda: content.decode().split("\n"), 100),
        3,
    )
    return [Measured("read and cut UNCAC, two languages", ours, "split its lines", bare)]


def accuracy_table(judged: Iterable[Judged]) -> str:
    """Right of all per level as Markdown; "12 of 14 (13 placed, 1 extra)" where something is missing."""
    lines = [f"| text | truth | {' | '.join(LEVELS)} |", "|---|---|" + "---|" * len(LEVELS)]
    for each in judged:
        cells = [each.problem] + [""] * (len(LEVELS) - 1)
        if not each.problem:
            cells = [_cell(each.scores.get(level)) for level in LEVELS]
        lines.append(f"| {each.name} | {each.truth} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(score: Score | None) -> str:
    if score is None:
        return ""
    share = f"{100 * score.right / score.total:.1f} % of {score.total}"
    missing = [f"{score.placed} placed"] if score.placed > score.right else []
    extra = [f"{score.extra} extra"] if score.extra else []
    return f"{share} ({', '.join([*missing, *extra])})" if missing or extra else share


def judge_all() -> Iterator[Judged]:
    """Every text that is here, against what its own mark-up or a list checked by hand says."""
    for name in ("budapest-convention-2001", "uncac-2003", "iccpr-1966"):
        yield judge(
            f"treaties/{name}.md", "marks of the file", lambda path: treaty_parts(path.read_text("utf-8"))
        )
    yield judge(
        "paris-agreement/2015-12-12.md",
        "columns of the file",
        lambda path: agreement_parts(path.read_text("utf-8")),
    )
    for day in ("2015-10-23", "2015-12-04", "2015-12-09"):
        yield judge_list(f"paris-agreement/{day}.md", f"paris-{day}.txt")
    yield judge(
        f"{_PARIS}.pdf",
        "words of the Markdown’s parts",
        lambda _: _by_words(TEXTS / f"{_PARIS}.md"),
        _by_words,
    )
    yield judge(_HTML, "classes of the file", lambda path: proposal_parts(path.read_text("utf-8")))
    for name in _BILLS:
        yield judge(
            f"social-housing-bill/{name}.xml",
            "elements of the file",
            lambda path: bill_parts(path.read_bytes()),
        )


def judge(
    name: str,
    truth: str,
    parts: Callable[[Path], Iterable[Part]],
    ours: Callable[[Path], Iterable[Part]] | None = None,
) -> Judged:
    """One text against a truth of all of it."""
    path = TEXTS / name
    if not path.exists():
        return Judged(name, truth, {}, "not here")
    try:
        return Judged(name, truth, compare(parts(path), (ours or _read)(path)))
    except Unreadable as problem:
        return Judged(name, truth, {}, problem.args[0] if problem.args else "cannot be read")


def judge_list(name: str, made_by_hand: str) -> Judged:
    """One text against a list of some of its articles; words are right when they begin and end as listed."""
    path = TEXTS / name
    if not path.exists():
        return Judged(name, "list", {}, "not here")
    listed = list(listed_parts(made_by_hand))
    wanted = articles_of([part for part, _, _ in listed])
    try:
        ours = [part for part in _read(path) if part.chain[0] in wanted]
    except Unreadable as problem:
        return Judged(name, "list", {}, problem.args[0] if problem.args else "cannot be read")
    words = {(part.level, part.chain): part.words or "" for part in ours}
    truth = []
    for part, first, last in listed:
        found = words.get((part.level, part.chain), "")
        right = found.startswith(first) and found.endswith(last)
        truth.append(Part(part.level, part.chain, found if right else f"{first} {last}"))
    return Judged(name, f"list of {len(wanted)} articles", compare(truth, ours))


def _by_words(path: Path) -> list[Part]:
    """Articles by number; other parts by article and first words: the Markdown's editors counted (a), (b) as 1., 2. and set options
    inside the paragraphs that stand inside of them in the PDF, so that only the words and their article can be compared."""
    found = []
    for part in _read(path):
        article = part.chain[0] if part.level != RECITAL else ""
        words = (part.words or "")[:_FIRST_LETTERS]
        if part.level == ARTICLE:
            found.append(Part(part.level, part.chain))
        elif words and (part.level == RECITAL or article != "text 2"):
            found.append(Part(POINT if part.level == PARAGRAPH else part.level, (article, words)))
    return found


def _read(path: Path) -> list[Part]:
    return parts_of(read_draft(path.read_bytes(), path.name, read_document).segmentation.provisions)
