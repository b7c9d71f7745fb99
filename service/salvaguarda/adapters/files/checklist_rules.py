"""Rules between places of a checklist file, checked on its plain values so that they also find mistakes in a
file whose parts are wrong: duplicate ids, references to what is not there, a scale that is no scale."""

from collections.abc import Callable, Iterator
from typing import Any

from salvaguarda.adapters.marked_yaml import Loc, Marked
from salvaguarda.adapters.yaml_mistakes import nearest, place
from salvaguarda.domain.checklist import KEYS
from salvaguarda.domain.scores import Rating

_MOST = 200  # entries of a list that are looked at; the model reports longer ones


def check_rules(marked: Marked) -> None:
    """Add a problem for every broken rule. What has the wrong type is passed over: the model reports it."""
    for rule in _RULES:
        rule(marked)


def _entries(marked: Marked, key: str) -> Iterator[tuple[Loc, dict[str, Any]]]:
    listed = marked.value.get(key) if isinstance(marked.value, dict) else None
    for position, entry in enumerate(listed[:_MOST] if isinstance(listed, list) else []):
        if marked.full:
            return
        if isinstance(entry, dict):
            yield (key, position), entry


def _texts(entry: dict[str, Any], key: str) -> list[tuple[int, str]]:
    listed = entry.get(key)
    return [
        (position, word)
        for position, word in enumerate(listed[:_MOST] if isinstance(listed, list) else [])
        if isinstance(word, str)
    ]


def _ids(marked: Marked, key: str) -> list[str]:
    return [entry["id"] for _, entry in _entries(marked, key) if isinstance(entry.get("id"), str)]


def _no_id_twice(marked: Marked) -> None:
    for key in ("sources", "categories", "criteria", "demands"):
        first: dict[str, Loc] = {}
        for loc, entry in _entries(marked, key):
            name = entry.get("id")
            if isinstance(name, str) and first.setdefault(name, loc) != loc:
                line = marked.where((*first[name], "id")).rpartition(":")[2]
                marked.refuse(
                    (*loc, "id"),
                    f"The id `{name}` stands twice in `{key}`; first on line {line}.",
                    "Give it another id.",
                )


def _no_entry_twice(marked: Marked) -> None:
    for section, key in (("criteria", "applies_to"), ("criteria", "fails_on"), ("demands", "criteria")):
        for loc, entry in _entries(marked, section):
            seen: set[str] = set()
            for position, word in _texts(entry, key):
                if word in seen:
                    marked.refuse(
                        (*loc, key, position),
                        f"`{word}` stands twice in `{key}`{place((*loc, key), marked.value)}.",
                        "Keep one of the two.",
                    )
                seen.add(word)


def _categories_fit(marked: Marked) -> None:
    known = _ids(marked, "categories")
    used = set()
    for loc, entry in _entries(marked, "criteria"):
        name = entry.get("category")
        used.add(name if isinstance(name, str) else None)
        if isinstance(name, str) and name not in known:
            marked.refuse((*loc, "category"), f"There is no category `{name}`.", nearest(name, known))
    for loc, entry in _entries(marked, "categories"):
        name = entry.get("id")
        if isinstance(name, str) and name not in used:
            marked.refuse((*loc, "id"), f"No criterion is in the category `{name}`.", "Use it or remove it.")


def _demands_name_criteria(marked: Marked) -> None:
    known = _ids(marked, "criteria")
    for loc, entry in _entries(marked, "demands"):
        for position, name in _texts(entry, "criteria"):
            if name not in known:
                marked.refuse(
                    (*loc, "criteria", position),
                    f"There is no criterion `{name}`{place((*loc, ''), marked.value)}.",
                    nearest(name, known),
                )


def _sources_exist(marked: Marked) -> None:
    documents = {
        entry["id"]: list(bullets)[:_MOST] if isinstance(bullets := entry.get("bullets"), dict) else []
        for _, entry in _entries(marked, "sources")
        if isinstance(entry.get("id"), str)
    }
    for key in ("criteria", "demands"):
        for loc, entry in _entries(marked, key):
            source = entry.get("source")
            if isinstance(source, dict):
                _source_exists(marked, (*loc, "source"), source, documents)


