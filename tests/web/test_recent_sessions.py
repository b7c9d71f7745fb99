"""Sessions looked up a moment ago."""

from salvaguarda.application.ports.sessions import Session
from salvaguarda.domain.people import Person
from salvaguarda.web.recent_sessions import RecentSessions

SESSION = Session(1, Person(1, "ana@example.org", "Ana"), "token", "2026-12-01", "2026-11-24")


class Clock:
    """Seconds that a test moves."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_session_is_known_for_five_seconds() -> None:
    clock = Clock()
    recent = RecentSessions(clock)
    recent.remember("hash", SESSION, recent.generation)
    assert recent.find("hash") is SESSION
    assert recent.find("other") is None
    clock.now += 5
    assert recent.find("hash") is None


def test_everything_is_forgotten_at_a_sign_out() -> None:
    recent = RecentSessions()
    recent.remember("hash", SESSION, recent.generation)
    recent.forget()
    assert recent.find("hash") is None


def test_what_was_read_before_a_sign_out_is_not_remembered_after_it() -> None:
    recent = RecentSessions()
    asked = recent.generation
    recent.forget()
    recent.remember("hash", SESSION, asked)
    assert recent.find("hash") is None


def test_memory_is_bounded() -> None:
    recent = RecentSessions()
    for number in range(3_000):
        recent.remember(str(number), SESSION, recent.generation)
    assert recent.find("0") is None
    assert recent.find("2999") is SESSION
