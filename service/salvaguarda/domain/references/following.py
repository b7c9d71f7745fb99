"""Whether cross-references followed what they name from one draft to the next."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from salvaguarda.domain.alignment.links import Link
from salvaguarda.domain.drafts import Provision
from salvaguarda.domain.references.resolving import ReferenceIndex, Resolved
from salvaguarda.domain.references.written import Reference, Scope


class Outcome(StrEnum):
    """What became of a reference of the old draft, or is wrong with one of the new."""

    FOLLOWS = "follows"  # it names where the provision that it named went
    STALE = "stale"  # it still says the old number, but what it named has another one now
    DANGLING = "dangling"  # it names a provision that the draft does not have


@dataclass(frozen=True, slots=True)
class CheckedReference:
    """A reference of the new draft.

    path: of the provision whose words hold it. key: the reference in one form ("article 5 > 2"). wanted: where it should
    lead, for a stale one: paths in the new draft.
    """

    path: str
    reference: Reference
    outcome: Outcome
    targets: tuple[str, ...]
    wanted: tuple[str, ...] = ()


class Renumbering:
    """Which references of two linked drafts changed their number only because what they name did. Linear to build."""

    def __init__(
        self,
        image: Mapping[str, tuple[str, ...]],
        old: Mapping[str, list[Resolved]],
        new: Mapping[str, list[Resolved]],
    ) -> None:
        self._image, self._old, self._new = image, old, new

    @classmethod
    def of(cls, old: Sequence[Provision], new: Sequence[Provision], links: Iterable[Link]) -> "Renumbering":
        """For two drafts with all the links between them, corrected ones too."""
        return cls(_images(links), _by_holder(old), _by_holder(new))

    def between(self, old_paths: Iterable[str], new_paths: Iterable[str]) -> Mapping[str, str]:
        """Old reference → new reference (keys) inside these provisions, where only the number followed its target.

        A reference that is written alike but means several things in these words is left out.
        """
        targets: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for resolved in _each(self._new, new_paths):
            targets[resolved.targets].add(resolved.reference.key)
        found: dict[str, set[str]] = defaultdict(set)
        for resolved in _each(self._old, old_paths):
            found[resolved.reference.key] |= self._answers(resolved, targets) or {""}
        certain = {key: min(answers) for key, answers in found.items() if len(answers) == 1}
        return {key: answer for key, answer in sorted(certain.items()) if answer and answer != key}

    def _answers(self, resolved: Resolved, targets: Mapping[tuple[str, ...], set[str]]) -> set[str]:
        """Keys of the new references that name what an old one named."""
        if not resolved.targets:
            return set()
        wanted = self._wanted(resolved.targets)
        found = set(targets.get(wanted, ()))
        if len(resolved.targets) == 1 and not found:  # split: it may name one of the parts
            found |= {key for path in wanted for key in targets.get((path,), ())}
        return {key for key in found if key.count(">") == resolved.reference.key.count(">")}

    def _wanted(self, targets: Sequence[str]) -> tuple[str, ...]:
        found = [path for target in targets for path in self._image.get(target, ())]
        return tuple(dict.fromkeys(found))


def check_references(
    old: Sequence[Provision], new: Sequence[Provision], links: Sequence[Link]
) -> tuple[CheckedReference, ...]:
    """Every reference of the new draft to itself that can be judged, in document order.

    One that stands in a provision linked to an old one is compared with what the old words named; any that says of
    what it is ("of this article", or an article) and names nothing is dangling.
    """
    image = _images(links)
    named = _named_before(old, links)
    every = list(ReferenceIndex(new).references())
    cited: dict[str, set[str]] = defaultdict(set)
    for resolved in every:
        cited[resolved.path].update(resolved.targets)
    found = []
    for resolved in every:
        outcome, wanted = _outcome(resolved, named.get(resolved.path, {}), image)
        if outcome is Outcome.STALE and cited[resolved.path].intersection(wanted):
            continue  # the old reference went on beside it; this one is newly written
        if outcome is not None:
            found.append(
                CheckedReference(resolved.path, resolved.reference, outcome, resolved.targets, wanted)
            )
    return tuple(found)


def _outcome(
    resolved: Resolved, before: Mapping[str, tuple[str, ...]], image: Mapping[str, tuple[str, ...]]
) -> tuple[Outcome | None, tuple[str, ...]]:
    reference = resolved.reference
    if reference.scope is Scope.FOREIGN:
        return None, ()
    stated = reference.said or reference.steps[0].level == "article"
    if not resolved.targets:
        return (Outcome.DANGLING, ()) if stated else (None, ())
    everywhere = {path for targets in before.values() for target in targets for path in image.get(target, ())}
    if everywhere & set(resolved.targets):
        return Outcome.FOLLOWS, ()
    wanted = tuple(path for target in before.get(reference.key, ()) for path in image.get(target, ()))
    return (Outcome.STALE, wanted) if wanted else (None, ())


def _named_before(
    old: Sequence[Provision], links: Iterable[Link]
) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """New path → what the references of the old provisions linked to it named: key → old paths."""
    by_path = _by_path(ReferenceIndex(old).references())
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for link in links:
        for new_path in link.new:
            for old_path in link.old:
                found[new_path].update(
                    {each.reference.key: each.targets for each in by_path.get(old_path, ())}
                )
    return found


def _images(links: Iterable[Link]) -> Mapping[str, tuple[str, ...]]:
    return {path: link.new for link in links for path in link.old}


def _by_path(references: Iterable[Resolved]) -> Mapping[str, list[Resolved]]:
    found: dict[str, list[Resolved]] = defaultdict(list)
    for resolved in references:
        found[resolved.path].append(resolved)
    return found


def _by_holder(provisions: Sequence[Provision]) -> Mapping[str, list[Resolved]]:
    """Path → the references in the words of that provision and of all inside it."""
    index = ReferenceIndex(provisions)
    found: dict[str, list[Resolved]] = defaultdict(list)
    for resolved in index.references():
        for path in (resolved.path, *index.around(resolved.path)):
            found[path].append(resolved)
    return found


def _each(by_holder: Mapping[str, list[Resolved]], paths: Iterable[str]) -> list[Resolved]:
    return [resolved for path in paths for resolved in by_holder.get(path, ())]
