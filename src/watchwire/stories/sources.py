"""Which articles are one source: copies of one text, one outlet, one agency's report, each joined with its reason.

Ten outlets that print one agency's report are one source. What is not joined here is not proved independent: a common
source may be named nowhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from urllib.parse import urlsplit

from watchwire.model import Article
from watchwire.stories.copies import Copy
from watchwire.tables import read_yaml

_HEAD = 400
_TAIL = 250
_QUOTED = re.compile(r"[“\"«]([^”\"»]{30,600})[”\"»]")
_WORD = re.compile(r"[^\W_]+")
_SHARED_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Source:
    """Articles (by number) that count as one source, and why."""

    articles: tuple[int, ...]
    reasons: tuple[str, ...]
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Agency:
    key: str
    name: str
    pattern: re.Pattern[str]


def group_sources(articles: Sequence[Article], copies: Sequence[Copy]) -> tuple[Source, ...]:
    """Return the sources behind the articles of one story, in the order of their first article."""
    home = list(range(len(articles)))
    reasons: dict[tuple[int, int], str] = {}

    def root(k: int) -> int:
        while home[k] != k:
            k = home[k]
        return k

    for a, b, reason in _ties(articles, copies):
        reasons.setdefault((a, b), reason)
        first, second = sorted((root(a), root(b)))
        home[second] = first
    groups: dict[int, list[int]] = {}
    for k in range(len(articles)):
        groups.setdefault(root(k), []).append(k)
    return tuple(
        Source(
            tuple(group),
            tuple(reason for (a, b), reason in sorted(reasons.items()) if a in group and b in group),
            tuple(dict.fromkeys(key for k in group for key in agencies_of(articles[k].text))),
        )
        for group in groups.values()
    )


def _ties(articles: Sequence[Article], copies: Sequence[Copy]) -> list[tuple[int, int, str]]:
    ties = [
        (c.first, c.second, f"{c.first + 1} and {c.second + 1} share {c.share:.0%} of the shorter text") for c in copies
    ]
    outlets = [_outlet(article) for article in articles]
    credits = [agencies_of(article.text) for article in articles]
    quotes = [_quotes(article.text) for article in articles]
    for a, b in combinations(range(len(articles)), 2):
        if outlets[a] and outlets[a] == outlets[b]:
            ties.append((a, b, f"{a + 1} and {b + 1} are of one outlet, {outlets[a]}"))
        elif credits[a] and credits[a][:1] == credits[b][:1]:
            ties.append((a, b, f"{a + 1} and {b + 1} both credit {_agency_name(credits[a][0])}"))
        elif len(quotes[a] & quotes[b]) >= _SHARED_QUOTES:
            ties.append((a, b, f"{a + 1} and {b + 1} share {len(quotes[a] & quotes[b])} quotations word for word"))
    return ties


def _outlet(article: Article) -> str | None:
    host = urlsplit(article.url).hostname if article.url else None
    return (host or article.site or "").removeprefix("www.").lower() or None


def agencies_of(text: str) -> tuple[str, ...]:
    """Return the agencies that a text credits: in its dateline or at its end, else the only one that it names."""
    edges = text[:_HEAD] + "\n" + text[-_TAIL:]
    credited = [agency.key for agency in _agencies() if agency.pattern.search(edges)]
    if credited:
        return tuple(sorted(credited, key=lambda key: _place(edges, key)))
    named = [agency.key for agency in _agencies() if agency.pattern.search(text)]
    return tuple(named) if len(named) == 1 else ()


def _place(text: str, key: str) -> int:
    found = next(agency for agency in _agencies() if agency.key == key).pattern.search(text)
    return found.start() if found else len(text)


def _agency_name(key: str) -> str:
    return next(agency.name for agency in _agencies() if agency.key == key)


@cache
def _agencies() -> tuple[_Agency, ...]:
    content = read_yaml("watchwire.stories", "agencies.yaml")
    return tuple(_Agency(key, row["name"], re.compile("|".join(row["marks"]))) for key, row in content.items())


def _quotes(text: str) -> frozenset[str]:
    return frozenset(" ".join(_WORD.findall(found.lower())) for found in _QUOTED.findall(text))
