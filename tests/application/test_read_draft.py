from datetime import date
from hashlib import sha256

import pytest

from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.application.read_draft import read_draft
from salvaguarda.domain.drafts import ChapterRole
from salvaguarda.domain.errors import Unreadable

TEXT = """# Draft convention on things

A/AC.291/22, 6 November 2023

## Preamble

The States Parties to this Convention,

*Noting* this,

Have agreed as follows:

## Chapter I. Preventive measures

### Article 1. Scope

1. Each Party shall act under this law.
2. It shall report to all other Parties that have it.
"""


def test_a_draft_is_read_cut_and_described() -> None:
    content = TEXT.encode()

    draft = read_draft(content, "draft.md", read_document)

    assert (draft.name, draft.sha256, draft.size) == ("draft.md", sha256(content).hexdigest(), len(content))
    assert (draft.label, draft.symbol, draft.date, draft.language) == (
        "Draft convention on things", "A/AC.291/22", date(2023, 11, 6), "en",
    )  # fmt: skip
    assert draft.reading.format == "markdown"
    assert [each.path for each in draft.segmentation.provisions] == [
        "preamble", "preamble__rec_1", "chp_I", "art_1", "art_1__para_1", "art_1__para_2",
    ]  # fmt: skip
    assert draft.segmentation.provisions[2].role is ChapterRole.PREVENTION


def test_doubts_of_the_reading_come_before_those_of_the_cut() -> None:
    draft = read_draft("Article 1\n\nEach Party’s é".encode("cp1252"), "draft.txt", read_document)

    assert [warning.code for warning in draft.segmentation.warnings] == ["encoding", "short-text"]
    assert draft.label == "draft"


def test_what_cannot_be_read_is_an_error() -> None:
    with pytest.raises(Unreadable):
        read_draft(b"", "draft.docx", read_document)
