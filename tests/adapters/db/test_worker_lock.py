"""One worker a database: the lock on SQLite (a file) and on PostgreSQL (a session)."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import create_engine, text

from salvaguarda.adapters.db.worker_lock import FileLock, PostgresLock, worker_lock

ROOT = Path(__file__).parents[3]
_HOLD = """
import sys
from salvaguarda.adapters.db.worker_lock import worker_lock
print(worker_lock(sys.argv[1]).take(), flush=True)
sys.stdin.read()
"""


def test_one_of_two_has_it_until_it_lets_go(database_url: str) -> None:
    first, second = worker_lock(database_url), worker_lock(database_url)
    assert first.take()
    assert first.take(), "still"
    assert not second.take()
    first.release()
    assert second.take()
    assert not first.take()
    second.release()


def test_it_falls_when_its_process_is_killed(database_url: str) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, database_url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": str(ROOT / "service")},
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == "True\n"
    lock = worker_lock(database_url)
    assert not lock.take()
    holder.kill()
    holder.wait(10)
    holder.stdout.close()
    holder.stdin.close()
    while not lock.take():  # PostgreSQL notices in a moment; the test's own timeout is the limit
        pass
    lock.release()


def test_a_file_that_its_holder_removes_is_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "salvaguarda.db.worker"
    first, late = FileLock(path), FileLock(path)
    assert first.take()
    first.release()
    assert not path.exists()
    assert late.take()
    assert not first.take()
    late.release()


def test_a_lost_session_is_no_lock_any_more(postgresql_url: str) -> None:
    lock, other = PostgresLock(postgresql_url), PostgresLock(postgresql_url)
    assert lock.take()
    engine = create_engine(postgresql_url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted")
        )
    engine.dispose()
    assert not lock.take(), "it was lost, and says so once"
    assert other.take()
    other.release()
