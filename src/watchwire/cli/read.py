"""`watchwire read`: articles in, briefs out."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchwire.cli.common import (
    AsOfOption,
    LibraryOption,
    PrivateOption,
    day,
    limits,
    open_library,
    put_json,
    say,
)

if TYPE_CHECKING:
    from watchwire.model import Brief


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
    allow_private: PrivateOption = False,
) -> None:
    """Read articles and tell who is in them, who is listed, who said what, and which measure is touched."""
    from watchwire.read import Reader
    from watchwire.sources import SourceProblem, read_source

    reader = Reader(open_library(library), day(as_of, "--as-of"))
    given = day(published, "--published")
    failed = done = 0
    if output is not None:
        sys.stdout = output.open("w", encoding="utf-8")
    bounds = limits(allow_private)
    for source in sources:
        for item in read_source(source, bounds):
            if isinstance(item, SourceProblem):
                failed += 1
                say(f"watchwire: {item}")
                continue
            brief = reader.brief(item, given)
            _show(brief, form, first=done == 0)
            done += 1
            if sys.stderr.isatty() and done > 1:
                sys.stderr.write(f"\r{done} articles read, {failed} problems ")
    sys.stdout.flush()
    if sys.stderr.isatty() and done > 1:
        sys.stderr.write("\n")
    if failed:
        raise typer.Exit(1)


def _show(brief: "Brief", form: Format, first: bool) -> None:
    from watchwire.brief import brief_record, ftm_entities, render_html, render_markdown, render_text

    if form is Format.JSON:
        put_json(brief_record(brief))
    elif form is Format.FTM:
        for entity in ftm_entities(brief):
            put_json(entity)
    elif form is Format.HTML:
        sys.stdout.write(render_html(brief))
    elif form is Format.MARKDOWN:
        sys.stdout.write(("" if first else "\n") + render_markdown(brief))
    else:
        from rich.console import Console

        if not first:
            sys.stdout.write("\n" + "─" * 60 + "\n\n")
        render_text(brief, Console(highlight=False, markup=False, emoji=False, file=sys.stdout))
