"""The command `salvaguarda`: one command a file."""

from typing import Any

import click

from salvaguarda import __version__
from salvaguarda.cli.agreement import agreement
from salvaguarda.cli.align import align
from salvaguarda.cli.audit import audit
from salvaguarda.cli.backup import backup
from salvaguarda.cli.checklists import checklists
from salvaguarda.cli.db import db
from salvaguarda.cli.demo import demo
from salvaguarda.cli.evaluate import evaluate
from salvaguarda.cli.export import export
from salvaguarda.cli.import_ import import_
from salvaguarda.cli.openapi import openapi
from salvaguarda.cli.prompts import prompts
from salvaguarda.cli.reset_password import reset_password
from salvaguarda.cli.restore import restore
from salvaguarda.cli.segment import segment
from salvaguarda.cli.serve import serve
from salvaguarda.domain.errors import Invalid, SalvaguardaError


class Commands(click.Group):
    """Commands that end with a clear message and status 1 when one of our errors is raised."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except SalvaguardaError as error:
            raise click.ClickException(said(error)) from error


def said(error: SalvaguardaError) -> str:
    """An error as lines for a terminal: the message, then one line for each mistake."""
    problems = error.problems if isinstance(error, Invalid) else ()
    lines = [
        " ".join(part for part in (f"{each.where}:" if each.where else "", each.what, each.fix) if part)
        for each in problems
    ]
    return "\n".join([error.message, *(f"  {line}" for line in lines)])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="salvaguarda")
def main() -> None:
    """Score every provision of a draft treaty or bill against a checklist of human-rights safeguards.

    Start with `salvaguarda serve` and open the address it prints. `salvaguarda demo` shows everything with made-up
    drafts. Settings are environment variables; `salvaguarda serve --help` names them.
    """


for command in (
    serve,
    demo,
    segment,
    align,
    checklists,
    prompts,
    evaluate,
    agreement,
    export,
    import_,
    db,
    backup,
    restore,
    reset_password,
    audit,
    openapi,
):
    main.add_command(command)
