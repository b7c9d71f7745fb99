"""`salvaguarda checklists`: check, list and describe checklist files."""

from pathlib import Path

import click

from salvaguarda.adapters.files import built_in_checklists, load_checklist
from salvaguarda.adapters.files.built_in import checklist_paths
from salvaguarda.adapters.files.checklist_schema import schema_text
from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.errors import InvalidChecklist


@click.group()
def checklists() -> None:
    """Check, list and describe checklist files."""


@checklists.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def validate(files: tuple[Path, ...]) -> None:
    """Check FILES (the built-in checklists when none are named) and say every mistake with its line.

    Ends with status 1 when a file has a mistake.
    """
    wrong = [path for path in files or checklist_paths() if not _is_right(path)]
    if wrong:
        raise click.exceptions.Exit(1)


@checklists.command(name="list")
def list_checklists() -> None:
    """List the checklists that come with the program."""
    for entry in built_in_checklists():
        checklist = entry.checklist
        click.echo(f"{checklist.id}  {checklist.version}  {checklist.title} ({_counts(checklist)})")


@checklists.command()
def schema() -> None:
    """Print the JSON Schema with which an editor completes and checks checklist files."""
    click.echo(schema_text(), nl=False)


def _is_right(path: Path) -> bool:
    try:
        checklist = load_checklist(path.read_bytes(), str(path))
    except InvalidChecklist as error:
        click.echo(error.message, err=True)
        for problem in error.problems:
            click.echo(f"  {problem.where}: {problem.what} {problem.fix}".rstrip(), err=True)
        return False
    except OSError as error:
        click.echo(f"{path} cannot be read: {error.strerror}. Check the name and your rights.", err=True)
        return False
    click.echo(f"{path}: {checklist.id} {checklist.version} is right ({_counts(checklist)}).")
    return True


def _counts(checklist: Checklist) -> str:
    return f"{len(checklist.criteria)} criteria, {len(checklist.red_lines)} red lines, {len(checklist.demands)} demands"
