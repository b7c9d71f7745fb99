"""Structured logs: one line an event, on the error stream."""

import logging
import sys

import msgspec
import structlog

from salvaguarda.settings import Settings


def set_up_logs(settings: Settings) -> None:
    """Send our events, and those of libraries, to the error stream in one form.

    Ours are written directly: through the standard library each would cost 0.2 ms, half of a small request.
    """
    level = getattr(logging, settings.log_level.upper())
    as_text = settings.log_format == "text" or (settings.log_format == "auto" and sys.stderr.isatty())
    shared: list[structlog.types.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    rendering = _as_text() if as_text else _as_json()
    structlog.configure(
        processors=[*shared, *rendering],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendering],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(max(level, logging.WARNING))


# Traces name places in the code, never the values of variables: those may be somebody's draft.
def _as_text() -> list[structlog.types.Processor]:
    return [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]


def _as_json() -> list[structlog.types.Processor]:
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(serializer=_encoded)]


def _encoded(event: object, **_: object) -> str:
    return msgspec.json.encode(event, enc_hook=str).decode()
