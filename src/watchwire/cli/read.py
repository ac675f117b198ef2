"""`watchwire read`: articles in, briefs out."""

import io
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchwire.cli.common import (
    AsOfOption,
    LibraryOption,
    PrivateOption,
    SecondsOption,
    day,
    limits,
    open_library,
    say,
)
from watchwire.confidence import Level

if TYPE_CHECKING:
    from watchwire.model import Article, Brief
    from watchwire.read import Reader
    from watchwire.sources import SourceProblem

_AHEAD = 2
_TOGETHER = 2
"""Articles a worker takes at once: few, so that a handful of files keeps all workers busy."""


class Format(StrEnum):
    """How a brief is shown."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    FTM = "ftm"


def read(
    sources: Annotated[
        list[str],
        typer.Argument(help="Files, folders, http(s) addresses, feeds, archives, or - for standard input."),
    ],
    form: Annotated[Format, typer.Option("--format", "-f", help="How to show the brief.")] = Format.TEXT,
    show: Annotated[
        Level, typer.Option("--show", help="Which lines are shown, by their confidence (JSON always holds all).")
    ] = Level.LIKELY,
    library: LibraryOption = None,
    as_of: AsOfOption = None,
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="The day of publication, if you know it.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file instead of standard output.", show_default=False),
    ] = None,
    workers: Annotated[int, typer.Option("--workers", help="Processes at once.", min=1, max=256)] = 1,
    seconds: SecondsOption = 60.0,
    allow_private: PrivateOption = False,
) -> None:
    """Read articles and tell who is in them, who is listed, who said what, and which measure is touched."""
    from watchwire.sources import SourceProblem, read_source

    given = day(published, "--published")
    asked = _Asked(library, day(as_of, "--as-of"), given, form, show, seconds)
    failed = done = 0
    if output is not None:
        sys.stdout = output.open("w", encoding="utf-8")
    items = (item for source in sources for item in read_source(source, limits(allow_private)))
    for told in _briefs(items, asked, workers):
        if isinstance(told, SourceProblem):
            failed += 1
            say(f"watchwire: {told}")
            continue
        sys.stdout.write(_between(form, first=done == 0) + told)
        done += 1
        if sys.stderr.isatty() and done > 1:
            sys.stderr.write(f"\r{done} articles read, {failed} problems ")
    sys.stdout.flush()
    if sys.stderr.isatty() and done > 1:
        sys.stderr.write("\n")
    if failed:
        raise typer.Exit(1)


@dataclass(frozen=True)
class _Asked:
    """What a process needs to read articles by itself."""

    library: Path | None
    as_of: date | None
    published: date | None
    form: Format
    show: Level
    seconds: float


_held: "tuple[_Asked, Reader] | None" = None


def _told(asked: _Asked, articles: "list[Article]") -> list[str]:
    """Read a few articles and return their briefs as they will be shown; each process keeps one reader."""
    global _held  # noqa: PLW0603 - a worker process has nowhere else to keep what is expensive to load
    from watchwire.read import Reader

    if _held is None or _held[0] != asked:
        _held = asked, Reader(open_library(asked.library), asked.as_of, asked.seconds)
    return [_rendered(brief, asked.form, asked.show) for brief in _held[1].briefs(articles, asked.published)]


def _briefs(items: "Iterator[Article | SourceProblem]", asked: _Asked, workers: int) -> "Iterator[str | SourceProblem]":
    """Yield briefs in the order of the articles, read by several processes where that is asked for."""
    from watchwire.read import in_groups

    if workers == 1:
        for group in in_groups(items):
            yield from _told(asked, group) if isinstance(group, list) else [group]
        return
    from multiprocessing import get_context

    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        waiting: deque[SourceProblem | Future[list[str]]] = deque()
        for group in in_groups(items, _TOGETHER):
            waiting.append(pool.submit(_told, asked, group) if isinstance(group, list) else group)
            # Few are in work at a time, so that memory does not grow with the source.
            while len(waiting) > _AHEAD * workers:
                yield from _done(waiting.popleft())
        while waiting:
            yield from _done(waiting.popleft())


def _done(held: "SourceProblem | Future[list[str]]") -> "Sequence[SourceProblem | str]":
    return held.result() if isinstance(held, Future) else [held]


def _between(form: Format, first: bool) -> str:
    if first or form in {Format.JSON, Format.FTM, Format.HTML}:
        return ""
    return "\n" if form is Format.MARKDOWN else "\n" + "─" * 60 + "\n\n"


def _rendered(brief: "Brief", form: Format, show: Level) -> str:
    import orjson

    from watchwire.brief import brief_record, ftm_entities, render_html, render_markdown, render_text

    if form is Format.JSON:
        return orjson.dumps(brief_record(brief)).decode() + "\n"
    if form is Format.FTM:
        return "".join(orjson.dumps(entity).decode() + "\n" for entity in ftm_entities(brief))
    if form is Format.HTML:
        return render_html(brief, show)
    if form is Format.MARKDOWN:
        return render_markdown(brief, show)
    from rich.console import Console

    shown = io.StringIO()
    width = Console().width if sys.stdout.isatty() else None
    render_text(brief, Console(highlight=False, markup=False, emoji=False, file=shown, width=width), show)
    return shown.getvalue()
