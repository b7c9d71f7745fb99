"""Runs every benchmark, or those named: `python -m benchmarks write_score read_matrix`."""

import sys
from importlib import import_module

from benchmarks.measure import table

ALL = ("write_score", "read_matrix", "import_text", "export_xlsx", "align_drafts", "read_formats", "read_pdf", "segment_texts")

names = sys.argv[1:] or ALL
rows = [row for name in names for row in import_module(f"benchmarks.{name}").run()]
print(table(rows))
