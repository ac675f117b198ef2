"""How far long work has come: a bar in a notebook, a line on a terminal, nothing elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Show = Callable[[int, int], None]
_AFTER_SECONDS = 0.5
_EVERY_SECONDS = 0.2


@contextmanager
def shown(wanted: Show | bool, total: int) -> Iterator[Show]:
    """Give a function that is told how many of how many are done.

    Args:
        wanted: whether to show anything; or a function of the caller's that is told instead.
        total: how many there are.

    """
    if callable(wanted):
        yield wanted
        return
    bar = _Bar() if wanted and total else None
    try:
        yield bar.show if bar else _nothing
    finally:
        if bar:
            bar.end(total)


def _nothing(done: int, total: int) -> None:
    """Show nothing."""


class _Bar:
    def __init__(self) -> None:
        self.started = self.last = time.monotonic()
        self.handle: Any = None
        self.line = False
        self.notebook = _in_notebook()

    def show(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.last < _EVERY_SECONDS or now - self.started < _AFTER_SECONDS:
            return
        self.last = now
        self._draw(done, total)

    def _draw(self, done: int, total: int) -> None:
        if self.notebook:
            import IPython.display as shown  # there it is

            make: Any = shown.HTML
            put: Any = shown.display
            html = make(f"<progress max='{total}' value='{done}'></progress> {done:,} of {total:,}")
            if self.handle is None:
                self.handle = put(html, display_id=True)
            else:
                self.handle.update(html)
        elif sys.stderr.isatty():
            self.line = True
            sys.stderr.write(f"\r{done:,} of {total:,}")
            sys.stderr.flush()

    def end(self, total: int) -> None:
        if self.handle is not None:
            self._draw(total, total)
        elif self.line:
            sys.stderr.write("\r\033[K")


def _in_notebook() -> bool:
    """Say whether a kernel runs us: a shell of IPython on a terminal has none."""
    held = sys.modules.get("IPython")
    shell = held.get_ipython() if held is not None else None
    return shell is not None and getattr(shell, "kernel", None) is not None
