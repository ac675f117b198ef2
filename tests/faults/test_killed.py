"""kill -9 at a chosen moment of building an index: what is half made is never taken, and the next process finds all."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.commands import FIXTURES, run
from watchwire.lists import Library, files, open_holdings
from watchwire.lists.bundle import Bundle, ListFile
from watchwire.screening import build, container, kept

Stop = Callable[[], None]
Stage = Callable[[pytest.MonkeyPatch, Stop], None]
NAME = "Ri Pyong Chol"


def before(module: object, name: str, times: int = 0) -> Stage:
    """Return what makes a process stop before it calls a function for the last of so many further times."""

    def prepare(patch: pytest.MonkeyPatch, stop: Stop) -> None:
        real, called = getattr(module, name), 0

        def stopping(*arguments: object, **named: object) -> object:
            nonlocal called
            called += 1
            if called > times:
                stop()
            return real(*arguments, **named)

        patch.setattr(module, name, stopping)

    return prepare


def half_written(patch: pytest.MonkeyPatch, stop: Stop) -> None:
    """Stop when half of the file is on the disk."""
    real = container.pack

    def pack(*arguments: object) -> object:
        blocks = list(real(*arguments))  # type: ignore[arg-type]
        whole = b"".join(blocks)
        yield whole[: len(whole) // 2]
        stop()
        yield whole[len(whole) // 2 :]

    patch.setattr(container, "pack", pack)


STAGES: dict[str, Stage] = {
    "before the parties are gathered": before(build, "to_record"),
    "among the parties": before(build, "to_record", 2),
    "before the file is written": before(container, "write_atomically"),
    "when half of it is written": half_written,
    "before it is on the disk": before(files.os, "fsync"),
    "before older ones are removed": before(kept, "_prune"),
}


@pytest.mark.parametrize("stage", STAGES)
def test_killed_in_the_middle_of_building_an_index(stage: str, tmp_path: Path) -> None:
    held = Library(tmp_path / "library")
    held.add(Bundle((ListFile("un.xml", (FIXTURES / "un.xml").read_bytes()),)), "un.xml")
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        with pytest.MonkeyPatch.context() as patch:

            def stop() -> None:
                os.write(writes, b"x")
                signal.pause()

            STAGES[stage](patch, stop)
            kept.index_of(open_holdings(held))
        os._exit(0)
    os.close(writes)
    try:
        assert os.read(reads, 1) == b"x", "the process got there"
    finally:
        os.close(reads)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    done = run("screen", NAME, "--library", held.root)
    assert "KPi.076" in done.out
    assert done.err == "", "half an index is not even looked at"
    assert run("lists", "check", "--library", held.root).code == 0
    left = [path for path in held.index_folder.iterdir() if path.suffix not in {".index", ".lock"}]
    for path in left:  # what was half written goes an hour later
        os.utime(path, (1e9, 1e9))
    files.sweep(held.index_folder)
    assert [path.suffix for path in sorted(held.index_folder.iterdir())] == [".index", ".lock"]
