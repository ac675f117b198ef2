"""Everyday tasks of the project: `python tasks.py example|test|check|setup|format|compile|golden|lock`.

Each creates what it needs in its own virtual environment (`.venv`), so nothing has to be installed first. What is
installed is what `constraints.txt` names, for building too: the versions that the tests ran with. `lock` renews it.
"""

import os
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).parent
VENV = ROOT / ".venv"
LOCK = ROOT / "constraints.txt"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


HOLDING = {"": ("test", "dev"), "test": ("dev",), "dev": ()}
"""Which extras hold all that an extra asks for."""
PYTEST = ("-n", "auto", "--dist", "worksteal")
"""Tests of a file stay together where they can: they share servers and browsers."""


def run(*command: str | Path, **more: object) -> None:
    """Run a command in the project's folder; leave with its exit code when it fails."""
    result = subprocess.run([str(part) for part in command], cwd=ROOT, check=False, **more)  # type: ignore[call-overload]
    if result.returncode:
        sys.exit(result.returncode)


def drop_stale() -> None:
    """Remove compiled modules that are older than their sources, so that what is tested is what is written."""
    found = [*ROOT.glob("src/*__mypyc*"), *ROOT.glob("src/watchwire/*/*.so"), *ROOT.glob("src/watchwire/*/*.pyd")]
    sources = [path.with_name(f"{path.name.split('.')[0]}.py") for path in found]
    newest = max((path.stat().st_mtime for path in sources if path.exists()), default=0.0)
    if any(path.stat().st_mtime < newest for path in found):
        print(
            "compiled modules are older than their sources: removed; `tasks.py compile` makes them anew",
            file=sys.stderr,
        )
        for path in found:
            path.unlink()


def pip(*what: str) -> "subprocess.Popen[bytes]":
    """Start installing with the versions of the lock; the variable holds for the tools that build us too."""
    held = {**os.environ, "PIP_CONSTRAINT": str(LOCK)}
    options = ("install", "--quiet", "--no-compile", "--disable-pip-version-check")
    return subprocess.Popen([str(PYTHON), "-m", "pip", *options, *what], cwd=ROOT, stdout=sys.stderr, env=held)


def done(*running: "subprocess.Popen[bytes]") -> None:
    """Wait for what was started; leave with the exit code of what failed, after all have ended."""
    failed = [code for code in [held.wait() for held in running] if code]
    if failed:
        sys.exit(failed[0])


def requirements(extra: str) -> list[str]:
    """Return all that the project needs for an extra, those that it holds included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    own = f"{project['name']}["
    found, open_extras = list(project["dependencies"]), [extra] if extra else []
    for name in open_extras:  # it grows
        for text in project["optional-dependencies"][name]:
            if text.startswith(own):
                open_extras.extend(more for more in text[len(own) : -1].split(",") if more not in open_extras)
            else:
                found.append(text)
    return list(dict.fromkeys(found))


def environment(extra: str) -> None:
    """Create the virtual environment and install the project with an extra, unless that was done already."""
    drop_stale()
    wanted = (ROOT / "pyproject.toml").read_text(encoding="utf-8") + LOCK.read_text(encoding="utf-8")
    stamps = [VENV / f".installed-{name or 'plain'}" for name in (extra, *HOLDING[extra])]
    if any(stamp.exists() and stamp.read_text(encoding="utf-8") == wanted for stamp in stamps):
        return
    if not PYTHON.exists():
        print("creating .venv", file=sys.stderr)
        venv.create(VENV, with_pip=True)
    print("installing (some minutes on a first run)", file=sys.stderr)
    # What compiles us and what installs the others touch different packages, and so run side by side.
    built = any(held.exists() and held.read_text(encoding="utf-8") == wanted for held in VENV.glob(".installed-*"))
    done(pip(*requirements(extra)), *(() if built else (pip("--no-deps", "--editable", "."),)))
    stamps[0].write_text(wanted, encoding="utf-8")


def example(*arguments: str) -> None:
    """Read the example page against the starter list, offline."""
    environment("")
    no_lists = {**os.environ, "WATCHWIRE_LIBRARY": "", "XDG_DATA_HOME": str(VENV / "no-data")}
    run(PYTHON, "-m", "watchwire", "read", *(arguments or ("examples/summit.txt",)), env=no_lists)


def test(*arguments: str) -> None:
    """Run the tests."""
    environment("test")
    run(PYTHON, "-m", "pytest", *PYTEST, *arguments)


def lint() -> None:
    """Check format, lint and types."""
    environment("dev")
    run(PYTHON, "-m", "ruff", "format", "--check", ".")
    run(PYTHON, "-m", "ruff", "check", ".")
    run(PYTHON, "-m", "mypy")


def setup() -> None:
    """Create the environment with all that the tasks need."""
    environment("dev")


def check() -> None:
    """Do what continuous integration does: format, lint, types, tests."""
    lint()
    run(PYTHON, "-m", "pytest", *PYTEST)


def format() -> None:
    """Format and mend what can be mended."""
    environment("dev")
    run(PYTHON, "-m", "ruff", "format", ".")
    run(PYTHON, "-m", "ruff", "check", "--fix", ".")


def compile() -> None:
    """Compile the inner rooms again (installing does it too; without a C compiler they run as Python)."""
    environment("")
    done(pip("--no-deps", "--editable", "."))


def golden() -> None:
    """Make the golden briefs anew; review them as a diff."""
    environment("test")
    run(PYTHON, "-m", "tests.golden_briefs")


def lock() -> None:
    """Renew `constraints.txt`: the newest versions that fit together, for every extra, Python and system."""
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv>=0.5", stdout=sys.stderr)
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    found = [os.environ[key] for key in ("PIP_FIND_LINKS",) if os.environ.get(key)]
    run(
        PYTHON, "-m", "uv", "--quiet", "pip", "compile", "pyproject.toml", "-", "--all-extras", "--universal",
        "--python-version", "3.11", "--upgrade", "--no-annotate", "--no-header", "--output-file", LOCK,
        *(part for place in found for part in ("--find-links", place)), input="\n".join(build), text=True,
    )  # fmt: skip
    lines = LOCK.read_text(encoding="utf-8")
    LOCK.write_text(f"{HEAD}{lines.removeprefix(HEAD)}", encoding="utf-8")


HEAD = """\
# What the tests ran with: exact versions of all that every extra of pyproject.toml, and building, needs.
# `python tasks.py` installs these; by hand: PIP_CONSTRAINT=constraints.txt pip install '.[desk]'.
# Renew with: python tasks.py lock
"""

TASKS = {
    "example": example,
    "test": test,
    "setup": setup,
    "lint": lint,
    "check": check,
    "format": format,
    "compile": compile,
    "golden": golden,
    "lock": lock,
}


def main() -> None:
    """Run the task that the command line names."""
    if not sys.argv[1:] or sys.argv[1] not in TASKS:
        sys.exit(f"usage: python tasks.py {'|'.join(TASKS)}")
    TASKS[sys.argv[1]](*sys.argv[2:])


if __name__ == "__main__":
    main()
