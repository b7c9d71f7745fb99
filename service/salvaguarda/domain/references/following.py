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
    STALE = "stale"  # it still says the old number, but what it named has another one now, or was deleted
    DANGLING = "dangling"  # it names a provision that the draft does not have


@dataclass(frozen=True, slots=True)
class CheckedReference:
    """A reference of the new draft.

    path: of the provision whose words hold it. targets: where it leads. words: what the reference points into.
    named: what it named in the old draft, paths there; empty for one that follows, or when that draft did not say it.
    wanted: what became of that, paths in the new draft; empty when it was deleted.
    """

    path: str
    reference: Reference
    outcome: Outcome
    targets: tuple[str, ...]
    words: str
    named: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()

    @property
    def quoted(self) -> str:
        """The reference as it is written."""
        return self.words[self.reference.start : self.reference.end]


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
    kept = frozenset(path for link in links if link.old for path in link.new)
    before = _before(old, links)
    found: list[CheckedReference] = []
    for path, held in _by_path(ReferenceIndex(new).references()).items():
        judged = _Judged(before.get(path, ()), held, image, kept)
        found += [each for each in map(judged.check, held) if each is not None]
    return tuple(found)


class _Judged:
    """The references in the words of one new provision beside those of the old ones linked to it.

    kept: the new provisions that answer to old ones.
    """

    def __init__(
        self,
        before: Sequence[Resolved],
        held: Sequence[Resolved],
        image: Mapping[str, tuple[str, ...]],
        kept: frozenset[str],
    ) -> None:
        self._image, self._kept = image, kept
        self._before = {each.reference.key: each.targets for each in before}
        self._cited = {path for each in held for path in each.targets}
        self._named = frozenset(self._now(path for each in before for path in each.targets))
        # Words that refer as they did before: each reference is its own old one, and may not stand for another.
        self._alike = [each.reference.key for each in before] == [each.reference.key for each in held]

    def check(self, resolved: Resolved) -> CheckedReference | None:
        """What became of one of them; None where nobody can tell."""
        reference = resolved.reference
        if reference.scope is Scope.FOREIGN:
            return None
        named = self._before.get(reference.key, ())
        wanted = self._now(named)
        outcome = self._outcome(resolved, named, wanted)
        if outcome is None:
            return None
        told = () if outcome is Outcome.FOLLOWS else (named, wanted)
        return CheckedReference(resolved.path, reference, outcome, resolved.targets, resolved.words, *told)

    def _outcome(self, resolved: Resolved, named: Sequence[str], wanted: Sequence[str]) -> Outcome | None:
        reference = resolved.reference
        if not resolved.targets:
            stated = reference.said or reference.steps[0].level == "article"
            return Outcome.DANGLING if stated else None
        expected = frozenset(wanted) if self._alike and named else self._named
        if expected.intersection(resolved.targets):
            return Outcome.FOLLOWS
        if not wanted:  # deleted; a provision that is new under its number is what was rewritten there
            taken_over = bool(named) and self._kept.issuperset(resolved.targets)
            return Outcome.STALE if taken_over else None
        # Where the old reference went on beside it, this one is newly written.
        goes_on = not self._alike and self._cited.intersection(wanted)
        return None if goes_on else Outcome.STALE

    def _now(self, paths: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(after for path in paths for after in self._image.get(path, ())))


def _before(old: Sequence[Provision], links: Iterable[Link]) -> Mapping[str, Sequence[Resolved]]:
    """New path → the references in the words of the old provisions linked to it."""
    by_path = _by_path(ReferenceIndex(old).references())
    return {
        new_path: [each for old_path in link.old for each in by_path.get(old_path, ())]
        for link in links
        for new_path in link.new
    }


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
