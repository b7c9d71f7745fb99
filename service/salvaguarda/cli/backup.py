"""`salvaguarda backup`: everything in one file."""

from pathlib import Path

import click

from salvaguarda.adapters.db.copies import backup as write_backup
from salvaguarda.cli.waiting import waiting
from salvaguarda.settings import read_settings


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write everything that is kept to the new FILE, also while the service runs.

    The file holds people, drafts with their uploads, checklists and scores as of one moment; nobody stays signed in.
    It is an SQLite database whichever database the service uses, and can be restored into either. It holds
    confidential drafts and password hashes: keep it accordingly.
    """
    with waiting("Copying") as say:
        write_backup(read_settings().storage_url, file, say)
    click.echo(f"{file} holds everything ({file.stat().st_size / 1024 / 1024:.1f} MB).")
