"""Faults of the library x commands: what is damaged, and what must be said. Never a wrong "no possible match"."""

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from tests.faults.commands import FIXTURES, closed, library, run
from watchwire.errors import ListError
from watchwire.lists import Library, files
from watchwire.lists.bundle import Bundle, ListFile
from watchwire.lists.files import read_sealed, sweep, write_atomically, write_sealed
from watchwire.lists.snapshot import read_record

NAME = "Ri Pyong Chol"
ARTICLE = f"PYONGYANG. {NAME} inspected a factory on Monday, officials said.\n"


def only(folder: Path, pattern: str = "[!.]*") -> Path:
    (path,) = (path for path in folder.glob(pattern) if path.is_file())
    return path


def drop_party(held: Library) -> None:
    """Take the party out of the parsed copy, with or without its seal being made anew."""
    path = only(held.root / "parsed", "*.parties")
    lines = gzip.decompress(read_sealed(path)).splitlines(keepends=True)
    path.write_bytes(path.read_bytes()[:73] + gzip.compress(b"".join(line for line in lines if b"KPi.076" not in line)))


def zero(path: Path, start: int = 0, length: int | None = None) -> None:
    data = bytearray(path.read_bytes())
    end = len(data) if length is None else start + length
    data[start:end] = bytes(end - start)
    path.write_bytes(data)


# -- a library that is wrong or missing


def no_such(root: Path) -> Path:
    return root / "no" / "such"


def an_empty_folder(root: Path) -> Path:
    root.mkdir()
    return root


def a_file(root: Path) -> Path:
    root.write_text("not a folder")
    return root


