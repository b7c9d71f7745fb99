"""Align synthetic redrafts, judged by what is known of them: `python -m benchmarks.align_redrafts [held-out]`.

Bases while developing: the UN Convention against Corruption and a generated treaty; held out: the Budapest Convention and
another generated treaty. Real bases come through the real segmenter.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

from benchmarks.align_scores import HEAD, Score, pairs_of
from benchmarks.measure import Measured
from benchmarks.redraft import DEVELOPMENT_SEEDS, HELD_OUT_SEEDS, PROFILES, redraft
from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.application.read_draft import read_draft
from salvaguarda.domain.alignment.align import align
from salvaguarda.domain.drafts import Provision
from tests.domain.alignment.treaty import treaty

TEXTS = Path(os.environ.get("SALVAGUARDA_TEXTS", Path(__file__).parents[2] / "shared" / "texts"))


def bases(*, held_out: bool) -> dict[str, Sequence[Provision]]:
    """The texts that are redrafted."""
    name = "budapest-convention-2001.md" if held_out else "uncac-2003.md"
    file = TEXTS / "treaties" / name
    generated = treaty(Random(99 if held_out else 9), chapters=6, articles=7).provisions()
    if not file.exists():  # without the real texts, the generated one alone
        return {"generated": generated}
    real = read_draft(file.read_bytes(), file.name, read_document).segmentation.provisions
    return {name: real, "generated": generated}


def run() -> list[Measured]:
    """Print the table of the development bases and of the held-out ones; it measures no time."""
    for held_out in (False, True):
        print_table(held_out=held_out)
    return []


def print_table(*, held_out: bool) -> None:
    """A line for each base and profile, with the confusion of the relations, and one for the whole."""
    print(f"Synthetic redrafts, {'held out' if held_out else 'development'}\n\n{HEAD}")
    whole = Score()
    for name, base in bases(held_out=held_out).items():
        for profile in PROFILES:
            score = Score()
            for seed in HELD_OUT_SEEDS if held_out else DEVELOPMENT_SEEDS:
                made = redraft(base, profile, seed)
                found = pairs_of(align(made.old, made.new))
                score.add(found, made.truth)
                whole.add(found, made.truth)
            print(f"| {name}, {profile.name} | {score.cells()} | {score.errors()} |")
    print(f"| all | {whole.cells()} | {whole.errors()} |\n")


if __name__ == "__main__":
    print_table(held_out="held-out" in sys.argv[1:])
