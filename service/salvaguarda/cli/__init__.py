"""The command `salvaguarda`: one command a file."""

import click

from salvaguarda import __version__
from salvaguarda.cli.checklists import checklists
from salvaguarda.cli.openapi import openapi
from salvaguarda.cli.segment import segment


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="salvaguarda")
def main() -> None:
    """Score every provision of a draft treaty or bill against a checklist of human-rights safeguards.

    Start with `salvaguarda serve` and open the address it prints. Settings are environment variables
    (SALVAGUARDA_PORT, SALVAGUARDA_DATA_FOLDER, …); `salvaguarda serve --help` names them.
    """


for command in (checklists, openapi, segment):
    main.add_command(command)
