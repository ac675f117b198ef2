"""The steps of watching, again and again: one that fails, in whatever way, is told; the others go on."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from watchwire.desk.items import said

_LONGEST = 300.0


@dataclass(slots=True)
class Step:
    """Something to do again and again.

    `beside` puts it into a thread of its own, so that the others do not wait for it. After a failure it rests: one
    second, two, four, up to five minutes.
    """

    name: str
    work: Callable[[], None]
    beside: bool = False
    failures: int = 0
    rests_until: float = 0.0
    _thread: threading.Thread | None = field(default=None, repr=False)

    def run(self, say: Callable[[str], None]) -> bool:
        """Do it, unless it rests or still runs; say whether it did not fail."""
        if time.monotonic() < self.rests_until or (self._thread is not None and self._thread.is_alive()):
            return True
        if not self.beside:
            return self._guarded(say)
        self._thread = threading.Thread(target=self._guarded, args=(say,), daemon=True, name=self.name)
        self._thread.start()
        return True

    def wait(self, seconds: float) -> None:
        """Wait for the thread, if one runs."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _guarded(self, say: Callable[[str], None]) -> bool:
        try:
            self.work()
        except Exception as error:  # noqa: BLE001 - of whatever kind: the others go on, and it comes again
            self.failures += 1
            pause = min(2.0 ** min(self.failures - 1, 20), _LONGEST)
            self.rests_until = time.monotonic() + pause
            with suppress(OSError, ValueError):
                say(f"{self.name} failed: {said(error)}; again in {pause:.0f} s")
            return False
        self.failures = 0
        return True


def run_all(steps: list[Step], say: Callable[[str], None]) -> bool:
    """Do each step once, in order; say whether none failed."""
    sound = True
    for step in steps:
        sound = step.run(say) and sound
    return sound
