"""Discussing a cell: what a comment may be, and how somebody is meant in one without their name being part of it. Pure."""

from collections.abc import Sequence

from salvaguarda.domain.errors import Problem
from salvaguarda.domain.people import Person

MOST_WORDS = 4000
MOST_MENTIONS = 10


def handle_of(shown: Person) -> str:
    """How somebody is meant: by their id, or, where their name is hidden, by what is shown in its place.

    >>> handle_of(Person(7, "", "Ben Okafor")), handle_of(Person(0, "", "Reviewer A"))
    ('7', 'Reviewer A')
    """
    return str(shown.id) if shown.id else shown.display_name


def comment_problems(body: str, mentions: Sequence[str]) -> list[Problem]:
    """What is wrong with a comment."""
    problems = []
    if not body.strip():
        problems.append(Problem("body", "A comment needs words.", "Write what you want to say."))
    if len(body) > MOST_WORDS:
        what = f"The comment has {len(body)} characters."
        problems.append(Problem("body", what, f"At most {MOST_WORDS}."))
    if len(mentions) > MOST_MENTIONS or len(set(mentions)) < len(mentions):
        what = f"A comment mentions at most {MOST_MENTIONS} people, each once."
        problems.append(Problem("mentions", what))
    return problems
