"""The checklist of the worked example in docs/scoring.md, and ways to vary it."""

from dataclasses import replace

from salvaguarda.domain.checklist import (
    KEYS,
    Category,
    Checklist,
    Criterion,
    Demand,
    Level,
    ScaleLevel,
    Source,
    SourceDocument,
    VerdictRule,
)
from salvaguarda.domain.drafts import ChapterRole
from salvaguarda.domain.scores import Rating

SOURCE = Source("statement", ("call-1",))
POINTS = {
    Rating.MET: 2,
    Rating.PARTLY: 1,
    Rating.NOT_MET: 0,
    Rating.SILENT: 0,
    Rating.NOT_APPLICABLE: None,
}


def criterion(
    name: str, *, weight: float = 1, fails_on: tuple[Rating, ...] = (), whole: bool = False
) -> Criterion:
    return Criterion(
        id=name,
        code=name,
        category="all",
        title=name,
        question="?",
        why="!",
        guidance="…",
        levels=tuple(Level(rating, rating.value) for rating in Rating),
        applies_to=() if whole else (ChapterRole.PROCEDURE,),
        whole_draft=whole,
        red_line=bool(fails_on),
        fails_on=fails_on,
        weight=weight,
        source=SOURCE,
    )


EXAMPLE = Checklist(
    id="example",
    version="1.0.0",
    title="Example",
    description="…",
    language="en",
    licence="Apache-2.0",
    sources=(SourceDocument("statement", "Statement", (("call-1", "Narrow"),)),),
    scale=tuple(ScaleLevel(rating, KEYS[rating], rating.value, POINTS[rating]) for rating in Rating),
    categories=(Category("all", "All"),),
    criteria=(
        criterion("A", weight=2, fails_on=(Rating.NOT_MET,)),
        criterion("B"),
        criterion("W", whole=True, fails_on=(Rating.NOT_MET, Rating.SILENT)),
    ),
    demands=(
        Demand("D1", "D1", "…", ("A",), SOURCE),
        Demand("D2", "D2", "…", ("B", "W"), SOURCE),
    ),
    verdict=VerdictRule(0.8, 0.75, "It is met.", "It is not met.", "It is undecided."),
    sha256="0" * 64,
)


def example(**changes: object) -> Checklist:
    """The example with other fields; `minimum_coverage` and `met_at` go into its verdict rule."""
    rule = {key: changes.pop(key) for key in ("minimum_coverage", "met_at") if key in changes}
    varied: Checklist = replace(EXAMPLE, **changes)  # type: ignore[arg-type]
    return replace(varied, verdict=replace(EXAMPLE.verdict, **rule)) if rule else varied  # type: ignore[arg-type]
