"""Akoma Ntoso files that are broken or mean harm: each is refused with what to do, or read in bounded time and memory."""

import re
from pathlib import Path

import pytest

from salvaguarda.adapters.documents.akn import looks_like_akn, read_akn
from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.adapters.documents.limits import LINES
from salvaguarda.domain.errors import Unreadable
from tests.adapters.documents.akn_files import V3, akn, cut, read, texts

ARTICLE = "<body><article><num>1</num><content><p>{}</p></content></article></body>"


def refused(content: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_akn(content, "bill.xml")
    (problem,) = caught.value.problems
    assert problem.where == "bill.xml"
    assert problem.fix.endswith(".")
    return problem.what


def test_malformed_xml_is_refused_with_its_line() -> None:
    content = akn("<body>\n<article>\n<num>1</wrong>\n</article></body>")

    assert re.search(r"no valid XML: .*line 3", refused(content))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.99])
def test_a_truncated_file_is_refused_with_its_line(share: float) -> None:
    content = akn(ARTICLE.format("x"))

    assert "line 1" in refused(content[: int(len(content) * share)])


def test_a_name_that_no_namespace_declares_is_read_by_its_local_part() -> None:
    content = (
        akn(ARTICLE.format("x"))
        .replace(b"<akomaNtoso", b"<an:akomaNtoso")
        .replace(b"</akomaNtoso", b"</an:akomaNtoso")
    )
    declared = content.replace(b"<an:akomaNtoso", f'<an:akomaNtoso xmlns:an="{V3}"'.encode())

    assert looks_like_akn(declared)
    assert [line.text for line in read_akn(declared, "bill.xml").lines] == ["x"]


def test_another_files_words_never_come_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    doctype = f'<!DOCTYPE akomaNtoso [<!ENTITY x SYSTEM "file://{secret}">]>'
    content = akn(ARTICLE.format("&x;")).replace(b"?>", b"?>" + doctype.encode(), 1)

    assert "entities" in refused(content)
    assert "entities" in refused(
        content.decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")
    )


def test_an_outside_document_type_is_never_fetched(tmp_path: Path) -> None:
    outside = tmp_path / "outside.dtd"
    outside.write_text('<!ENTITY x "secret words">')
    doctype = f'<!DOCTYPE akomaNtoso SYSTEM "{outside}">'

    plain = akn(ARTICLE.format("harmless")).replace(b"?>", b"?>" + doctype.encode(), 1)
    using = akn(ARTICLE.format("&x;")).replace(b"?>", b"?>" + doctype.encode(), 1)

    assert [line.text for line in read_akn(plain, "bill.xml").lines] == ["harmless"]
    assert refused(using)


def test_entities_that_grow_are_refused_unexpanded() -> None:
    grown = "".join(f'<!ENTITY a{index} "{f"&a{index - 1};" * 10}">' for index in range(1, 12))
    doctype = f'<!DOCTYPE akomaNtoso [<!ENTITY a0 "ha">{grown}]>'

    assert "entities" in refused(akn(ARTICLE.format("&a11;")).replace(b"?>", b"?>" + doctype.encode(), 1))


def test_an_included_file_stays_a_reference(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<p>secret words</p>")
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret}"/>'

    assert texts(read(ARTICLE.format(f"x{include}"))) == ["x"]


def test_xml_that_is_no_akoma_ntoso_says_what_it_is() -> None:
    assert "<catalogue>" in refused(b"<catalogue><p>Akoma</p></catalogue>")
    assert not looks_like_akn(b"<!DOCTYPE html><html><p>&lt;akomaNtoso> <akomaNtoso></p>")
    assert not looks_like_akn(b"Article 1 <akomaNtoso>")


def test_a_file_with_descriptions_only_holds_no_text() -> None:
    assert "no text" in refused(akn(""))
    assert "no text" in refused(akn("<coverPage><p>Bill</p></coverPage>"))


def test_parts_nested_as_deep_as_a_parser_lets_them_are_read() -> None:
    deep = 120
    inside = "<level><num>1</num>" * deep + "<content><p>bottom</p></content>" + "</level>" * deep

    provisions = cut(f"<body><article><num>1</num>{inside}</article></body>")

    assert provisions[-1].text == "bottom"
    assert len(provisions) == deep + 1
    assert max(len(each.path) for each in provisions) < 2_000


def test_elements_nested_deeper_than_any_law_are_refused() -> None:
    assert "depth" in refused(akn("<level>" * 5_000 + "</level>" * 5_000)).lower()


def test_inline_elements_and_quotations_nested_deeply_are_read() -> None:
    bold = "<b>" * 200 + "x" + "</b>" * 200
    quoted = "<quotedStructure startQuote='“' endQuote='”'>" * 200 + "<p>y</p>" + "</quotedStructure>" * 200

    lines = texts(read(ARTICLE.format(bold + quoted)))

    assert lines[0] == "x"
    assert "".join(lines[1:]) == "“" * 200 + "y" + "”" * 200


def test_more_lines_than_any_draft_has_are_refused() -> None:
    assert f"{LINES:,} lines" in refused(akn(f"<body>{'<p>x</p>' * (LINES + 2)}</body>"))


def test_a_placeholder_for_a_long_text_cannot_fill_the_memory() -> None:
    meta = f'<meta><references source="#a"><TLCConcept eId="t" href="/" showAs="{"#t" * 5_000}"/><TLCConcept eId="u" href="/" showAs="{"u" * 9_000}"/></references></meta>'
    content = akn(
        ARTICLE.format("<ref class='placeholder' href='#t'/><ref class='placeholder' href='#u'/>" * 9_000),
        meta=meta,
    )

    reading = read_akn(content, "bill.xml")

    assert sum(len(line.seen) for line in reading.lines) < 1_100_000


def test_quotations_without_words_leave_no_marks_on_what_was_quoted_before() -> None:
    empty = "<quotedStructure endQuote='”'/>" * 2_000
    full = "<quotedStructure endQuote='”'><p>y</p></quotedStructure>"

    assert texts(read(ARTICLE.format(f"x{full}{empty}"))) == ["x", "y”"]


@pytest.mark.parametrize(
    "name",
    ["article", "section", "quotedStructure", "crossHeading", "tr", "td", "attachment", "component", "num"],
)
def test_elements_where_nobody_expects_them_are_read(name: str) -> None:
    strange = f"<{name}>a<p>b</p><{name}>c</{name}><section><num>d</num>e</section></{name}>f"

    reading = read_document(akn(f"<body>{strange}{ARTICLE.format('x')}{strange}</body>"), "bill.xml")

    seen = "".join(line.seen for line in reading.lines)
    assert sorted(sign for sign in seen if sign.isalpha()) == sorted("abcdefabcdefx")
