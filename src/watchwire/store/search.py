"""Full-text search over the stored articles: FTS5 in SQLite, text search in PostgreSQL, one syntax.

Words must all stand in the article; words in double quotes must follow on one another; a word with a minus must not
stand there; `name*` finds what begins so.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from watchwire.store.schema import articles

if TYPE_CHECKING:
    from sqlalchemy import Connection

_PART = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_MOST_WORDS = 32
_ALL = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found, with the words around the place; `«` and `»` stand around what was asked for."""

    article: int
    title: str
    site: str | None
    published: date | None
    snippet: str


def find(connection: "Connection", query: str, limit: int | None = 50, offset: int = 0) -> list[Hit]:
    """Return the best articles for a query, best first; none for an empty one. Without a limit all of them."""
    import sqlalchemy as sa

    asked = _terms(query)
    if not any(not minus for minus, _, _ in asked):
        return []
    sqlite = connection.dialect.name == "sqlite"
    statement, values = (_sqlite if sqlite else _postgres)(asked)
    rows = connection.execute(
        sa.text(statement), {**values, "limit": _ALL if limit is None else limit, "offset": offset}
    ).all()
    held = {
        row.id: row
        for row in connection.execute(
            sa.select(articles.c.id, articles.c.title, articles.c.site, articles.c.published).where(
                articles.c.id.in_([row.id for row in rows])
            )
        )
    }
    return [
        Hit(
            row.id,
            held[row.id].title or "untitled",
            held[row.id].site,
            held[row.id].published,
            " ".join(row.snippet.split()),
        )
        for row in rows
        if row.id in held
    ]


def _terms(query: str) -> list[tuple[bool, list[str], bool]]:
    """Take a query apart: whether it must not stand there, the words in order, whether the last is a beginning."""
    found = []
    for minus, phrase, word in _PART.findall(query)[:_MOST_WORDS]:
        words = _WORD.findall(phrase or word)
        if words:
            found.append((bool(minus), words, not phrase and word.endswith("*")))
    return found


def _sqlite(asked: list[tuple[bool, list[str], bool]]) -> tuple[str, dict[str, str]]:
    parts = {True: [], False: []}  # type: dict[bool, list[str]]
    for minus, words, begins in asked:
        parts[minus].append('"' + " ".join(words) + '"' + ("*" if begins else ""))
    wanted = " AND ".join(parts[False])
    for part in parts[True]:
        wanted = f"({wanted}) NOT {part}"
    return (
        "SELECT rowid AS id, snippet(article_search, 1, '«', '»', ' … ', 24) AS snippet FROM article_search "
        "WHERE article_search MATCH :query ORDER BY rank LIMIT :limit OFFSET :offset",
        {"query": wanted},
    )


def _postgres(asked: list[tuple[bool, list[str], bool]]) -> tuple[str, dict[str, str]]:
    parts = []
    for minus, words, begins in asked:
        quoted = [f"'{word}'" for word in words]
        if begins:
            quoted[-1] += ":*"
        parts.append(("!" if minus else "") + "(" + " <-> ".join(quoted) + ")")
    # Hyphens part words here as they do in SQLite; the index in the migration says the same.
    vector = "to_tsvector('simple', translate(coalesce(title, '') || ' ' || coalesce(text, ''), '-‐‑', '   '))"
    return (
        "SELECT id, ts_headline('simple', translate(coalesce(text, ''), '-‐‑', '   '), q, "  # noqa: S608
        "'StartSel=«, StopSel=», MaxWords=24, MinWords=12') AS snippet "
        f"FROM (SELECT id, title, text, q, ts_rank({vector}, q) AS place FROM articles, "
        f"to_tsquery('simple', :query) q WHERE {vector} @@ q ORDER BY place DESC, id LIMIT :limit OFFSET :offset) f "
        "ORDER BY place DESC, id",
        {"query": " & ".join(parts)},
    )
