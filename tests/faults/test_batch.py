"""Where batch may write."""

from pathlib import Path

from tests.faults.commands import run


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    source, output = tmp_path / "in.txt", tmp_path / "out"
    source.write_text("Ri Pyong Chol inspected a factory.\n")
    output.mkdir()
    (output / "thesis.docx").write_bytes(b"PK")
    done = run("batch", source, output)
    assert (done.code, "something else" in done.err) == (2, True)
    assert [path.name for path in output.iterdir()] == ["thesis.docx"]
    done = run("batch", source, source)
    assert (done.code, "a file" in done.err) == (2, True)
