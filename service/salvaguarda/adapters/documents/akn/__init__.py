"""Akoma Ntoso 2 and 3 (OASIS LegalDocML) → lines that say themselves what they open."""

from salvaguarda.adapters.documents.akn.reader import read_akn as read_akn
