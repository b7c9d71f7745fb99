"""`salvaguarda db`: the tables."""

import click

from salvaguarda.adapters.db.upgrade import newest_revision
from salvaguarda.bootstrap import prepare_storage
from salvaguarda.settings import read_settings


@click.group()
def db() -> None:
    """Look after the database's tables."""


@db.command("upgrade")
def upgrade_tables() -> None:
    """Bring the tables to the state this version expects.

    `salvaguarda serve` does the same when it starts. Make a backup first.
    """
    prepare_storage(read_settings())
    click.echo(f"The tables are at revision {newest_revision()}.")
