"""`salvaguarda align`: show which provisions of one draft answer to which of another."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.adapters.documents.limits import check_size
from salvaguarda.application.read_draft import read_draft
from salvaguarda.cli.waiting import waiting
from salvaguarda.domain.alignment.align import align as find_links
from salvaguarda.domain.alignment.links import Link, Relation
from salvaguarda.domain.drafts import Provision

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_LABELS_WIDTH = 34
_NOTHING = "–"


@click.command()
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: every link with its paths.")
def align(old: Path, new: Path, as_json: bool) -> None:
    """Show what became of each provision of OLD in NEW (DOCX, Markdown or plain text).

    same, renumbered, amended, moved, split, merged, new or deleted, in the order of NEW, with the likeness of the
    words from 0 to 1 and the reason. Stores nothing. Ends with status 1 when a file cannot be read.
    """
    with waiting("Aligning") as say:
        say("reading")
        before, after = _provisions(old), _provisions(new)
        say(f"{len(before)} and {len(after)} provisions")
        links = find_links(before, after)
    click.echo(_as_json(links) if as_json else _as_table(links, before, after))


def _provisions(file: Path) -> Sequence[Provision]:
    try:
        check_size(file.stat().st_size, file.name)  # before it fills the memory
        content = file.read_bytes()
    except OSError as error:
        raise click.ClickException(
            f"“{file}” cannot be read: {error.strerror}. Check your rights."
        ) from error
    return read_draft(content, file.name, read_document).segmentation.provisions


def _as_json(links: Sequence[Link]) -> str:
    listed = [
        {
            "old": link.old,
            "new": link.new,
            "relation": link.relation.value,
            "similarity": link.similarity,
        }
        for link in links
    ]
    return json.dumps({"links": listed}, ensure_ascii=False, indent=2)


def _as_table(links: Sequence[Link], old: Sequence[Provision], new: Sequence[Provision]) -> str:
    labels_old = {provision.path: provision.label for provision in old}
    labels_new = {provision.path: provision.label for provision in new}
    counts = Counter(link.relation for link in links)
    lines = [", ".join(f"{counts[relation]} {relation.value}" for relation in Relation if counts[relation])]
    lines += ["", _row("relation", "old", "new", "alike", "why")]
    for link in links:
        alike = f"{link.similarity:.2f}" if link.old and link.new else ""
        lines.append(
            _row(
                link.relation.value,
                _labels(link.old, labels_old),
                _labels(link.new, labels_new),
                alike,
                link.reason,
            )
        )
    return "\n".join(lines) if links else "Neither text has provisions."


def _labels(paths: Sequence[str], labels: Mapping[str, str]) -> str:
    return " + ".join(labels[path] for path in paths) or _NOTHING


def _row(relation: str, old: str, new: str, alike: str, why: str) -> str:
    return f"{relation:<11}{old:<{_LABELS_WIDTH}} {new:<{_LABELS_WIDTH}} {alike:>5}  {why}".rstrip()
