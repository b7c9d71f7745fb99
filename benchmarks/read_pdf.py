"""Read a PDF of 270 pages: time against PDFium's own text of the same file, and memory against a tenth of the pages.

The pages are those of a real draft (texts beside the repository, or SALVAGUARDA_TEXTS), put into one file again and again.
"""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pypdfium2 as pdfium

from benchmarks.measure import Measured, paired, per_call
from salvaguarda.adapters.documents.pdf import read_pdf

TEXTS = Path(os.environ.get("SALVAGUARDA_TEXTS", Path(__file__).parents[2] / "shared" / "texts"))
DRAFT = TEXTS / "paris-agreement" / "2015-12-04.pdf"
LONG, SHORT = 270, 27
_CHILD = r"""
import json, re, sys
from pathlib import Path
from salvaguarda.adapters.documents.pdf import read_pdf
def most():
    # Not ru_maxrss: it begins with what the parent held when it started this child.
    return int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])
content = sys.stdin.buffer.read()
before = most()
lines = len(read_pdf(content, "long.pdf").lines)
print(json.dumps([before, most(), lines]))
"""


def run() -> list[Measured]:
    """Time in this process, memory in a child for each size; nothing where the real draft is not here."""
    if not DRAFT.exists():
        return []
    long, short = with_pages(LONG), with_pages(SHORT)
    ours, bare = paired(
        per_call(lambda: read_pdf(long, "long.pdf")), per_call(lambda: bare_text(long)), rounds=3
    )
    (start, most, lines), (_, few, _) = peak(long), peak(short)
    note = f"{lines} lines; peak {most // 1024} MB for {LONG} pages, {few // 1024} MB for {SHORT}, {start // 1024} MB before"
    return [Measured(f"read a PDF of {LONG} pages", ours, "PDFium's text of each page", bare, note)]


def with_pages(count: int) -> bytes:
    """A PDF of so many pages of the draft."""
    with pdfium.PdfDocument(DRAFT) as source, pdfium.PdfDocument.new() as target:
        own = len(source)
        for begin in range(0, count, own):
            target.import_pages(source, list(range(min(own, count - begin))))
        content = io.BytesIO()
        target.save(content)
        return content.getvalue()


def bare_text(content: bytes) -> int:
    """Characters that PDFium finds, page by page: the least that reading a PDF costs."""
    total = 0
    with pdfium.PdfDocument(content) as document:
        for index in range(len(document)):
            page = document[index]
            text = page.get_textpage()
            total += len(text.get_text_range())
            text.close()
            page.close()
    return total


def peak(content: bytes) -> tuple[int, int, int]:
    """Kilobytes a child of its own held at most before reading and after, and the lines it read."""
    answer = subprocess.run(
        [sys.executable, "-c", _CHILD], input=content, capture_output=True, check=True
    ).stdout
    before, after, lines = json.loads(answer)
    return before, after, lines
