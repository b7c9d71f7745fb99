"""How large an upload may be, packed and unpacked. Checked before anything is unpacked."""

from salvaguarda.domain.errors import Problem, Unreadable

UPLOAD = 25 * 1024 * 1024  # bytes
UNPACKED_PART = 48 * 1024 * 1024  # bytes of one part of a DOCX; 100,000 words are about 10 MB
UNPACKED = 200 * 1024 * 1024  # bytes of all parts, pictures included
PARTS = 5_000
TAGS = 2_000_000  # of one part; 100,000 words are about 300,000. Each costs up to 150 bytes once parsed
LINES = 60_000  # 100,000 words are about 5,000 lines


def unreadable(name: str, what: str, fix: str) -> Unreadable:
    """The error for a file that cannot be read: what is wrong with it and what to do."""
    where = name or "the file"
    return Unreadable(f"“{where}” cannot be read: {what} {fix}", [Problem(where, what, fix)])


def check_size(size: int, name: str) -> None:
    """Raises Unreadable for an empty file and for one above the limit. size: in bytes."""
    if size == 0:
        raise unreadable(name, "The file is empty.", "Choose the file again; it may not have been saved.")
    if size > UPLOAD:
        raise unreadable(
            name,
            f"The file has {f'{size / 1024 / 1024:.1f}'.removesuffix('.0')} MB; the limit is {UPLOAD // 1024 // 1024} MB.",
            "Remove pictures from it, or paste its text.",
        )
