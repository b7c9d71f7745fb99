"""A small, always equal slice of tools/fuzz_readers.py: files are read or refused, nothing else."""

from itertools import islice

import pytest

from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.domain.errors import Unreadable
from salvaguarda.domain.reading.lines import Reading, ReadingOptions, TextVersion
from tools.fuzz_inputs import Case, bombs, cases

SLICE = 12
MOST = 300_000  # bytes: larger ones are for the tool


@pytest.mark.parametrize("name", ["html", "odt", "rtf", "docx", "markdown", "text"])
def test_mutated_files_are_read_or_refused(name: str) -> None:
    first = len(bombs(name))
    outcomes = [
        _outcome(case) for case in islice(cases(name, 7), first, first + SLICE) if len(case.content) < MOST
    ]

    assert len(outcomes) > SLICE // 2
    assert set(outcomes) <= {"read", "refused"}


def _outcome(case: Case) -> str:
    version = TextVersion.EARLIER if case.earlier else TextVersion.PROPOSED
    try:
        reading = read_document(case.content, "fuzzed", ReadingOptions(version))
    except Unreadable:
        return "refused"
    return "read" if isinstance(reading, Reading) else "else"