def _source_exists(marked: Marked, loc: Loc, source: dict[str, Any], documents: dict[str, list[str]]) -> None:
    document = source.get("document")
    if not isinstance(document, str):
        return
    around = place(loc, marked.value)
    if document not in documents:
        marked.refuse(
            (*loc, "document"),
            f"There is no source document `{document}`{around}.",
            nearest(document, documents),
        )
        return
    for position, bullet in _texts(source, "bullets"):
        if bullet not in documents[document]:
            marked.refuse(
                (*loc, "bullets", position),
                f"`{document}` has no bullet `{bullet}`{around}.",
                nearest(bullet, documents[document]),
            )


def _only_red_lines_fail(marked: Marked) -> None:
    for loc, entry in _entries(marked, "criteria"):
        if entry.get("fails_on") is not None and entry.get("red_line") is not True:
            marked.refuse(
                (*loc, "fails_on"),
                f"`fails_on` has no effect{place((*loc, ''), marked.value)}: it is no red line.",
                "Remove it, or add `red_line: true`.",
            )


def _scale_is_whole(marked: Marked) -> None:
    found: list[str] = []
    for loc, entry in _entries(marked, "scale"):
        rating = entry.get("rating")
        if not isinstance(rating, str) or rating not in [*Rating]:
            continue
        if rating in found:
            marked.refuse(
                (*loc, "rating"), f"The level `{rating}` stands twice in `scale`.", "Keep one of the two."
            )
        found.append(rating)
        _level_fits(marked, loc, entry, Rating(rating))
    missing = [rating.value for rating in Rating if rating.value not in found]
    if found and missing:
        marked.refuse(
            ("scale",), f"The scale lacks {', '.join(f'`{rating}`' for rating in missing)}.", "Add it."
        )


def _level_fits(marked: Marked, loc: Loc, entry: dict[str, Any], rating: Rating) -> None:
    key, points = entry.get("key"), entry.get("points", 0)
    if isinstance(key, str) and key in KEYS.values() and key != KEYS[rating]:
        marked.refuse(
            (*loc, "key"),
            f"The key of `{rating}` is `{KEYS[rating]}` in every checklist.",
            f'Write "{KEYS[rating]}".',
        )
    excluded = rating is Rating.NOT_APPLICABLE
    if excluded and points is not None:
        marked.refuse(
            (*loc, "points"), "`not_applicable` is excluded from every share.", "Write `points: null`."
        )
    if not excluded and points is None:
        marked.refuse((*loc, "points"), f"`{rating}` has no points.", "Write a whole number.")


def _points_fall(marked: Marked) -> None:
    points = {
        entry["rating"]: number
        for _, entry in _entries(marked, "scale")
        if isinstance(entry.get("rating"), str) and isinstance(number := entry.get("points"), int)
    }
    steps = [points.get(rating.value) for rating in (Rating.MET, Rating.PARTLY, Rating.NOT_MET)]
    known = [number for number in steps if number is not None]
    if known != sorted(known, reverse=True) or points.get(Rating.MET.value) == 0:
        marked.refuse(
            ("scale",),
            "The points must fall from `met` over `partly` to `not_met`, and `met` must bring some.",
            "Usual are 2, 1, 0.",
        )
    if points.get(Rating.SILENT.value, 0) > points.get(Rating.PARTLY.value, 100):
        marked.refuse(("scale",), "`silent` must not bring more points than `partly`.", "Usual is 0.")


_RULES: tuple[Callable[[Marked], None], ...] = (
    _no_id_twice,
    _no_entry_twice,
    _categories_fit,
    _demands_name_criteria,
    _sources_exist,
    _only_red_lines_fail,
    _scale_is_whole,
    _points_fall,
)
