"""`salvaguarda reset-password`: let somebody in who forgot their password, the owner too."""

import click

from salvaguarda.application.ports.records import Records
from salvaguarda.application.remove_second_factor import remove_second_factors
from salvaguarda.application.reset_password import MADE_HOURS, make_reset_link
from salvaguarda.bootstrap import open_database
from salvaguarda.domain.errors import NotFound
from salvaguarda.settings import Settings, read_settings


@click.command("reset-password")
@click.argument("email")
@click.option(
    "--second-factors",
    is_flag=True,
    help="Also take their second factors away: phone and recovery codes are lost.",
)
def reset_password(email: str, second_factors: bool) -> None:
    """Print a link with which whoever has EMAIL sets a new password; it works once, for two days.

    For whoever runs the service, when nobody can make a link in the browser. Works while the service runs.
    """
    settings = read_settings()
    database = open_database(settings)
    try:
        key = database.write_here(_make, email, second_factors)
    finally:
        database.close()
    click.echo(f"{_address(settings)}/reset#{key}")
    click.echo(
        f"Open it within {MADE_HOURS} hours. All sessions of {email} end when the password is set.", err=True
    )


def _make(records: Records, email: str, second_factors: bool) -> str:
    found = records.people.find(email)
    if found is None:
        raise NotFound("person with the e-mail", email)
    person_id = found[0].id
    if second_factors:
        remove_second_factors(records, person_id, by=None)
    return make_reset_link(records, person_id, by=None).key


def _address(settings: Settings) -> str:
    return settings.public_url or f"http://{settings.host}:{settings.port}"
