"""A brief as one self-contained HTML file: the article left, the findings right, each linked to the other."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from watchwire.brief.line import Line, Section, left_out_text
from watchwire.brief.story import published_line, sections
from watchwire.confidence import Level
from watchwire.model import Brief, Span

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the article with the findings that rest on it; `furniture` marks what was not analysed."""

    text: str
    keys: tuple[str, ...]
    tone: str
    furniture: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with the key under which its spans are marked."""

    key: str
    line: Line


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("watchwire.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def marked(brief: Brief, show: Level = Level.LIKELY) -> tuple[list[tuple[Section, list[Shown]]], list[Piece]]:
    """Return a brief's sections with a key for each finding, and the article cut into pieces that bear these keys."""
    shown = []
    number = 0
    for section in sections(brief, show):
        items = []
        for line in section.lines:
            number += 1
            items.append(Shown(f"f{number}", line))
        shown.append((section, items))
    # Words lead to their own finding first, and to the paragraph that sums it up last.
    order = sorted(shown, key=lambda pair: pair[0].key == "summary")
    marks = [(span, item) for _, items in order for item in items for span in item.line.spans]
    return shown, _pieces(brief, marks)


def render_html(brief: Brief, show: Level = Level.LIKELY) -> str:
    """Return the page. It needs no network; every text from outside is escaped."""
    shown, pieces = marked(brief, show)
    folder = files("watchwire.brief").joinpath("templates")
    return (
        _environment()
        .get_template("brief.html")
        .render(
            brief=brief,
            article=brief.article,
            published=published_line(brief),
            sections=shown,
            pieces=pieces,
            left_out_text=left_out_text,
            style=folder.joinpath("brief.css").read_text(encoding="utf-8"),
            script=folder.joinpath("brief.js").read_text(encoding="utf-8"),
        )
    )


_RANK = (
    "strong",
    "possible",
    "concern",
    "denied",
    "confirmed",
    "speculated",
    "warned",
    "promised",
    "asserted",
    "plain",
)


def _pieces(brief: Brief, marks: list[tuple[Span, Shown]]) -> list[Piece]:
    """Cut the article at every edge of a span, so that overlapping findings can all be marked."""
    text = brief.article.text
    edges = {0, len(text)}
    for span in [span for span, _ in marks] + [f.span for f in brief.article.furniture]:
        edges.update((span.start, span.end))
    cuts = sorted(edges)
    pieces = []
    for start, end in pairwise(cuts):
        over = [item for span, item in marks if span.start <= start and end <= span.end]
        tone = min((item.line.tone for item in over), key=_RANK.index, default="")
        furniture = any(f.span.start <= start and end <= f.span.end for f in brief.article.furniture)
        keys = tuple(dict.fromkeys(item.key for item in over))
        pieces.append(Piece(text[start:end], keys, tone, furniture))
    return pieces
