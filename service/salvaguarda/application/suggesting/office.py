"""What every desk of the worker works with."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from salvaguarda.application.ports.database import Database
from salvaguarda.application.ports.models import ModelClient
from salvaguarda.application.ports.prompts import Prompts
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.suggesting.news import RunNews


@dataclass(frozen=True, slots=True)
class Office:
    """report: told of failures that are ours: what was being done, and the error, whose values hold no words of drafts.

    look: seconds after which the worker looks for what other processes did. second: what stands for a second where the
    server does not say how long to wait. chance: 0 to 1, another each time. Tests take shorter times.
    """

    database: Database
    models: ModelClient
    prompts: Prompts
    sheets: Sheets
    news: RunNews
    report: Callable[[str, BaseException], None]
    look: float = 2.0
    second: float = 1.0
    chance: Callable[[], float] = field(default=random.random)
