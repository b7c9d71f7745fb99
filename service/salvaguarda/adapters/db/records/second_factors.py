"""Authenticator apps, recovery codes, passkeys and reset links, in SQL."""

from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from salvaguarda.adapters.db.records.people import columns_as, person_as
from salvaguarda.adapters.db.tables.accounts import passkey, recovery_code, totp
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.application.ports.second_factors import NewPasskey, PasskeyRecord, TotpRecord
from salvaguarda.domain.errors import Conflict, NotFound

_PERSON: BindParameter[int] = bindparam("person")

_TOTP_OF = select(totp).where(totp.c.person_id == _PERSON)
_ADD_TOTP = insert(totp)
_FORGET_BEGUN = delete(totp).where(totp.c.person_id == _PERSON, totp.c.confirmed_at.is_(None))
_CONFIRM = (
    update(totp)
    .where(totp.c.person_id == _PERSON, totp.c.confirmed_at.is_(None))
    .values(confirmed_at=bindparam("now"), last_step=bindparam("step"))
)
# In one statement: of two requests with one code at the same moment, one finds the step used.
_USE_STEP = (
    update(totp)
    .where(
        totp.c.person_id == _PERSON, totp.c.confirmed_at.is_not(None), totp.c.last_step < bindparam("step")
    )
    .values(last_step=bindparam("step"))
)
_REMOVE_TOTP = delete(totp).where(totp.c.person_id == _PERSON)

_REMOVE_CODES = delete(recovery_code).where(recovery_code.c.person_id == _PERSON)
_ADD_CODE = insert(recovery_code)
_USE_CODE = (
    update(recovery_code)
    .where(
        recovery_code.c.person_id == _PERSON,
        recovery_code.c.code_sha256 == bindparam("code"),
        recovery_code.c.used_at.is_(None),
    )
    .values(used_at=bindparam("now"))
)
_CODES_LEFT = (
    select(func.count())
    .select_from(recovery_code)
    .where(recovery_code.c.person_id == _PERSON, recovery_code.c.used_at.is_(None))
)

_PASSKEY_COLUMNS = (
    passkey.c.id.label("passkey_id"),
    passkey.c.name,
    passkey.c.credential_id,
    passkey.c.public_key,
    passkey.c.sign_count,
    passkey.c.backed_up,
    passkey.c.created_at,
    passkey.c.used_at,
)
_PASSKEYS = select(*_PASSKEY_COLUMNS, *columns_as("person")).join_from(
    passkey, person, passkey.c.person_id == person.c.id
)
_PASSKEYS_OF = _PASSKEYS.where(passkey.c.person_id == _PERSON).order_by(passkey.c.id)
_FIND_PASSKEY = _PASSKEYS.where(passkey.c.credential_id == bindparam("credential"))
_ADD_PASSKEY = insert(passkey).returning(passkey.c.id)
_USED_PASSKEY = (
    update(passkey)
    .where(passkey.c.id == bindparam("passkey_key"))
    .values(sign_count=bindparam("count"), backed_up=bindparam("backed"), used_at=bindparam("now"))
)
_OWN_PASSKEY = (passkey.c.id == bindparam("passkey_key"), passkey.c.person_id == _PERSON)
_RENAME_PASSKEY = update(passkey).where(*_OWN_PASSKEY).values(name=bindparam("new_name"))
_REMOVE_PASSKEY = delete(passkey).where(*_OWN_PASSKEY)
_REMOVE_PASSKEYS = delete(passkey).where(passkey.c.person_id == _PERSON)

_person = person_as("person")


def _passkey_of(row: Any) -> PasskeyRecord:
    key = NewPasskey(row.credential_id, row.public_key, row.sign_count, row.backed_up)
    return PasskeyRecord(row.passkey_id, _person(row), row.name, key, row.created_at, row.used_at)


