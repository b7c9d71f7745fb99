"""Hostile files for the readers: real and synthetic files mutated, and bombs of each format. The same seed gives the same."""

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from random import Random
from typing import NamedTuple

from tests.adapters.documents import treaty_files
from tests.adapters.documents.treaty_files import odt_body
from tests.treaties import TEXTS
from tools.fuzz_xml import NAMES, mutated_xml

FORMATS = ("html", "odt", "rtf", "docx", "akn", "pdf", "markdown", "text")
_LARGEST = 400_000  # bytes of a real file that is mutated; more is slow, not more hostile
_ZIPS = ("docx", "odt")
_WELL_FORMED = 0.8  # share of files in XML that stay well-formed, so that they get deep into the reader
_MAIN_PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "content.xml", "styles.xml")
_REAL = {
    "html": "csam-regulation/*.html",
    "akn": "social-housing-bill/*.xml",
    "pdf": "paris-agreement/*.pdf",
    "markdown": "*/*.md",
}
_WORDS = {
    "html": (b"<table>", b"</td>", b"<li value=-9>", b"<ol reversed start=99999999999>", b"<!--", b"-->", b"<style>p{", b"&#0;", b"&#x110000;",
             b"<![if x]>", b"<a href='#a' id=b>1</a>", b"<del>", b"</p></p>", b"<q>", b"<main>", b"<plaintext>", b"<select>", b"<svg>", b"<tr>"),
    "odt": (b"<text:list>", b"</text:list>", b"<text:p>", b'<text:s text:c="99999999"/>', b"<text:note>", b"<table:table-row>", b"&#1;"),
    "rtf": (b"{", b"}", b"\\u-1", b"\\u55357?", b"\\bin99999999 ", b"\\'", b"\\*", b"{\\footnote ", b"\\cell", b"\\row", b"\\uc999999999 ",
            b"{\\listtext ", b"\\trowd", b"\\deleted", b"\\ansicpg65001", b"\\s99999999", b"\\par", b"\\pard", b"\\shptxt", b"{\\fonttbl{\\f1\\fcharset128 a;}"),
    "akn": (b"<paragraph>", b"</section>", b"<num>", b"<!ENTITY a 'b'>", b"&a;", b"<quotedStructure>", b"<article>"),
    "docx": (b"<w:tbl>", b"</w:tr>", b'<w:numId w:val="99999999999"/>', b"<w:del>", b"<w:p>", b"<w:txbxContent>", b"&#1;"),
    "pdf": (b"endobj", b"stream", b"/Kids [1 0 R]", b"/Length 99999999999", b"/Count -1", b"BT", b"%PDF-", b"xref"),
    "markdown": (b"[", b"](", b"**", b"```", b"# ", b"> " * 50, b"---\n", b"[^1]: ", b"- " * 40, b"<!--", b"|"),
    "text": (b"Article 1", b"(a)", b"[", b"\x0c", b"\xef\xbb\xbf", b" " * 500, b"1.1.1.1.", b"Option 1:"),
}  # fmt: skip


class Case(NamedTuple):
    """One hostile file. name: what was done to it; earlier: read the earlier version of tracked changes."""

    name: str
    content: bytes
    earlier: bool = False


def seeds(name: str) -> list[bytes]:
    """Whole files of a format to start from; real ones where they are here."""
    made: dict[str, Callable[[], bytes]] = {
        "html": treaty_files.as_html,
        "odt": treaty_files.as_odt,
        "rtf": treaty_files.as_rtf,
        "docx": treaty_files.as_docx,
        "markdown": treaty_files.as_markdown,
        "text": treaty_files.as_text,
    }
    found = [made[name]()] if name in made else []
    for path in sorted(TEXTS.glob(_REAL[name]))[:4] if name in _REAL else []:
        content = path.read_bytes()
        found.append(content if name in {"pdf", "akn"} else content[:_LARGEST])
    return found


def cases(name: str, seed: int) -> Iterator[Case]:
    """Bombs first, then mutated files without end."""
    for number, bomb in enumerate(bombs(name)):
        yield Case(f"bomb {number}", bomb)
    whole = seeds(name)
    number = 0
    while whole:
        random = Random(f"{name}-{seed}-{number}")  # noqa: S311  (no secret)
        yield Case(
            f"mutation {number}", _mutated(name, random, random.choice(whole), whole), random.random() < 0.3
        )
        number += 1


def _mutated(name: str, random: Random, content: bytes, whole: list[bytes]) -> bytes:
    if name in _ZIPS and random.random() < 0.95:
        return _with_mutated_part(name, random, content)
    if name in NAMES and name not in _ZIPS and random.random() < _WELL_FORMED:
        return mutated_xml(content, name, random)
    for _ in range(random.randint(1, 4)):
        content = _mutation(name, random, content, whole)
    return content


def _mutation(name: str, random: Random, content: bytes, whole: list[bytes]) -> bytes:
    if not content:
        return content
    place = random.randrange(len(content))
    end = min(len(content), place + random.choice((1, 8, 100, 5_000)))
    kind = random.choice(
        ("flip", "cut", "word", "word", "repeat", "splice", "nul", "number", "charset", "drop")
    )
    if kind == "flip":
        changed = bytearray(content)
        for _ in range(random.choice((1, 10, 200))):
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
        return bytes(changed)
    if kind == "number":
        huge = random.choice((b"99999999999999999999", b"-1", b"0", b"2147483648"))
        return re.sub(rb"\d+", huge, content[place:end]).join((content[:place], content[end:]))
    if kind == "charset":
        return content.decode("utf-8", "replace").encode(
            random.choice(("utf-16", "utf-16-be", "cp037", "utf-32")), "replace"
        )
    other = random.choice(whole)
    pieces = {
        "cut": content[:place],
        "word": content[:place]
        + random.choice(_WORDS[name]) * random.choice((1, 1, 30, 3_000))
        + content[place:],
        "repeat": content[:end] + content[place:end] * random.choice((1, 20, 500)) + content[end:],
        "splice": content[:place] + other[random.randrange(len(other)) :],
        "nul": content[:place] + bytes(end - place) + content[end:],
        "drop": content[:place] + content[end:],
    }
    return pieces[kind][:20_000_000]


