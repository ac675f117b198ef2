"""Reading an article again from its brief, with the same lists, to see whether the same comes out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from watchwire.errors import LibraryError, UsageError
from watchwire.lists import Library
from watchwire.lists.starter import starter_list
from watchwire.model import UNKNOWN_PUBLISHED, Article, Furniture, FurnitureKind, Published, Span
from watchwire.model.codec import decode, encode
from watchwire.read import Reader

# Where the day was worked out from the text, it is worked out again.
_KNOWN_BEFORE = frozenset({"given", "metadata", "page", "url"})


def replay(record: dict[str, Any], library: Library) -> Iterator[str]:
    """Read a brief's article again and yield each difference, as a path and both values; none if all is the same.

    Args:
        record: a brief as JSON (see `docs/json.md`).
        library: where the snapshots that the brief names are held.

    Raises:
        UsageError: the record is no brief.
        LibraryError: a snapshot that the brief was checked against is not held.

    """
    from watchwire.brief import brief_record

    try:
        article = _article(record["article"])
        article = decode(Article, encode(article))  # which refuses what is of another type
        if any(part.span.end > len(article.text) for part in article.furniture):
            raise ValueError("article.furniture points beyond the text")  # noqa: TRY301
        held = _library(record["lists"], library)
        day = _date(record["as_of"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"this is no brief of Watchwire: {type(error).__name__}: {error}") from error
    given = article.published.on
    again = brief_record(Reader(held, None if day == given else day).brief(article))
    if record.get("watchwire") != again["watchwire"]:
        yield f"watchwire: the brief is of version {record.get('watchwire')}, this is {again['watchwire']}"
    yield from _differences("", {**record, "watchwire": ""}, {**again, "watchwire": ""})


def _article(record: dict[str, Any]) -> Article:
    published = UNKNOWN_PUBLISHED
    if record["published_from"] in _KNOWN_BEFORE or record["published_latest"]:
        on = _date(record["published"]) if record["published_from"] in _KNOWN_BEFORE else None
        published = Published(
            on,
            record["published_from"] if on else "unknown",
            record["published_how"],
            _date(record["published_earliest"]) if on else None,
            _date(record["published_latest"]),
        )
    return Article(
        record["text"],
        record["url"],
        record["site"],
        record["title"],
        record["author"],
        published,
        record["language"],
        tuple(Furniture(Span(f["start"], f["end"]), FurnitureKind(f["kind"])) for f in record["furniture"]),
        tuple(record.get("notes", ())),
        _date(record.get("modified")),
        record.get("section"),
        record.get("lead"),
        record.get("free"),
        record.get("country"),
    )


def _library(lists: list[dict[str, Any]], library: Library) -> Library | None:
    """Return the library as it was, or None for the starter list.

    Raises:
        LibraryError: a snapshot is missing.

    """
    starter = starter_list()[0].sha256
    held = {(snapshot.list, snapshot.sha256) for snapshot in library.snapshots()}
    missing = [
        f"{item['list']} {item['version']} ({item['sha256'][:12]})"
        for item in lists
        if item["sha256"] != starter and (item["list"], item["sha256"]) not in held
    ]
    if missing:
        raise LibraryError(f"{library.root}: does not hold {', '.join(missing)}; add these snapshots and verify again")
    newest: dict[str, date] = {}
    for item in lists:
        if item["sha256"] != starter:
            version = date.fromisoformat(item["version"])
            newest[item["list"]] = max(version, newest.get(item["list"], version))
    return library.as_it_was(newest) if newest else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _differences(path: str, old: Any, new: Any) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            yield from _differences(f"{path}.{key}" if path else key, old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (a, b) in enumerate(zip(old, new, strict=True)):
            yield from _differences(f"{path}[{number}]", a, b)
    elif old != new:
        yield f"{path}: was {_short(old)}, is {_short(new)}"


def _short(value: Any) -> str:
    text = f"{len(value)} items" if isinstance(value, list) else str(value)
    return text if len(text) <= 100 else f"{text[:100]}…"  # noqa: PLR2004
