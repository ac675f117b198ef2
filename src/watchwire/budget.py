"""Time for a piece of work: when it is over the work ends, wherever it is, and what was done before it stays.

In the main thread of a POSIX system a timer's signal ends the work, which reaches into regular expressions too; in
other threads, and elsewhere, an exception is set from a second thread, which ends the work at its next Python step.
Compiled code is not interrupted: the time is then over when it returns. Nor is an import: of one that is cut short half
the modules stay behind, and the next one of the same name fails for good.
"""

import ctypes
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

T = TypeVar("T")
_IMPORTS = "<frozen importlib._bootstrap>"
_AGAIN = 0.02
"""Seconds after which is asked again whether an import has ended."""


class OverTimeError(BaseException):
    """The time is over. No `Exception`, so that nothing on the way takes it for a failure of its own."""


class Budget:
    """So many seconds, from now on; `missed` names what was left undone when they were over."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.missed: list[str] = []
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds left; none is 0."""
        return max(0.0, self._end - time.monotonic())

    def run(self, what: str, work: Callable[[], T], otherwise: Callable[[], T], at_least: float = 0.0) -> T:
        """Do a piece of work within what is left; else note that it is missing, and take what stands in for it.

        Args:
            what: the work, as it is named where it is missing.
            work: what to do.
            otherwise: gives what stands in for it.
            at_least: seconds that it gets even if less are left.

        """
        left = max(self.left, at_least)
        try:
            if left > 0:
                with bounded(left):
                    return work()
        except OverTimeError:
            pass
        self.missed.append(what)
        return otherwise()


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """End the work inside when the time is over.

    Raises:
        OverTimeError: it was.

    """
    in_main = threading.current_thread() is threading.main_thread()
    with _by_signal(seconds) if in_main and hasattr(signal, "setitimer") else _by_thread(seconds):
        yield


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    active = True

    def over(_number: int, frame: FrameType | None) -> None:
        if active and _importing(frame):
            signal.setitimer(signal.ITIMER_REAL, _AGAIN)
        elif active:
            raise OverTimeError

    begin = time.monotonic()
    before = signal.signal(signal.SIGALRM, over)
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        active = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:  # somebody else's timer goes on
            signal.setitimer(signal.ITIMER_REAL, max(0.001, left - (time.monotonic() - begin)), interval)


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    ident = ctypes.c_ulong(threading.get_ident())
    lock = threading.Lock()
    ended = threading.Event()
    active = True

    def over() -> None:
        while not ended.is_set():
            with lock:
                if not active:
                    return
                if not _importing(sys._current_frames().get(ident.value)):
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ident, ctypes.py_object(OverTimeError))
                    return
            ended.wait(_AGAIN)

    timer = threading.Timer(seconds, over)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        ended.set()
        with lock:
            active = False
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ident, None)  # one that was set and has not come must not come


def _importing(frame: FrameType | None) -> bool:
    """Say whether a module is being imported where a thread stands."""
    while frame is not None:
        if frame.f_code.co_filename == _IMPORTS:
            return True
        frame = frame.f_back
    return False
