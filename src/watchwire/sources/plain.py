"""A plain text (or Markdown): kept exactly, so that offsets match the file."""

from watchwire.model import Article, Furniture, FurnitureKind
from watchwire.sources.furniture import find_furniture
from watchwire.sources.limits import LIMITS
from watchwire.sources.tongue import language_of

_TITLE_LONGEST = 250


def read_plain(text: str, url: str | None = None) -> Article:
    """Make an article of a plain text; its title is the first line of the story."""
    notes: tuple[str, ...] = ()
    if len(text) > LIMITS.max_chars:
        notes = (f"only the first {LIMITS.max_chars} of {len(text)} characters were read",)
        text = text[: LIMITS.max_chars]
    furniture = find_furniture(text)
    return Article(
        text,
        url=url,
        title=_title(text, furniture),
        language=language_of(_story(text, furniture)),
        furniture=furniture,
        notes=notes,
    )


def _story(text: str, furniture: tuple[Furniture, ...]) -> str:
    parts, at = [], 0
    for piece in furniture:
        parts.append(text[at : piece.span.start])
        at = piece.span.end
    return "".join([*parts, text[at:]])


def _title(text: str, furniture: tuple[Furniture, ...]) -> str | None:
    skip = [p.span for p in furniture if p.kind is not FurnitureKind.REPEATED_TITLE]
    at = 0
    for line in text.splitlines(keepends=True):
        start = at
        at += len(line)
        clean = line.strip().lstrip("#").strip()
        if clean and not any(span.start <= start + len(line) - len(line.lstrip()) < span.end for span in skip):
            return clean if len(clean) <= _TITLE_LONGEST else None
    return None
