"""A page as lines, in one walk over its tree."""

from salvaguarda.adapters.documents.characters import squeezed, without_controls
from salvaguarda.adapters.documents.html.charset import page_text
from salvaguarda.adapters.documents.html.envelope import is_envelope, opened_envelope
from salvaguarda.adapters.documents.html.tree import Element, page_tree
from salvaguarda.adapters.documents.html.walker import Walker
from salvaguarda.adapters.documents.limits import check_lines, check_words
from salvaguarda.adapters.documents.versions import WARNINGS
from salvaguarda.domain.reading.lines import Reading, TextVersion


def read_html(content: bytes, name: str, version: TextVersion = TextVersion.PROPOSED) -> Reading:
    """The lines of a page, or of a page in an MHTML file. Raises Unreadable when it is hostile or holds no text.

    version: which text is read where the page marks insertions (ins) and deletions (del).
    """
    declared = ""
    if is_envelope(content):
        content, declared = opened_envelope(content, name)
    text, warnings = page_text(content, name, declared)
    root = page_tree(without_controls(text, keep_c1=True), name)
    walker = Walker(root, version, name)
    lines = tuple(walker.lines())
    check_lines(len(lines), name)
    check_words(lines, name)
    if walker.tracked:
        warnings = (*warnings, WARNINGS[version])
    return Reading("html", lines, _language(root), _title(root), warnings, walker.tracked)


def _language(root: Element) -> str:
    for each in root.elements():
        if each.tag in {"html", "body", "main", "article"} and (
            said := each.get("lang") or each.get("xml:lang")
        ):
            return said.strip()[:35]
        if each.tag in {"p", "table"}:
            break
    return ""


def _title(root: Element) -> str:
    title = next((each for each in root.elements() if each.tag == "title"), None)
    return squeezed(without_controls(title.words(1_000)))[:300] if title is not None else ""
