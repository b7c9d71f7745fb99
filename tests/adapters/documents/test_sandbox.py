"""Reading apart: whatever a file makes its reader do, the service goes on and says what happened."""

import ctypes
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from salvaguarda.adapters.documents.sandbox import Job, Limits, Sandbox
from salvaguarda.application.ports.reading_apart import ReadingCancelled, ReadingFault
from salvaguarda.application.read_draft import DraftReading
from salvaguarda.domain.errors import Unreadable
from salvaguarda.domain.reading.lines import ReadingOptions


def _has_landlock() -> bool:
    return bool(
        sys.platform.startswith("linux") and ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), 1) >= 6
    )


BAD = Path(__file__).parent / "bad_reader.py"
OPTIONS = ReadingOptions()
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits this")
fenced = pytest.mark.skipif(not _has_landlock(), reason="this system has no Landlock")
Harmful = Callable[..., Job]


@pytest.fixture
def harmful() -> Iterator[Harmful]:
    """harmful("loop", content) → a job whose reader does that harm."""
    opened: list[Sandbox] = []

    def make(harm: str, content: bytes = b"x", seconds: int = 20, memory_mb: int = 512) -> Job:
        command = [sys.executable, "-I", str(BAD), harm]
        opened.append(Sandbox(Limits(seconds, memory_mb), command))
        return opened[-1].job(content, "a.txt", OPTIONS)

    yield make
    for sandbox in opened:
        sandbox.close()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    opened = Sandbox(Limits())
    yield opened
    opened.close()


def line_read(draft: DraftReading) -> str:
    return draft.reading.lines[0].text


def test_file_is_read_as_if_it_were_read_here(sandbox: Sandbox) -> None:
    draft = sandbox.job(b"Article 1\nWords of it.", "a.txt", OPTIONS).run()
    assert [part.path for part in draft.segmentation.provisions] == ["art_1"]
    assert (draft.name, draft.size) == ("a.txt", 22)


def test_each_file_gets_a_process_of_its_own_and_one_is_kept_ready(harmful: Harmful) -> None:
    job = harmful("look_around")
    first = job.run()
    assert job._sandbox._spare is not None
    assert "HOME" not in line_read(first)  # the service's environment holds the database's password


@pytest.mark.parametrize("harm", ["loop", "sleep"])
def test_what_takes_too_long_is_ended(harmful: Harmful, harm: str) -> None:
    with pytest.raises(Unreadable, match="longer than one second"):
        harmful(harm, seconds=1).run()


@linux
def test_what_takes_too_much_memory_is_ended(harmful: Harmful) -> None:
    with pytest.raises(Unreadable, match="more memory than 512 MB"):
        harmful("allocate").run()


def test_process_that_the_system_ends_is_taken_for_too_large(harmful: Harmful) -> None:
    with pytest.raises(Unreadable, match="more memory"):
        harmful("die").run()


@pytest.mark.parametrize(
    ("harm", "fault"), [("crash", "exit code"), ("fail", "KeyError"), ("run", "Refused")]
)
def test_reader_that_fails_says_so_and_only_the_log_knows_where(
    harmful: Harmful, harm: str, fault: str
) -> None:
    with pytest.raises(Unreadable, match="ends the reading") as caught:
        harmful(harm, b"secret words").run()
    assert isinstance(caught.value.__cause__, ReadingFault)
    assert fault in str(caught.value.__cause__)
    assert "secret" not in f"{caught.value} {caught.value.__cause__}"


def test_reason_of_a_reader_arrives_as_it_was_said(harmful: Harmful) -> None:
    with pytest.raises(Unreadable, match="It is odd") as caught:
        harmful("refuse").run()
    assert caught.value.problems[0].fix == "Save it anew."


def test_reader_that_forks_is_stopped_and_leaves_nothing_behind(harmful: Harmful) -> None:
    job = harmful("fork")
    with pytest.raises(Unreadable, match="ends the reading"):
        job.run()
    assert job._process is not None
    with pytest.raises(ProcessLookupError):
        os.killpg(job._process._process.pid, 0)


@pytest.mark.parametrize("harm", ["connect", "connect_beneath"])
def test_reader_reaches_no_network(harmful: Harmful, harm: str) -> None:
    if harm == "connect_beneath" and not sys.platform.startswith("linux"):
        pytest.skip("only Linux gives a process a network of its own")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1]).encode()
        try:
            assert line_read(harmful(harm, port).run()) == "unreachable"
        except Unreadable:
            assert harm == "connect"


