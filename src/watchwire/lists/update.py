"""Fetching every publisher's list, conditionally, and keeping what is new."""

import email.utils
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from watchwire.errors import WatchwireError
from watchwire.lists.adding import Added
from watchwire.lists.bundle import MAX_BYTES, Bundle, ListFile
from watchwire.lists.checked import remember_check
from watchwire.lists.diff import difference
from watchwire.lists.files import write_atomically
from watchwire.lists.library import Library
from watchwire.lists.snapshot import Snapshot
from watchwire.sources.fetch import FetchLimits, fetch
from watchwire.tables import read_yaml


@dataclass(frozen=True, slots=True)
class Feed:
    """Where one list is published."""

    list: str
    title: str
    files: tuple[str, ...]
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of updating one list: `new`, `mended`, `unchanged` or `failed`, with a line for a person."""

    list: str
    state: str
    message: str
    snapshot: Snapshot | None = None
    change: tuple[int, int, int] | None = None
    """How many entries were added, removed and changed since the version before."""


@dataclass(slots=True)
class _Answer:
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    unchanged: bool = False


def feeds(replaced: Mapping[str, str] | None = None) -> tuple[Feed, ...]:
    """Return all feeds; `replaced` maps a list id to another address (several joined by commas)."""
    known: dict[str, Any] = read_yaml("watchwire.lists", "publishers.yaml")
    found = []
    for list_id, entry in known.items():
        files = tuple(entry["files"])
        if replaced and list_id in replaced:
            files = tuple(replaced[list_id].split(","))
        found.append(Feed(list_id, entry["title"], files, entry.get("remedy", "")))
    return tuple(found)


def update(
    library: Library, which: tuple[Feed, ...], limits: FetchLimits, accept_shrink: bool = False
) -> Iterator[Outcome]:
    """Fetch each feed and add what is new; a failure is reported and does not stop the others."""
    for feed in which:
        try:
            yield _update_one(library, feed, limits, accept_shrink)
        except WatchwireError as error:
            remedy = f" {feed.remedy}" if feed.remedy else ""
            yield Outcome(feed.list, "failed", f"{error}; the snapshot in use stays.{remedy}")


def add_from_url(
    library: Library, urls: tuple[str, ...], limits: FetchLimits, version: date | None, accept_shrink: bool = False
) -> Added:
    """Fetch the files at some addresses and add them as one snapshot."""
    answers = [fetch(url, limits) for url in urls]
    files = tuple(ListFile(_name(url), answer.body) for url, answer in zip(urls, answers, strict=True))
    modified = _modified(answers[0].headers)
    return library.add(Bundle(files), ", ".join(urls), version, modified, accept_shrink=accept_shrink)


def default_limits(allow_private: bool = False) -> FetchLimits:
    """Limits for list files: large, slow servers, three tries."""
    return FetchLimits(max_bytes=MAX_BYTES, seconds=300, tries=3, allow_private=allow_private)


def _is_address(place: str) -> bool:
    return place.startswith(("http://", "https://"))


def _update_from_disk(library: Library, feed: Feed, accept_shrink: bool) -> Outcome:
    """Take a list from files or folders that stand in for the publisher's address."""
    paths = [Path(place.removeprefix("file://")) for place in feed.files]
    added = library.add(Bundle.from_paths(paths), ", ".join(feed.files), expect=feed.list, accept_shrink=accept_shrink)
    return _outcome(library, feed, added)


def _outcome(library: Library, feed: Feed, added: Added) -> Outcome:
    state = "new" if added.new else "mended" if added.mended else "unchanged"
    note = f"{len(added.problems)} problems" if added.problems else ""
    return Outcome(feed.list, state, note, added.snapshot, change_of(library, added))


def change_of(library: Library, added: Added) -> tuple[int, int, int] | None:
    """Return how many entries a new snapshot added, removed and changed; None where there is none before it."""
    snapshot = added.snapshot
    older = [
        held
        for held in library.snapshots(snapshot.list)
        if held.version <= snapshot.version and held.sha256 != snapshot.sha256
    ]
    if not added.new or not older:
        return None
    found = difference(library.parties(older[-1]), library.parties(snapshot))
    return len(found.added), len(found.removed), len(found.changed)


def _update_one(library: Library, feed: Feed, limits: FetchLimits, accept_shrink: bool) -> Outcome:
    if not any(map(_is_address, feed.files)):
        return _update_from_disk(library, feed, accept_shrink)
    answers = [_get(library, url, limits) for url in feed.files]
    before = library.snapshots(feed.list)
    if before and all(answer.unchanged for answer in answers):
        newest = before[-1]
        remember_check(library, newest.sha256)
        return Outcome(feed.list, "unchanged", "not modified", newest)
    files = tuple(ListFile(_name(url), answer.body) for url, answer in zip(feed.files, answers, strict=True))
    modified = next((found for answer in answers if (found := _modified(answer.headers))), None)
    added = library.add(
        Bundle(files),
        ", ".join(feed.files),
        last_modified=modified,
        expect=feed.list,
        accept_shrink=accept_shrink,
    )
    for url, answer in zip(feed.files, answers, strict=True):
        _remember(library, url, answer)
    remember_check(library, added.snapshot.sha256)
    return _outcome(library, feed, added)


def _key(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:24]


def _get(library: Library, url: str, limits: FetchLimits) -> _Answer:
    """Ask for a file, conditionally when the blob of an earlier answer is still held."""
    import orjson

    path = library.fetch_folder / f"{_key(url)}.json"
    headers: dict[str, str] = {}
    blob: bytes | None = None
    if path.exists():
        try:
            known = orjson.loads(path.read_bytes())
            blob = _blob(library, str(known["sha256"]))
            if blob is not None:
                if known.get("etag"):
                    headers["If-None-Match"] = known["etag"]
                if known.get("last_modified"):
                    headers["If-Modified-Since"] = known["last_modified"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            headers = {}
    answer = fetch(url, limits, headers)
    if answer.unchanged and blob is not None:
        return _Answer(blob, dict(answer.headers), unchanged=True)
    return _Answer(answer.body, dict(answer.headers))


def _blob(library: Library, sha256: str) -> bytes | None:
    """Return a file that an earlier answer brought; None where it is gone or damaged, so that it is fetched anew."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        return None
    try:
        data = (library.root / "blobs" / sha256).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def _remember(library: Library, url: str, answer: _Answer) -> None:
    import orjson

    if answer.unchanged:
        return
    record = {
        "url": url,
        "etag": answer.headers.get("etag"),
        "last_modified": answer.headers.get("last-modified"),
        "sha256": hashlib.sha256(answer.body).hexdigest(),
    }
    write_atomically(library.fetch_folder / f"{_key(url)}.json", orjson.dumps(record))


def _modified(headers: Mapping[str, str]) -> date | None:
    text = headers.get("last-modified")
    if not text:
        return None
    try:
        return email.utils.parsedate_to_datetime(text).date()
    except (TypeError, ValueError):
        return None


def _name(url: str) -> str:
    return urlsplit(url).path.rsplit("/", 1)[-1] or "list"