@pytest.mark.parametrize("place", [no_such, an_empty_folder, a_file])
@pytest.mark.parametrize("how", ["option", "environment"])
@pytest.mark.parametrize("command", ["screen", "scan", "read", "verify", "batch", "watch", "lists show", "lists check"])
def test_a_library_that_was_named_and_is_not_there_is_an_error(
    place: Callable[[Path], Path], how: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = place(tmp_path / "library")
    text = tmp_path / "a.txt"
    text.write_text(ARTICLE)
    arguments: dict[str, list[str | Path]] = {
        "screen": [NAME],
        "scan": [text],
        "read": [text],
        "verify": [text],
        "batch": [text, tmp_path / "out"],
        "watch": [tmp_path, "--once", "--store", tmp_path / "desk.sqlite"],
        "lists show": [],
        "lists check": [],
    }
    if how == "environment":
        monkeypatch.setenv("WATCHWIRE_LIBRARY", str(root))
    option = ["--library", root] if how == "option" else []
    done = run(*command.split(), *arguments[command], *option)
    assert done.code == 1, done
    assert str(root) in done.err
    assert "no possible match" not in done.out
    assert "Traceback" not in done.err


@pytest.mark.parametrize(("form", "place"), [("text", "out"), ("json", "err"), ("json", "out")])
def test_the_starter_list_is_never_used_in_silence(form: str, place: str) -> None:
    done = run("screen", NAME, "-f", form)
    assert "starter list only" in getattr(done, place)
    assert done.code == 0


def test_a_table_and_a_scan_say_that_the_starter_list_was_used(tmp_path: Path) -> None:
    table = tmp_path / "names.csv"
    table.write_text(f"name\n{NAME}\nNobody Whatever\n")
    for form in ("csv", "json"):
        lines = run("screen", "--csv", table, "-f", form).out.splitlines()
        assert all("starter list only" in line for line in lines[form == "csv" :])
    text = tmp_path / "a.txt"
    text.write_text(ARTICLE)
    done = run("scan", text)
    assert "starter list only" in done.out
    assert "starter list only" in done.err


# -- damage in the library


def test_a_parsed_copy_without_a_party_is_not_believed(tmp_path: Path) -> None:
    held = library(tmp_path / "library")
    drop_party(held)
    for path in held.index_folder.glob("*.index"):
        path.unlink()
    assert "KPi.076" in run("screen", NAME, "--library", held.root).out


def test_a_parsed_copy_that_was_sealed_anew_is_found_by_the_check(tmp_path: Path) -> None:
    held = library(tmp_path / "library")
    path = only(held.root / "parsed", "*.parties")
    lines = gzip.decompress(read_sealed(path)).splitlines(keepends=True)
    write_sealed(path, gzip.compress(b"".join(line for line in lines if b"KPi.076" not in line)))
    done = run("lists", "check", "--library", held.root)
    assert "did not hold what the files hold" in done.out
    assert len(held.parties(held.newest()[0])) == 3
    again = run("lists", "check", "--library", held.root)
    assert (again.code, again.out) == (0, "")


@pytest.mark.parametrize("block", range(0, 40, 3))
def test_a_zeroed_page_of_the_index_is_told_and_the_index_built_again(block: int, tmp_path: Path) -> None:
    held = library(tmp_path / "library")
    path = only(held.index_folder, "*.index")
    whole = path.read_bytes()
    start = len(whole) * block // 40
    zero(path, start, min(4096, len(whole) - start))
    if path.read_bytes() == whole:
        pytest.skip("the page held zeros")
    assert "KPi.076" in run("screen", NAME, "--library", held.root).out
    assert path.read_bytes() == whole


def test_an_index_of_other_lists_is_not_taken(tmp_path: Path) -> None:
    held, other = library(tmp_path / "library"), Library(tmp_path / "other")
    table = tmp_path / "own.csv"
    table.write_text("id,name\n1,Casimir Thistlewood\n")
    other.add(Bundle.from_paths([table]), "own")
    assert "own-own:1" in run("screen", "Casimir Thistlewood", "--library", other.root).out
    path = only(held.index_folder, "*.index")
    path.write_bytes(only(other.index_folder, "*.index").read_bytes())
    assert "KPi.076" in run("screen", NAME, "--library", held.root).out


@pytest.mark.parametrize("damage", ["gone", "empty", "changed"])
def test_a_damaged_file_is_named_and_adding_it_again_mends(damage: str, tmp_path: Path) -> None:
    held = library(tmp_path / "library")
    blob = only(held.root / "blobs")
    for path in (*held.index_folder.glob("*.index"), *(held.root / "parsed").iterdir()):
        path.unlink()
    if damage == "gone":
        blob.unlink()
    else:
        blob.write_bytes(b"" if damage == "empty" else blob.read_bytes() + b" ")
    for command in (["screen", NAME], ["lists", "check"]):
        done = run(*command, "--library", held.root)
        assert done.code == 1
        assert "add that version again" in done.err + done.out
        assert "no possible match" not in done.out
    assert run("lists", "add", FIXTURES / "un.xml", "--library", held.root).out.startswith("mended")
    assert "KPi.076" in run("screen", NAME, "--library", held.root).out
    assert run("lists", "check", "--library", held.root).code == 0
    assert run("lists", "add", FIXTURES / "un.xml", "--library", held.root).out.startswith("already held")


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"null", b'{"version": 1}', b"\xff\xfe"])
def test_a_damaged_record_is_named_and_adding_the_list_again_mends(damage: bytes, tmp_path: Path) -> None:
    held = library(tmp_path / "library")
    record = next((held.root / "snapshots").rglob("*.json"))
    record.write_bytes(damage)
    os.utime(record, ns=(1, 1))
    for command in (["screen", NAME], ["lists", "show"], ["lists", "check"]):
        done = run(*command, "--library", held.root)
        assert done.code == 1
        assert "damaged snapshot record" in done.err + done.out
    assert run("lists", "add", FIXTURES / "un.xml", "--library", held.root).out.startswith("mended")
    assert "KPi.076" in run("screen", NAME, "--library", held.root).out


def test_a_record_that_was_changed_is_not_believed(tmp_path: Path) -> None:
    held = library(tmp_path / "library")
    record = next((held.root / "snapshots").rglob("*.json"))
    fields = orjson.loads(record.read_bytes())
    record.write_bytes(orjson.dumps({**fields, "version": "2031-01-01"}))
    done = run("screen", NAME, "--library", held.root)
    assert (done.code, "it was changed after it was written" in done.err) == (1, True)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
