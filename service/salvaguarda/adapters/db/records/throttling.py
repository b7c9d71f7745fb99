"""Failed attempts to sign in and known browsers, in SQL."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text, update

from salvaguarda.adapters.db.tables.accounts import known_browser, sign_in_failure
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.domain.throttling import BRAKE_SECONDS, WINDOW_SECONDS, Failures, FailuresSeen

_KEPT_BROWSERS = 10
_LOCK = 7_252_182_303  # any number, one more than the lock of the worker
_failure = sign_in_failure.c


def _counted(name: str, *where: object) -> tuple[object, object]:
    found = select(func.count(), func.max(_failure.at)).where(*where)  # type: ignore[arg-type]
    return (
        found.with_only_columns(func.count()).scalar_subquery().label(f"{name}_count"),
        found.with_only_columns(func.max(_failure.at)).scalar_subquery().label(f"{name}_last"),
    )


_within_hour = _failure.at > bindparam("hour_ago")
_SEEN = select(
    *_counted(
        "pair",
        _failure.account_sha256 == bindparam("account"),
        _failure.network == bindparam("network"),
        _within_hour,
    ),
    *_counted("network", _failure.network == bindparam("network"), _within_hour),
    *_counted("account", _failure.account_sha256 == bindparam("account"), _within_hour),
    *_counted("everywhere", _failure.at > bindparam("minute_ago")),
)  # type: ignore[call-overload]
_ADD = insert(sign_in_failure)
_TAKE_BACK = delete(sign_in_failure).where(
    _failure.account_sha256 == bindparam("account"), _failure.network == bindparam("network")
)
_FORGET_OLD = delete(sign_in_failure).where(_failure.at <= bindparam("hour_ago"))

_EXISTS = select(known_browser.c.id).where(known_browser.c.key_sha256 == bindparam("key")).limit(1)
_BELONGS = _EXISTS.join_from(known_browser, person).where(person.c.email == bindparam("email"))
_USE = (
    update(known_browser)
    .where(known_browser.c.key_sha256 == bindparam("key"), known_browser.c.person_id == bindparam("person"))
    .values(used_at=bindparam("now"))
)
_KEEP = insert(known_browser)
_FORGET_ALL = delete(known_browser).where(known_browser.c.person_id == bindparam("person"))
_FORGET_OLDEST = _FORGET_ALL.where(
    known_browser.c.id.not_in(
        select(known_browser.c.id)
        .where(known_browser.c.person_id == bindparam("person"))
        .order_by(known_browser.c.used_at.desc(), known_browser.c.id.desc())
        .limit(_KEPT_BROWSERS)
    )
)


class SqlSignInFailures:
    """Fulfils application.ports.throttling.SignInFailures."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def wait_for_others(self) -> None:
        """Let no other attempt be counted until this transaction ends; SQLite has one writer at a time anyway."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})

    def seen(self, account_sha256: str, network: str) -> FailuresSeen:
        """What was counted within the last hour, for everything within the last minute."""
        values = {
            "account": account_sha256,
            "network": network,
            "hour_ago": self._before(WINDOW_SECONDS),
            "minute_ago": self._before(BRAKE_SECONDS),
        }
        row = self._connection.execute(_SEEN, values).one()
        return FailuresSeen(
            pair=self._failures(row.pair_count, row.pair_last),
            network=self._failures(row.network_count, row.network_last),
            account=self._failures(row.account_count, row.account_last),
            everywhere=self._failures(row.everywhere_count, row.everywhere_last),
        )

    def add(self, account_sha256: str, network: str) -> None:
        """Count one."""
        self._connection.execute(
            _ADD, {"account_sha256": account_sha256, "network": network, "at": self._now}
        )

    def take_back(self, account_sha256: str, network: str) -> None:
        """Forget those of this account from there."""
        self._connection.execute(_TAKE_BACK, {"account": account_sha256, "network": network})

    def forget_old(self) -> None:
        """Remove what counts no more."""
        self._connection.execute(_FORGET_OLD, {"hour_ago": self._before(WINDOW_SECONDS)})

    def _before(self, seconds: int) -> str:
        moment = datetime.fromisoformat(self._now) - timedelta(seconds=seconds)
        return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def _failures(self, count: int, last: str | None) -> Failures:
        if last is None:
            return Failures()
        ago = datetime.fromisoformat(self._now) - datetime.fromisoformat(last)
        return Failures(count, max(0.0, ago.total_seconds()))


class SqlKnownBrowsers:
    """Fulfils application.ports.throttling.KnownBrowsers."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def belongs(self, key_sha256: str, email: str) -> bool:
        """Whether somebody with that e-mail signed in with it before."""
        values = {"key": key_sha256, "email": email.lower()}
        return self._connection.execute(_BELONGS, values).first() is not None

    def exists(self, key_sha256: str) -> bool:
        """Whether anybody did."""
        return self._connection.execute(_EXISTS, {"key": key_sha256}).first() is not None

    def keep(self, key_sha256: str, person_id: int) -> None:
        """Keep that this person signed in with it now; at most ten are kept of one person, the last used ones."""
        values = {"key": key_sha256, "person": person_id, "now": self._now}
        if not self._connection.execute(_USE, values).rowcount:
            new = {
                "key_sha256": key_sha256,
                "person_id": person_id,
                "created_at": self._now,
                "used_at": self._now,
            }
            self._connection.execute(_KEEP, new)
        self._connection.execute(_FORGET_OLDEST, {"person": person_id})

    def forget_all(self, person_id: int) -> None:
        """Forget those of one person."""
        self._connection.execute(_FORGET_ALL, {"person": person_id})
