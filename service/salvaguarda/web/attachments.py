"""Files as answers: attachments with a name that any system can store."""

import re

from litestar import Response

_UNNAMEABLE = re.compile(r"[^A-Za-z0-9]+")
_LONGEST = 80


def attachment(content: bytes, media_type: str, name: str) -> Response[bytes]:
    """The file as an answer that browsers save."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


def stem_of(words: str) -> str:
    """A name of plain letters and digits from any words; "" when they have none.

    >>> stem_of("Model Convention: Second draft")
    'model-convention-second-draft'
    """
    return _UNNAMEABLE.sub("-", words).strip("-").lower()[:_LONGEST].strip("-")