@pytest.mark.parametrize("folder", ["snapshots", "blobs"])
def test_a_folder_that_may_not_be_read_is_an_error(folder: str, tmp_path: Path) -> None:
    held = library(tmp_path / "library")
    for path in (*held.index_folder.glob("*.index"), *(held.root / "parsed").iterdir()):
        path.unlink()
    with closed(held.root / folder):
        done = run("screen", NAME, "--library", held.root)
    assert done.code == 1


def test_what_no_record_needs_is_named(tmp_path: Path) -> None:
    held = library(tmp_path / "library")
    next((held.root / "snapshots").rglob("*.json")).unlink()
    done = run("lists", "check", "--library", held.root)
    assert done.code == 1
    assert "watchwire lists add" in done.out + done.err


# -- writing


@pytest.mark.parametrize("call", ["replace", "fsync", "open"])
def test_a_full_disk_or_broken_one_leaves_what_was_there(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = library(tmp_path / "library")
    newer = (FIXTURES / "un.xml").read_bytes().replace(b"2024-03-01", b"2024-05-01")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail) if call == "replace" else patch.setattr(files.os, call, fail)
        path = tmp_path / "newer.xml"
        path.write_bytes(newer)
        done = run("lists", "add", path, "--library", held.root)
    assert (done.code, "No space left" in done.err) == (1, True)
    assert not list(held.root.rglob(".part-*"))
    assert [str(s.version) for s in held.snapshots()] == ["2024-03-01"]
    assert "KPi.076" in run("screen", NAME, "--library", held.root).out


def test_an_index_that_cannot_be_written_costs_time_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = library(tmp_path / "library")
    only(held.index_folder, "*.index").unlink()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", fail)
    assert "KPi.076" in run("screen", NAME, "--library", held.root).out


def test_what_killed_processes_left_is_removed(tmp_path: Path) -> None:
    old, young = tmp_path / ".part-watchwire-aaaa", tmp_path / ".part-watchwire-bbbb"
    for path in (old, young, tmp_path / ".part-mine"):
        path.write_text("x")
    os.utime(old, (1, 1))
    write_atomically(tmp_path / "a", b"x")
    assert not old.exists()
    assert young.exists()
    os.utime(young, (1e11, 1e11))  # the clock was set back since
    assert sweep(tmp_path) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [".part-mine", "a"]


def test_a_library_is_for_several_users(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        held = library(tmp_path / "library")
    finally:
        os.umask(before)
    for path in held.root.rglob("*"):
        if path.is_file() and path.name != ".lock" and path.suffix != ".lock":
            assert path.stat().st_mode & 0o044 == 0o044, path


# -- a file that has shrunk


def test_a_file_that_lost_a_third_is_held_back(tmp_path: Path) -> None:
    rows = [f"{number},Casimir Thistlewood {number}" for number in range(90)]
    table = tmp_path / "own.csv"
    root = tmp_path / "library"

    def add(count: int, *options: str) -> object:
        table.write_text("\n".join(["id,name", *rows[:count]]) + "\n")
        return run("lists", "add", table, "--library", root, *options)

    assert add(90, "--date", "2024-01-01").code == 0  # type: ignore[attr-defined]
    assert add(85, "--date", "2024-02-01").code == 0  # type: ignore[attr-defined]
    held = add(60, "--date", "2024-03-01")
    assert (held.code, "held back" in held.err) == (1, True)  # type: ignore[attr-defined]
    assert Library(root).newest()[0].parties == 85
    assert add(60, "--date", "2024-03-01", "--accept-shrink").code == 0  # type: ignore[attr-defined]
    assert Library(root).newest()[0].parties == 60


def test_an_update_holds_a_shrunken_file_back_and_says_so(tmp_path: Path) -> None:
    held = Library(tmp_path / "library")
    rows = "".join(f"{number},Casimir Thistlewood {number}\n" for number in range(30))
    held.add(Bundle((ListFile("own.csv", f"id,name\n{rows}".encode()),)), "x")
    with pytest.raises(ListError, match="--accept-shrink"):
        held.add(Bundle((ListFile("own.csv", f"id,name\n{rows[:200]}\n".encode()),)), "x")
    assert len(held.snapshots()) == 1
    assert read_record(held.record_paths()[0]).parties == 30
