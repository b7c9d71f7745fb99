"""A checklist file → a Checklist, or every mistake in it at once, each with file and line."""

from hashlib import sha256

from pydantic import ValidationError

from salvaguarda.adapters.files import checklist_model as model
from salvaguarda.adapters.files.checklist_mistakes import WORDING
from salvaguarda.adapters.files.checklist_rules import check_rules
from salvaguarda.adapters.marked_yaml import ENOUGH, Marked, read_yaml
from salvaguarda.adapters.yaml_mistakes import note_mistake
from salvaguarda.domain.checklist import (
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
from salvaguarda.domain.errors import InvalidChecklist, Problem
from salvaguarda.domain.scores import Rating

MAX_BYTES = 512 * 1024  # about ten times the longest checklist we know
MAX_PROBLEMS = 100  # a person fixes these first; a hostile file cannot make more


def load_checklist(content: bytes | str, name: str) -> Checklist:
    """The checklist in a YAML file.

    content: the file's bytes (UTF-8), or its text; the checklist's sha256 is of these bytes.
    name: what to call the file in messages ("checklist.yaml").
    Raises InvalidChecklist with one Problem per mistake, `where` being "name:line".
    """
    raw = content.encode(errors="surrogatepass") if isinstance(content, str) else content
    marked = read_yaml(_decode(raw, name), name)
    file = _validate(marked)
    if file is None or marked.problems:
        raise _invalid(name, marked.problems)
    return _checklist(file, sha256(raw).hexdigest())


def _decode(raw: bytes, name: str) -> str:
    if len(raw) > MAX_BYTES:
        raise _invalid(
            name,
            [Problem(name, f"The file has {len(raw):,} bytes; {MAX_BYTES:,} are allowed.", "Shorten it.")],
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = Problem(f"{name}:{line}", "The file is not UTF-8 text.", "Save it as UTF-8 and try again.")
        raise _invalid(name, [problem]) from error
    if not text.strip():
        raise _invalid(name, [Problem(name, "The file is empty.", "Start from a checklist that exists.")])
    return text


def _validate(marked: Marked) -> model.ChecklistFile | None:
    """The file as a model, or None; mistakes are added to `marked`."""
    if marked.value is None and marked.problems:
        return None
    try:
        file = model.ChecklistFile.model_validate(marked.value)
    except ValidationError as error:
        for mistake in error.errors(include_url=False)[:ENOUGH]:
            note_mistake(mistake, marked, WORDING)
        file = None
    check_rules(marked)
    return file


def _invalid(name: str, problems: list[Problem]) -> InvalidChecklist:
    unique = sorted(dict.fromkeys(problems), key=lambda problem: (_line(problem), problem.what))
    count = "a mistake" if len(unique) == 1 else f"{len(unique)} mistakes"
    shown = unique[:MAX_PROBLEMS]
    more = "" if len(shown) == len(unique) else f" The first {MAX_PROBLEMS} are listed."
    return InvalidChecklist(
        f"{name} has {count}; nothing was stored.{more} Correct the file and try again.", shown
    )


def _line(problem: Problem) -> int:
    tail = problem.where.rpartition(":")[2]
    return int(tail) if tail.isdigit() else 0


def _checklist(file: model.ChecklistFile, digest: str) -> Checklist:
    return Checklist(
        id=file.id,
        version=file.version,
        title=file.title,
        description=file.description,
        language=file.language,
        licence=file.licence,
        sources=tuple(SourceDocument(s.id, s.title, tuple(s.bullets.items())) for s in file.sources),
        scale=_scale(file),
        categories=tuple(Category(category.id, category.title) for category in file.categories),
        criteria=tuple(_criterion(entry, position) for position, entry in enumerate(file.criteria, 1)),
        demands=tuple(
            Demand(d.id, d.title, d.text, tuple(d.criteria), _source(d.source)) for d in file.demands
        ),
        verdict=VerdictRule(**file.verdict.model_dump()),
        sha256=digest,
    )


def _scale(file: model.ChecklistFile) -> tuple[ScaleLevel, ...]:
    by_rating = {level.rating: level for level in file.scale}
    return tuple(
        ScaleLevel(rating, by_rating[rating].key, by_rating[rating].title, by_rating[rating].points)
        for rating in Rating
        if rating in by_rating  # a level that is missing was noted already
    )


def _criterion(entry: model.CriterionFile, position: int) -> Criterion:
    failing = tuple(Rating(rating) for rating in entry.fails_on or ("not_met",))
    return Criterion(
        id=entry.id,
        code=f"C{position:02}",
        category=entry.category,
        title=entry.title,
        question=entry.question,
        why=entry.why,
        guidance=entry.guidance,
        levels=tuple(Level(rating, getattr(entry.levels, rating.value)) for rating in Rating),
        applies_to=tuple(entry.applies_to),
        whole_draft=not entry.applies_to,
        red_line=entry.red_line,
        fails_on=failing if entry.red_line else (),
        weight=entry.weight,
        source=_source(entry.source),
    )


def _source(entry: model.SourceFile) -> Source:
    return Source(entry.document, tuple(entry.bullets))
