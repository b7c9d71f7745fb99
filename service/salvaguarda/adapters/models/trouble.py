"""What went wrong on the way to a server or back, as a failure of ours. No words of any exception are passed on."""

import socket
import ssl
from collections.abc import Iterator

import httpx2
import structlog
from openai import APIConnectionError, APITimeoutError

from salvaguarda.adapters.models.network import AddressRefused, AnswerTooLong
from salvaguarda.adapters.models.transport import AnswerEncoded
from salvaguarda.domain.suggestions.replies import Failure, FailureKind

log = structlog.get_logger()

_REFUSED = Failure(
    FailureKind.NOT_ALLOWED,
    "The address of this endpoint leads to a place that it may not reach: a local one must stay on this machine or on "
    "hosts that the operator allows, a provider must be on the public internet. Nothing was sent.",
    "address_refused",
    sent=False,
)
_CERTIFICATE = Failure(
    FailureKind.MISCONFIGURED,
    "The server does not prove who it is: its certificate is not valid for this address. Nothing was sent.",
    "certificate",
    sent=False,
)
_NO_TLS = Failure(
    FailureKind.MISCONFIGURED,
    "The server does not speak https at this address. Nothing was sent.",
    "no_tls",
    sent=False,
)
_UNKNOWN_NAME = Failure(
    FailureKind.TRANSIENT,
    "The name in the address of this endpoint is not known just now. Check its spelling, and that this machine is connected.",
    "unknown_name",
    sent=False,
)
_UNREACHABLE = Failure(
    FailureKind.TRANSIENT, "The server cannot be reached. Is it running?", "unreachable", sent=False
)
_SLOW = Failure(
    FailureKind.TRANSIENT,
    "The server did not answer in time. Give it more seconds, or take a smaller model.",
    "timeout",
)
_BROKEN = Failure(FailureKind.TRANSIENT, "The connection broke before the answer was whole.", "broken")
_ENCODED = Failure(
    FailureKind.MISCONFIGURED,
    "The server compresses its answers although it was asked not to. Switch that off there, or in the proxy before it.",
    "encoded",
)
_TOO_MUCH = Failure(
    FailureKind.UNEXPECTED, "The server sent far more than an answer can be; it was not read.", "too_much"
)
_OURS = Failure(FailureKind.UNEXPECTED, "Asking failed for a reason that is not known.", "unexpected")

# In this order: the first that stands anywhere in the chain of causes counts.
_KNOWN: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], Failure], ...] = (
    (AddressRefused, _REFUSED),
    (AnswerTooLong, _TOO_MUCH),
    (AnswerEncoded, _ENCODED),
    (ssl.SSLCertVerificationError, _CERTIFICATE),
    (socket.gaierror, _UNKNOWN_NAME),
    ((httpx2.ConnectTimeout, httpx2.PoolTimeout), _UNREACHABLE),
    (httpx2.ConnectError, _UNREACHABLE),
    ((TimeoutError, httpx2.TimeoutException, APITimeoutError), _SLOW),
    ((httpx2.TransportError, APIConnectionError, OSError), _BROKEN),
)


def failure_in(error: Exception) -> Failure:
    """The failure that an exception of the client means; one that is not known is logged by its class alone."""
    chain = tuple(_causes(error))
    for kinds, failure in _KNOWN:
        if any(isinstance(each, kinds) for each in chain):
            # Its subclasses stand in the chain of every handshake that was broken off or took too long (SSLWantReadError).
            if failure is _UNREACHABLE and any(type(each) is ssl.SSLError for each in chain):
                return _NO_TLS
            return failure
    log.error("asking a model failed unexpectedly", kinds=[type(each).__name__ for each in chain])
    return _OURS


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and those it came from, each once."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        current = waiting.pop(0)
        if current is not None and id(current) not in seen:
            seen.add(id(current))
            yield current
            waiting += [current.__cause__, current.__context__]
            if isinstance(current, BaseExceptionGroup):
                waiting += current.exceptions
