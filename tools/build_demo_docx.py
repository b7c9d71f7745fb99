"""Write the demo drafts as Word files from their Markdown, numbered by Word itself.

    python -m tools.build_demo_docx

Reads the plain subset of Markdown that the demo drafts are written in (one block a line) and writes, beside each,
a DOCX in which chapters, articles, paragraphs, points and sub-points belong to one multi-level list: no number is
typed. The same text always gives the same bytes.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt, RGBColor

DEMO = Path(__file__).parents[1] / "service" / "salvaguarda" / "demo"
BUILT_AT = datetime(2026, 1, 1, tzinfo=UTC)  # a fixed date, so that building again changes no byte

LIST_ID = 70  # beyond the lists of python-docx's own template
PARAGRAPH, POINT, SUB_POINT, CLOSING = (
    "Treaty paragraph",
    "Treaty point",
    "Treaty sub-point",
    "Treaty closing words",
)


class Level(NamedTuple):
    """One level of the list: how it counts, what it prints, which style carries it, where its text stands (cm)."""

    format: str
    text: str
    style: str
    indent: float
    restarts: bool = True


LEVELS = (
    Level("upperRoman", "Chapter %1.", "Heading 1", 0),
    Level("decimal", "Article %2.", "Heading 2", 0, restarts=False),  # counts on through the chapters
    Level("decimal", "%3.", PARAGRAPH, 1),
    Level("lowerLetter", "(%4)", POINT, 2),
    Level("lowerRoman", "(%5)", SUB_POINT, 3),
)


class Block(NamedTuple):
    """One line of the Markdown: the style it takes in Word, its words, and how deep it stood (in spaces)."""

    style: str
    text: str
    indent: int = 0


def blocks(markdown: str) -> Iterator[Block]:
    """The blocks of a draft in order; numbers are cut off, for Word will write them."""
    for line in markdown.splitlines():
        if line.strip():
            yield block(line)


def block(line: str) -> Block:
    """One line as a block.

    >>> block("   (b) any other offence;")
    Block(style='Treaty point', text='any other offence;', indent=3)
    """
    text = line.strip()
    indent = len(line) - len(line.lstrip())
    for pattern, style in (
        (r"# ", "Title"),
        (r"> ", "Quote"),
        (r"## Chapter [IVX]+\. ", "Heading 1"),
        (r"## ", "Unnumbered heading"),
        (r"### Article \d+\. ", "Heading 2"),
        (r"\d+\. ", PARAGRAPH),
    ):
        if found := re.match(pattern, text):
            return Block(style, text[found.end() :], indent)
    if found := re.match(r"\(([a-z]+)\) ", text):
        return Block(point_style(found[1], indent), text[found.end() :], indent)
    return Block(CLOSING if indent else "Normal", text, indent)


def point_style(number: str, indent: int) -> str:
    """(i), (ii) … are sub-points when they stand in something; the demo has no list of nine points."""
    return SUB_POINT if indent and re.fullmatch(r"[ivx]+", number) else POINT


def build(markdown: str) -> bytes:
    """The draft as the bytes of a DOCX."""
    document = Document()
    prepare_styles(document)
    add_list(document)
    for each in blocks(markdown):
        add_block(document, each)
    document.core_properties.title = "Model Convention on Countering Cybercrime (synthetic)"
    document.core_properties.author = "Salvaguarda"
    document.core_properties.comments = "Synthetic text, written to try the service."
    document.core_properties.created = document.core_properties.modified = BUILT_AT.replace(tzinfo=None)
    return with_fixed_dates(document)


def prepare_styles(document: Any) -> None:
    """The styles of a plain UN document: serif, black headings, hanging numbers."""
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(11)
    for name, size in (("Title", 20), ("Heading 1", 14), ("Heading 2", 12)):
        font = document.styles[name].font
        font.name, font.size, font.color.rgb = "Times New Roman", Pt(size), RGBColor(0, 0, 0)
        fonts = font.element.rPr.rFonts
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]  # the theme's font would win over the name
    for name, indent in ((PARAGRAPH, 1), (POINT, 2), (SUB_POINT, 3), (CLOSING, 1)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.left_indent = Cm(indent)


def add_list(document: Any) -> None:
    """Define the multi-level list and hang each level on its style, as Word's own dialogue does."""
    numbering = document.part.numbering_part.element
    levels = "".join(level_xml(document, place, level) for place, level in enumerate(LEVELS))
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{LIST_ID}">'
        f'<w:nsid w:val="5A1FA6DA"/><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    numbering.insert(0, abstract)  # the schema wants every abstractNum before the first num
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{LIST_ID}"><w:abstractNumId w:val="{LIST_ID}"/></w:num>')
    )
    for place, level in enumerate(LEVELS):
        number(document.styles[level.style].element.get_or_add_pPr(), LIST_ID, place)


def level_xml(document: Any, place: int, level: Level) -> str:
    """One w:lvl element, its children in the order of the schema."""
    restart = "" if level.restarts else '<w:lvlRestart w:val="0"/>'
    style_id = document.styles[level.style].style_id
    left = round(level.indent * 567)  # twentieths of a point in a centimetre
    hanging = 567 if level.indent else 0
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{level.format}"/>{restart}'
        f'<w:pStyle w:val="{style_id}"/><w:suff w:val="{"tab" if level.indent else "space"}"/>'
        f'<w:lvlText w:val="{level.text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def number(properties: Any, list_id: int, place: int) -> None:
    """Make paragraph properties (w:pPr) belong to a level of a list; list 0 takes the number away."""
    reference = properties.get_or_add_numPr()  # python-docx puts it where the schema wants it
    reference.get_or_add_ilvl().val = place
    reference.get_or_add_numId().val = list_id


def add_block(document: Any, each: Block) -> None:
    """Add one block as a Word paragraph, with its italics and bold."""
    unnumbered = each.style == "Unnumbered heading"
    paragraph = document.add_paragraph(style="Heading 1" if unnumbered else each.style)
    if unnumbered:
        number(paragraph.paragraph_format.element.get_or_add_pPr(), 0, 0)
    if each.style in ("Title", "Heading 1"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words in re.split(r"(\*\*.+?\*\*|\*.+?\*)", each.text):
        run = paragraph.add_run(words.strip("*"))
        run.bold = True if words.startswith("**") else None
        run.italic = True if words.startswith("*") and not words.startswith("**") else None


def with_fixed_dates(document: Any) -> bytes:
    """The saved document with every member of the zip dated BUILT_AT."""
    saved, fixed = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            dated = zipfile.ZipInfo(member.filename, BUILT_AT.timetuple()[:6])
            dated.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(dated, old.read(member))
    return fixed.getvalue()


def main() -> None:
    """Build every demo draft."""
    for markdown in sorted(DEMO.glob("model-convention-*.md")):
        markdown.with_suffix(".docx").write_bytes(build(markdown.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
