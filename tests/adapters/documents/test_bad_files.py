"""Files that cannot be read: each says what is wrong and what to do, quickly and without filling the memory."""

import struct
import zipfile
from io import BytesIO

import pytest

from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.adapters.documents.limits import UPLOAD
from salvaguarda.domain.errors import Unreadable
from tests.adapters.documents.word_files import paragraph, with_part, word_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCUMENT = "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def refused(content: bytes, name: str = "draft.docx") -> str:
    """The message; fails unless it says where, what and what to do."""
    with pytest.raises(Unreadable) as caught:
        read_document(content, name)
    (problem,) = caught.value.problems
    assert problem.where == name
    assert problem.what.endswith(".")
    assert problem.fix.endswith(".")
    assert name in caught.value.message
    return caught.value.message


def docx() -> bytes:
    return word_file([paragraph("Each Party shall act.")])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n\t \r\n", "no text"),
        (b"\xef\xbb\xbf", "no text"),
        (bytes(range(256)) * 40, "binary"),
        (OLE + b"\x00" * 600 + "WordDocument".encode("utf-16-le"), "old Word file"),
        (OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"%PDF-1.7\n%\xe2\xe3", "damaged"),
        (b"<!DOCTYPE html><html><p><script>Article 1</script>", "no text"),
        (b"\n<html lang='en'>", "no text"),
        (b"{\\rtf1\\ansi {\\*\\generator Word}}", "no text"),
        (b"<?xml version='1.0'?><feed><entry/></feed>", "no Akoma Ntoso, and begins with <feed>"),
        (b"<html><body>" + b"<div>" * 5_000 + b"deep", "inside one another"),
        (b"{\\rtf1 " + b"{" * 5_000 + b"deep", "inside one another"),
        (b"<html><body>" + b"<p>w" * 1_000_001, "tags"),
    ],
)
def test_what_is_no_draft_is_refused_with_what_to_do(content: bytes, says: str) -> None:
    assert says in refused(content)


def test_the_name_does_not_decide() -> None:
    assert read_document(docx(), "draft.txt").format == "docx"
    assert read_document(b"Article 1\n\nText.", "draft.docx").format == "text"


@pytest.mark.timeout(30)
def test_a_file_above_the_limit_is_refused_before_it_is_looked_at() -> None:

    assert "50 MB" in refused(b"PK\x03\x04" + bytes(50 * 1024 * 1024))
    assert UPLOAD < 50 * 1024 * 1024


def test_a_file_just_above_the_limit_is_told_by_how_much() -> None:
    assert "25.4 MB; the limit is 25 MB" in refused(bytes(int(25.4 * 1024 * 1024)))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_docx_is_refused(share: float) -> None:
    content = docx()

    assert "damaged" in refused(content[: int(len(content) * share)])


def test_a_docx_with_damaged_bytes_is_refused() -> None:
    content = bytearray(docx())
    with zipfile.ZipFile(BytesIO(bytes(content))) as archive:
        place = archive.getinfo(DOCUMENT).header_offset + 60
    content[place : place + 40] = b"\xff" * 40

    assert "damaged" in refused(bytes(content))


def test_an_encrypted_archive_is_refused() -> None:
    content = bytearray(docx())
    place = content.rindex(b"PK\x01\x02", 0, content.rindex(b"PK\x05\x06"))
    (flags,) = struct.unpack_from("<H", content, place + 8)
    struct.pack_into("<H", content, place + 8, flags | 1)

    assert "password" in refused(bytes(content))


def test_a_zip_without_a_document_is_refused() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("hello.txt", "hello")

    assert "no Word document" in refused(stream.getvalue())


def test_a_docx_without_text_is_refused() -> None:
    assert "no text" in refused(word_file([paragraph("")]))


def test_a_docx_with_broken_xml_is_refused() -> None:
    assert "no valid XML" in refused(with_part(docx(), DOCUMENT, b"<w:document><w:body>"))


@pytest.mark.timeout(30)
def test_a_zip_bomb_is_refused_before_unpacking() -> None:
    bomb = with_part(docx(), DOCUMENT, b"<a>" + b" " * (200 * 1024 * 1024) + b"</a>")
    assert len(bomb) < 1024 * 1024

    assert "far larger" in refused(bomb)


def test_a_bomb_of_many_parts_is_refused() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(5_001):
            archive.writestr(f"word/{number}.xml", "")

    assert "far larger" in refused(stream.getvalue())


def body(inside: str) -> bytes:
    return f'<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'.encode()


@pytest.mark.timeout(30)
def test_a_bomb_of_empty_elements_is_refused_before_it_fills_the_memory() -> None:
    bomb = with_part(docx(), DOCUMENT, body("<a/>" * 3_000_000))
    assert len(bomb) < 100_000

    assert "more than 2,000,000 tags" in refused(bomb)


def test_a_bomb_under_another_name_is_refused() -> None:
    with zipfile.ZipFile(BytesIO(docx())) as archive:
        named = archive.read("_rels/.rels").replace(b"word/document.xml", b"word/document.bin")
    hidden = with_part(
        with_part(docx(), "_rels/.rels", named), "word/document.bin", b" " * (60 * 1024 * 1024)
    )

    assert "far larger" in refused(hidden)


@pytest.mark.timeout(20)
def test_text_boxes_in_text_boxes_are_read_once() -> None:
    depth = 60
    inside = "<w:r><w:t>Words in a box.</w:t></w:r>"
    nested = "<w:p><w:txbxContent>" * depth + f"<w:p>{inside}</w:p>" + "</w:txbxContent></w:p>" * depth
    lines = read_document(with_part(docx(), DOCUMENT, body(nested)), "a.docx").lines

    assert [line.text for line in lines] == ["Words in a box."]


@pytest.mark.timeout(30)
def test_zeros_without_end_are_refused_at_once() -> None:

    assert "binary" in refused(bytes(20 * 1024 * 1024))


@pytest.mark.timeout(30)
def test_entities_are_refused_not_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    hostile = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&l8;</w:t></w:r></w:p></w:body></w:document>'

    assert DOCUMENT in refused(with_part(docx(), DOCUMENT, hostile.encode()))


def test_files_of_the_machine_are_not_read() -> None:
    hostile = f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&f;</w:t></w:r></w:p></w:body></w:document>'

    assert "entities" in refused(with_part(docx(), DOCUMENT, hostile.encode()))


def test_elements_nested_beyond_measure_are_refused() -> None:
    deep = "<w:sdt>" * 5_000 + "</w:sdt>" * 5_000
    hostile = f'<w:document xmlns:w="{W}"><w:body>{deep}</w:body></w:document>'

    refused(with_part(docx(), DOCUMENT, hostile.encode()))
