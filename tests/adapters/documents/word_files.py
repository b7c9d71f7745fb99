"""Real DOCX files for tests: python-docx's shell with raw numbering and paragraphs."""

import zipfile
from io import BytesIO

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from salvaguarda.adapters.documents.docx import read_docx
from salvaguarda.domain.reading.lines import Reading

LIST = 900  # beyond the lists of the shell


def level(
    index: int,
    text: str,
    style: str = "decimal",
    *,
    start: int | None = 1,
    restart: int | None = None,
    legal: bool = False,
    paragraph_style: str = "",
) -> str:
    """One w:lvl, its elements in the order of the schema."""
    parts = [
        f'<w:start w:val="{start}"/>' if start is not None else "",
        f'<w:numFmt w:val="{style}"/>',
        f'<w:lvlRestart w:val="{restart}"/>' if restart is not None else "",
        f'<w:pStyle w:val="{paragraph_style}"/>' if paragraph_style else "",
        "<w:isLgl/>" if legal else "",
        f'<w:lvlText w:val="{text}"/>',
    ]
    return f'<w:lvl w:ilvl="{index}">{"".join(parts)}</w:lvl>'


def abstract(levels: list[str], number: int = LIST, link: str = "") -> str:
    """One w:abstractNum. link: "<w:numStyleLink …/>" or "<w:styleLink …/>"."""
    return f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{link}{"".join(levels)}</w:abstractNum>'


def num(number: int = LIST, of: int = LIST, overrides: str = "") -> str:
    """One w:num."""
    return f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def start_override(start: int, index: int = 0) -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def style(name: str, properties: str = "", based_on: str = "", kind: str = "paragraph") -> str:
    """One w:style; its id is its name."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style {nsdecls("w")} w:type="{kind}" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def num_pr(number: int | None = LIST, index: int | None = None) -> str:
    inside = f'<w:ilvl w:val="{index}"/>' if index is not None else ""
    inside += f'<w:numId w:val="{number}"/>' if number is not None else ""
    return f"<w:numPr>{inside}</w:numPr>"


def runs(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""


def paragraph(content: str = "", properties: str = "", style_name: str = "") -> str:
    """One w:p. content: words, or runs as XML when it begins with "<"."""
    inside = content if content.startswith("<") else runs(content)
    styled = f'<w:pStyle w:val="{style_name}"/>' if style_name else ""
    return f"<w:p {nsdecls('w')}><w:pPr>{styled}{properties}</w:pPr>{inside}</w:p>"


def item(text: str, index: int = 0, number: int = LIST) -> str:
    return paragraph(text, num_pr(number, index))


def word_file(body: list[str], numbering: list[str] | None = None, styles: list[str] | None = None) -> bytes:
    """The bytes of a DOCX with these elements in its body."""
    document = Document()
    shell_numbering = document.part.numbering_part.element
    for each in numbering or []:
        element = parse_xml(each)
        if element.tag.endswith("}abstractNum"):
            shell_numbering.insert(0, element)  # the schema wants every abstractNum before the first num
        else:
            shell_numbering.append(element)
    for each in styles or []:
        document.styles.element.append(parse_xml(each))
    section = document.element.body.sectPr
    for each in body:
        section.addprevious(parse_xml(each))
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(body: list[str], numbering: list[str] | None = None, styles: list[str] | None = None) -> Reading:
    return read_docx(word_file(body, numbering, styles), "test.docx")


def numbers(reading: Reading) -> list[str]:
    return [line.number for line in reading.lines if not line.aside]


def texts(reading: Reading) -> list[str]:
    return [line.text for line in reading.lines if not line.aside]


def with_part(content: bytes, path: str, part: bytes) -> bytes:
    """The same file with one part replaced or added."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != path:
                new.writestr(name, old.read(name))
        new.writestr(path, part)
    return stream.getvalue()
