"""Reads the files that tools/fuzz_readers.py sends, within limits, and says what came of each.

Input: JSON lines {"path", "earlier", "cut"}; output: JSON lines {"outcome": "read" | "refused" | "crash", "trace"?, "seconds", "mb"}; seconds are
of the processor, so that a busy machine makes no file slow.
"""

import json
import resource
import sys
import time
import traceback
from pathlib import Path

from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.domain.errors import Unreadable
from salvaguarda.domain.reading.lines import Reading, ReadingOptions, TextVersion
from salvaguarda.domain.reading.segment import segment

MEMORY = 1024 * 1024 * 1024  # bytes of address space, as the service allows


def read(path: Path, earlier: bool, cut: bool) -> dict[str, object]:
    """What came of reading one file: anything but a Reading or Unreadable is a crash."""
    version = TextVersion.EARLIER if earlier else TextVersion.PROPOSED
    try:
        reading = read_document(path.read_bytes(), "fuzzed", ReadingOptions(version))
        assert isinstance(reading, Reading)
        if cut:
            segment(reading.lines)
    except Unreadable:
        return {"outcome": "refused"}
    except BaseException:  # noqa: BLE001  (whatever it is, it is what we look for)
        return {"outcome": "crash", "trace": traceback.format_exc()[-1_500:]}
    return {"outcome": "read"}


def main() -> None:
    """Answer until the input ends."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for line in sys.stdin:
        asked = json.loads(line)
        began = time.process_time()
        answer = read(Path(asked["path"]), asked["earlier"], asked["cut"])
        answer["seconds"] = time.process_time() - began
        answer["mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
