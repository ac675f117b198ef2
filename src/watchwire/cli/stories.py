"""`watchwire stories`: several articles as stories, with their independent sources, claims and contradictions."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from watchwire.cli.common import (
    AsOfOption,
    LibraryOption,
    PrivateOption,
    day,
    limits,
    open_library,
    progress_of,
    put_json,
    say,
)
from watchwire.errors import UsageError


class Format(StrEnum):
    """How stories are shown."""

    TEXT = "text"
    JSON = "json"


def stories(
    sources: Annotated[list[str], typer.Argument(help="Files, folders, http(s) addresses, feeds, archives.")],
    form: Annotated[Format, typer.Option("--format", "-f", help="How to show the stories.")] = Format.TEXT,
    threshold: Annotated[
        float, typer.Option("--threshold", help="How alike the articles of one story are.", min=0.01, max=1.0)
    ] = 0.25,
    library: LibraryOption = None,
    as_of: AsOfOption = None,
    allow_private: PrivateOption = False,
) -> None:
    """Gather articles into stories: who first had a claim, how many independent sources carry it, who denies it."""
    from watchwire.model import Article, Brief
    from watchwire.read import Reader
    from watchwire.sources import read_source
    from watchwire.stories.render import story_lines, story_record
    from watchwire.stories.story import tell_stories

    reader = Reader(open_library(library), day(as_of, "--as-of"))
    briefs: list[Brief] = []
    failed = 0
    with progress_of("articles") as shown:
        for source in sources:
            for item in read_source(source, limits(allow_private)):
                if isinstance(item, Article):
                    briefs.append(reader.brief(item))
                else:
                    failed += 1
                    say(f"watchwire: {item}")
                if shown is not None:
                    shown(len(briefs), len(briefs))
    if not briefs:
        raise UsageError("no article could be read")
    for number, story in enumerate(tell_stories(briefs, threshold)):
        if form is Format.JSON:
            put_json(story_record(story, briefs))
        else:
            sys.stdout.write(("\n" if number else "") + "\n".join(story_lines(story, briefs)) + "\n")
    if failed:
        raise typer.Exit(1)
