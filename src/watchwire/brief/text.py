"""A brief for the terminal (Rich), plain in a pipe."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from watchwire.brief.line import Section, left_out_text
from watchwire.brief.story import published_line, sections
from watchwire.confidence import Level
from watchwire.model import Brief

if TYPE_CHECKING:
    from rich.console import Console

_RUN_ON = frozenset({"summary", "places"})
_TONES = {
    "strong": "bold red",
    "possible": "bold yellow",
    "concern": "bold magenta",
    "denied": "cyan",
    "confirmed": "bold green",
    "speculated": "yellow",
    "warned": "yellow",
}


def render_text(brief: Brief, console: "Console", show: Level = Level.LIKELY) -> None:
    """Write a brief to a console; without colour or a terminal it is plain text."""
    from rich.padding import Padding
    from rich.text import Text

    def put(text: str, style: str = "", indent: int = 0, head: str = "", tone: str = "") -> None:
        if not console.is_terminal:
            # In a pipe, one finding is one line: no wrapping, no padding to a width.
            console.file.write(f"{' ' * indent}{head}{'  ' if head and text else ''}{text}".rstrip() + "\n")
            return
        line = Text()
        line.append(head, tone)
        line.append(("  " if head and text else "") + text, style)
        console.print(Padding(line, (0, 0, 0, indent)))

    article = brief.article
    put(article.title or article.url or "Untitled", "bold")
    site = " · ".join(part for part in (article.site, article.author, article.language) if part)
    if site:
        put(site, "dim")
    put(f"published {published_line(brief)}")
    for version in brief.lists:
        put(
            f"checked against {version.title}, version {version.version}, {version.parties} parties, "
            f"sha256 {version.sha256[:12]}",
            "dim",
        )
    for section in sections(brief, show):
        put("")
        put(section.title.upper(), "bold underline")
        if not section.lines and section.empty:
            put(section.empty, "dim", 2)
        if section.key in _RUN_ON and section.lines:
            put(_run_on(section), "", 2)
        else:
            _put_lines(section, put)
        if left := left_out_text(section):
            put(left, "dim", 2)
    put("")
    for note in brief.notes:
        put(f"note: {note}", "dim")


def _run_on(section: Section) -> str:
    """Return the lines of a section one after another: the first paragraph as prose, places as a list."""
    if section.key == "summary":
        return " ".join(line.text for line in section.lines)
    return "; ".join(f"{line.head}{f' ({line.text})' if line.text else ''}" for line in section.lines)


def _put_lines(section: Section, put: Callable[..., None]) -> None:
    for line in section.lines:
        put(line.text, "", 2, line.head, _TONES.get(line.tone, "bold"))
        for small in line.small:
            put(small, "dim", 6)
        for row in line.rows:
            put(" | ".join(cell for cell in row.cells if cell), "", 6)
