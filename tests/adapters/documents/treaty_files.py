"""One synthetic treaty, written as a file of every format; Word, pages and OpenDocument number its lists themselves."""

import zipfile
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from typing import NamedTuple

from docx import Document

from tools.build_demo_docx import (
    PARAGRAPH,
    POINT,
    SUB_POINT,
    add_list,
    number,
    prepare_styles,
    with_fixed_dates,
)


class Part(NamedTuple):
    """kind: "title", "words", "chapter", "article", "annex", "1", "a" or "i"."""

    kind: str
    text: str
    number: str = ""


SOURCE = (
    Part("title", "Convention on the Protection of Letters"),
    Part("words", "The Parties to this Convention,"),
    Part("words", "Considering that the secrecy of letters is a right of every person,"),
    Part("words", "Recalling the duties of States under international law,"),
    Part("words", "Have agreed as follows:"),
    Part("chapter", "General provisions", "I"),
    Part("article", "Purpose", "1"),
    Part("words", "The purpose of this Convention is to protect the secrecy of letters in every State."),
    Part("article", "Use of terms", "2"),
    Part("words", "For the purposes of this Convention:"),
    Part("a", "“letter” means any written message between persons;", "(a)"),
    Part("a", "“carrier” means any person that conveys letters for others.", "(b)"),
    Part("article", "Scope", "3"),
    Part("1", "This Convention applies to all letters sent within a State Party.", "1."),
    Part("1", "It does not apply to parcels without a written message.", "2."),
    Part("article", "Letters in transit", "3 bis"),
    Part("words", "Each Party shall ensure that letters in transit are not opened by any carrier."),
    Part("chapter", "Measures", "II"),
    Part("article", "Secrecy", "4"),
    Part("1", "Each Party shall adopt measures to ensure that:", "1."),
    Part("a", "no letter is opened without an order of a court;", "(a)"),
    Part("a", "every order states:", "(b)"),
    Part("i", "the letters that may be opened;", "(i)"),
    Part("i", "the reasons for opening them;", "(ii)"),
    Part("a", "the addressee is told as soon as the purpose allows.", "(c)"),
    Part("1", "Paragraph 1 applies to letters of legal persons as well.", "2."),
    Part("article", "Remedies", "5"),
    Part("1", "Every person whose letters were opened shall have a remedy.", "1."),
    Part("1", "The remedy shall be effective and free of charge.", "2."),
    Part("chapter", "Final provisions", "III"),
    Part("article", "Entry into force", "6"),
    Part("words", "This Convention enters into force on the day after the tenth ratification."),
    Part("words", "IN WITNESS WHEREOF the undersigned have signed this Convention."),
    Part("annex", "Annex I. Forms"),
    Part("1", "A request states the letters that are asked for.", "1."),
    Part("1", "It is signed by a court.", "2."),
)


def _typed(each: Part) -> str:
    """A part as it is typed where nothing is numbered by itself."""
    if each.kind == "chapter":
        return f"Chapter {each.number}. {each.text}"
    if each.kind == "article":
        return f"Article {each.number}. {each.text}"
    return f"{each.number} {each.text}".strip()


def as_text(source: Sequence[Part] = SOURCE) -> bytes:
    return "\n\n".join(_typed(each) for each in source).encode()


def as_markdown(source: Sequence[Part] = SOURCE) -> bytes:
    marks = {"title": "# ", "chapter": "## ", "annex": "## ", "article": "### "}
    indents = {"a": "   ", "i": "      "}
    return "\n\n".join(
        f"{marks.get(each.kind, indents.get(each.kind, ''))}{_typed(each)}" for each in source
    ).encode()


def as_docx(source: Sequence[Part] = SOURCE) -> bytes:
    """By Word's own multi-level list: everything but "3 bis" is numbered by Word."""
    styles = {
        "title": "Title",
        "words": "Normal",
        "chapter": "Heading 1",
        "annex": "Heading 1",
        "article": "Heading 2",
    }
    styles |= {"1": PARAGRAPH, "a": POINT, "i": SUB_POINT}
    document = Document()
    prepare_styles(document)
    add_list(document)
    for each in source:
        paragraph = document.add_paragraph(style=styles[each.kind])
        typed = " " in each.number or each.kind == "annex"
        paragraph.add_run(_typed(each) if typed else each.text)
        if typed:
            number(paragraph.paragraph_format.element.get_or_add_pPr(), 0, 0)
    return with_fixed_dates(document)


_LEVELS = {"1": 0, "a": 1, "i": 2}


