"""OpenDocument text (.odt, .fodt) → lines, with the automatic numbers a reader sees (OASIS OpenDocument 1.3, part 3)."""

from salvaguarda.adapters.documents.odt.reader import looks_like_flat_odt as looks_like_flat_odt
from salvaguarda.adapters.documents.odt.reader import looks_like_odt as looks_like_odt
from salvaguarda.adapters.documents.odt.reader import read_flat_odt as read_flat_odt
from salvaguarda.adapters.documents.odt.reader import read_odt as read_odt
