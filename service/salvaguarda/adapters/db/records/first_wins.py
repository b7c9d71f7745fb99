"""Inserts of which the first wins: whoever comes second at the same moment gets no row back, and no error."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite


def first_wins(table: Table) -> Mapping[str, Any]:
    """Dialect → an insert that gives the id of the new row, or no row where a unique one stands in its way."""
    return {
        "sqlite": sqlite.insert(table).on_conflict_do_nothing().returning(table.c.id),
        "postgresql": postgresql.insert(table).on_conflict_do_nothing().returning(table.c.id),
    }
