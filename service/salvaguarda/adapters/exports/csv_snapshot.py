"""CSV of a signed snapshot: one row a cell in scope, and in each what was signed."""

import csv
import io
import json

from salvaguarda.adapters.exports.cell_text import guarded
from salvaguarda.adapters.exports.csv_scores import BOM
from salvaguarda.application.ports.snapshots import SnapshotRecord
from salvaguarda.domain.snapshots import cells_of

HEADINGS = (
    "Path",
    "Provision",
    "Criterion",
    "Rating",
    "How settled",
    "Snapshot",
    "Signed at (UTC)",
    "sha256 of the snapshot",
    "Draft",
    "sha256 of the text",
    "Checklist, id and version",
    "sha256 of the checklist",
    "Formula version",
    "Verdict",
    "Language model",
)


def write_snapshot_csv(record: SnapshotRecord) -> bytes:
    """The file's bytes; a text that could start a formula has an apostrophe before it. A cell not settled has no rating."""
    content = json.loads(record.snapshot.content)
    draft, checklist = content["draft"], content["checklist"]
    stated = [
        f"{record.number}: {record.snapshot.title}",
        record.at,
        record.snapshot.sha256,
        draft["label"],
        draft["sha256"],
        f"{checklist['id']} {checklist['version']}",
        checklist["sha256"],
        content["formula_version"],
        content["verdict"],
        content["model_use"],
    ]
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_MINIMAL)
    writer.writerow(HEADINGS)
    for cell in cells_of(content):
        values = [cell.path, cell.label, cell.criterion, cell.rating or "", cell.how, *stated]
        writer.writerow([guarded(str(value)) for value in values])
    return (BOM + file.getvalue()).encode()
