"""Database drivers' errors, turned into ours at the border."""

import sqlite3
from dataclasses import dataclass

import psycopg
from sqlalchemy.exc import DBAPIError

from salvaguarda.domain.errors import (
    Invalid,
    SalvaguardaError,
    StorageFull,
    StorageReadOnly,
    StorageUnavailable,
)

_BUSY = "The storage is busy with other work. Nothing was lost: wait a few seconds and try again."
_FULL = "The disk that holds the storage is full. This was not saved; what was saved before stays. Free some room, then try again."
_READ_ONLY = "The storage may not be written. This was not saved. Ask whoever runs this service to check the permissions of the data folder."
_AWAY = "The database cannot be reached. Nothing was lost: try again in a moment, or ask whoever runs this service."
_DAMAGED = "The storage cannot be read: it is damaged or not a Salvaguarda database. Restore the last backup."


@dataclass(frozen=True, slots=True)
class Failure:
    """error: what the caller gets; passing: whether running the transaction again soon can succeed."""

    error: SalvaguardaError
    passing: bool = False


def unkeepable() -> Invalid:
    """The error for a value that no column can hold."""
    return Invalid("A number or a character in this request is none that can be kept. Check what was sent.")


def without_values(error: DBAPIError) -> DBAPIError:
    """The same error with the first line of its message only: PostgreSQL's further ones quote the row, and errors are
    logged."""
    error.args = (str(error.args[0]).partition("\n")[0],)
    return error


def failure_of(error: DBAPIError) -> Failure | None:
    """What a driver's error means for the storage; None when it is about the statement (a constraint, a mistake)."""
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return _sqlite(cause)
    if isinstance(cause, psycopg.Error):
        return _postgresql(cause)
    return None


def _sqlite(cause: sqlite3.Error) -> Failure | None:
    code = getattr(cause, "sqlite_errorcode", None)
    match None if code is None else code & 0xFF:  # the lower byte is the primary result code
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return Failure(StorageUnavailable(_BUSY), passing=True)
        case sqlite3.SQLITE_FULL:
            return Failure(StorageFull(_FULL, retry_after=60))
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return Failure(StorageReadOnly(_READ_ONLY, retry_after=60))
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN:
            return Failure(StorageUnavailable(_AWAY))
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return Failure(StorageUnavailable(_DAMAGED, retry_after=3600))
    return None


def _postgresql(cause: psycopg.Error) -> Failure | None:
    state = cause.sqlstate or ""
    if state in {"40001", "40P01", "55P03"}:  # serialization failure, deadlock, lock not available
        return Failure(StorageUnavailable(_BUSY), passing=True)
    if isinstance(cause, psycopg.DataError):  # a NUL character, a number beyond the column's range
        return Failure(unkeepable())
    if state == "53100":
        return Failure(StorageFull(_FULL, retry_after=60))
    if state == "25006":
        return Failure(StorageReadOnly(_READ_ONLY, retry_after=60))
    # No state at all: the connection broke before the server could answer.
    if state[:2] in {"08", "53", "57"} or (not state and isinstance(cause, psycopg.OperationalError)):
        return Failure(StorageUnavailable(_AWAY))
    return None
