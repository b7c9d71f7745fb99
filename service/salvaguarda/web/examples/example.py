"""One route's example."""

from dataclasses import dataclass, field
from typing import Any

import msgspec
from pydantic import BaseModel

NOTHING = object()


@dataclass(frozen=True, slots=True)
class Example:
    """request: an …In model (or ready JSON) for the JSON body; response: an …Out struct, a list of them, or text.

    requests: content type → what the body looks like, for routes that take something else than JSON.
    parameters: name → value of path and query parameters.
    """

    response: object = NOTHING
    request: object = NOTHING
    requests: dict[str, object] = field(default_factory=dict)
    parameters: dict[str, Any] = field(default_factory=dict)


def plain(value: object) -> Any:
    """An example as JSON values."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_unset=True)
    return msgspec.json.decode(msgspec.json.encode(value))  # tuples become lists, as on the wire
