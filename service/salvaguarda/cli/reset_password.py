"""`salvaguarda reset-password`: let somebody in who forgot their password, the owner too."""

import click

from salvaguarda.application.end_ways_in import EndedWays
from salvaguarda.application.ports.records import Records
from salvaguarda.application.remove_second_factor import remove_second_factors
from salvaguarda.application.reset_password import MADE_HOURS, ResetLink, make_reset_link
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
@click.option(
    "--lost",
    is_flag=True,
    help="A device was lost or stolen, or somebody else was in: also end, at once, their password, sessions, API tokens, "
    "passkeys and linked accounts.",
)
def reset_password(email: str, second_factors: bool, lost: bool) -> None:
    """Print a link with which whoever has EMAIL sets a new password; it works once, for two days.

    For whoever runs the service, when nobody can make a link in the browser. Works while the service runs.
    """
    settings = read_settings()
    database = open_database(settings)
    try:
        link = database.write_here(_make, email, second_factors, lost)
    finally:
        database.close()
    click.echo(f"{_address(settings)}/reset#{link.key}")
    click.echo(f"{_ended(link.ended, email)} Open it within {MADE_HOURS} hours.", err=True)


def _make(records: Records, email: str, second_factors: bool, lost: bool) -> ResetLink:
    found = records.people.find(email)
    if found is None:
        raise NotFound("person with the e-mail", email)
    link = make_reset_link(records, found[0].id, by=None, lost=lost)
    if second_factors:
        remove_second_factors(records, link.person.id, by=None)
    return link


def _ended(ended: EndedWays | None, email: str) -> str:
    if ended is None:
        return (
            f"All sessions and API tokens of {email} end when the password is set; passkeys and linked accounts stay "
            "(with --lost they end too, and all of it at once)."
        )
    return (
        f"Ended for {email}: their password; sessions: {ended.sessions}, API tokens: {ended.tokens}, passkeys: "
        f"{ended.passkeys}, linked accounts: {ended.linked_accounts}. Only this link lets them in now."
    )


def _address(settings: Settings) -> str:
    return settings.public_url or f"http://{settings.host}:{settings.port}"
