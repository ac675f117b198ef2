"""Where the rows of a benchmark stand: a file, the folder of one task, or the folder above all tasks."""

import csv
import json
from hashlib import sha256
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


def fold_of(document: str, folds: int = 5) -> int:
    """Return the fold of a document, by its name alone."""
    return int(sha256(document.encode()).hexdigest(), 16) % folds


class Folds:
    """Weights learned without a fifth of the documents each; asked for a document, it puts in force those without it."""

    def __init__(self, folder: Path | None) -> None:
        paths = sorted(folder.glob("weights-*.tsv")) if folder else []
        self.weights = [_weights(path) for path in paths]

    def without(self, document: str) -> None:
        """Put in force the weights that were learned without a document."""
        from watchwire.screening.model import use_weights

        if self.weights:
            use_weights(self.weights[fold_of(document, len(self.weights))])


def _weights(path: Path) -> dict[tuple[str, str], float]:
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    return {(row["group"], row["feature"]): float(row["weight"]) for row in csv.DictReader(lines, delimiter="\t")}


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
