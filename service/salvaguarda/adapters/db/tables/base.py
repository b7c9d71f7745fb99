"""What all tables share: one metadata with named constraints, and the column kinds."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Text

# Named constraints let a migration find them again, on SQLite too.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def identity() -> Column[int]:
    """The primary key `id`, numbered by the database."""
    return Column("id", Integer, primary_key=True)


def moment(name: str, *, nullable: bool = False) -> Column[str]:
    """A UTC time as text, "2026-11-24T06:12:40.123456Z": sorts as it is, and is the same on both databases."""
    return Column(name, Text, nullable=nullable)


def reference(name: str, target: str, *, nullable: bool = False, index: bool = False) -> Column[int]:
    """A foreign key to `target` ("person.id"). Nothing is ever deleted beneath it."""
    return Column(name, Integer, ForeignKey(target, ondelete="RESTRICT"), nullable=nullable, index=index)
