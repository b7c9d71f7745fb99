"""Read and cut a text of 100,000 words: against parsing the same Markdown and doing nothing with it."""

from markdown_it import MarkdownIt

from benchmarks.measure import Measured, paired, per_call
from benchmarks.service_process import with_assessment
from benchmarks.texts import treaty_text
from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.application.read_draft import read_draft


def run() -> list[Measured]:
    """In this process, and then over HTTP with everything stored."""
    text = treaty_text(800, paragraphs=2, length=33)
    words, content = len(text.split()), text.encode()
    reading = read_draft(content, "long.md", read_document)
    note = f"{words} words, {len(reading.segmentation.provisions)} provisions"
    bare = per_call(lambda: MarkdownIt().parse(text))
    cut, parsed = paired(per_call(lambda: read_draft(content, "long.md", read_document)), bare, 3)
    with with_assessment(1) as (_, _, owner, _):
        instrument = owner.json("POST", "/api/instruments", {"title": "Long"})
        body = {"text": text, "name": "long.md", "draft": {"label": "Long", "language": "en"}}
        path = f"/api/instruments/{instrument['id']}/drafts"
        stored, parsed_again = paired(per_call(lambda: owner.ask("POST", path, body)), bare, 3)
    return [
        Measured("read and cut 100,000 words", cut, "markdown-it parse of the same text", parsed, note),
        Measured(
            "the same imported and stored over HTTP",
            stored,
            "markdown-it parse of the same text",
            parsed_again,
        ),
    ]
