"""CSV of a comparison: one row a link and criterion that changed; a link without changes has one row."""

import csv
import io
from collections.abc import Sequence

from salvaguarda.adapters.exports.cell_text import guarded
from salvaguarda.adapters.exports.comparison_columns import (
    CHANGE_COLUMNS,
    LINK_COLUMNS,
    change_lines,
    link_lines,
)
from salvaguarda.adapters.exports.csv_scores import BOM
from salvaguarda.application.ports.exports import ComparisonReport
from salvaguarda.domain.redline import Operation

STATED = (
    ("Old draft", "Label"),
    ("Old draft", "sha256 of the text"),
    ("Old draft", "Checklist, id and version"),
    ("Old draft", "Checklist, sha256 of the file"),
    ("Old draft", "Reviewers whose ratings count here"),
    ("Old draft", "Coverage"),
    ("New draft", "Label"),
    ("New draft", "sha256 of the text"),
    ("New draft", "Checklist, id and version"),
    ("New draft", "Checklist, sha256 of the file"),
    ("New draft", "Reviewers whose ratings count here"),
    ("New draft", "Coverage"),
    ("New draft", "Formula version"),
    ("Alignment", "Engine version"),
    ("Alignment", "Redline version"),
    ("Language model", "Use"),
    ("Export", "Made at (UTC)"),
)
"""How the results came about (group and name of the facts), in every row; "" where there is no assessment."""

_MARKS = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}


class ComparisonCsvWriter:
    """Fulfils application.ports.exports.ComparisonWriter."""

    media_type = "text/csv"

    def write(self, report: ComparisonReport) -> bytes:
        """The file's bytes; a text that could start a formula has an apostrophe before it."""
        facts = {(fact.group, fact.name): fact.value for fact in report.facts}
        stated = [_field(facts.get(key, "")) for key in STATED]
        file = io.StringIO(newline="")
        writer = csv.writer(file, quoting=csv.QUOTE_MINIMAL)
        writer.writerow(
            [
                *(heading for heading, _, _ in LINK_COLUMNS),
                *(heading for heading, _, _ in CHANGE_COLUMNS),
                "Words: [-deleted-] {+inserted+}",
                *(f"{group}: {name}" for group, name in STATED),
            ]
        )
        for line in link_lines(report.comparison):
            of_link = [_field(value(line)) for _, _, value in LINK_COLUMNS]
            words = _field(marked(report.redlines.get(line.of.record.id, ())))
            changes = [
                [_field(value(change)) for _, _, value in CHANGE_COLUMNS]
                for change in change_lines(report.comparison, line)
            ] or [[""] * len(CHANGE_COLUMNS)]
            for place, of_change in enumerate(changes):
                # The words of a link are long: they stand once, in its first row.
                writer.writerow([*of_link, *of_change, "" if place else words, *stated])
        return (BOM + file.getvalue()).encode()


def marked(operations: Sequence[Operation]) -> str:
    """A redline in one line of text, as wdiff writes it.

    >>> marked([Operation("=", "Each Party "), Operation("-", "may "), Operation("+", "shall ")])
    'Each Party [-may -]{+shall +}'
    """
    return "".join(f"{_MARKS[each.sign][0]}{each.text}{_MARKS[each.sign][1]}" for each in operations)


def _field(value: str | float | None) -> str | float | None:
    return guarded(value) if isinstance(value, str) else value
