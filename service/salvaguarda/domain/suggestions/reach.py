"""Where an endpoint may be: what its address may say, and which network addresses may be connected to for it."""

import re
from collections.abc import Collection, Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from salvaguarda.domain.errors import Problem
from salvaguarda.domain.suggestions.endpoints import Locality

Address = IPv4Address | IPv6Address

RECORDED = "recorded:"
"""Start of the address of recorded answers (the demo): nothing is sent anywhere."""

_PRIVATE = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")))
_PRIVATE_6 = IPv6Network("fc00::/7")
_UNICAST_6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_LABEL = r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?=.{{1,253}}$){_LABEL}(\.{_LABEL})*", re.IGNORECASE)
_LONGEST = 500


def is_recorded(base_url: str) -> bool:
    """Whether it stands for recorded answers instead of a server."""
    return base_url.startswith(RECORDED)


def host_key(host: str) -> str:
    """A host as it is compared: lower case, without the dot at its end and the brackets of IPv6.

    >>> host_key("[FD00::1]"), host_key("Models.Example.org.")
    ('fd00::1', 'models.example.org')
    """
    return host.strip().lower().rstrip(".").removeprefix("[").removesuffix("]")


def may_connect(address: Address, host: str, locality: Locality, local_hosts: Collection[str]) -> bool:
    """Whether words of a draft may go to this network address, to which `host` was resolved.

    LOCAL: this machine, or a private address when the operator put the host on `local_hosts`. PROVIDER: only addresses
    of the public internet, so that no name can point a request into the operator's own network. Link-local addresses
    (where clouds keep their secrets) are never allowed.
    """
    if locality is Locality.LOCAL:
        listed = host_key(host) in {host_key(each) for each in local_hosts}
        end = _without_mapping(address)
        return end.is_loopback or (listed and _is_private(end))
    return all(_is_public(each) for each in (address, *_embedded(address)))


def address_problems(base_url: str, locality: Locality, local_hosts: Collection[str]) -> Iterator[Problem]:
    """Everything that is wrong with the address of an endpoint, before anything is resolved."""
    parts = _parts(base_url)
    if parts is None:
        yield _problem(
            "This is no address of a server.",
            "Write it like https://api.example.org/v1 or http://localhost:11434/v1.",
        )
        return
    if parts.username is not None or parts.password is not None:
        yield _problem(
            "The address holds a name or password, and addresses are stored and shown.",
            "Leave it out, and name a key under key_name.",
        )
    if parts.query or parts.fragment or base_url.endswith(("?", "#")):
        yield _problem("The address may hold no ? or #.", "Write it up to and with /v1.")
    if parts.path.rstrip("/").endswith(("/completions", "/responses")):
        yield _problem("The address goes too far.", "Write it up to and with /v1; the rest is added.")
    yield from _place_problems(parts, locality, local_hosts)


def _place_problems(
    parts: SplitResult, locality: Locality, local_hosts: Collection[str]
) -> Iterator[Problem]:
    host = host_key(parts.hostname or "")
    known = _literal(host)
    if locality is Locality.PROVIDER:
        if parts.scheme != "https":
            yield _problem(
                "A provider is only reached encrypted.", "Write an address that starts with https://."
            )
        if host == "localhost" or (known is not None and not may_connect(known, host, locality, ())):
            yield _problem(
                "This is an address of this machine or of a private network, not of a provider.",
                "Choose the locality local, or write the provider's address.",
            )
        return
    listed = host in {host_key(each) for each in local_hosts}
    if known is not None and not may_connect(known, host, locality, local_hosts):
        yield _problem(*_not_local(host, public=not _is_private(known)))
    elif known is None and not listed and host != "localhost" and not host.endswith(".localhost"):
        yield _problem(*_not_local(host, public=False))


def _not_local(host: str, *, public: bool) -> tuple[str, str]:
    if public:
        return f"{host} is not on this machine or a private network.", "Choose the locality provider."
    return (
        f"{host} is not this machine, and whoever runs the service has not allowed it as a local one.",
        f'Ask them to add it: SALVAGUARDA_LOCAL_MODEL_HOSTS=["{host}"]. Or choose the locality provider.',
    )


def _parts(base_url: str) -> SplitResult | None:
    if len(base_url) > _LONGEST or not base_url.isascii() or re.search(r"[\s\x00-\x1f\x7f\\]", base_url):
        return None
    try:
        parts = urlsplit(base_url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or port == 0 or not _is_host(parts.hostname or ""):
        return None
    return parts


def _is_host(host: str) -> bool:
    """A name, or an address without a zone ("fe80::1%eth0"): no address that may be connected to needs one."""
    if _literal(host) is not None:
        return "%" not in host
    return _HOST.fullmatch(host_key(host)) is not None and not _is_number(host)


def _is_number(host: str) -> bool:
    """Other ways of writing an IPv4 address (2130706433, 0x7f.1): nobody types them in good faith."""
    return re.fullmatch(r"(0x[0-9a-f]*|\d+)(\.(0x[0-9a-f]*|\d+))*\.?", host, re.IGNORECASE) is not None


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host_key(host))
    except ValueError:
        return None


def _without_mapping(address: Address) -> Address:
    """The system itself connects to 127.0.0.1 for ::ffff:127.0.0.1. All other IPv6 addresses that hold an IPv4 one (6to4,
    Teredo, NAT64) go out to a gateway first."""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _embedded(address: Address) -> tuple[Address, ...]:
    """IPv4 addresses inside an IPv6 one, which is where a connection to it may end."""
    if isinstance(address, IPv4Address):
        return ()
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return tuple(each for each in found if each is not None)


def _is_private(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        return any(address in network for network in _PRIVATE)
    return address in _PRIVATE_6


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address) and address not in _UNICAST_6:
        return address in _NAT64  # then the IPv4 address inside counts
    return address.is_global and not address.is_multicast


def _problem(what: str, fix: str) -> Problem:
    return Problem("base_url", what, fix)
