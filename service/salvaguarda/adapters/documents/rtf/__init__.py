"""RTF (1.9.1) → lines. Read by a small reader of our own: striprtf loses tracked changes, hidden text and emphasis."""

from salvaguarda.adapters.documents.rtf.reader import read_rtf as read_rtf
