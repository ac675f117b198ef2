"""The lock names a version for all that we ask for, and what is installed is installed with it."""

import re
import sys
import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

sys.path.insert(0, str(ROOT))
import tasks

PIN = re.compile(r"([A-Za-z0-9._-]+)==([^ ;]+)(?: ; (.+))?")


def pins() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in tasks.LOCK.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            match = PIN.fullmatch(line)
            assert match, line
            found.setdefault(canonicalize_name(match[1]), []).append(match[2])
    return found


def asked() -> list[Requirement]:
    held: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = held["project"]
    texts = [*project["dependencies"], *held["build-system"]["requires"]]
    texts += [text for extra in project["optional-dependencies"].values() for text in extra]
    return [Requirement(text) for text in texts if not text.startswith("watchwire")]


def test_every_dependency_has_a_version_that_fits() -> None:
    held = pins()
    for wanted in asked():
        versions = held.get(canonicalize_name(wanted.name))
        assert versions, f"{wanted.name} is not in constraints.txt: python tasks.py lock"
        assert any(wanted.specifier.contains(version) for version in versions), f"{wanted}: {versions}"


@pytest.mark.parametrize("task", ["environment", "compile"])
def test_whatever_is_installed_is_installed_with_the_lock(
    task: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    ran: list[tuple[list[str], dict[str, Any]]] = []

    class Started:
        def __init__(self, command: list[str], **more: Any) -> None:
            ran.append((command, more))

        def wait(self) -> int:
            return 0

    monkeypatch.setattr(tasks.subprocess, "Popen", Started)
    monkeypatch.setattr(tasks, "VENV", tmp_path)
    monkeypatch.setattr(tasks, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(tasks.venv, "create", lambda *_, **__: None)
    monkeypatch.setattr(tasks, "drop_stale", lambda: None)
    tasks.environment("test") if task == "environment" else tasks.compile()
    installs = [(command, more) for command, more in ran if "install" in command]
    assert all(more["env"]["PIP_CONSTRAINT"] == str(tasks.LOCK) for _, more in installs)
    assert ["--no-deps", "--editable", "."] in [command[-3:] for command, _ in installs]
    others = [text for command, _ in installs for text in command if "--no-deps" not in command]
    assert ("pytest>=8.2" in others) == ("sqlalchemy>=2.0.30" in others) == (task == "environment")
    ran.clear()
    if task == "environment":
        tasks.environment("test")
        assert not ran
        tasks.environment("dev")
        assert [("ruff>=0.8" in command, "--editable" in command) for command, _ in ran] == [(True, False)]


def test_what_fails_ends_the_task_after_all_have_ended() -> None:
    started = [tasks.subprocess.Popen([sys.executable, "-c", f"raise SystemExit({code})"]) for code in (0, 3, 0)]
    with pytest.raises(SystemExit) as told:
        tasks.done(*started)
    assert told.value.code == 3
    assert [held.poll() for held in started] == [0, 3, 0]


def test_the_readme_installs_with_the_lock() -> None:
    """Each `pip install` that a reader copies names the lock, or is one of the tasks, which use it."""
    for page in ("README.md", "docs/desk.md", "docs/deploy.md", "docs/batch.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        for command in re.findall(r"pip install [^`\n]+", text):
            assert "constraints.txt" in command or "constraints.txt" in text.split(command)[0][-60:], (
                f"{page}: {command}"
            )
