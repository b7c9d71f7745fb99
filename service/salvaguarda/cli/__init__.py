"""The command line: one command a file."""

import click

from salvaguarda.cli.checklists import checklists


@click.group()
def main() -> None:
    """Score every provision of a draft treaty or bill against a checklist of human-rights safeguards."""


main.add_command(checklists)
