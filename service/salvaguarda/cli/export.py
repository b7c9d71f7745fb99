"""`salvaguarda export`: an assessment as a file, straight from the storage."""

from pathlib import Path

import click

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.files import load_checklist
from salvaguarda.application.export_assessment import export_assessment
from salvaguarda.application.export_instrument import export_instrument_of
from salvaguarda.application.list_assessments import list_assessments
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.sheets import Sheets
from salvaguarda.bootstrap import REPORT_WRITERS, open_database, write_complete
from salvaguarda.cli.waiting import waiting
from salvaguarda.settings import read_settings

_FORMATS = (*REPORT_WRITERS, "json")


@click.command()
@click.argument("assessment", type=int, required=False)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option("--format", "form", type=click.Choice(_FORMATS), help="Default: what FILE ends with.")
def export(assessment: int | None, file: Path | None, form: str | None) -> None:
    """Write ASSESSMENT (its number) to the new FILE; without both, list the assessments.

    xlsx: the compliance matrix, every score, and the method. csv: one row a score. json: the whole instrument with
    every draft, score and link and their history, which `salvaguarda import` brings into another installation.

    This reads the storage itself, so nothing is hidden as it is between reviewers: keep the file accordingly.
    """
    database = open_database(read_settings())
    try:
        if assessment is None or file is None:
            click.echo(
                "\n".join(map(_line, database.read_here(list_assessments))) or "There is no assessment yet."
            )
            return
        with waiting(f"Writing {file.name}"):
            content = _content(database, assessment, _format(file, form))
    finally:
        database.close()
    write_new(file, content)
    click.echo(f"{file} written ({len(content) / 1024:.0f} kB).")


def write_new(file: Path, content: bytes) -> None:
    """Write a file that is not there yet, whole or not at all."""
    try:
        opened = file.open("xb")
    except FileExistsError as error:
        raise click.ClickException(f"{file} is there already. Name a new file.") from error
    except OSError as error:
        raise _unwritable(file, error) from error
    try:
        with opened:
            opened.write(content)
    except OSError as error:
        file.unlink(missing_ok=True)  # half an export is none
        raise _unwritable(file, error) from error


def _unwritable(file: Path, error: OSError) -> click.ClickException:
    return click.ClickException(f"{file} cannot be written ({error.strerror}). Choose another place.")


def _format(file: Path, form: str | None) -> str:
    found = form or file.suffix.lstrip(".").lower()
    if found not in _FORMATS:
        raise click.ClickException(f"Say what to write with --format: {', '.join(_FORMATS)}.")
    return found


def _content(database: Database, assessment_id: int, form: str) -> bytes:
    sheets = Sheets(load_checklist)
    if form == "json":
        return write_complete(database.read_here(export_instrument_of, sheets, assessment_id, None))
    return REPORT_WRITERS[form].write(database.read_here(export_assessment, sheets, assessment_id, None))


def _line(record: AssessmentRecord) -> str:
    return f"{record.id:>5}  {record.instrument_title}: {record.draft_label}: {record.title}"
