"""`salvaguarda agreement`: how far the reviewers of an assessment agree."""

from pathlib import Path

import click
import msgspec

from salvaguarda.adapters.files import load_checklist
from salvaguarda.application.describe_agreement import describe_agreement
from salvaguarda.application.measure_agreement import (
    AgreementView,
    Which,
    gather_agreement,
    measure_gathered,
)
from salvaguarda.application.sheets import Sheets
from salvaguarda.bootstrap import AGREEMENT_WRITERS, open_database
from salvaguarda.cli.agreement_tables import print_agreement
from salvaguarda.cli.export import write_new
from salvaguarda.cli.waiting import waiting
from salvaguarda.settings import read_settings
from salvaguarda.web.present_agreement import present_team_agreement


@click.command()
@click.argument("assessment", type=int)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option(
    "--standing",
    is_flag=True,
    help="Ratings as they stand now. Default: independent ones, given before others' could be seen.",
)
@click.option("--json", "as_json", is_flag=True, help="Every figure as JSON, as the API gives it.")
def agreement(assessment: int, file: Path | None, standing: bool, as_json: bool) -> None:
    """Print how far the reviewers of ASSESSMENT (its number) agree, or write it to the new FILE (.xlsx, .csv).

    Percent agreement, Krippendorff's alpha and others, with intervals: of all, by criterion, chapter, month, pair and
    organisation. `salvaguarda export` lists the assessments. A figure that cannot be computed is "undefined", which is
    not 0. docs/agreement.md says how to read each of them.

    This reads the storage itself, so it counts cells that reviewers may not see yet: do not show it to people who
    still have to rate. Names are hidden as the assessment says.
    """
    form = "" if file is None else file.suffix.lstrip(".").lower()
    if file is not None and form not in AGREEMENT_WRITERS:
        raise click.ClickException(f"Name a file that ends with .{' or .'.join(AGREEMENT_WRITERS)}.")
    with waiting("Computing"):
        view = _measured(assessment, Which.STANDING if standing else Which.INDEPENDENT)
    if file is not None:
        write_new(file, AGREEMENT_WRITERS[form].write(describe_agreement(view)))
    elif as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(present_team_agreement(view)), indent=2).decode())
    else:
        print_agreement(view)


def _measured(assessment_id: int, which: Which) -> AgreementView:
    database = open_database(read_settings())
    try:
        gathered = database.read_here(gather_agreement, Sheets(load_checklist), assessment_id, which, None)
    finally:
        database.close()
    return measure_gathered(gathered)
