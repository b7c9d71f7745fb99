"""The truth about the four stages of the Social Housing (Regulation) Bill: which provision is which, by its GUID.

Every provision of the bill keeps a GUID from stage to stage. What an alignment is given here carries neither GUID nor eId:
paths are p1 … pn in document order. The GUIDs stand beside, by path, for judging only.

    old, new = stages(folder)[0], stages(folder)[3]
    links = align(old.provisions, new.provisions)
    known = truth(old, new)  # known.pairs, known.changed, known.added, known.removed

Two passes over one file: the project's own reader gives provisions whose paths are the file's eIds; a plain XML pass gives
eId → GUID.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from salvaguarda.adapters.documents.akn import read_akn
from salvaguarda.domain.drafts import Provision, ProvisionKind
from salvaguarda.domain.reading.full_text import Texts
from salvaguarda.domain.reading.segment import segment

FOLDER = "social-housing-bill"
FILES = ("1-lords-committee.xml", "2-lords-report.xml", "3-commons-brl.xml", "4-commons-committee.xml")
SECTIONS = frozenset({ProvisionKind.ARTICLE})
LEVELS = frozenset(
    {ProvisionKind.ARTICLE, ProvisionKind.PARAGRAPH, ProvisionKind.POINT, ProvisionKind.SUBPOINT}
)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the bill. provisions: with neutral paths. guids: path → GUID, of every provision that has one."""

    name: str
    provisions: tuple[Provision, ...]
    guids: dict[str, str]


@dataclass(frozen=True, slots=True)
class Truth:
    """What became of the provisions of the asked kinds; old and new paths.

    pairs: the same provision in both stages. changed: the pairs whose words differ, number, heading and parts included.
    renumbered: those whose own number differs. moved: those whose nearest counted parent is another provision.
    added, removed: paths without a partner.
    """

    pairs: frozenset[tuple[str, str]]
    changed: frozenset[tuple[str, str]]
    renumbered: frozenset[tuple[str, str]]
    moved: frozenset[tuple[str, str]]
    added: frozenset[str]
    removed: frozenset[str]

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Same, text changed, added, removed, as the README of the texts counts: "same" means that it is still there."""
        return len(self.pairs), len(self.changed), len(self.added), len(self.removed)


def stages(texts: Path) -> tuple[Stage, ...]:
    """The four stages in order. texts: the folder of the real texts."""
    return tuple(read_stage(texts / FOLDER / name) for name in FILES)


def read_stage(file: Path) -> Stage:
    """One stage, its paths replaced by neutral ones."""
    content = file.read_bytes()
    provisions = segment(read_akn(content, file.name).lines).provisions
    named = _guids(content)
    neutral = {each.path: f"p{place}" for place, each in enumerate(provisions, start=1)}
    return Stage(
        file.stem,
        tuple(
            replace(each, path=neutral[each.path], parent=neutral[each.parent] if each.parent else None)
            for each in provisions
        ),
        {neutral[path]: named[path] for path in neutral if path in named},
    )


def truth(old: Stage, new: Stage, kinds: Collection[ProvisionKind] = LEVELS) -> Truth:
    """What the GUIDs say of the provisions of these kinds."""
    before, after = _by_guid(old, kinds), _by_guid(new, kinds)
    old_texts, new_texts = Texts(old.provisions), Texts(new.provisions)
    old_parents, new_parents = _parent_guids(old), _parent_guids(new)
    both = [(before[guid], after[guid]) for guid in before if guid in after]

    def paths(found: list[tuple[Provision, Provision]]) -> frozenset[tuple[str, str]]:
        return frozenset((one.path, other.path) for one, other in found)

    return Truth(
        paths(both),
        paths([pair for pair in both if _words(pair[0], old_texts) != _words(pair[1], new_texts)]),
        paths([pair for pair in both if pair[0].number != pair[1].number]),
        paths([pair for pair in both if old_parents.get(pair[0].path) != new_parents.get(pair[1].path)]),
        frozenset(after[guid].path for guid in after if guid not in before),
        frozenset(before[guid].path for guid in before if guid not in after),
    )


def _by_guid(stage: Stage, kinds: Collection[ProvisionKind]) -> dict[str, Provision]:
    return {
        stage.guids[each.path]: each
        for each in stage.provisions
        if each.kind in kinds and each.path in stage.guids
    }


def _parent_guids(stage: Stage) -> dict[str, str]:
    return {
        each.path: stage.guids.get(each.parent, "") for each in stage.provisions if each.parent is not None
    }


def _words(provision: Provision, texts: Texts) -> str:
    return f"{provision.number}\n{provision.heading}\n{texts.of(provision.path)}"


def _guids(content: bytes) -> dict[str, str]:
    """GUIDs by eId of the elements of one stage."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    return {each.get("eId", ""): each.get("GUID", "") for each in root.iter("{*}*") if each.get("GUID")}
