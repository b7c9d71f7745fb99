"""Every statement that can bring back content of a suggestion binds the reader, but those that no reader's request runs."""

import importlib
import pkgutil
from collections.abc import Iterator

from sqlalchemy import Select
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import BindParameter

from salvaguarda.adapters.db import records
from salvaguarda.adapters.db.tables.suggestions import reveal, suggestion, suggestion_attempt

CONTENT = {
    suggestion.c.content,
    suggestion.c.rating,
    suggestion.c.abstained,
    suggestion.c.acceptable,
    suggestion_attempt.c.raw,
    reveal.c.seen,
    reveal.c.rating_before,
}
WITHOUT_A_READER = {
    "suggestion_statements._REVEALS": "the others are made of it",
    "suggestion_statements.ALL_REVEALS": "the command line on the machine itself",
    "evaluation_statements.ALL_ASKED": "the command line, and what OPEN_ASKED is made of",
    "evaluation_statements.ALL_SEEN": "likewise",
    "score_statements._ALL_SCORES": "GET and ALL are made of it",
    "score_statements.ALL": "the command line",
    "score_statements.GET": "a person's own score; callers compare the person",
    "assistance._ALL_PAST": "the command line, and a person's own score",
    "attempts._KNOWN": "the worker: what was asked before",
    "attempts._SUGGESTION": "a redraft, shown to whoever asked for it after it was kept as seen",
}


def statements() -> Iterator[tuple[str, Select[tuple[object, ...]]]]:
    """Every statement that the records are built with, by module and name."""
    for found in pkgutil.iter_modules(records.__path__):
        module = importlib.import_module(f"{records.__name__}.{found.name}")
        for name, value in vars(module).items():
            if isinstance(value, Select):
                yield f"{found.name}.{name}", value


def brings_content(statement: Select[tuple[object, ...]]) -> bool:
    """Whether a selected column is content of a suggestion, or is computed of it."""
    return any(
        getattr(part, "base_columns", frozenset()) & CONTENT
        for column in statement.selected_columns
        for part in visitors.iterate(column)
    )


def binds_reader(statement: Select[tuple[object, ...]]) -> bool:
    return any(
        isinstance(part, BindParameter) and part.key == "reader" for part in visitors.iterate(statement)
    )


def test_statements_with_content_know_their_reader() -> None:
    bringing = {name: statement for name, statement in statements() if brings_content(statement)}
    assert {"suggestion_statements.REVEALABLE", "suggestion_statements.SEEN_REVEALS"} <= bringing.keys()
    unbound = {name for name, statement in bringing.items() if not binds_reader(statement)}
    assert unbound - WITHOUT_A_READER.keys() == set()


def test_every_exception_is_one() -> None:
    known = dict(statements())
    assert {name for name in WITHOUT_A_READER if name not in known or binds_reader(known[name])} == set()
