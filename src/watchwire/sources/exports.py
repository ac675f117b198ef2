"""JSON: a JSON Feed, Telegram's export of a channel or chat, an archive of X (Twitter)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import orjson

from watchwire.errors import SourceError
from watchwire.model import Article, Published
from watchwire.sources import feed
from watchwire.sources.decode import decode
from watchwire.sources.fetch import FetchLimits
from watchwire.sources.plain import read_plain
from watchwire.sources.problem import SourceProblem
from watchwire.sources.stated import day_of

_X_HEAD = re.compile(r"\A\s*window\.YTD\.[\w.]+\s*=\s*")
_X_TIME = "%a %b %d %H:%M:%S %z %Y"
_REMEDY = (
    "JSON Feed, Telegram's export (result.json) and X archives (tweets.js) are read; "
    "for records with a text each: `watchwire batch`"
)


def read_export(data: bytes, name: str, limits: FetchLimits | None) -> Iterator[Article | SourceProblem]:
    """Yield the articles of a feed, or one a message or post.

    Raises:
        SourceError: no JSON, or JSON of another kind.

    """
    text, _ = decode(data)
    found = _X_HEAD.match(text)
    try:
        held = orjson.loads(text[found.end() :].rstrip().rstrip(";") if found else text.lstrip("\ufeff"))
    except orjson.JSONDecodeError as error:
        raise SourceError(f"{name}: no readable JSON ({error}); {_REMEDY}") from error
    if isinstance(held, dict) and str(held.get("version", "")).startswith("https://jsonfeed.org/"):
        yield from feed.read_feed(data, name, limits)
    elif isinstance(held, dict) and _chats(held):
        yield from _telegram(held, name)
    elif isinstance(held, list) and any(isinstance(item, dict) and _post(item) for item in held[:20]):
        yield from _posts(held, name)
    else:
        raise SourceError(f"{name}: JSON of a kind that is not read; {_REMEDY}")


def _chats(held: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the chats of an export: of one channel, or of a whole account."""
    listed = (held.get("chats") or {}).get("list") if isinstance(held.get("chats"), dict) else None
    found = listed if isinstance(listed, list) else [held]
    return [chat for chat in found if isinstance(chat, dict) and isinstance(chat.get("messages"), list)]


def _telegram(held: dict[str, Any], name: str) -> Iterator[Article | SourceProblem]:
    for chat in _chats(held):
        site = chat.get("name") if isinstance(chat.get("name"), str) else None
        silent = 0
        for message in chat["messages"]:
            text = _spoken(message.get("text")) if isinstance(message, dict) else ""
            if not text.strip():
                silent += 1
                continue
            author = message.get("forwarded_from") or message.get("from")
            article = replace(
                read_plain(text), title=None, site=site, author=author if isinstance(author, str) else None
            )
            day = day_of(str(message.get("date") or ""))
            published = Published(day, "metadata", f"the message is of {message['date']}") if day else article.published
            yield replace(article, published=published, notes=(*article.notes, f"message {message.get('id')}"))
        if silent:
            yield SourceProblem(f"{name}, {site or 'chat'}", f"{silent} messages without a text were passed over")


def _spoken(text: Any) -> str:
    """Return a message's text, which Telegram cuts into pieces where it is formatted."""
    if isinstance(text, list):
        return "".join(
            piece if isinstance(piece, str) else str(piece.get("text") or "") if isinstance(piece, dict) else ""
            for piece in text
        )
    return text if isinstance(text, str) else ""


def _post(item: dict[str, Any]) -> dict[str, Any] | None:
    inner = item.get("tweet") or item.get("noteTweet") or item
    return inner if isinstance(inner, dict) and ("full_text" in inner or "created_at" in inner) else None


def _x_day(stated: str) -> date | None:
    try:
        return datetime.strptime(stated, _X_TIME).date()
    except ValueError:
        return day_of(stated)


def _posts(held: list[Any], name: str) -> Iterator[Article | SourceProblem]:
    for number, item in enumerate(held):
        post = _post(item) if isinstance(item, dict) else None
        text = (post.get("full_text") or post.get("text")) if post else None
        if post is None or not isinstance(text, str) or not text.strip():
            yield SourceProblem(f"{name}, post {number + 1}", "no text in it")
            continue
        article = replace(read_plain(text), title=None, site="X")
        user = post.get("user")
        author = user.get("name") or user.get("screen_name") if isinstance(user, dict) else None
        stated = str(post.get("created_at") or "")
        day = _x_day(stated)
        published = Published(day, "metadata", f"the post is of {stated}") if day else article.published
        where = post.get("id_str") or post.get("id")
        yield replace(
            article, author=author, published=published, url=f"https://x.com/i/status/{where}" if where else None
        )
