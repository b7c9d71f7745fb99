"""CSV, the long form: one row a score. UTF-8 with a byte order mark, so that Excel reads it right."""

import csv
import io

from salvaguarda.adapters.exports.cell_text import guarded
from salvaguarda.adapters.exports.columns import COLUMNS, lines
from salvaguarda.application.ports.exports import Report

BOM = "\ufeff"

STATED = (
    ("Draft", "Label"),
    ("Draft", "sha256 of the text"),
    ("Checklist", "Id and version"),
    ("Checklist", "sha256 of the file"),
    ("Assessment", "Reviewers whose ratings count here"),
    ("Results", "Coverage"),
    ("Formula", "Version"),
    ("Language model", "Use"),
    ("Export", "Made at (UTC)"),
)
"""How the results came about (group and name of the facts), in every row: a CSV has no other place for it."""


class CsvWriter:
    """Fulfils application.ports.exports.ReportWriter."""

    media_type = "text/csv"

    def write(self, report: Report) -> bytes:
        """The file's bytes; a text that could start a formula has an apostrophe before it."""
        facts = {(fact.group, fact.name): fact.value for fact in report.facts}
        stated = [_value(facts[key]) for key in STATED]
        file = io.StringIO(newline="")
        writer = csv.writer(file, quoting=csv.QUOTE_MINIMAL)
        writer.writerow(
            [heading for heading, _, _ in COLUMNS] + [f"{group}: {name}" for group, name in STATED]
        )
        for line in lines(report):
            writer.writerow([_value(value(line)) for _, _, value in COLUMNS] + stated)
        return (BOM + file.getvalue()).encode()


def _value(value: str | float | None) -> str | float | None:
    return guarded(value) if isinstance(value, str) else value
