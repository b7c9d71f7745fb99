"""`salvaguarda segment`: show how a file is cut into provisions."""

import json
from collections import Counter
from pathlib import Path

import click

from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.adapters.documents.limits import check_size
from salvaguarda.application.read_draft import DraftReading, read_draft
from salvaguarda.domain.drafts import Provision, ProvisionKind
from salvaguarda.domain.errors import Unreadable

_WIDTH = 100


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON: provisions in document order.")
def segment(file: Path, as_json: bool) -> None:
    """Show how FILE (DOCX, PDF, HTML, ODT, RTF, Akoma Ntoso, Markdown or text) is cut into articles, paragraphs and points.

    Stores nothing. Doubts and what was set aside are listed below the outline. Ends with status 1 when the file
    cannot be read.
    """
    try:
        draft = read_draft(_content(file), file.name, read_document)
    except Unreadable as error:
        raise click.ClickException(error.message) from error
    except OSError as error:
        raise click.ClickException(
            f"“{file}” cannot be read: {error.strerror}. Check your rights."
        ) from error
    click.echo(_as_json(draft) if as_json else _as_outline(draft))


def _content(file: Path) -> bytes:
    check_size(file.stat().st_size, file.name)  # before it fills the memory
    return file.read_bytes()


def _own_words(provision: Provision) -> str:
    return "\n".join(words for words in (provision.text, provision.closing) if words)


def _as_json(draft: DraftReading) -> str:
    provisions = [
        {
            "path": each.path,
            "label": each.label,
            "kind": each.kind.value,
            "heading": each.heading,
            "text": _own_words(each),
            "depth": each.depth,
        }
        for each in draft.segmentation.provisions
        if each.kind is not ProvisionKind.DRAFT
    ]
    return json.dumps({"provisions": provisions}, ensure_ascii=False, indent=2)


def _as_outline(draft: DraftReading) -> str:
    cut = draft.segmentation
    lines = [f"{draft.label} ({draft.reading.format}, {draft.language})", _counts(cut.provisions), ""]
    lines += [_outlined(each) for each in cut.provisions]
    if cut.set_aside:
        lines += ["", "Set aside:"]
        lines += [f"  {_place(first, last)}: {reason}" for first, last, reason in cut.set_aside]
    if cut.warnings:
        lines += ["", "Look at:"]
        lines += [f"  {warning.message}" for warning in cut.warnings]
    return "\n".join(lines)


def _counts(provisions: tuple[Provision, ...]) -> str:
    counts = Counter(each.kind.value for each in provisions)
    return (
        ", ".join(f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in counts.items())
        or "no provisions"
    )


def _outlined(provision: Provision) -> str:
    words = provision.heading or provision.text or provision.closing
    role = f"  [{provision.role.value}]" if provision.role is not None else ""
    line = f"{'  ' * provision.depth}{provision.label}  {' '.join(words.split())}"
    return (line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…") + role


def _place(first: int, last: int) -> str:
    return f"line {first + 1}" if first == last else f"lines {first + 1}–{last + 1}"
