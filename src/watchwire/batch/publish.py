"""From the workers' files to the output: partitioned by date, each row exactly once, killed at whatever moment.

A wave of finished units is written to a folder of its own, which a file `complete.json` then seals. Only sealed files
are moved into the output, one rename each; a run that was killed in between goes on with the renames, and one that was
killed before the seal begins the wave anew.
"""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from watchwire.batch.tables import SCHEMAS
from watchwire.batch.work import REPORT

_SEAL = "complete.json"
_WAVE = "wave-"


def publish(state: Path, output: Path, reports: Iterable[dict[str, Any]]) -> None:
    """Write the tables of finished units into the output, and mark the units as done.

    Args:
        state: the run's own folder, with the units' files in `staging`.
        output: where the tables go.
        reports: the units' reports.

    """
    held = list(reports)
    if not held:
        return
    number = 1 + max((int(p.name.removeprefix("w").partition("-")[0]) for p in _published(output)), default=0)
    wave = state / f"{_WAVE}{number:06d}"
    shutil.rmtree(wave, ignore_errors=True)
    wave.mkdir(parents=True)
    for table in SCHEMAS:
        files = [state / "staging" / report["unit"] / f"{table}.parquet" for report in held if report[table]]
        if files:
            _partition(files, wave / table)
    _write(wave / _SEAL, [report["unit"] for report in held])
    _move(wave, state, output)


def go_on(state: Path, output: Path) -> None:
    """Finish what a killed run had sealed, and throw away what it had not."""
    for wave in sorted(state.glob(f"{_WAVE}*")):
        if (wave / _SEAL).exists():
            _move(wave, state, output)
        else:
            shutil.rmtree(wave)
    for draft in (state / "staging").glob("*.draft"):
        shutil.rmtree(draft)


def _partition(files: list[Path], target: Path) -> None:
    import daft

    frame = daft.read_parquet([str(path) for path in files])
    frame.write_parquet(str(target), partition_cols=["date"], compression="zstd")


def _move(wave: Path, state: Path, output: Path) -> None:
    """Move a sealed wave into the output. Each step may be repeated."""
    number = wave.name.removeprefix(_WAVE)
    for table in SCHEMAS:
        for path in sorted((wave / table).rglob("*.parquet")):
            inside = path.relative_to(wave)
            target = output / inside.parent / f"w{number}-{inside.name}"
            target.parent.mkdir(parents=True, exist_ok=True)
            path.rename(target)
    done = state / "done"
    done.mkdir(exist_ok=True)
    for unit in json.loads((wave / _SEAL).read_text(encoding="utf-8")):
        staged = state / "staging" / unit
        if staged.exists():
            if (staged / REPORT).exists():
                (staged / REPORT).replace(done / f"{unit}.json")
            shutil.rmtree(staged)
    shutil.rmtree(wave)


def _published(output: Path) -> list[Path]:
    return [path for table in SCHEMAS for path in (output / table).rglob("w*.parquet")]


def _write(path: Path, value: Any) -> None:
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(value), encoding="utf-8")
    draft.rename(path)
