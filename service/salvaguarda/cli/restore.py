"""`salvaguarda restore`: an empty installation from a backup."""

from pathlib import Path

import click

from salvaguarda.adapters.db.copies import restore as fill_from
from salvaguarda.cli.waiting import waiting
from salvaguarda.settings import read_settings


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def restore(file: Path) -> None:
    """Fill an empty installation from FILE, a backup made by `salvaguarda backup`.

    Nothing is ever overwritten: with SQLite the database file must not exist, with PostgreSQL nobody may be in it.
    Stop the service first. A backup of an older version is brought up to date.
    """
    settings = read_settings()
    with waiting("Copying") as say:
        fill_from(settings.storage_url, file, say)
    click.echo("Everything is back. Start the service with: salvaguarda serve")
