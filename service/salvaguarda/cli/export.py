"""`salvaguarda export`: an assessment as a file, straight from the storage."""

from pathlib import Path

import click

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.files import load_checklist
from salvaguarda.application.export_instrument import export_instrument_of
from salvaguarda.application.export_report import finished_report, gather_report
from salvaguarda.application.list_assessments import list_assessments
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheets
from salvaguarda.bootstrap import REPORT_WRITERS, open_database, write_complete
from salvaguarda.cli.waiting import waiting
from salvaguarda.domain.errors import NotFound
from salvaguarda.settings import read_settings

_FORMATS = (*REPORT_WRITERS, "json")


@click.command()
@click.argument("assessment", type=int, required=False)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option(
    "--organisation", metavar="NAME", help="Only what people of this organisation gave. Default: everybody's."
)
@click.option("--format", "form", type=click.Choice(_FORMATS), help="Default: what FILE ends with.")
def export(assessment: int | None, file: Path | None, form: str | None, organisation: str | None) -> None:
    """Write ASSESSMENT (its number) to the new FILE; without both, list the assessments.

    xlsx: the compliance matrix, results, scores, agreement of reviewers, and the method. csv: one row a score. json: the
    whole instrument with every draft, score and link, with how the team worked and the audit log, which
    `salvaguarda import` brings into another installation.

    This reads the storage itself, so no cell is hidden as it is between reviewers: keep the file accordingly. In xlsx
    and csv people are named as the assessment says; json holds everybody's name and e-mail.
    """
    database = open_database(read_settings())
    try:
        if assessment is None or file is None:
            click.echo(
                "\n".join(map(_line, database.read_here(list_assessments))) or "There is no assessment yet."
            )
            return
        with waiting(f"Writing {file.name}"):
            content = _content(database, assessment, _format(file, form), organisation)
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


def _content(database: Database, assessment_id: int, form: str, organisation: str | None) -> bytes:
    sheets = Sheets(load_checklist)
    home = None if organisation is None else database.read_here(_organisation, organisation)
    if form == "json":
        return write_complete(database.read_here(export_instrument_of, sheets, assessment_id, None, home))
    gathered = database.read_here(gather_report, sheets, assessment_id, None, home)
    return REPORT_WRITERS[form].write(finished_report(gathered))


def _organisation(records: Records, name: str) -> int:
    """Its id."""
    for each in records.organisations.every():
        if each.name.casefold() == name.strip().casefold():
            return each.id
    raise NotFound("organisation", name)


def _line(record: AssessmentRecord) -> str:
    return f"{record.id:>5}  {record.instrument_title}: {record.draft_label}: {record.title}"
