"""`salvaguarda evaluate`: how far each prompt and model agrees with the team's own scores."""

import click
import msgspec

from salvaguarda.adapters.files import load_checklist
from salvaguarda.application.evaluate_suggestions import (
    EvaluationView,
    Scope,
    evaluate_gathered,
    gather_evaluation,
)
from salvaguarda.application.sheets import Sheets
from salvaguarda.bootstrap import open_database
from salvaguarda.cli.evaluation_tables import print_evaluation
from salvaguarda.cli.waiting import waiting
from salvaguarda.settings import read_settings
from salvaguarda.web.present_evaluation import present_evaluation


@click.command()
@click.option(
    "--assessment",
    "assessments",
    type=int,
    multiple=True,
    required=True,
    metavar="N",
    help="Number of the assessment (`salvaguarda export` lists them); several times for several together.",
)
@click.option(
    "--prompt",
    "prompts",
    multiple=True,
    metavar="ID@VERSION",
    help="Only this prompt; several times to compare them on the same cells. Default: all that were asked.",
)
@click.option("--endpoint", metavar="NAME", help="Only this endpoint. Default: all.")
@click.option("--json", "as_json", is_flag=True, help="Every figure as JSON, as the API gives it.")
def evaluate(
    assessments: tuple[int, ...], prompts: tuple[str, ...], endpoint: str | None, as_json: bool
) -> None:
    """Compare what models suggested with what the team scored by itself.

    Scores that were given after a suggestion of that cell was seen never count. A figure that cannot be computed is
    "undefined", which is not 0. docs/evaluation.md says how to read each of them.

    This reads the storage itself, so nothing is hidden as it is from reviewers who have not rated: do not show it to
    them before they have.
    """
    with waiting("Computing"):
        view = _evaluated(Scope(assessments, prompts, endpoint))
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(present_evaluation(view)), indent=2).decode())
    else:
        print_evaluation(view)


def _evaluated(scope: Scope) -> EvaluationView:
    database = open_database(read_settings())
    try:
        gathered = database.read_here(gather_evaluation, Sheets(load_checklist), scope, None)
    finally:
        database.close()
    return evaluate_gathered(gathered)