def _with_mutated_part(name: str, random: Random, content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    if random.random() < _WELL_FORMED:
        for chosen in random.choices(
            [each for each in _MAIN_PARTS if each in parts], k=random.choice((1, 1, 2))
        ):
            parts[chosen] = mutated_xml(parts[chosen], name, random)
    else:
        chosen = random.choice([each for each in parts if each.endswith((".xml", ".rels"))])
        for _ in range(random.randint(1, 3)):
            parts[chosen] = _mutation(name, random, parts[chosen], list(parts.values()))
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for each, part in parts.items():
            archive.writestr(each, part, zipfile.ZIP_STORED if each == "mimetype" else zipfile.ZIP_DEFLATED)
    return stream.getvalue()


_LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 9))
_ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">' + _LAUGHS + b"]><%s>&l8;</%s>"
_MANY = b" ".join(b"a%d=1" % number for number in range(200_000))


def bombs(name: str) -> list[bytes]:
    """Files made to take time or memory: nesting, attributes, entities, archives, numbers."""
    made: dict[str, Callable[[], list[bytes]]] = {
        "html": _page_bombs, "odt": _odt_bombs, "rtf": _rtf_bombs, "akn": _akn_bombs, "docx": _docx_bombs,
        "markdown": _text_bombs, "text": _text_bombs, "pdf": lambda: [b"%PDF-1.7\n" + b"1 0 obj<<" * 200_000],
    }  # fmt: skip
    return made[name]()


def _page_bombs() -> list[bytes]:
    page = b"<!doctype html><p>"
    return [
        page + b"<div>" * 100_000 + b"x",
        page + b"<b>" * 1_400 + b"</i>" * 500_000,
        b"<html><p " + _MANY + b">x",
        page + b"<p a='" + b"x" * 15_000_000 + b"'>x",
        page + b"x" * 15_000_000,
        page + b"x<br>" * 400_000,
        page + b"<p>words that run on\n" * 200_000,
        page + b"<td>" * 50_000 + b"x",
        page + b"<table><tr>" * 700 + b"<td>(a)<td>x",
        page + b"<a href='#a' id='a'>1</a>" * 100_000,
        page + b"<li><ol>" * 700 + b"x",
        b"<html><style>" + b".a{color:red}" * 500_000 + b"</style><p class=a>x",
        b"<html><style>" + b"{" * 5_000_000 + b"</style><p class=a>x",
        page + b"<span class='" + b"a " * 900 + b"'>x</span>" * 20,
        page + b"<!--" * 1_000_000,
        page + b"&amp" * 3_000_000,
        page + b"<font" * 3_000_000,
        b"<!--" * 5_000_000,
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n"
        + b"--a\nContent-Type: text/html\n\n" * 500_000,
        b"x:" * 3_000_000,
    ]


def _odt_bombs() -> list[bytes]:
    return [
        odt_body("<text:p>" * 200 + "x" + "</text:p>" * 200),
        odt_body("<text:p>x</text:p>" * 400_000),
        odt_body(
            "<text:list><text:list-item>" * 120 + "<text:p>x</text:p>" + "</text:list-item></text:list>" * 120
        ),
        odt_body('<text:p><text:s text:c="999999"/></text:p>' * 50_000),
        treaty_files.odt_file((_ENTITIES % (b"x", b"x")).decode()),
        odt_body(" " * 60_000_000),
    ]


def _rtf_bombs() -> list[bytes]:
    return [
        b"{\\rtf1 " + b"{" * 3_000_000,
        b"{\\rtf1 " + b"{\\footnote " * 1_900 + b"x",
        b"{\\rtf1 " + b"\\'e9" * 3_000_000,
        b"{\\rtf1 " + b"\\par x" * 1_000_000,
        b"{\\rtf1 \\trowd" + b"\\cell" * 1_000_000 + b"\\row",
        b"{\\rtf1 \\bin" + b"9" * 1_000_000 + b" x",
        b"{\\rtf1 " + b"\\" + b"a" * 5_000_000,
        b"{\\rtf1 " + b"{\\b x}" * 1_000_000,
    ]


def _akn_bombs() -> list[bytes]:
    inside = b"<akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'><act><body>%s</body></act></akomaNtoso>"
    return [
        _ENTITIES % (b"akomaNtoso", b"akomaNtoso"),
        inside % (b"<section>" * 5_000 + b"x" + b"</section>" * 5_000),
        inside % (b"<section><num>1</num></section>" * 400_000),
        inside % (b"<section " + _MANY.replace(b"=1", b"='1'") + b"/>"),
    ]


def _docx_bombs() -> list[bytes]:
    stream = BytesIO(treaty_files.as_docx())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/bomb.xml", bytes(190_000_000))
    return [stream.getvalue(), treaty_files.as_docx()[:-20]]


def _text_bombs() -> list[bytes]:
    return [
        sign * 3_000_000
        for sign in (
            b"[",
            b"(",
            b"*",
            b"a ",
            b"# ",
            b"1.",
            b"\t",
            b"x" * 70 + b"\n",
            b"[a](b) ",
            b"> ",
            b"`",
            b"<!--",
            b"- ",
            b"Article 1 ",
        )
    ]
