"""HTML → lines, as a browser shows the page: EUR-Lex and Official Journal pages, Word exports, plain pages, MHTML."""

from salvaguarda.adapters.documents.html.reader import read_html as read_html
from salvaguarda.adapters.documents.html.recognising import looks_like_html as looks_like_html
