"""`salvaguarda openapi`: write the description of the HTTP interface."""

from pathlib import Path

import click

from salvaguarda.web.app import CONTROLLERS
from salvaguarda.web.openapi import describe, written


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--check", is_flag=True, help="Change nothing; end with 1 when FILE is not up to date.")
def openapi(file: Path | None, check: bool) -> None:
    """Write the OpenAPI 3.1 description of the HTTP interface to FILE, or to the screen without one."""
    text = written(describe(CONTROLLERS))
    if file is None:
        click.echo(text, nl=False)
    elif not check:
        file.write_text(text, encoding="utf-8")
    elif not file.is_file() or file.read_text(encoding="utf-8") != text:
        raise click.ClickException(
            f"{file} is not up to date. Write it anew with: salvaguarda openapi {file}"
        )
