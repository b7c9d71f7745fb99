"""`salvaguarda import`: bring in a complete JSON export."""

from pathlib import Path

import click

from salvaguarda.application.check_export_values import Versions
from salvaguarda.application.import_export import Imported, import_export
from salvaguarda.application.ports.complete_exports import CompleteExport
from salvaguarda.bootstrap import open_database, read_export
from salvaguarda.cli.waiting import waiting
from salvaguarda.settings import read_settings


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(file: Path) -> None:
    """Bring in FILE, a complete export (JSON), with nothing of it lost.

    Everything comes in beside what is here, under new numbers. People are merged by e-mail; who is new gets an account
    that nobody can sign in to until the owner adds that person. A wrong file changes nothing: every mistake is named.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read ({error.strerror}). Check your rights.") from error
    with waiting(f"Bringing in {file.name}") as say:
        say("reading")
        export, versions = read_export(content)
        say("keeping")
        done = _keep(export, versions)
    click.echo(
        f"{export.instrument.title}: {_count(done.drafts, 'draft')}, "
        f"{_count(done.assessments, 'assessment')}, {_count(done.scores, 'score')} brought in."
    )


def _keep(export: CompleteExport, versions: Versions) -> Imported:
    database = open_database(read_settings())
    try:
        return database.write_here(import_export, export, versions, None)
    finally:
        database.close()


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
