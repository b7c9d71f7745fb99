"""The bytes of an Akoma Ntoso file → its root element, without entities, outside references or unbounded depth."""

import re

from lxml import etree

from salvaguarda.adapters.documents.limits import TAGS, check_attributes, unreadable

ROOTS = ("akomaNtoso", "akomantoso")
_ENCODINGS = ("ascii", "utf-16-le", "utf-16-be")
_HEAD = 16_384  # bytes in which the root element begins, after comments and instructions
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_FIRST = re.compile(rb"<(?:[\w.-]{1,40}:)?([A-Za-z_][\w.-]*)")
_ENTITY, _TAG = "<!ENTITY", "<"
_SAVE_AGAIN = "Open it in the program it was made with, export it as Akoma Ntoso again, and upload that."


def looks_like_akn(content: bytes) -> bool:
    """Whether a file is XML whose root is Akoma Ntoso, by its first bytes; UTF-8 or UTF-16."""
    head = content[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")
    first = _FIRST.search(_COMMENT.sub(b"", head)) if head.startswith(b"<") else None
    return first is not None and first[1].decode("ascii") in ROOTS


def parsed(content: bytes, name: str) -> etree._Element:
    """The root element. Raises Unreadable: malformed (with the line), entities, too many tags, no Akoma Ntoso."""
    if any(_ENTITY.encode(encoding) in content for encoding in _ENCODINGS):
        raise unreadable(
            name, "The XML declares entities, which can hide other files in it.", "Remove its DOCTYPE, and upload it again."
        )  # fmt: skip
    if content.count(_TAG.encode()) > TAGS:
        raise unreadable(name, f"The XML has more than {TAGS:,} tags.", "Upload one instrument at a time.")
    check_attributes(content, name)
    root = _root(content, name)
    if root.getroottree().docinfo.internalDTD is not None and _has_entities(root):
        raise unreadable(name, "The XML uses entities of a DTD.", "Write the characters themselves instead.")
    if local_name(root) not in ROOTS:
        raise unreadable(
            name, f"It is XML, but no Akoma Ntoso: it begins with <{local_name(root)}>.",
            "Upload it as Akoma Ntoso, DOCX, PDF, HTML or plain text, or paste the text.",
        )  # fmt: skip
    return root


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace, which differs between versions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """An attribute by its name, whatever its namespace; "" when it is absent."""
    own = element.get(name)
    if own is not None:
        return own
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), "")


def _root(content: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(content.lstrip(b" \t\r\n"), parser)
    except etree.XMLSyntaxError as error:
        said = (error.msg or "syntax error").strip(". ")  # of lxml, with line and column
        place = "" if ", line " in said else f", line {error.lineno or 1}"
        what = f"It is no valid XML: {said}{place}."
        raise unreadable(name, what, _SAVE_AGAIN) from error
    except ValueError as error:
        raise unreadable(name, "It is no valid XML.", _SAVE_AGAIN) from error


def _has_entities(root: etree._Element) -> bool:
    return next(root.iter(etree.Entity), None) is not None
