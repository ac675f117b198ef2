"""Reading for requests: open what was brought or pointed to, have it read elsewhere, wait without holding a thread."""

import asyncio
from base64 import b64encode
from dataclasses import dataclass
from datetime import date
from typing import Any

from watchwire.desk.accounts import User
from watchwire.errors import SourceError, UsageError
from watchwire.model import Article, Brief, Match
from watchwire.model.codec import decode, encode
from watchwire.sources.plain import read_plain
from watchwire.web.state import State


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file or an address holds: its articles, what could not be read, and whether there was more."""

    articles: tuple[Article, ...]
    problems: tuple[str, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Scanned:
    """What stands in a text, and what it was held against."""

    matches: tuple[Match, ...]
    against: dict[str, Any]


def text_article(held: State, text: str) -> Article:
    """Return a pasted text as an article.

    Raises:
        UsageError: it is empty or too long.

    """
    if not text.strip():
        raise UsageError("the text is empty")
    if len(text) > held.settings.max_text:
        raise UsageError(f"the text is longer than {held.settings.max_text} characters")
    return read_plain(text)


async def open_address(held: State, user: User, url: str) -> Opened:
    """Fetch an address and take it apart.

    Raises:
        UsageError: it is none.
        SourceError: nothing in it can be read.
        Busy: too much waits.

    """
    url = url.strip()
    if not url.startswith(("http://", "https://")):
        raise UsageError("only http and https addresses are read")
    return await _opened(held, user, url, url=url, name=None, data=None)


async def open_file(held: State, user: User, data: bytes, name: str) -> Opened:
    """Take a file apart.

    Raises:
        SourceError: nothing in it can be read.
        Busy: too much waits.

    """
    return await _opened(held, user, name, url=None, name=name, data=b64encode(data).decode("ascii"))


async def _opened(held: State, user: User, what: str, **task: Any) -> Opened:
    settings = held.settings
    opened: Opened = await asyncio.wrap_future(
        held.openers.submit(
            user.name, "open", _as_opened, **task,
            seconds=settings.seconds, allow_private=settings.allow_private, most=settings.max_items,
        )
    )  # fmt: skip
    if not opened.articles:
        raise SourceError("; ".join(opened.problems) or f"{what}: nothing to read")
    for article in opened.articles:
        if len(article.text) > settings.max_text:
            raise SourceError(f"{what}: an item is longer than {settings.max_text} characters")
    return opened


def _as_opened(plain: Any) -> Opened:
    items = plain["items"]
    return Opened(
        tuple(decode(Article, item["article"]) for item in items if "article" in item),
        tuple(item["problem"] for item in items if "problem" in item),
        plain["more"],
    )


async def read_article(
    held: State, user: User, article: Article, published: date | None = None, as_of: date | None = None
) -> Brief:
    """Have an article read.

    Raises:
        SourceError: it took too long or broke off.
        Busy: too much waits.

    """
    return await asyncio.wrap_future(_brief(held, user, article, published, as_of))


def _brief(held: State, user: User, article: Article, published: date | None, as_of: date | None) -> Any:
    return held.readers.submit(
        user.name,
        "brief",
        lambda plain: decode(Brief, plain),
        article=encode(article),
        published=published.isoformat() if published else None,
        as_of=as_of.isoformat() if as_of else None,
    )


async def read_all(held: State, user: User, articles: tuple[Article, ...]) -> list[Brief | Exception]:
    """Have several articles read; each that could not be read stands as its error.

    They are asked for a few at a time, so that a long file leaves room in the queue.
    """
    found: list[Brief | Exception] = []
    step = max(1, held.settings.readers)
    for start in range(0, len(articles), step):
        waiting = [read_article(held, user, article) for article in articles[start : start + step]]
        for result in await asyncio.gather(*waiting, return_exceptions=True):
            if isinstance(result, BaseException) and not isinstance(result, Exception):
                raise result
            found.append(result)
    return found


async def scan_article(held: State, user: User, article: Article, as_of: date | None) -> Scanned:
    """Have listed names found in an article.

    Raises:
        SourceError: it took too long or broke off.
        Busy: too much waits.

    """
    scanned: Scanned = await asyncio.wrap_future(
        held.readers.submit(
            user.name, "scan", _as_scanned,
            article=encode(article), as_of=as_of.isoformat() if as_of else None,
        )
    )  # fmt: skip
    return scanned


def _as_scanned(plain: Any) -> Scanned:
    return Scanned(
        tuple(decode(Match, item) for item in plain["matches"]),
        plain["against"],
    )
