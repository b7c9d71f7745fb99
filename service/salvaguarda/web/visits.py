"""How and from where somebody signs in, as their list of sessions shows it: enough to know one's own, no more."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from litestar import Request

from salvaguarda.application.ports.sessions import Visit
from salvaguarda.application.start_session import key_hash
from salvaguarda.application.throttle_sign_in import Knock
from salvaguarda.domain.signing_in import SignInMethod
from salvaguarda.web.parts import Parts
from salvaguarda.web.sessions import sent_cookie

KNOWN = "known"
"""Short name of the cookie that holds the key by which a browser is known."""

# The first that is found counts: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chromium", "Chromium"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
_LONGEST = 512


def client_address(request: Request[Any, Any, Any]) -> str:
    """The address of whoever asks, as the server or a trusted proxy says it; "" when it says none."""
    return request.client.host if request.client else ""


def visit_of(request: Request[Any, Any, Any], method: SignInMethod) -> Visit:
    """How and from where this request comes, in short."""
    agent = short_agent(request.headers.get("user-agent", ""))
    return Visit(method, agent, short_address(client_address(request)), _browser_of(request))


def knock_of(request: Request[Any, Any, Any], email: str, step: str = "") -> Knock:
    """One attempt at somebody's account from where this request comes. step: as of Knock."""
    return Knock(email, client_address(request), _browser_of(request), step)


def _browser_of(request: Request[Any, Any, Any]) -> str:
    parts: Parts = request.app.state.parts
    key = sent_cookie(request.scope, parts.settings, KNOWN)
    return key_hash(key) if key else ""


def short_agent(agent: str) -> str:
    """Browser and system of a User-Agent header, "Firefox, Linux"; a program's own name; "" when it says nothing known.

    No versions: they change every month, and tell more than anybody needs to find their own laptop in a list.
    """
    agent = agent[:_LONGEST]
    browser = _first(_BROWSERS, agent)
    if not browser:
        name = re.match(r"([A-Za-z][A-Za-z0-9._-]{0,30})(/|$)", agent)
        return name.group(1) if name and name.group(1) != "Mozilla" else ""
    return ", ".join(filter(None, (browser, _first(_SYSTEMS, agent))))


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for sign, name in known if sign in agent), "")


def short_address(address: str) -> str:
    """The network of an address: the first three numbers of IPv4, the first 48 bits of IPv6; "" for what is no address."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if isinstance(found, IPv4Address):
        return f"{str(found).rpartition('.')[0]}.…"
    groups = found.exploded.split(":")[:3]
    return ":".join(group.lstrip("0") or "0" for group in groups) + ":…"
