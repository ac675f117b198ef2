"""For long runs: what the collector of unreachable objects need not look at again and again."""

import gc

_YOUNG = 100_000
_OLDER = 50


def settle() -> None:
    """Tell Python's collector that what is loaded now stays, and to look less often at what is kept.

    The caches of words and names hold many small objects and no cycles; walking them takes a seventh of a scan. Meant
    for programs that screen or scan in bulk, called once when lists and models are open.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _OLDER, _OLDER)


def settle_for_rows() -> None:
    """Do the same for a program that answers rows and nothing else: the collector looks only when `sweep` is called."""
    settle()
    gc.disable()


def sweep() -> None:
    """Look at what came since the last time, once the rows of a chunk are done and hardly anything of it is left."""
    if not gc.isenabled():
        gc.collect(0)
