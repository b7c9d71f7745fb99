"""Align two drafts: against comparing every provision with every other by difflib on the same words."""

from difflib import SequenceMatcher
from functools import partial
from random import Random

from benchmarks.measure import Measured, paired, per_call, seconds
from salvaguarda.domain.alignment.align import align
from salvaguarda.domain.drafts import Provision
from salvaguarda.domain.redline import redline
from tests.domain.alignment.treaty import Treaty, renegotiated, treaty

_CHAPTERS = {"40 articles a side": 5, "160 articles a side": 20, "100,000 words a side": 50}
_ALL_PAIRS_LIMIT = 1_000  # provisions a side that difflib compares in reasonable time


def _drafts(chapters: int) -> tuple[Treaty, Treaty]:
    random = Random(2)
    first = treaty(random, chapters=chapters, articles=8)
    return first, renegotiated(first, random)


def _all_pairs(old: list[Provision], new: list[Provision]) -> float:
    """The best that difflib finds for each old provision: words compared with quick bounds first, as one would."""
    best = 0.0
    runs = [provision.text.split() for provision in old if provision.text]
    for other in (provision.text.split() for provision in new if provision.text):
        matcher = SequenceMatcher(None, b=other, autojunk=False)
        for run in runs:
            matcher.set_seq1(run)
            if matcher.real_quick_ratio() > 0.5 and matcher.quick_ratio() > 0.5:
                best = max(best, matcher.ratio())
    return best


def run() -> list[Measured]:
    """Alignment at three sizes, and the redline of the whole texts of the middle one."""
    rows = []
    for name, chapters in _CHAPTERS.items():
        old, new = (draft.provisions() for draft in _drafts(chapters))
        note = f"{len(old)} × {len(new)} provisions, {sum(len(p.text.split()) for p in old)} words"
        if len(old) <= _ALL_PAIRS_LIMIT:
            ours, theirs = paired(
                per_call(partial(align, old, new)), per_call(partial(_all_pairs, old, new)), 1
            )
            rows.append(Measured(f"align {name}", ours, "difflib, all pairs", theirs, note))
            smaller = ours
        else:
            ours = seconds(partial(align, old, new))
            rows.append(Measured(f"align {name}", ours, "ours, 40 articles", smaller, note))
    return [*rows, _redlined()]


def _redlined() -> Measured:
    texts = [" ".join(p.text for p in draft.provisions()) for draft in _drafts(20)]
    words = [text.split() for text in texts]
    matcher = SequenceMatcher(None, words[0], words[1], autojunk=False)
    ours, theirs = paired(per_call(partial(redline, texts[0], texts[1])), per_call(matcher.get_opcodes), 1)
    return Measured("redline whole texts", ours, "difflib on words", theirs, f"{len(words[0])} words a side")
