"""`salvaguarda audit`: the record of who changed what, verified and exported."""

from pathlib import Path
from typing import TextIO

import click

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.records import Records
from salvaguarda.application.verify_record import Verified, verify_record
from salvaguarda.bootstrap import open_database
from salvaguarda.cli.waiting import waiting
from salvaguarda.domain.audit import INSTALLATION, Fault, Head, line_of
from salvaguarda.settings import read_settings


@click.group()
def audit() -> None:
    """The record: an entry for every change, each bound to the one before it by its hash.

    docs/record.md says what it proves and what it cannot.
    """


class HeadType(click.ParamType[Head]):
    """A head as `verify` prints it: chain:number:hash."""

    name = "chain:number:hash"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Head:
        """The head, or click's own complaint."""
        chain, _, rest = value.partition(":")
        seq, _, sha256 = rest.partition(":")
        if not (chain.isdecimal() and seq.isdecimal() and len(sha256) == 64):
            self.fail(f"{value} is no head. Give one as `salvaguarda audit verify` prints it.", param, ctx)
        return Head(int(chain), int(seq), sha256.lower())


@audit.command()
@click.option(
    "--head",
    "noted",
    type=HeadType(),
    multiple=True,
    help="A head that was printed by an earlier verification; it must still be part of the record. May be repeated.",
)
@click.option("--heads", is_flag=True, help="Print the heads only, to be noted elsewhere.")
def verify(noted: tuple[Head, ...], heads: bool) -> None:
    """Find every edited, missing or reordered entry, and whatever is kept that is not what was logged.

    Ends with status 1 when something is wrong. The heads it prints are worth noting where whoever can write to this
    database cannot: given with --head next time, they prove that nothing before them was changed.
    """
    with waiting("Verifying"):
        found = _verified(noted)
    for head in found.heads:
        click.echo(f"{head.chain}:{head.seq}:{head.sha256}")
    if not heads:
        _print(found)
    if found.faults:
        raise click.exceptions.Exit(1)


def _print(found: Verified) -> None:
    looked_at = f"{found.entries:,} entries in {len(found.heads):,} chains, {found.rows:,} rows of history"
    if not found.faults:
        click.echo(f"The record is whole: {looked_at}.")
        return
    for fault in found.faults:
        click.echo(said(fault), err=True)
    click.echo(f"The record is NOT whole: {len(found.faults):,} faults ({looked_at}).", err=True)


def said(fault: Fault) -> str:
    """A fault as a line: "assessment 3, entry 12: …"."""
    chain = "installation" if fault.chain == INSTALLATION else f"assessment {fault.chain}"
    entry = "" if fault.seq is None else f", entry {fault.seq}"
    return f"{chain}{entry}: {fault.what}"


def _verified(noted: tuple[Head, ...]) -> Verified:
    database = open_database(read_settings())
    try:
        return database.read_here(verify_record, noted)
    finally:
        database.close()


@audit.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--assessment",
    type=int,
    metavar="N",
    help="Only its record; 0 is the installation's. Default: everything.",
)
@click.option("--personal", is_flag=True, help="With names and e-mails, as far as they were not erased.")
def export(file: Path, assessment: int | None, personal: bool) -> None:
    """Write the record to the new FILE, an entry a line (JSON).

    Whoever has it can prove it: the hash of an entry is the SHA-256 of its line without "sha256" and "personal", written
    with sorted keys and no blanks. It holds ratings that are hidden from reviewers: keep it accordingly.
    """
    if file.exists():
        raise click.ClickException(f"{file} exists already. Choose another name, or move it away first.")
    database = open_database(read_settings())
    try:
        with waiting("Writing"), file.open("x", encoding="utf-8") as opened:
            count = _write(database, opened, assessment, personal)
    finally:
        database.close()
    click.echo(f"{file} holds {count:,} entries.")


def _write(database: Database, opened: TextIO, assessment: int | None, personal: bool) -> int:
    def write(records: Records) -> int:
        count = 0
        for chain in records.record.chains() if assessment is None else (assessment,):
            for entry in records.record.entries(chain):
                opened.write(line_of(entry, personal=personal) + "\n")
                count += 1
        return count

    return database.read_here(write)
