"""Examples: set-up, sessions, people."""

from salvaguarda import __version__
from salvaguarda.web.examples.example import Example
from salvaguarda.web.schemas.people import DemoSignInIn, PersonIn, PersonOut, SessionOut, SetupOut, SignInIn

ANA = PersonOut(id=1, display_name="Ana Reyes", email="ana@example.org", is_owner=True)
BEN = PersonOut(id=2, display_name="Ben Okafor", email=None, is_owner=False)
_TOKEN = "mR0yWlZ1x8b3v0mVb2k5m2m2x1kqk9a7m3Jq6bq1n5E"  # noqa: S105  (an example, no secret)
SESSION = SessionOut(person=ANA, csrf_token=_TOKEN, demo=False)
_PASSWORD = "correct horse battery"  # noqa: S105  (likewise)

EXAMPLES = {
    "get_setup": Example(
        SetupOut(
            needed=False, demo=False, demo_people=[], version=__version__, provider=None, resets_by_mail=True
        )
    ),
    "set_up": Example(
        SESSION, PersonIn(email="ana@example.org", display_name="Ana Reyes", password=_PASSWORD)
    ),
    "get_session": Example(SESSION),
    "sign_in": Example(SESSION, SignInIn(email="ana@example.org", password=_PASSWORD)),
    "sign_in_demo": Example(SESSION, DemoSignInIn(person_id=1)),
    "sign_out": Example(),
    "sign_out_everywhere": Example(),
    "list_people": Example([ANA, BEN]),
    "add_person": Example(
        PersonOut(id=2, display_name="Ben Okafor", email="ben@example.org", is_owner=False),
        PersonIn(email="ben@example.org", display_name="Ben Okafor", password=_PASSWORD),
    ),
}
