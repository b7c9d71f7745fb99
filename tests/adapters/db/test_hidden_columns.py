"""Every statement that can bring back content of a suggestion binds the reader, but those that no reader's request runs."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Select
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import BindParameter

from salvaguarda.adapters.db import records
from salvaguarda.adapters.db.tables.assessments import score, score_revision
from salvaguarda.adapters.db.tables.discussions import comment
from salvaguarda.adapters.db.tables.settling import settled_result
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

JUDGEMENTS = {
    *(table.c[name] for table in (score, score_revision) for name in ("rating", "rationale", "evidence")),
    settled_result.c.rating,
    settled_result.c.reason,
    comment.c.body,
}
FOR_RULES = "for rules that only the service itself applies (application/ports/settled.py, settling.py)"
UNSEEN_BY_READERS = {
    "cells._SCORES": FOR_RULES,
    "cells._SCORES_OF": FOR_RULES,
    "cells._SETTLED": FOR_RULES,
    "cells._SETTLED_OF": FOR_RULES,
    "cells._SETTLED_OF_ROW": "the command line",
    "evaluation_statements.GIVEN": "references are found in it; what is told of them is of VISIBLE_SCORES",
    "evaluation_statements.ALL_SEEN": "the command line, and what VISIBLE_SEEN is made of",
    "score_statements._SCORES": "the others are made of it",
    "score_statements._ALL_SCORES": "GET and ALL are made of it",
    "score_statements.ALL": "the command line",
    "score_statements.GET": "a person's own score; callers compare the person",
    "score_statements.ALL_RATINGS": "the command line",
    "score_statements.SEEN_RATINGS": "a CASE hides the rating",
    "score_statements.REVISIONS": "a person's own score, found by its person first",
    "score_statements._STATES": "the others are made of it",
    "score_statements.ALL_STATES": "the command line",
    "settle._SCORES": FOR_RULES,
    "settle._SCORES_OF_CELL": FOR_RULES,
    "settle._PAST": FOR_RULES,
    "settled_results._RESULTS": "the others are made of it",
    "settled_results._RATINGS": FOR_RULES,
    "settled_results.IN_FORCE": FOR_RULES,
    "settled_results.IN_FORCE_OF": FOR_RULES,
    "settled_results.HISTORY": "the command line",
    "assistance._PAST": "of scores that were read for this reader; a CASE hides what was done",
    "person_rows._SCORE_STATES": "a person's own records, for them or for the owner who erases them",
    "complete_exports_team._RESULTS": "the command line, and what _SEEN_RESULTS is made of",
    "complete_exports_team._COMMENTS": "told with the threads of _SEEN_THREADS only",
    "threads._COMMENTS": "asked for once the cell is known to be open to the reader",
    "suggestion_statements.OFFERS": "asks whether the reader has rated, and brings no rating",
}


def statements() -> Iterator[tuple[str, Select[tuple[object, ...]]]]:
    """Every statement that the records are built with, by module and name."""
    for found in pkgutil.iter_modules(records.__path__):
        module = importlib.import_module(f"{records.__name__}.{found.name}")
        for name, value in vars(module).items():
            if isinstance(value, Select):
                yield f"{found.name}.{name}", value


def brings(statement: Select[tuple[object, ...]], columns: set[Column[Any]]) -> bool:
    """Whether a selected column is one of these, or is computed of one."""
    return any(
        getattr(part, "base_columns", frozenset()) & columns
        for column in statement.selected_columns
        for part in visitors.iterate(column)
    )


def binds_reader(statement: Select[tuple[object, ...]]) -> bool:
    return any(
        isinstance(part, BindParameter) and part.key == "reader" for part in visitors.iterate(statement)
    )


def test_statements_with_content_know_their_reader() -> None:
    bringing = {name: statement for name, statement in statements() if brings(statement, CONTENT)}
    assert {"suggestion_statements.REVEALABLE", "suggestion_statements.SEEN_REVEALS"} <= bringing.keys()
    unbound = {name for name, statement in bringing.items() if not binds_reader(statement)}
    assert unbound - WITHOUT_A_READER.keys() == set()


def limits_to_reader(statement: Select[tuple[object, ...]]) -> bool:
    """Whether its rows are chosen by who reads."""
    return statement.whereclause is not None and any(
        isinstance(part, BindParameter) and part.key == "reader"
        for part in visitors.iterate(statement.whereclause)
    )


def test_statements_with_judgements_are_limited_to_what_their_reader_may_see() -> None:
    bringing = {name: statement for name, statement in statements() if brings(statement, JUDGEMENTS)}
    assert {"score_statements.SEEN", "settled_results.SEEN", "cells._SEEN"} <= bringing.keys()
    unlimited = {name for name, statement in bringing.items() if not limits_to_reader(statement)}
    assert unlimited == UNSEEN_BY_READERS.keys()


def test_every_exception_is_one() -> None:
    known = dict(statements())
    assert {name for name in WITHOUT_A_READER if name not in known or binds_reader(known[name])} == set()
