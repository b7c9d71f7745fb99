"""`salvaguarda demo`: run the service with made-up drafts, on this machine only."""

from pathlib import Path

import click

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.files.demo_files import read_demo
from salvaguarda.application.load_demo import demo_loaded
from salvaguarda.bootstrap import demo_loader, prepare_storage
from salvaguarda.cli.serving import bind, run_service
from salvaguarda.domain.errors import Conflict
from salvaguarda.settings import Settings, read_settings

DATABASE_FILES = ("salvaguarda.db", "salvaguarda.db-wal", "salvaguarda.db-shm")


@click.command()
@click.option("--port", type=int, help="Port to listen on [8765]; 0 takes any free one.")
@click.option(
    "--data-folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the demo is kept [demo inside the data folder].",
)
@click.option("--fresh", is_flag=True, help="Throw away what was done in the demo, and load it anew.")
def demo(port: int | None, data_folder: Path | None, fresh: bool) -> None:
    """Run the service with a synthetic treaty in three drafts, scored by two demo reviewers.

    Sign-in is one click, so it listens on this machine only. What you do in it is kept until --fresh, apart from
    your own data. The first start takes some seconds. Ctrl-C stops it.
    """
    settings = demo_settings(port, data_folder)
    if fresh:
        remove_demo(settings)
    run_service(
        settings,
        lambda address: click.echo(
            f"The demo is at {address}\n"
            f"It keeps everything in {settings.data_folder.absolute()}; --fresh starts anew. Ctrl-C stops it."
        ),
        prepare=load_into,
    )


def demo_settings(port: int | None, data_folder: Path | None) -> Settings:
    """The settings of this process in demo mode: SQLite in a folder of its own, open to this machine alone.

    Raises Invalid when SALVAGUARDA_HOST is no loopback address.
    """
    said = read_settings()
    return read_settings(
        port=port,
        data_folder=data_folder or said.data_folder / "demo",
        # A line for each answer would push the address off the terminal.
        log_level=said.log_level if "log_level" in said.model_fields_set else "warning",
        demo=True,
        database_url="",  # never into a database that holds real work
        public_url="",  # never behind a proxy: anybody could sign in
        trusted_proxies="",
        allowed_hosts=[],
    )


def load_into(database: Database) -> None:
    """Load the demo unless it is there; Conflict when the storage holds something else."""
    if database.read_here(demo_loaded):
        return
    if database.read_here(lambda records: records.people.owner_exists()):
        raise Conflict(
            "This folder holds an installation that is not the demo; nothing was changed. "
            "Choose another one with --data-folder."
        )
    click.echo("Loading the demo …")
    database.write_here(demo_loader(), read_demo())


def remove_demo(settings: Settings) -> None:
    """Remove the demo's database; Conflict when it holds anything else, or when the port shows that it runs."""
    folder = settings.data_folder
    if not (folder / DATABASE_FILES[0]).exists():
        return
    bind(settings.host, settings.port).close()  # a demo that still runs must not lose its database
    prepare_storage(settings)
    database = Database(settings.storage_url)
    try:
        is_demo = database.read_here(demo_loaded)
    finally:
        database.close()
    if not is_demo:
        raise Conflict(
            f"{folder.absolute()} holds an installation that is not the demo; nothing was removed. "
            "Choose another folder with --data-folder."
        )
    for name in DATABASE_FILES:
        (folder / name).unlink(missing_ok=True)
