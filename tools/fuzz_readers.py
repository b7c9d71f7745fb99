"""Look for files that crash a reader, hang it or fill the memory.

    python -m tools.fuzz_readers --minutes 3 --seed 1 html rtf

Each file is read in a child process with limits of time and memory. What is neither read nor refused is reported and
saved with its format, seed and number; the same seed makes the same files. Ends with status 1 when there is any.
"""

import argparse
import json
import select
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.fuzz_inputs import FORMATS, Case, cases

_CHILD = (sys.executable, "-m", "tools.fuzz_child")
_PATIENCE = 4  # times as long by the clock as by the processor, on a busy machine
_CASES_PER_CHILD = 400  # then a new one: memory of one file must not be blamed on another


class Child:
    """A reading process; started anew when it hangs, dies or has read enough."""

    def __init__(self, seconds: float, cut: bool) -> None:
        self._seconds, self._cut = seconds, cut
        self._process: subprocess.Popen[str] | None = None
        self._read = 0

    def outcome(self, case: Case, path: Path) -> tuple[str, str, float]:
        """What came of one file ("read", "refused", "crash", "hang", "died"), a trace, and the seconds it took."""
        path.write_bytes(case.content)
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"path": str(path), "earlier": case.earlier, "cut": self._cut}) + "\n")
        process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], _PATIENCE * self._seconds)
        answer = process.stdout.readline() if ready else ""
        if not answer:
            outcome = "died" if ready else "hang"
            self.stop()
            return outcome, "", _PATIENCE * self._seconds
        found = json.loads(answer)
        outcome = "hang" if found["seconds"] > self._seconds else found["outcome"]
        return outcome, found.get("trace", ""), found["seconds"]

    def _started(self) -> "subprocess.Popen[str]":
        self._read += 1
        if self._process is not None and self._read > _CASES_PER_CHILD:
            self.stop()
        if self._process is None:
            self._read = 1
            self._process = subprocess.Popen(_CHILD, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self._process

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


@contextmanager
def child(seconds: float, cut: bool) -> Iterator[Child]:
    """A reading process that is ended whatever happens."""
    made = Child(seconds, cut)
    try:
        yield made
    finally:
        made.stop()


def fuzz(name: str, options: argparse.Namespace, folder: Path) -> int:
    """Fuzz one format; the number of bad outcomes."""
    counts: Counter[str] = Counter()
    end = time.monotonic() + options.minutes * 60
    with child(options.seconds, options.cut) as reader:
        for case in cases(name, options.seed):
            outcome, trace, seconds = reader.outcome(case, folder / "case")
            counts[outcome] += 1
            if outcome not in {"read", "refused"}:
                saved = folder / f"{name}-{options.seed}-{case.name.replace(' ', '-')}"
                saved.write_bytes(case.content)
                print(
                    f"{name}: {outcome} at {case.name}, seed {options.seed}; {seconds:.1f} s, {len(case.content):,} bytes, saved as {saved}\n{trace}",
                    flush=True,
                )
            elif seconds > options.seconds / 2:
                print(
                    f"{name}: slow at {case.name}: {seconds:.1f} s, {len(case.content):,} bytes", flush=True
                )
            if time.monotonic() > end:
                break
    print(f"{name}: {sum(counts.values())} files: {dict(counts)}", flush=True)
    return sum(count for outcome, count in counts.items() if outcome not in {"read", "refused"})


def main() -> None:
    """Fuzz the formats that are named, or all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("formats", nargs="*", choices=[*FORMATS, []], help="default: all")
    parser.add_argument("--minutes", type=float, default=3, help="for each format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=20, help="of the processor that one file may take")
    parser.add_argument("--cut", action="store_true", help="also cut what was read into provisions")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    bad = sum(fuzz(name, options, folder) for name in options.formats or FORMATS)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
