"""Site furniture in a plain text: recognised and marked as spans, never cut out."""

import re
from functools import cache

from watchwire.model import Furniture, FurnitureKind, Span
from watchwire.tables import read_table

_HEAD_LINES = 10
_TAIL_SHARE = 0.5
_LINE = re.compile(r"[^\n]+")
_LONGEST = 400


@cache
def _rules() -> tuple[tuple[FurnitureKind, str, re.Pattern[str]], ...]:
    return tuple(
        (FurnitureKind(row["kind"]), row["where"], re.compile(row["pattern"], re.IGNORECASE))
        for row in read_table("watchwire.sources", "furniture.tsv")
    )


def find_furniture(text: str) -> tuple[Furniture, ...]:
    """Return the stretches of a text that belong to the site and not to the story, in order.

    A line that opens a comment form in the second half of the text marks all that follows it.
    A line that only repeats the line before it (a title printed twice) is marked as well.
    """
    found: list[Furniture] = []
    lines = [(match.start(), match.end(), match[0].strip()) for match in _LINE.finditer(text) if match[0].strip()]
    for number, (start, end, line) in enumerate(lines):
        if len(line) > _LONGEST:
            continue
        kind, where = _kind_of(line, number)
        if kind is None:
            if number and _repeats(line, [seen for _, _, seen in lines[max(0, number - 2) : number]]):
                found.append(Furniture(_trim(text, start, end), FurnitureKind.REPEATED_TITLE))
            else:
                found += _inside(text, start, end)
            continue
        if where == "tail" and start >= len(text) * _TAIL_SHARE:
            found.append(Furniture(_trim(text, start, end), kind))
            for offset, (low, high, rest) in enumerate(lines[number + 1 :], number + 1):
                own, _ = _kind_of(rest, offset) if len(rest) <= _LONGEST else (None, "")
                found.append(Furniture(_trim(text, low, high), own or kind))
            break
        found.append(Furniture(_trim(text, start, end), kind))
    return tuple(found)


def _kind_of(line: str, number: int) -> tuple[FurnitureKind | None, str]:
    for kind, where, pattern in _rules():
        if where != "inside" and (where != "head" or number < _HEAD_LINES) and pattern.fullmatch(line):
            return kind, where
    return None, ""


def _inside(text: str, start: int, end: int) -> list[Furniture]:
    """Return the parts of a line that are furniture (“(Photo: Blue Harbour Images)”)."""
    parts = [
        Furniture(_trim(text, part.start(), part.end()), kind)
        for kind, where, pattern in _rules()
        if where == "inside"
        for part in pattern.finditer(text, start, end)
    ]
    parts.sort(key=lambda piece: piece.span)
    return [piece for k, piece in enumerate(parts) if not k or piece.span.start >= parts[k - 1].span.end]


def _repeats(line: str, earlier: list[str]) -> bool:
    return len(line) > 20 and line in earlier  # noqa: PLR2004


def _trim(text: str, start: int, end: int) -> Span:
    inside = text[start:end]
    return Span(start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip()))
