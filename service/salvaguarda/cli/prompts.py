"""`salvaguarda prompts`: check, list and show what a language model is asked."""

from collections.abc import Mapping
from pathlib import Path

import click

from salvaguarda.adapters.files import load_checklist
from salvaguarda.adapters.prompts.folder import prompts_folder, read_folders
from salvaguarda.adapters.prompts.lock import LOCK_NAME, line_of
from salvaguarda.adapters.prompts.shelf import shelf_with
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.suggesting.question import question_values
from salvaguarda.bootstrap import open_database
from salvaguarda.domain.suggestions.flags import flags_of_values
from salvaguarda.domain.suggestions.prompts import Message, Prompt, PromptStatus
from salvaguarda.settings import read_settings


@click.group()
def prompts() -> None:
    """Check, list and show the prompts: what a language model is asked."""


@prompts.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(folder: Path | None) -> None:
    """Check every prompt of FOLDER (all of the installation when none is named), its schema and the lock.

    Says every mistake with file and line, and whether a published prompt changed. Ends with status 1 when there is one.
    """
    read = read_folders((folder,) if folder else _folders())
    for prompt in read.prompts:
        click.echo(f"{prompt.id} {prompt.version} is read ({_counts(prompt)}).")
        if prompt.status is PromptStatus.DRAFT:
            click.echo(f"  It is a draft. To publish it, add this line to {LOCK_NAME} in its folder:")
            click.echo(f"  {line_of(prompt)}")
    for problem in read.problems:
        click.echo(f"{problem.where}: {problem.what} {problem.fix}".rstrip(), err=True)
    if read.problems:
        raise click.exceptions.Exit(1)
    if not read.prompts:
        raise click.ClickException("There is no prompt in this folder. They lie there as <id>/<version>.md.")
    click.echo("Everything is right, and no published prompt changed.")


@prompts.command(name="list")
def list_prompts() -> None:
    """List the prompts of the installation, newest first."""
    for prompt in shelf_with(read_settings().prompts_folder).every():
        click.echo(f"{prompt.id}  {prompt.version}  {prompt.status.value}  {prompt.title}")


@prompts.command()
@click.argument("prompt_id", metavar="ID")
@click.argument("version")
@click.option("--assessment", type=int, help="Number of an assessment.")
@click.option(
    "--provision", metavar="PATH", help="Address of one of its rows: art_5, or draft for the whole text."
)
@click.option("--criterion", metavar="ID", help="A criterion of its checklist.")
def show(
    prompt_id: str, version: str, assessment: int | None, provision: str | None, criterion: str | None
) -> None:
    """Print prompt ID VERSION; with an assessment, a provision and a criterion, exactly the words that would be sent.

    This only prints: no model is asked. It reads the storage itself.
    """
    shelf = shelf_with(read_settings().prompts_folder)
    prompt = shelf.get(prompt_id, version)
    if assessment is None and provision is None and criterion is None:
        _print([Message(part.role, part.template) for part in prompt.parts])
        return
    if assessment is None or provision is None or criterion is None:
        raise click.UsageError("Name all three: --assessment, --provision and --criterion.")
    values = _values(assessment, provision, criterion)
    _print(shelf.render(prompt, values))
    flags = flags_of_values(values)
    if flags:
        click.echo(f"Look twice at this provision: {', '.join(flags)}. See docs/prompts.md.", err=True)


def _folders() -> tuple[Path, ...]:
    own = read_settings().prompts_folder
    return (prompts_folder(), own) if own else (prompts_folder(),)


def _values(assessment_id: int, path: str, criterion_id: str) -> Mapping[str, str]:
    def read(records: Records) -> Mapping[str, str]:
        assessment = records.assessments.get(assessment_id)
        sheet = Sheets(load_checklist).of(records, assessment)
        return question_values(sheet, records.drafts.text(assessment.draft_id, path), criterion_id)

    database = open_database(read_settings())
    try:
        return database.read_here(read)
    finally:
        database.close()


def _print(messages: list[Message] | tuple[Message, ...]) -> None:
    for message in messages:
        click.echo(f"=== {message.role} ===\n{message.content}\n")


def _counts(prompt: Prompt) -> str:
    inputs = "1 input" if len(prompt.inputs) == 1 else f"{len(prompt.inputs)} inputs"
    return f"{prompt.status.value}, {inputs}, answers of at most {prompt.max_output_tokens:,} tokens"
