"""DOCX → lines, with the automatic numbers a reader sees.

Rules of ISO/IEC 29500-1 §17.9 and of Microsoft's notes on how Word departs from it ([MS-OI29500]).
"""

from salvaguarda.adapters.documents.docx.reader import read_docx as read_docx
