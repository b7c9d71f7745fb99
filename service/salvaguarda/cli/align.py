"""`salvaguarda align`: show which provisions of one draft answer to which of another."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.adapters.documents.limits import check_size
from salvaguarda.application.draw_redlines import BETWEEN
from salvaguarda.application.judge_substance import LinkContext, link_context
from salvaguarda.application.read_draft import read_draft
from salvaguarda.cli.waiting import waiting
from salvaguarda.domain.alignment.align import align as find_links
from salvaguarda.domain.alignment.links import Link, Relation
from salvaguarda.domain.drafts import Provision
from salvaguarda.domain.levels import LinkLevel, level_of
from salvaguarda.domain.reading.full_text import Texts
from salvaguarda.domain.redline import is_substance

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_LABELS_WIDTH = 34
_NOTHING = "–"
_NO_SUBSTANCE = "only typography or numbers of cross-references"


@dataclass(frozen=True, slots=True)
class Found:
    """A link with what is shown of it. substance: whether more than typography and followed references changed."""

    link: Link
    level: LinkLevel
    substance: bool


@click.command()
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: every link with its paths.")
@click.option(
    "--level",
    type=click.Choice([each.value for each in LinkLevel if each is not LinkLevel.WHOLE]),
    help="Show only links of this level.",
)
@click.option("--substance", is_flag=True, help="Leave out links whose words did not change in substance.")
def align(old: Path, new: Path, as_json: bool, level: str | None, substance: bool) -> None:
    """Show what became of each provision of OLD in NEW.

    same, renumbered, amended, moved, split, merged, new or deleted, in the order of NEW, with the level, the likeness of
    the words from 0 to 1 and the reason; and whether more than typography and the numbers of cross-references changed.
    Stores nothing. Ends with status 1 when a file cannot be read.
    """
    with waiting("Aligning") as say:
        say("reading")
        before, after = _provisions(old), _provisions(new)
        say(f"{len(before)} and {len(after)} provisions")
        found = _found(find_links(before, after), before, after)
    shown = [
        each
        for each in found
        if (level is None or each.level.value == level) and (each.substance or not substance)
    ]
    click.echo(_as_json(shown) if as_json else _as_table(shown, before, after))


def _found(links: Sequence[Link], old: Sequence[Provision], new: Sequence[Provision]) -> list[Found]:
    kinds = {**{each.path: each.kind for each in old}, **{each.path: each.kind for each in new}}
    texts = Texts(old), Texts(new)
    context = link_context(old, new, links, {}, {})
    return [
        Found(link, level_of(kinds[(link.new or link.old)[0]]), _substance(link, *texts, context))
        for link in links
    ]


def _substance(link: Link, old: Texts, new: Texts, context: LinkContext) -> bool:
    """As the service says it: what was added or deleted always changed."""
    if not link.old or not link.new or context.other_headings(link):
        return True
    before, after = (
        BETWEEN.join(texts.of(path) for path in paths) for texts, paths in ((old, link.old), (new, link.new))
    )
    return before != after and is_substance(before, after, context.renumbered(link))


def _provisions(file: Path) -> Sequence[Provision]:
    try:
        check_size(file.stat().st_size, file.name)  # before it fills the memory
        content = file.read_bytes()
    except OSError as error:
        raise click.ClickException(
            f"“{file}” cannot be read: {error.strerror}. Check your rights."
        ) from error
    return read_draft(content, file.name, read_document).segmentation.provisions


def _as_json(found: Sequence[Found]) -> str:
    listed = [
        {
            "old": each.link.old,
            "new": each.link.new,
            "relation": each.link.relation.value,
            "level": each.level.value,
            "similarity": each.link.similarity,
            "reason": each.link.reason,
            "substance": each.substance,
        }
        for each in found
    ]
    return json.dumps({"links": listed}, ensure_ascii=False, indent=2)


def _as_table(found: Sequence[Found], old: Sequence[Provision], new: Sequence[Provision]) -> str:
    labels_old = {provision.path: provision.label for provision in old}
    labels_new = {provision.path: provision.label for provision in new}
    counts = Counter(each.link.relation for each in found)
    lines = [", ".join(f"{counts[relation]} {relation.value}" for relation in Relation if counts[relation])]
    lines += ["", _row("relation", "level", "old", "new", "alike", "why")]
    for each in found:
        link = each.link
        alike = f"{link.similarity:.2f}" if link.old and link.new else ""
        plain = each.substance or link.relation in (Relation.SAME, Relation.RENUMBERED)
        lines.append(
            _row(
                link.relation.value,
                each.level.value,
                _labels(link.old, labels_old),
                _labels(link.new, labels_new),
                alike,
                link.reason if plain else f"{link.reason}; {_NO_SUBSTANCE}",
            )
        )
    return "\n".join(lines) if found else "There is no such link."


def _labels(paths: Sequence[str], labels: Mapping[str, str]) -> str:
    return " + ".join(labels[path] for path in paths) or _NOTHING


def _row(relation: str, level: str, old: str, new: str, alike: str, why: str) -> str:
    return (
        f"{relation:<11}{level:<10}{old:<{_LABELS_WIDTH}} {new:<{_LABELS_WIDTH}} {alike:>5}  {why}".rstrip()
    )
