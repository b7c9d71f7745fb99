"""PDF → lines: what stands on the pages, in reading order, without what only decorates them."""

from salvaguarda.adapters.documents.pdf.reader import read_pdf

__all__ = ["read_pdf"]
