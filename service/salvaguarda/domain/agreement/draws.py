"""Numbers that look random and are the same on every machine and with every version of numpy.

Source: G. L. Steele, D. Lea and C. H. Flood (2014), Fast splittable pseudorandom number generators, OOPSLA '14,
doi:10.1145/2660193.2660195 (SplitMix64). numpy's own generators may change from one version to the next (NEP 19).
"""

import numpy as np
from numpy.typing import NDArray

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def splitmix64(seed: int, count: int, start: int = 0) -> NDArray[np.uint64]:
    """Numbers `start` to start + count - 1 of the sequence that `seed` begins, each 0 to 2**64 - 1."""
    places = np.arange(start + 1, start + count + 1, dtype=np.uint64)
    state = np.uint64(seed) + places * _GOLDEN
    state = (state ^ (state >> np.uint64(30))) * _FIRST
    state = (state ^ (state >> np.uint64(27))) * _SECOND
    return state ^ (state >> np.uint64(31))


def draw(seed: int, count: int, below: int, start: int = 0) -> NDArray[np.int64]:
    """`count` whole numbers from 0 to below - 1, each as likely as the others (but for 1 in 2**32 / below)."""
    high = splitmix64(seed, count, start) >> np.uint64(32)
    return ((high * np.uint64(below)) >> np.uint64(32)).astype(np.int64)
