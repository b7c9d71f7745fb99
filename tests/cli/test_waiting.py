"""The bar is for people at a terminal only."""

import os
import pty
import subprocess
import sys

PROGRAM = (
    "from salvaguarda.cli.waiting import waiting\n"
    "with waiting('Copying') as say:\n"
    "    say('drafts')\n"
    "print('done')\n"
)


def test_a_program_that_reads_us_sees_no_bar() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("done\n", "")


def test_a_person_at_a_terminal_sees_the_present_step() -> None:
    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-c", PROGRAM], stderr=theirs, stdout=subprocess.DEVNULL, check=True, env=terminal()
    )
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "Copying: drafts" in shown


def terminal() -> dict[str, str]:
    return {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
