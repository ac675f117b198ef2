"""Copies and rewrites of one text, found without comparing all pairs: MinHash over runs of five words (datasketch)."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from watchwire.errors import UsageError
from watchwire.stories.cluster import REMEDY

SHARED = 0.3
"""How much of the shorter text (of its runs of five words) stands in the other one, where one copied from the other."""
_RUN = 5
_PERMUTATIONS = 128
_BANDS = (64, 2)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Copy:
    """Two articles that share passages: `share` of the shorter one's runs of words stand in the other."""

    first: int
    second: int
    share: float


def find_copies(texts: Sequence[str], least: float = SHARED) -> Iterator[Copy]:
    """Yield the pairs of articles of which one holds much of the other.

    Args:
        texts: the articles.
        least: the share of the shorter text from which on a pair counts, from 0 to 1.

    Raises:
        UsageError: datasketch is not installed.

    """
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError as error:
        raise UsageError(REMEDY) from error

    runs = [_runs(text) for text in texts]
    # Two runs a band and many bands: pairs with a fifth in common meet nearly always, and the rest is checked below.
    search = MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS)
    seen: dict[int, list[int]] = defaultdict(list)
    for number, held in enumerate(runs):
        if not len(held):
            continue
        sketch = MinHash(num_perm=_PERMUTATIONS, seed=1, hashfunc=int)
        sketch.update_batch(held.tolist())
        for other in sorted(search.query(sketch)):
            seen[number].append(other)
        search.insert(number, sketch)
    for number, others in seen.items():
        for other in others:
            shared = len(np.intersect1d(runs[number], runs[other], assume_unique=True))
            share = shared / min(len(runs[number]), len(runs[other]))
            if share >= least:
                yield Copy(other, number, round(share, 3))


def _runs(text: str) -> "np.ndarray[tuple[int], np.dtype[np.uint32]]":
    words = [crc32(word.encode()) for word in _WORD.findall(text.lower())]
    if len(words) < _RUN:
        return np.array([], np.uint32)
    held = np.array(words, np.uint64)
    mixed = np.zeros(len(held) - _RUN + 1, np.uint64)
    with np.errstate(over="ignore"):
        for k in range(_RUN):
            mixed = mixed * np.uint64(1_000_003) + held[k : k + len(mixed)]
    return np.unique((mixed >> np.uint64(16)).astype(np.uint32))
