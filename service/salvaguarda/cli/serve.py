"""`salvaguarda serve`: run the service."""

from pathlib import Path

import click

from salvaguarda.cli.serving import run_service
from salvaguarda.settings import Settings, read_settings

_NAMES = "\n".join(
    f"SALVAGUARDA_{name.upper()}\n  {' '.join((field.description or '').split())}\n"
    for name, field in Settings.model_fields.items()
)


@click.command(
    epilog="\b\nSettings (environment variables):\n\n"
    + "\n".join(f"\b\n{part}" for part in _NAMES.split("\n\n"))
)
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
    kept = "the PostgreSQL database" if settings.database_url else str(settings.data_folder.absolute())
    run_service(
        settings,
        lambda address: click.echo(
            f"Salvaguarda is at {address}\nIt keeps everything in {kept}. Ctrl-C stops it."
        ),
    )
