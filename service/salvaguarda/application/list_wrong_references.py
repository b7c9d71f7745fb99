"""List the cross-references of a draft that may be wrong: they did not follow what they named in the draft before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salvaguarda.application.ports.drafts import DraftRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.drafts import Provision
from salvaguarda.domain.references import CheckedReference, Outcome, check_references

_AROUND = 80  # characters of the words before and after a reference: enough to see what is said about it


@dataclass(frozen=True, slots=True)
class WrongReference:
    """A reference of the new draft that is stale or dangling.

    holder: whose words it stands in. before, quoted, after: the reference with the words around it, "…" where more follow.
    named: provisions of the old draft that it named; leads_to: of the new draft, where it leads now, none when dangling;
    wanted: of the new draft, what became of what it named, none when that was deleted.
    """

    outcome: Outcome
    holder: Provision
    before: str
    quoted: str
    after: str
    named: tuple[Provision, ...]
    leads_to: tuple[Provision, ...]
    wanted: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class WrongReferences:
    """References in the order of the new draft."""

    old: DraftRecord
    new: DraftRecord
    references: tuple[WrongReference, ...]


def list_wrong_references(records: Records, old_id: int, new_id: int) -> WrongReferences:
    """Stale and dangling references of the new draft; needs the pair to be aligned. NotFound when a draft is missing.

    They rest on words and links alone, so every reader sees the same.
    """
    old, new = records.drafts.provisions(old_id), records.drafts.provisions(new_id)
    links = [record.link for record in records.links.of_pair(old_id, new_id)]
    by_path_old, by_path_new = ({each.path: each for each in side} for side in (old, new))
    found = tuple(
        _told(each, by_path_old, by_path_new)
        for each in check_references(old, new, links)
        if each.outcome is not Outcome.FOLLOWS
    )
    return WrongReferences(records.drafts.get(old_id), records.drafts.get(new_id), found)


def why_wrong(reference: WrongReference) -> str:
    """What is wrong, in a sentence: "It named Art. 5, which is Art. 6 now; here it leads to Art. 5."."""
    named = labels(reference.named)
    went = f"which is {labels(reference.wanted)} now" if reference.wanted else "which was deleted"
    if reference.outcome is Outcome.STALE:
        return f"It named {named}, {went}; here it leads to {labels(reference.leads_to)}."
    if reference.named:
        return f"It named {named}, {went}; here it names nothing."
    return "It names a provision that this draft does not have."


def labels(provisions: Sequence[Provision]) -> str:
    """Their labels in one line; of a long range the first and the last."""
    every = [each.label for each in provisions]
    return ", ".join(every) if len(every) <= _FEW else f"{every[0]} … {every[-1]}"


_FEW = 5


def _told(
    checked: CheckedReference, old: Mapping[str, Provision], new: Mapping[str, Provision]
) -> WrongReference:
    start, end = checked.reference.start, checked.reference.end
    return WrongReference(
        outcome=checked.outcome,
        holder=new[checked.path],
        before=_last_words(checked.words[:start]),
        quoted=checked.quoted,
        after=_first_words(checked.words[end:]),
        named=_held(checked.named, old),
        leads_to=_held(checked.targets, new),
        wanted=_held(checked.wanted, new),
    )


def _last_words(text: str) -> str:
    return text if len(text) <= _AROUND else f"… {text[-_AROUND:].partition(' ')[2]}"


def _first_words(text: str) -> str:
    return text if len(text) <= _AROUND else f"{text[:_AROUND].rpartition(' ')[0]} …"


def _held(paths: Sequence[str], provisions: Mapping[str, Provision]) -> tuple[Provision, ...]:
    return tuple(provisions[path] for path in paths if path in provisions)
