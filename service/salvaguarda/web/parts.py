"""What the web application is made of; `bootstrap.py` fills it."""

from dataclasses import dataclass, field

from anyio import CapacityLimiter

from salvaguarda.application.ports.database import Database
from salvaguarda.application.ports.passwords import Passwords
from salvaguarda.application.throttle_sign_in import SignInThrottle
from salvaguarda.settings import Settings


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything the controllers call.

    throttle: sign-in attempts of this process. slow_work: how many readings and password checks run at once
    (a password check takes 64 MiB on purpose, so a flood of them must not).
    """

    settings: Settings
    database: Database
    passwords: Passwords
    throttle: SignInThrottle = field(default_factory=SignInThrottle)
    slow_work: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(2))