class SqlSecondFactors:
    """Fulfils application.ports.second_factors.SecondFactors."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def totp_of(self, person_id: int) -> TotpRecord | None:
        """Theirs, confirmed or not; None when there is none."""
        row = self._connection.execute(_TOTP_OF, {"person": person_id}).one_or_none()
        return None if row is None else TotpRecord(row.person_id, row.secret, row.confirmed_at, row.last_step)

    def begin_totp(self, person_id: int, sealed: str) -> None:
        """Keep one that is to be confirmed, instead of any that was not; Conflict when one is confirmed."""
        self._connection.execute(_FORGET_BEGUN, {"person": person_id})
        values = {
            "person_id": person_id,
            "secret": sealed,
            "created_at": self._now,
            "confirmed_at": None,
            "last_step": 0,
        }
        try:
            self._connection.execute(_ADD_TOTP, values)
        except IntegrityError as error:
            raise Conflict("An authenticator app is set up already. Remove it first.") from error

    def confirm_totp(self, person_id: int, step: int) -> bool:
        """Let it count from now on; False when there is none to confirm."""
        values = {"person": person_id, "now": self._now, "step": step}
        return self._connection.execute(_CONFIRM, values).rowcount == 1

    def use_step(self, person_id: int, step: int) -> bool:
        """Use the code of this step up; False when it, or a later one, was used before."""
        return self._connection.execute(_USE_STEP, {"person": person_id, "step": step}).rowcount == 1

    def remove_totp(self, person_id: int) -> bool:
        """Forget it; False when there was none."""
        return self._connection.execute(_REMOVE_TOTP, {"person": person_id}).rowcount == 1

    def replace_codes(self, person_id: int, hashes: tuple[str, ...]) -> None:
        """Keep these recovery codes instead of all before."""
        self._connection.execute(_REMOVE_CODES, {"person": person_id})
        if hashes:
            self._connection.execute(
                _ADD_CODE, [{"person_id": person_id, "code_sha256": each, "used_at": None} for each in hashes]
            )

    def use_code(self, person_id: int, code_sha256: str) -> bool:
        """Use a recovery code up; False when it is none, or was used before."""
        values = {"person": person_id, "code": code_sha256, "now": self._now}
        return self._connection.execute(_USE_CODE, values).rowcount == 1

    def codes_left(self, person_id: int) -> int:
        """How many recovery codes were not used."""
        return int(self._connection.execute(_CODES_LEFT, {"person": person_id}).scalar_one())


class SqlPasskeys:
    """Fulfils application.ports.second_factors.Passkeys."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def of(self, person_id: int) -> tuple[PasskeyRecord, ...]:
        """Theirs, oldest first."""
        return tuple(map(_passkey_of, self._connection.execute(_PASSKEYS_OF, {"person": person_id})))

    def find(self, credential_id: str) -> PasskeyRecord | None:
        """The one that a browser names; None when it is not known here."""
        row = self._connection.execute(_FIND_PASSKEY, {"credential": credential_id}).one_or_none()
        return None if row is None else _passkey_of(row)

    def add(self, person_id: int, name: str, key: NewPasskey) -> int:
        """Keep a new one, its id; Conflict when it is registered already."""
        values = {
            "person_id": person_id,
            "credential_id": key.credential_id,
            "public_key": key.public_key,
            "sign_count": key.sign_count,
            "name": name,
            "backed_up": key.backed_up,
            "created_at": self._now,
            "used_at": None,
        }
        try:
            return int(self._connection.execute(_ADD_PASSKEY, values).scalar_one())
        except IntegrityError as error:
            raise Conflict("This passkey is registered here already.") from error

    def used(self, passkey_id: int, sign_count: int, *, backed_up: bool) -> None:
        """Note that somebody signed in with it."""
        values = {"passkey_key": passkey_id, "count": sign_count, "backed": backed_up, "now": self._now}
        self._connection.execute(_USED_PASSKEY, values)

    def rename(self, person_id: int, passkey_id: int, name: str) -> None:
        """Call one's own another name; NotFound when it is not theirs."""
        values = {"person": person_id, "passkey_key": passkey_id, "new_name": name}
        if self._connection.execute(_RENAME_PASSKEY, values).rowcount != 1:
            raise NotFound("passkey", passkey_id)

    def remove(self, person_id: int, passkey_id: int) -> None:
        """Forget one's own; NotFound when it is not theirs."""
        values = {"person": person_id, "passkey_key": passkey_id}
        if self._connection.execute(_REMOVE_PASSKEY, values).rowcount != 1:
            raise NotFound("passkey", passkey_id)

    def remove_all(self, person_id: int) -> int:
        """Forget all of a person; how many."""
        return self._connection.execute(_REMOVE_PASSKEYS, {"person": person_id}).rowcount
