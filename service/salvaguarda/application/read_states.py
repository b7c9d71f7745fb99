"""Read scores with all that they continue: what the rules of own judgements look at. Nothing of it goes out."""

from collections.abc import Sequence
from dataclasses import dataclass

from salvaguarda.application.ports.records import Records
from salvaguarda.domain.agreement.references import Given


@dataclass(frozen=True, slots=True)
class Chain:
    """assessments: those in question and all that their scores continue. scores: of all of them, with every state."""

    assessments: frozenset[int]
    scores: tuple[Given, ...]


def read_states(records: Records, assessment_ids: Sequence[int]) -> Chain:
    """The scores of these assessments and whatever they carry or re-confirm, however far back."""
    known = fresh = frozenset(assessment_ids)
    while fresh:  # once for each draft that scores were carried through
        fresh = records.evaluations.continued(fresh) - known
        known |= fresh
    return Chain(known, records.evaluations.given(known))
