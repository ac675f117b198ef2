"""`watchwire batch`: a corpus in, Parquet out."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchwire.batch.settings import Deep, Engine, Settings
from watchwire.cli.common import AsOfOption, LibraryOption, day, open_library, put_json, say
from watchwire.errors import UsageError

if TYPE_CHECKING:
    from watchwire.batch.run import Progress

_NAMES = ("text", "html", "url", "title", "date")


def batch(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Inputs (WARC, JSON Lines, CSV, Parquet, pages, texts, folders of them; each also .gz), then OUTPUT.",
            metavar="INPUT... OUTPUT",
            show_default=False,
        ),
    ],
    deep: Annotated[Deep, typer.Option("--deep", help="Which articles get a whole brief.")] = Deep.HITS,
    triggers: Annotated[
        list[str] | None,
        typer.Option("--trigger", help="A word that asks for a brief without a hit; may be repeated."),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", help="Which column is what, as text=body (text, html, url, title, date)."),
    ] = None,
    engine: Annotated[Engine, typer.Option("--engine", help="This machine, or many through Ray.")] = Engine.NATIVE,
    workers: Annotated[int | None, typer.Option("--workers", help="Processes at once.", min=1, max=10_000)] = None,
    ray_address: Annotated[
        str | None, typer.Option("--ray-address", help="A Ray cluster (auto, or host:port).", show_default=False)
    ] = None,
    unit_mb: Annotated[
        float, typer.Option("--unit-mb", help="How many MB make a unit of work: what a stop can lose.", min=0.001)
    ] = 16,
    library: LibraryOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Scan a corpus for listed names and write Parquet: hits, articles, briefs, problems, partitioned by date."""
    *inputs, output = paths
    if not inputs:
        raise UsageError("give at least one input, and the output folder last")
    if find_spec("daft") is None or find_spec("selectolax") is None:
        raise UsageError("batch needs Daft: pip install 'watchwire[batch]' (with Ray: 'watchwire[ray]')")
    from watchwire.batch.run import run_batch

    held = open_library(library)
    settings = Settings(
        library=str(held.root.resolve()) if held.newest() else None,
        as_of=day(as_of, "--as-of"),
        deep=deep,
        triggers=tuple(triggers or ()),
        columns=tuple(_pair(text) for text in column or ()),
    )
    with _progress() as shown:
        done = run_batch(
            tuple(inputs),
            Path(output),
            settings,
            engine,
            workers or os.cpu_count() or 1,
            ray_address,
            shown,
            int(unit_mb * (1 << 20)),
        )
    put_json(
        {
            "units": done.units,
            "units_before": done.before,
            "articles": done.articles,
            "hits": done.hits,
            "briefs": done.briefs,
            "problems": done.problems,
            "seconds": round(done.seconds, 1),
            "articles_per_second": round(done.rate, 1),
            "peak_worker_mb": done.peak_worker_mb,
        }
    )
    if done.problems:
        say(f"watchwire: {done.problems} records could not be read in full; they are listed in {output}/problems")


def _pair(text: str) -> tuple[str, str]:
    name, sign, column = text.partition("=")
    if name not in _NAMES or not sign or not column:
        raise UsageError(f"--column {text}: expected one of {', '.join(_NAMES)}, then = and the column's name")
    return name, column


@contextmanager
def _progress() -> "Iterator[Progress | None]":
    """Show the share done, the rate and the time left, on a terminal and only there."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[counts]}"),
    )
    with Progress(*columns, console=Console(stderr=True)) as bars:
        task = bars.add_task("batch", total=None, counts="")
        yield lambda done, total, counts: bars.update(task, completed=done, total=total, counts=counts)
