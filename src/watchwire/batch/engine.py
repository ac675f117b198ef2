"""Spreading units over workers with Daft: its own engine on this machine, or Ray on many; the same query."""

import json
import os
from collections.abc import Iterator
from typing import Any

from watchwire.batch.settings import Engine, Settings
from watchwire.batch.units import Unit
from watchwire.batch.work import Worker
from watchwire.errors import UsageError

REMEDY = "watchwire batch needs Daft: pip install 'watchwire[batch]' (with Ray: 'watchwire[ray]')"


def start(engine: Engine, workers: int, address: str | None) -> None:
    """Make the engine ready. Nothing is reported to anybody: Daft's usage statistics are switched off.

    Raises:
        UsageError: the engine is not installed, or no cluster answers at the address.

    """
    os.environ.setdefault("DO_NOT_TRACK", "true")
    os.environ.setdefault("DAFT_ANALYTICS_ENABLED", "0")
    os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import daft
    except ImportError as error:
        raise UsageError(REMEDY) from error
    if engine is Engine.NATIVE:
        os.environ["DAFT_RUNNER"] = engine.value
        _hold_to(engine)
        return
    try:
        import ray
    except ImportError as error:
        raise UsageError(REMEDY) from error
    try:
        if not ray.is_initialized():
            if address:
                ray.init(address=address, log_to_driver=False)
            else:
                ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise UsageError(f"--ray-address {address}: no cluster answers there ({error})") from error
    daft.set_runner_ray(noop_if_initialized=True)
    _hold_to(engine)


def _hold_to(engine: Engine) -> None:
    import daft

    held = daft.get_or_create_runner().name
    if held != engine.value:
        raise UsageError(f"--engine {engine.value}: this process works with {held} already; start another one")


def reports(
    units: list[Unit], settings: Settings, staging: str, engine: Engine, workers: int
) -> Iterator[dict[str, Any]]:
    """Work through units on all workers and yield each one's report as soon as it is there.

    Args:
        units: what to do.
        settings: what the output depends on.
        staging: where workers put their files; for Ray on many machines a folder that all of them share.
        engine: what spreads the work.
        workers: how many processes at once.

    """
    import daft

    class Spread(Worker):
        """The worker as Daft calls it: one unit a call."""

        @daft.method.batch(return_dtype=daft.DataType.string(), batch_size=1)
        def run(self, unit: "daft.Series") -> list[str]:
            return [json.dumps(self.work(Unit.from_json(text))) for text in unit.to_pylist()]

    worker = daft.cls(Spread, max_concurrency=workers, use_process=True)(settings.as_json(), staging)
    frame = daft.from_pydict({"unit": [unit.as_json() for unit in units]})
    if engine is Engine.RAY:
        frame = frame.into_partitions(len(units))
    frame = frame.select(worker.run(frame["unit"]).alias("report"))
    for row in frame.iter_rows(results_buffer_size=workers if engine is Engine.RAY else 1):
        yield dict(json.loads(row["report"]))
