"""At what address people open this service, for links and passkeys."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from litestar import Request

from salvaguarda.application.ports.factors import RelyingParty
from salvaguarda.domain.errors import Conflict
from salvaguarda.settings import Settings


def service_address(settings: Settings, request: Request[Any, Any, Any]) -> str:
    """The public address; without one, that at which this request came (its Host was checked): "http://localhost:8765"."""
    if settings.public_url:
        return settings.public_url
    return f"{request.scope['scheme']}://{request.headers.get('host', '')}"


def relying_party(settings: Settings, request: Request[Any, Any, Any]) -> RelyingParty | None:
    """Where passkeys are good for; None where browsers allow none: at a number, or at another name without encryption."""
    address = urlsplit(service_address(settings, request))
    name = address.hostname or ""
    if not name or _is_number(name) or (address.scheme != "https" and name != "localhost"):
        return None
    return RelyingParty(name, f"{address.scheme}://{address.netloc}")


def passkey_party(settings: Settings, request: Request[Any, Any, Any]) -> RelyingParty:
    """The same; Conflict where there is none."""
    party = relying_party(settings, request)
    if party is None:
        raise Conflict(
            "Browsers allow passkeys only at a name: at https://… of this service, or at http://localhost instead of a number."
        )
    return party


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
