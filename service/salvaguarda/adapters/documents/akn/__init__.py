"""Akoma Ntoso 2 and 3 (OASIS LegalDocML) → lines that say themselves what they open."""

from salvaguarda.adapters.documents.akn.parsing import looks_like_akn as looks_like_akn
from salvaguarda.adapters.documents.akn.reader import read_akn as read_akn
