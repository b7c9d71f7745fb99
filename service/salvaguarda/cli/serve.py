"""`salvaguarda serve`: run the service."""

from pathlib import Path
from textwrap import fill

import click

from salvaguarda.cli.serving import run_service
from salvaguarda.settings import Settings, read_settings


def _setting(name: str, description: str) -> str:
    """One setting as a paragraph that click leaves as it is."""
    words = fill(" ".join(description.split()), 92, initial_indent="  ", subsequent_indent="  ")
    return f"\b\nSALVAGUARDA_{name.upper()}\n{words}"


_SETTINGS = "\n\n".join(
    _setting(name, field.description or "") for name, field in Settings.model_fields.items()
)


@click.command(epilog=f"\b\nSettings (environment variables):\n\n{_SETTINGS}")
@click.option("--host", help="Address to listen on [127.0.0.1: this machine only].")
@click.option("--port", type=int, help="Port to listen on [8765]; 0 takes any free one.")
@click.option(
    "--data-folder", type=click.Path(path_type=Path, file_okay=False), help="Where everything is kept [data]."
)
def serve(host: str | None, port: int | None, data_folder: Path | None) -> None:
    """Run the service and print its address.

    The first start shows a page that makes the owner. Everything is kept in the data folder (SQLite), or in the
    PostgreSQL database that SALVAGUARDA_DATABASE_URL names. Tables are brought up to date first. Ctrl-C stops it.
    """
    settings = read_settings(host=host, port=port, data_folder=data_folder)
    kept = "the database that is set" if settings.database_url else str(settings.data_folder.absolute())
    run_service(
        settings,
        lambda address: click.echo(
            f"Salvaguarda is at {address}\nIt keeps everything in {kept}. Ctrl-C stops it."
        ),
    )
