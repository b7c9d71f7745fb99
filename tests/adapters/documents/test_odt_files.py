"""OpenDocument texts: numbers as the reader sees them, tracked changes, notes, tables."""

import pytest

from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.domain.errors import Unreadable
from salvaguarda.domain.reading.lines import Line, ReadingOptions, TextVersion
from tests.adapters.documents.treaty_files import odt_body, odt_file

STYLE = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1" text:start-value="3"/>'
    '<text:list-level-style-number text:level="2" style:num-suffix=")" style:num-format="a" text:display-levels="2"/>'
    "</text:list-style>"
)


def lines_of(body: str, version: TextVersion = TextVersion.PROPOSED) -> list[Line]:
    return list(read_document(odt_body(body, STYLE), "a", ReadingOptions(version)).lines)


def part(words: str, more: str = "", start: str = "") -> str:
    return f"<text:list-item{start}><text:p>{words}</text:p>{more}</text:list-item>"


def a_list(inside: str, attributes: str = ' text:style-name="L"') -> str:
    return f"<text:list{attributes}>{inside}</text:list>"


def test_lists_count_with_start_values_levels_and_prefixes() -> None:
    body = a_list(part("x", a_list(part("y"), "")) + part("z", start=' text:start-value="9"'))

    assert [line.seen for line in lines_of(body)] == ["3. x", "3.a) y", "9. z"]


def test_a_list_goes_on_only_where_it_says_so() -> None:
    body = (
        a_list(part("x"))
        + a_list(part("y"), ' text:style-name="L" text:continue-numbering="true"')
        + a_list(part("z"))
    )

    assert [line.seen for line in lines_of(body)] == ["3. x", "4. y", "3. z"]


def test_a_part_that_only_holds_a_list_has_no_number() -> None:
    body = a_list("<text:list-item>" + a_list(part("y"), "") + "</text:list-item>")

    assert [(line.seen, line.indent) for line in lines_of(body)] == [("3.a) y", 1)]


def test_tracked_changes_are_read_in_the_version_that_is_wanted() -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="d"><text:deletion><text:p>may</text:p></text:deletion>'
        '</text:changed-region><text:changed-region text:id="i"><text:insertion/></text:changed-region></text:tracked-changes>'
        '<text:p>Each <text:change text:change-id="d"/><text:change-start text:change-id="i"/>shall'
        '<text:change-end text:change-id="i"/> act.</text:p>'
    )

    assert [line.text for line in lines_of(body)] == ["Each shall act.", "may"]
    assert [line.text for line in lines_of(body, TextVersion.EARLIER)] == ["Each may act.", "shall"]


def test_the_earlier_version_has_no_break_that_was_inserted() -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="i"><text:insertion/></text:changed-region></text:tracked-changes>'
        '<text:p>One<text:change-start text:change-id="i"/></text:p><text:p><text:change-end text:change-id="i"/> two</text:p>'
    )

    assert [line.text for line in lines_of(body)] == ["One", "two"]
    assert [line.text for line in lines_of(body, TextVersion.EARLIER)] == ["One two"]


def test_footnotes_follow_their_paragraph_and_stand_aside() -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Note.</text:p></text:note-body></text:note>"

    assert [(line.seen, line.aside) for line in lines_of(f"<text:p>Text{note}.</text:p>")] == [
        ("Text.", ""),
        ("1 Note.", "footnote"),
    ]


def test_an_odt_that_declares_entities_or_holds_no_text_is_refused() -> None:
    for content in ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "<x", "<x/>"):
        with pytest.raises(Unreadable):
            read_document(odt_file(content), "a")
    with pytest.raises(Unreadable, match="no text"):
        read_document(odt_body("<text:p/>"), "a")
