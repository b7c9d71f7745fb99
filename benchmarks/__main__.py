"""Runs every benchmark but the long ones, or those named: `python -m benchmarks write_score read_matrix`."""

import sys
from importlib import import_module

from benchmarks.measure import table

ALL = (
    "write_score",
    "read_matrix",
    "import_text",
    "export_xlsx",
    "align_drafts",
    "align_bill",
    "compare",
    "evaluate",
    "read_formats",
    "read_pdf",
    "segment_texts",
    "queue_tasks",
    "suggest",
)
LONG = ("align_redrafts", "align_speed", "team")
"""Minutes each: run when they are named."""

names = sys.argv[1:] or ALL
unknown = [name for name in names if name not in (*ALL, *LONG)]
if unknown:
    sys.exit(f"There is no benchmark {', '.join(unknown)}. Choose among {', '.join((*ALL, *LONG))}.")
rows = [row for name in names for row in import_module(f"benchmarks.{name}").run()]
if rows:
    print(table(rows))
