"""A run over a corpus: planned, spread over workers, published in waves, and gone on with after a stop."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from watchwire._version import __version__
from watchwire.batch import engine as engines
from watchwire.batch.publish import go_on, publish
from watchwire.batch.settings import Engine, Settings
from watchwire.batch.units import UNIT_BYTES, Kind, Unit, corpus_files, units_of
from watchwire.errors import UsageError
from watchwire.lists import Library, open_holdings

WAVE = 512
"""How many units are worked through before their tables are moved into the output."""
_STATE = ".batch"
_COUNTS = ("articles", "hits", "briefs", "problems")

Progress = Callable[[int, int, str], None]
"""Called with the bytes done, all bytes, and the counts so far in words."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: units worked through now and before, rows a table in this run, and seconds."""

    units: int
    before: int
    articles: int
    hits: int
    briefs: int
    problems: int
    seconds: float
    peak_worker_mb: int

    @property
    def rate(self) -> float:
        """Articles a second of this run."""
        return self.articles / self.seconds if self.seconds else 0.0


def run_batch(
    inputs: tuple[str, ...],
    output: Path,
    settings: Settings,
    engine: Engine = Engine.NATIVE,
    workers: int = 1,
    ray_address: str | None = None,
    progress: Progress | None = None,
    unit_bytes: int = UNIT_BYTES,
) -> Summary:
    """Scan a corpus and write Parquet tables; go on where an earlier run over the same output stopped.

    Args:
        inputs: files and folders.
        output: the folder for the tables; it also holds the state of the run, in `.batch`.
        settings: what to check against and how deeply to read; `key` and `watchwire` are filled in here.
        engine: what spreads the work.
        workers: how many processes at once.
        ray_address: a Ray cluster; None starts one on this machine.
        progress: called as units are done.
        unit_bytes: how much of a file makes a unit of work; what is in work at a kill is done again.

    Raises:
        SourceError: an input does not exist or holds nothing readable.
        UsageError: the output belongs to a run with other settings or lists, an input changed since, another run is
            at work there, or the engine is missing.

    """
    begin = time.perf_counter()
    files = corpus_files(inputs)
    state = output.resolve() / _STATE
    _check_output(output, state)
    state.mkdir(parents=True, exist_ok=True)
    (state / "staging").mkdir(exist_ok=True)
    try:
        with FileLock(state / "lock", timeout=0):
            engines.start(engine, workers, ray_address)
            go_on(state, output)
            settings = _held_to(state, _complete(settings))
            units = _plan(state, files, unit_bytes)
            run = _Run(state, output, settings, engine, workers, progress)
            run.through(units)
    except Timeout as error:
        raise UsageError(f"{output}: another run is at work there") from error
    return run.summary(time.perf_counter() - begin)


def _check_output(output: Path, state: Path) -> None:
    """Refuse a folder in which something else lies: its files must not be mixed with the tables.

    Raises:
        UsageError: it is no new folder, no empty one, and none of a run.

    """
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output}: a file, where the folder for the output was expected")
    if not state.is_dir() and output.is_dir() and any(not path.name.startswith(".") for path in output.iterdir()):
        raise UsageError(f"{output}: holds files of something else; choose a new or an empty folder")


