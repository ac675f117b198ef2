"""Every promise of docs/promises.md names its tests, and they exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = {
    name
    for path in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"^\s*def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
}


def test_every_promise_names_tests_that_exist() -> None:
    rows = [
        line
        for line in (ROOT / "docs" / "promises.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| when")
    ]
    assert len(rows) > 20
    for row in rows:
        named = re.findall(r"`(test_\w+)`", row.rpartition("| ")[2] or row)
        assert named, row
        assert set(named) <= TESTS, set(named) - TESTS


def test_what_security_promises_names_tests_that_exist() -> None:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| against")]
    assert len(rows) > 15
    for row in rows:
        assert re.search(r"`test_\w+…?`", row.rstrip("| ").rpartition(" | ")[2]), row
    for name, cut in re.findall(r"`(test_\w+)(…?)`", text):
        assert any(test.startswith(name) if cut else test == name for test in TESTS), name