def _nested(
    source: Sequence[Part], close: str, opening: dict[str, str], item: str, end: str
) -> Iterator[tuple[Part, str]]:
    """Each part with the tags of lists that stand before it; lists begin again after every heading and run of words."""
    depth: list[str] = []
    for each in source:
        before = ""
        if each.kind not in _LEVELS:
            while depth:
                before += end + close
                depth.pop()
        else:
            while depth and _LEVELS[depth[-1]] > _LEVELS[each.kind]:
                before += end + close
                depth.pop()
            if depth and depth[-1] == each.kind:
                before += end + item
            else:
                before += opening[each.kind] + item
                depth.append(each.kind)
        yield each, before
    yield Part("end", ""), "".join(end + close for _ in depth)


def as_html(source: Sequence[Part] = SOURCE) -> bytes:
    """Points and paragraphs in lists of the page, which numbers them: "1.", "a.", "i."."""
    opening = {"1": "<ol>", "a": "<ol type=a>", "i": "<ol type=i>"}
    tags = {"title": "h1", "chapter": "h2", "annex": "h2", "article": "h3", "words": "p"}
    body: list[str] = []
    for each, before in _nested(source, "</ol>", opening, "<li>", "</li>"):
        tag = tags.get(each.kind)
        words = escape(each.text if each.kind in _LEVELS else _typed(each))
        body.append(before + (f"<{tag}>{words}</{tag}>" if tag else words))
    page = "<!doctype html><html lang=en><head><meta charset=utf-8><title>Letters</title></head><body>{}</body></html>"
    return page.format("\n".join(body)).encode()


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_CONTENT = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{_ODF}office:1.0" xmlns:text="{_ODF}text:1.0" '
    f'xmlns:style="{_ODF}style:1.0"><office:automatic-styles>{{styles}}</office:automatic-styles>'
    "<office:body><office:text>{body}</office:text></office:body></office:document-content>"
)
_LIST_STYLE = (
    '<text:list-style style:name="{name}">'
    '<text:list-level-style-number text:level="{one}" style:num-suffix="." style:num-format="1"/>'
    '<text:list-level-style-number text:level="{two}" style:num-prefix="(" style:num-suffix=")" style:num-format="a"/>'
    '<text:list-level-style-number text:level="{three}" style:num-prefix="(" style:num-suffix=")" style:num-format="i"/>'
    "</text:list-style>"
)


def as_odt(source: Sequence[Part] = SOURCE) -> bytes:
    """Lists of OpenDocument; a list of points that stands in no paragraph has a style of its own."""
    styles = _LIST_STYLE.format(name="L", one=1, two=2, three=3)
    styles += _LIST_STYLE.format(name="P", one=9, two=1, three=2)
    opening = {"1": '<text:list text:style-name="L">', "a": "<text:list>", "i": "<text:list>"}
    headings = {"title": 1, "chapter": 2, "annex": 2, "article": 3}
    body: list[str] = []
    for each, before in _nested(source, "</text:list>", opening, "<text:list-item>", "</text:list-item>"):
        level = headings.get(each.kind)
        words = escape(each.text if each.kind in _LEVELS else _typed(each))
        alone = before.startswith("<text:list>") and "text:list" not in body[-1]
        lead = before.replace("<text:list>", '<text:list text:style-name="P">') if alone else before
        if each.kind == "end":
            body.append(lead)
        elif level:
            body.append(f'{lead}<text:h text:outline-level="{level}">{words}</text:h>')
        else:
            body.append(f"{lead}<text:p>{words}</text:p>")
    return odt_file(_CONTENT.format(styles=styles, body="".join(body)))


def odt_file(content: str, **parts: str) -> bytes:
    """An ODT with this content.xml and other parts (styles, meta)."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        for name, part in parts.items():
            archive.writestr(f"{name}.xml", part)
    return stream.getvalue()


def odt_body(body: str, styles: str = "") -> bytes:
    return odt_file(_CONTENT.format(styles=styles, body=body))


def as_rtf(source: Sequence[Part] = SOURCE) -> bytes:
    """Numbers as Word writes them for other programs, in \\listtext."""
    styles = "{\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}{\\s2 heading 2;}{\\s3 heading 3;}}"
    headings = {"title": 1, "chapter": 2, "annex": 2, "article": 3}
    body: list[str] = []
    for each in source:
        if each.kind in _LEVELS:
            head = f"\\pard\\ls1\\ilvl{_LEVELS[each.kind]} {{\\listtext\\tab {each.number}\\tab}}"
            body.append(f"{head}{_rtf(each.text)}\\par")
        else:
            level = headings.get(each.kind)
            body.append(f"\\pard\\s{level or 0} {_rtf(_typed(each))}\\par")
    return ("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl\\f0 Times;}" + styles + "\n".join(body) + "}").encode(
        "ascii"
    )


def _rtf(text: str) -> str:
    return "".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in text)