@pytest.mark.parametrize("harm", ["write", "write_beneath"])
def test_reader_writes_no_file(harmful: Harmful, harm: str, tmp_path: Path) -> None:
    target = tmp_path / "written"
    try:
        assert line_read(harmful(harm, bytes(target)).run()) == "refused"
    except Unreadable:
        assert harm == "write"
    assert not target.exists() or target.stat().st_size == 0


@fenced
@pytest.mark.parametrize("harm", ["read_beneath", "read_environment", "signal_beneath"])
def test_reader_that_was_taken_over_reaches_neither_files_nor_the_service(
    harmful: Harmful, harm: str, tmp_path: Path
) -> None:
    secret = tmp_path / "salvaguarda.db"
    secret.write_text("secret")
    assert line_read(harmful(harm, bytes(secret)).run()) == "refused"


@pytest.mark.parametrize("harm", ["say_garbage", "stage_of_ones_own", "count_far"])
def test_answer_of_another_form_is_refused(harmful: Harmful, harm: str) -> None:
    with pytest.raises(Unreadable, match="ends the reading"):
        harmful(harm).run()


def test_service_that_can_start_no_process_says_so() -> None:
    sandbox = Sandbox(Limits(), ["/nowhere/python"])
    sandbox.warm()
    with pytest.raises(Unreadable, match="another process"):
        sandbox.job(b"x", "a.txt", OPTIONS).run()
    sandbox.close()


def test_answer_without_end_is_refused(harmful: Harmful) -> None:
    with pytest.raises(Unreadable, match="more text than a draft has"):
        harmful("say_much").run()


def test_what_libraries_print_goes_nowhere(harmful: Harmful, capfd: pytest.CaptureFixture[str]) -> None:
    assert line_read(harmful("print_much").run()) == "printed"
    assert "words of the draft" not in "".join(capfd.readouterr())


def test_cancelled_job_ends_at_once_and_frees_its_process(harmful: Harmful) -> None:
    job = harmful("loop", seconds=60)
    ended = threading.Event()

    def run() -> None:
        with pytest.raises(ReadingCancelled):
            job.run()
        ended.set()

    thread = threading.Thread(target=run)
    thread.start()
    while not job.progress:  # the reader said that it began
        pass
    job.cancel()
    assert ended.wait(10)
    thread.join()
    assert job._process is not None
    assert not job._process.waits


def test_job_cancelled_before_it_begins_reads_nothing(sandbox: Sandbox) -> None:
    job = sandbox.job(b"Article 1", "a.txt", OPTIONS)
    job.cancel()
    with pytest.raises(ReadingCancelled):
        job.run()


def test_reader_says_how_far_it_is(harmful: Harmful) -> None:
    job = harmful("refuse")
    with pytest.raises(Unreadable):
        job.run()
    assert job.stage == "pages"
    assert job.progress == pytest.approx(0.9 / 4)


def test_spare_process_that_died_is_replaced(sandbox: Sandbox) -> None:
    sandbox.warm()
    assert sandbox._spare is not None
    sandbox._spare.kill()
    sandbox._spare._process.wait()
    assert sandbox.job(b"Article 1\nWords.", "a.txt", OPTIONS).run().size == 16


def test_closed_sandbox_leaves_no_process_and_reads_nothing() -> None:
    sandbox = Sandbox(Limits())
    sandbox.warm()
    spare = sandbox._spare
    sandbox.close()
    assert spare is not None
    assert not spare.waits
    with pytest.raises(ReadingCancelled):
        sandbox.job(b"x", "a.txt", OPTIONS).run()


def test_process_ends_with_the_service_that_started_it(harmful: Harmful) -> None:
    job = harmful("loop", seconds=60)
    process = job._sandbox.take()
    request = b'{"name":"a","options":{"version":"proposed","language":""},"size":1}\nx'
    os.set_blocking(process.input, True)
    process.send(memoryview(request))
    os.set_blocking(process.output, True)
    assert process.receive()  # it reads now, without end
    assert process._process.stdin is not None
    process._process.stdin.close()  # as when the service dies, however that happens
    assert process._process.wait(10) == 0
    process._process.stdin = None
    job._sandbox.end(process)
