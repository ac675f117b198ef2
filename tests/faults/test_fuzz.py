"""A short, seeded piece of the fuzzing that `python -m tests.faults.fuzz` goes on with for as long as is wanted."""

from pathlib import Path

from tests.faults.fuzz import Verbs

FOUND = (791,)
"""Seeds that once found a fault."""


def test_hostile_input_is_answered_or_refused(tmp_path: Path) -> None:
    verbs = Verbs(tmp_path)
    for seed in (*range(60), *FOUND):
        verbs.one(seed)