class _Run:
    """The units of one run, done and to do."""

    def __init__(
        self,
        state: Path,
        output: Path,
        settings: Settings,
        engine: Engine,
        workers: int,
        progress: Progress | None,
    ) -> None:
        self.state, self.output, self.settings = state, output, settings
        self.engine, self.workers, self.progress = engine, workers, progress
        self.reports: list[dict[str, Any]] = []
        self.before = 0
        self._bytes = 0

    def through(self, units: list[Unit]) -> None:
        """Work through the units that are not done, in waves."""
        done = {path.stem for path in (self.state / "done").glob("*.json")}
        held = [unit for unit in units if unit.id in done]
        todo = [unit for unit in units if unit.id not in done]
        self.before = len(held)
        self._bytes = sum(unit.size for unit in held)
        total = sum(unit.size for unit in units)
        for start in range(0, len(todo), WAVE):
            wave = todo[start : start + WAVE]
            reports = self._work(wave, total)
            reports = self._mended(units, reports, total)
            publish(self.state, self.output, reports.values())
            self.reports.extend(reports.values())
        self._write_summary()

    def _work(self, units: list[Unit], total: int) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        staging = str(self.state / "staging")
        for report in engines.reports(units, self.settings, staging, self.engine, self.workers):
            found[report["unit"]] = report
            self._bytes += report["bytes"]
            if self.progress is not None:
                counts = {name: sum(r[name] for r in (*self.reports, *found.values())) for name in _COUNTS}
                self.progress(self._bytes, total, ", ".join(f"{counts[name]:,} {name}" for name in _COUNTS))
        return found

    def _mended(self, units: list[Unit], reports: dict[str, dict[str, Any]], total: int) -> dict[str, dict[str, Any]]:
        """Do again what was cut inside a record: an archive may hold what looks like the beginning of one."""
        kept = dict(reports)
        for before, unit in pairwise(units):
            if unit.kind is not Kind.WARC or before.paths != unit.paths or unit.id not in reports:
                continue
            reached = (kept.get(before.id) or self._done(before) or {}).get("reached")
            if reached is None or reached <= unit.start:
                continue
            end = unit.end if unit.end is not None else reached + 1
            again = replace(unit, start=min(reached, end), size=0)
            report = next(iter(self._work([again], total).values())) if reached < end else None
            kept[unit.id] = {**reports[unit.id], **dict.fromkeys((*_COUNTS, "bytes"), 0), "reached": reached}
            if report is not None:
                kept[again.id] = report
                kept[unit.id]["reached"] = report["reached"]
        return kept

    def _done(self, unit: Unit) -> dict[str, Any] | None:
        path = self.state / "done" / f"{unit.id}.json"
        return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None

    def summary(self, seconds: float) -> Summary:
        """Return what was done."""
        counts = {name: sum(report[name] for report in self.reports) for name in _COUNTS}
        peak = max((report["memory_mb"] for report in self.reports), default=0)
        return Summary(len(self.reports), self.before, **counts, seconds=seconds, peak_worker_mb=peak)

    def _write_summary(self) -> None:
        done = [json.loads(path.read_text(encoding="utf-8")) for path in (self.state / "done").glob("*.json")]
        record = {
            **json.loads(self.settings.as_json()),
            "units": len(done),
            **{name: sum(report[name] for report in done) for name in _COUNTS},
        }
        draft = self.output / "run.json.draft"
        draft.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
        draft.rename(self.output / "run.json")


def _complete(settings: Settings) -> Settings:
    """Add what the lists are, so that a run cannot be gone on with against others."""
    library = Library(Path(settings.library)) if settings.library else None
    holdings = open_holdings(library, settings.as_of)
    return replace(settings, key=holdings.key, watchwire=__version__)


def _held_to(state: Path, settings: Settings) -> Settings:
    """Hold a run to the settings with which its output was begun."""
    path = state / "settings.json"
    if not path.exists():
        draft = path.with_suffix(".draft")
        draft.write_text(settings.as_json(), encoding="utf-8")
        draft.rename(path)
        return settings
    held = Settings.from_json(path.read_text(encoding="utf-8"))
    for name in ("key", "as_of", "deep", "triggers", "columns", "watchwire"):
        if getattr(held, name) != getattr(settings, name):
            what = {"key": "lists", "watchwire": "version of Watchwire"}.get(name, f"--{name.replace('_', '-')}")
            raise UsageError(f"{state.parent}: this run was begun with another {what}; choose another output folder")
    return settings


def _plan(state: Path, files: list[Path], unit_bytes: int) -> list[Unit]:
    """Return the units of this run: those of the plan that is held, and those of inputs that are new."""
    path = state / "plan.json"
    held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"files": {}, "units": []}
    stamps = {str(file): [file.stat().st_size, file.stat().st_mtime_ns] for file in files}
    for name, stamp in stamps.items():
        if held["files"].get(name, stamp) != stamp:
            raise UsageError(f"{name}: the file changed since this run began; choose another output folder")
    new = [file for file in files if str(file) not in held["files"]]
    if new:
        held["units"].extend(unit.as_json() for unit in units_of(new, unit_bytes))
        held["files"].update({str(file): stamps[str(file)] for file in new})
        draft = path.with_suffix(".draft")
        draft.write_text(json.dumps(held), encoding="utf-8")
        draft.rename(path)
    return [Unit.from_json(text) for text in held["units"]]
