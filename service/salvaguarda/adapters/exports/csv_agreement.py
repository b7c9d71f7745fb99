"""CSV of the agreement of reviewers: one row a part. UTF-8 with a byte order mark, so that Excel reads it right."""

import csv
import io

from salvaguarda.adapters.exports.agreement_columns import AGREEMENT_COLUMNS, Value
from salvaguarda.adapters.exports.cell_text import guarded
from salvaguarda.adapters.exports.csv_scores import BOM
from salvaguarda.application.ports.agreement_tables import AgreementTable


class CsvAgreementWriter:
    """Fulfils application.ports.agreement_tables.AgreementWriter."""

    media_type = "text/csv"

    def write(self, table: AgreementTable) -> bytes:
        """The file's bytes; the facts stand in every row, for a CSV has no other place for them."""
        file = io.StringIO(newline="")
        writer = csv.writer(file, quoting=csv.QUOTE_MINIMAL)
        writer.writerow(
            [heading for heading, _, _ in AGREEMENT_COLUMNS] + [fact.name for fact in table.facts]
        )
        stated = [_value(fact.value) for fact in table.facts]
        for line in table.lines:
            writer.writerow([_value(value(line)) for _, _, value in AGREEMENT_COLUMNS] + stated)
        return (BOM + file.getvalue()).encode()


def _value(value: Value) -> Value:
    return guarded(value) if isinstance(value, str) else value
