"""Where the rows of a benchmark stand: a file, the folder of one task, or the folder above all tasks."""

import csv
import json
from pathlib import Path
from typing import Any


def files(data: Path, task: str, *patterns: str) -> list[Path]:
    """Return the files of a task that fit the first pattern that any fits; `data` may itself be such a file."""
    if data.is_file():
        return [data]
    folder = data / task if (data / task).is_dir() else data
    for pattern in patterns:
        found = sorted(folder.glob(pattern))
        if found:
            return found
    raise SystemExit(
        f"{folder}: no {' or '.join(patterns)} there; --data names a file, a task's folder or the one above"
    )


def rows(data: Path, task: str, *patterns: str) -> list[dict[str, Any]]:
    """Return the rows of those files: JSON Lines, or tables with tabs."""
    found: list[dict[str, Any]] = []
    for path in files(data, task, *patterns):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".tsv":
            found.extend(csv.DictReader(text.split("\n"), delimiter="\t"))
        else:
            # Not splitlines: texts hold line separators of their own.
            found.extend(json.loads(line) for line in text.split("\n") if line.strip())
    return found
