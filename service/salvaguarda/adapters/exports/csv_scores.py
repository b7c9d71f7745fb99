"""CSV, the long form: one row a score. UTF-8 with a byte order mark, so that Excel reads it right."""

import csv
import io

from salvaguarda.adapters.exports.cell_text import guarded
from salvaguarda.adapters.exports.columns import COLUMNS, lines
from salvaguarda.application.ports.exports import Report

BOM = "\ufeff"


class CsvWriter:
    """Fulfils application.ports.exports.ReportWriter."""

    media_type = "text/csv"

    def write(self, report: Report) -> bytes:
        """The file's bytes; a text that could start a formula has an apostrophe before it."""
        file = io.StringIO(newline="")
        writer = csv.writer(file, quoting=csv.QUOTE_MINIMAL)
        writer.writerow([heading for heading, _, _ in COLUMNS])
        for line in lines(report):
            values = [value(line) for _, _, value in COLUMNS]
            writer.writerow([guarded(value) if isinstance(value, str) else value for value in values])
        return (BOM + file.getvalue()).encode()
