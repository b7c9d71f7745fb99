"""What an API token may be used for: one table, Act → Scope. What is not in it, no token may do."""

from collections.abc import Collection, Iterable
from enum import StrEnum

from salvaguarda.domain.access import Act
from salvaguarda.domain.errors import Forbidden


class Scope(StrEnum):
    """What a token was made for. None is part of another."""

    READ = "read"
    EXPORT = "export"
    WRITE = "write"  # instruments, drafts, checklists, assessments, links, imports, assignments, runs
    SCORE = "score"  # what its person judges: scores, decisions, adjudications, positions, comments


PROGRAM_SCOPES = frozenset({Scope.READ, Scope.EXPORT})
"""All that a token may have that is not a person's own: only people judge, and only people change what others judge."""

SCOPE_OF: dict[Act, Scope] = {
    Act.READ: Scope.READ,
    Act.SEE_TEAM: Scope.READ,
    Act.SEE_PROGRESS: Scope.READ,
    Act.SEE_AGREEMENT: Scope.READ,
    Act.SEE_RECORD: Scope.READ,
    Act.EXPORT: Scope.EXPORT,
    Act.WRITE_DRAFTS: Scope.WRITE,
    Act.ADD_CHECKLIST: Scope.WRITE,
    Act.WRITE_ASSESSMENTS: Scope.WRITE,
    Act.CORRECT_LINKS: Scope.WRITE,
    Act.IMPORT: Scope.WRITE,
    Act.ASSIGN: Scope.WRITE,
    Act.STEER_RUNS: Scope.WRITE,
    Act.SCORE: Scope.SCORE,
    Act.DECIDE: Scope.SCORE,
    Act.ASK_MODEL: Scope.SCORE,
    Act.ADJUDICATE: Scope.SCORE,
    Act.DISCUSS: Scope.SCORE,
    Act.STATE_POSITION: Scope.SCORE,
}
"""Left out on purpose: whatever decides who may do what (accounts, people, teams, invitations, blindness, what may be sent to
a model), and what somebody must do with their own hands (settling in bulk, signing off)."""


def require_scope(scopes: Collection[Scope], act: Act) -> None:
    """Return when a token with these scopes may be used for this; Forbidden, which names the scope, otherwise."""
    needed = SCOPE_OF.get(act)
    if needed is None:
        raise Forbidden(f"No API token may be used to {act.value}: sign in and do it in the browser.")
    if needed not in scopes:
        raise Forbidden(
            f"This API token may not be used to {act.value}: it has not the scope “{needed.value}”. Make another one with it."
        )


def scopes_text(scopes: Iterable[Scope]) -> str:
    """As they are kept: sorted, one blank between."""
    return " ".join(sorted({scope.value for scope in scopes}))


def scopes_of_text(text: str) -> frozenset[Scope]:
    """`scopes_text` back."""
    return frozenset(map(Scope, text.split()))
