"""What stood under an address over time: a story that is changed is kept in each of its versions."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchwire.store.keeping import canonical
from watchwire.store.moments import now
from watchwire.store.schema import addresses, articles, versions

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Version:
    """A text that stood under an address: its number, since when it was seen there, its title; None if forgotten."""

    article: int
    seen_at: str
    title: str | None
    text: str | None


def note_version(connection: "Connection", url: str, article: int) -> bool:
    """Note, inside a writing transaction, which text stands under an address now; say whether it is another one."""
    import sqlalchemy as sa

    url = canonical(url)
    last = connection.execute(
        sa.select(versions.c.article).where(versions.c.url == url).order_by(versions.c.id.desc()).limit(1)
    ).scalar()
    if last is None:
        # What was met there before versions were kept comes first.
        query = sa.select(addresses.c.article, articles.c.stored_at).join(
            articles, articles.c.id == addresses.c.article
        )
        before = connection.execute(query.where(addresses.c.url == url)).first()
        if before is not None and before.article != article:
            connection.execute(versions.insert().values(url=url, article=before.article, seen_at=before.stored_at))
            last = before.article
    if last == article:
        return False
    connection.execute(versions.insert().values(url=url, article=article, seen_at=now()))
    return last is not None


def versions_at(connection: "Connection", url: str) -> list[Version]:
    """Return the texts that stood under an address, oldest first."""
    import sqlalchemy as sa

    query = (
        sa.select(versions.c.article, versions.c.seen_at, articles.c.title, articles.c.text)
        .join(articles, articles.c.id == versions.c.article)
        .where(versions.c.url == canonical(url))
        .order_by(versions.c.id)
    )
    return [Version(row.article, row.seen_at, row.title, row.text) for row in connection.execute(query)]


def difference(old: Version, new: Version) -> Iterator[str]:
    """Yield the paragraphs that went (`- `) and came (`+ `) from one version to another."""
    before, after = _paragraphs(old.text or ""), _paragraphs(new.text or "")
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for what, first, last, start, end in matcher.get_opcodes():
        if what != "equal":
            yield from (f"- {line}" for line in before[first:last])
            yield from (f"+ {line}" for line in after[start:end])


def _paragraphs(text: str) -> list[str]:
    return [line for part in text.splitlines() if (line := " ".join(part.split()))]
