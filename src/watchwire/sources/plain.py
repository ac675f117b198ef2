"""A plain text (or Markdown): kept exactly, so that offsets match the file."""

import re

from watchwire.model import Article, Furniture, FurnitureKind
from watchwire.sources.bylines import office_line
from watchwire.sources.furniture import find_furniture
from watchwire.sources.limits import LIMITS
from watchwire.sources.stated import day_of
from watchwire.sources.tongue import language_of

_TITLE_LONGEST = 250
_SIGNED_LONGEST = 120
_SIGNED_WORDS = 4
_SAYS = re.compile(r"\d|\b(?!(?:of|the|for|and|to|in|at|on|de|la|von|van|al|bin)\b)[a-z]{2,}\b")
"""What an office and its holder have not: a number, or a word in small letters (“Ann Lee, once minister, *dies*”)."""


_LETTERS = re.compile(r"[^\W\d_]+")
_DATE_WORDS = 3
"""A line of a day has no more words than its weekday and its month, and perhaps "of"."""


def read_plain(text: str, url: str | None = None) -> Article:
    """Make an article of a plain text; its title is the first line of the story, save one that says whose it is."""
    notes: tuple[str, ...] = ()
    if len(text) > LIMITS.max_chars:
        notes = (f"only the first {LIMITS.max_chars} of {len(text)} characters were read",)
        text = text[: LIMITS.max_chars]
    furniture = find_furniture(text)
    title, authors = _head(text, furniture)
    return Article(
        text,
        url=url,
        title=title,
        author="; ".join(authors) or None,
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


def _head(text: str, furniture: tuple[Furniture, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Return the headline, and who an opening line says the text is by."""
    skip = [p.span for p in furniture if p.kind is not FurnitureKind.REPEATED_TITLE]
    at = 0
    authors: tuple[str, ...] = ()
    signed = False
    first: str | None = None
    for line in text.splitlines(keepends=True):
        start = at
        at += len(line)
        clean = line.strip().lstrip("#").strip()
        if not clean or any(span.start <= start + len(line) - len(line.lstrip()) < span.end for span in skip):
            continue
        if len(_LETTERS.findall(clean)) <= _DATE_WORDS and day_of(clean) is not None:
            continue  # "Sunday, November 10, 2019"
        named = office_line(clean)
        if named is not None:
            if not signed and _SAYS.search(clean):
                first = clean
            authors, signed = (*authors, *named), True
            continue
        if _is_title(clean, signed):
            return clean, authors
        # Where nothing else is one, a first line that says more than an office is the headline.
        return first, authors if first is None else ()
    return first, authors if first is None else ()


def _is_title(line: str, signed: bool) -> bool:
    """Say whether a line may be a headline; behind one that signs the text it often is its place, hour or beginning."""
    if not signed:
        longest = _TITLE_LONGEST if line.endswith((".", "”", '"')) else 2 * _TITLE_LONGEST
        return len(line) <= longest
    words = line.split()
    return (
        len(line) <= _SIGNED_LONGEST
        and len(words) >= _SIGNED_WORDS
        and (line[0].isalnum() or line[0] in "“\"«‘'")
        and not line.endswith((".", ":", "!", "?", ",", ";"))
        and not (line[0].isdigit() and ":" in words[0])
    )
