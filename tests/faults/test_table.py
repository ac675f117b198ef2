"""The table of faults x commands: what is broken, and what each command must say or still find.

A command either finds what it finds on a whole library (`FOUND`: what can be made again has been), or ends with code 1 and
a line that names what is broken (`TOLD`). It never answers that there is no match, and never ends in a traceback.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.commands import FIXTURES, library, run
from tests.faults.test_library import ARTICLE, NAME, drop_party, only, zero
from watchwire.lists import Library, files

Fault = Callable[[Library, pytest.MonkeyPatch], None]
FOUND, TOLD = "found", "told"


def whole(held: Library, patch: pytest.MonkeyPatch) -> None:
    """Nothing is broken: what the table holds the rest against."""


def index_gone(held: Library, patch: pytest.MonkeyPatch) -> None:
    only(held.index_folder, "*.index").unlink()


def index_zeroed(held: Library, patch: pytest.MonkeyPatch) -> None:
    zero(only(held.index_folder, "*.index"))


def index_cut(held: Library, patch: pytest.MonkeyPatch) -> None:
    path = only(held.index_folder, "*.index")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def parsed_and_index_gone(held: Library, patch: pytest.MonkeyPatch) -> None:
    index_gone(held, patch)
    only(held.root / "parsed", "*.parties").unlink()


def parsed_short_of_a_party(held: Library, patch: pytest.MonkeyPatch) -> None:
    index_gone(held, patch)
    drop_party(held)


def parsed_is_rubbish(held: Library, patch: pytest.MonkeyPatch) -> None:
    index_gone(held, patch)
    only(held.root / "parsed", "*.parties").write_bytes(b"rubbish")


def blob_gone(held: Library, patch: pytest.MonkeyPatch) -> None:
    parsed_and_index_gone(held, patch)
    only(held.root / "blobs").unlink()


def blob_changed(held: Library, patch: pytest.MonkeyPatch) -> None:
    parsed_and_index_gone(held, patch)
    path = only(held.root / "blobs")
    path.write_bytes(path.read_bytes().replace(b"KPi.076", b"KPi.077"))


def record_damaged(held: Library, patch: pytest.MonkeyPatch) -> None:
    next((held.root / "snapshots").rglob("*.json")).write_bytes(b"{")


def record_gone(held: Library, patch: pytest.MonkeyPatch) -> None:
    next((held.root / "snapshots").rglob("*.json")).unlink()


def _failing(call: str, number: int, words: str) -> Fault:
    def broken(held: Library, patch: pytest.MonkeyPatch) -> None:
        parsed_and_index_gone(held, patch)

        def fail(*_: object, **__: object) -> None:
            raise OSError(number, words)

        patch.setattr(files.os, call, fail)

    broken.__name__ = call
    return broken


disk_full = _failing("fsync", 28, "No space left on device")
folder_read_only = _failing("open", 30, "Read-only file system")
disk_broken = _failing("fdopen", 5, "Input/output error")

COMMANDS = {
    "screen": lambda root, article: ["screen", NAME, "--library", root],
    "screen --csv": lambda root, article: ["screen", "--csv", article.with_suffix(".csv"), "--library", root],
    "scan": lambda root, article: ["scan", article, "--library", root],
    "read": lambda root, article: ["read", article, "--library", root],
    "lists check": lambda root, article: ["lists", "check", "--library", root],
    "lists show": lambda root, article: ["lists", "show", "--library", root],
    "lists history": lambda root, article: ["lists", "history", "KPi.076", "--library", root],
}
# fault: what is said where it is told, and the commands that tell it; all others find what they find on a whole library
TABLE: dict[Fault, tuple[str, frozenset[str]]] = {
    whole: ("", frozenset()),
    index_gone: ("", frozenset()),
    index_zeroed: ("", frozenset()),
    index_cut: ("", frozenset()),
    parsed_and_index_gone: ("", frozenset()),
    parsed_short_of_a_party: ("", frozenset()),
    parsed_is_rubbish: ("", frozenset()),
    disk_full: ("cannot be written", frozenset({"lists check"})),
    folder_read_only: ("cannot be written", frozenset({"lists check"})),
    disk_broken: ("cannot be written", frozenset({"lists check"})),
    blob_gone: ("add that version again", frozenset(COMMANDS) - {"lists show"}),
    blob_changed: ("add that version again", frozenset(COMMANDS) - {"lists show"}),
    record_damaged: ("damaged snapshot record", frozenset(COMMANDS)),
    record_gone: ("", frozenset(COMMANDS)),
}
MENDS = {"lists check"}
"""What these mend they tell, with code 0."""


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("fault", TABLE, ids=lambda fault: getattr(fault, "__name__", "fault"))
def test_each_command_finds_or_tells(
    fault: Fault, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = library(tmp_path / "library")
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE)
    article.with_suffix(".csv").write_text(f"name\n{NAME}\n")
    said, telling = TABLE[fault]
    with monkeypatch.context() as patch:
        fault(held, patch)
        done = run(*COMMANDS[command](held.root, article))
    assert "Traceback" not in done.err
    if command in telling:
        assert done.code == 1, done
        assert said in done.err + done.out
        assert str(held.root) in done.err + done.out or "un-sc" in done.err + done.out
        assert "no possible match" not in done.out
    elif command in MENDS:
        assert done.code in {0, 1}
        assert (done.out == "") == (fault in {whole, index_gone}), done
    elif command == "lists show":
        assert (done.code, "un-sc" in done.out) == (0, True)
    else:
        assert done.code in {0, 1}, done  # 1 is the code of a match, too
        assert "KPi.076" in done.out


def test_what_was_broken_can_be_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, fault in enumerate(TABLE):
        held = library(tmp_path / str(number))
        with monkeypatch.context() as patch:
            fault(held, patch)
        assert run("lists", "add", FIXTURES / "un.xml", "--library", held.root).code == 0
        assert run("lists", "check", "--library", held.root).code == 0, fault
        assert "KPi.076" in run("screen", NAME, "--library", held.root).out
