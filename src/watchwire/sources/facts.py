"""What a page says of its story: headline, authors, site, days, section, language, and whether it is free to read."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from watchwire.sources.jsonld import LinkedArticle, choose, linked_articles
from watchwire.sources.stated import day_of, writes_month_first

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "article.published",
    "datepublished", "date_published", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "publishdate", "publish-date", "publish_date", "published-date", "publication_date",
    "publicationdate", "pubdate", "originalpublicationdate", "article_date_original", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "citation_publication_date",
    "citation_date", "bt:pubdate", "rnews:datepublished", "shareaholic:article_published_time", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "last-modified", "lastmod", "revised",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator",
            "dcterms.creator", "byl", "cxenseparse:author", "citation_author", "article:author_name")  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title")
_PARTING = re.compile(r"\s+[|–—\-•·»:›/]+\s+|\s*[|»•]\s*|(?<=\w):\s")
_BY = re.compile(r"\A(?:by|von|par|por|di|door|автор[ы]?|текст|written by|story by|posted by)\b:?\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:[,;|/•]|\band\b|\bund\b|\bet\b|\by\b(?=\s[A-Z])|&)\s*")
_TAIL = re.compile(r"\s+(?:for|of|in|special to|updated|published|correspondent|reporter|editor)\b.*\Z", re.IGNORECASE)
_KEY = re.compile(r"[\W_]+")
_MOST_AUTHORS = 12
_LONGEST_NAME = 60
_LEAST_TITLE = 12
_LONGEST_SITE = 45
_SHORT_NAME = 4
_MOST_WORDS = 6
# Offices and bodies that stand in bylines beside the people, or instead of them.
_OFFICE = re.compile(
    r"(?:\w+\s){2,}writers?\b|\b(?:staff|correspondents?|reporters?|editors?|editorial|bureau|desk|newsroom|agency|agencies|contributors?|"
    r"associated press|reuters|redaktion|rédaction|redacción|редакция)\b",
    re.IGNORECASE,
)
_DATED_BYLINE = re.compile(r"([A-ZÀ-ÞА-Я][\w.’'-]+(?: [A-ZÀ-ÞА-Я][\w.’'-]+){1,3})\s*[-–—|•·,]\s")
_BYLINE = re.compile(
    r"(?:[^\n]{0,60}?\b)?(?:[Bb]y|BY|Von|Par|Por|Автор:?)\s+"
    r"([A-ZÀ-ÞА-Я][^\W\d_]*[.’'-]?(?:[ ,&]+(?:and )?[A-ZÀ-ÞА-Я][\w.’'-]*){1,8})"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A day and where the page states it: `metadata` or `page`, with a sentence for a person."""

    on: date
    basis: str
    how: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of its story; None and empty where it says nothing."""

    title: str | None
    authors: tuple[str, ...]
    site: str | None
    published: Stated | None
    modified: date | None
    section: str | None
    language: str | None
    free: bool | None
    lead: str | None
    url: str | None
    linked: LinkedArticle | None
    month_first: bool | None


class Head:
    """The metadata of a page's head, by name."""

    def __init__(self, tree: Any) -> None:
        self.values: dict[str, list[str]] = {}
        for meta in tree.iter("meta"):
            name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
            value = " ".join(html.unescape(meta.get("content") or "").split())
            if name and value:
                self.values.setdefault(name.strip().lower(), []).append(value)

    def first(self, *names: str) -> tuple[str, str] | None:
        """Return the first of some names that the head gives a value, with the value."""
        return next(((name, self.values[name][0]) for name in names if name in self.values), None)

    def value(self, *names: str) -> str | None:
        """Return that value alone."""
        found = self.first(*names)
        return found[1] if found else None


def facts_of(tree: Any, url: str | None) -> Facts:
    """Return what a page says of its story."""
    head = Head(tree)
    canonical = next((link.get("href") for link in tree.iterfind(".//link[@rel='canonical']")), None)
    address = url or canonical or head.value("og:url")
    heads = [text for h1 in tree.iter("h1") if (text := _said(h1))][:8]
    shown = " ".join(html.unescape(tree.findtext(".//head/title") or "").split())
    named = [value for name in _TITLES for value in head.values.get(name, [])]
    linked = choose(linked_articles(tree), canonical or url, [*named, *heads, shown])
    site = _site(head, linked, address)
    host = urlsplit(address or "").hostname if address else None
    language = tree.get("lang") or head.value("og:locale", "content-language") or (linked.language if linked else "")
    month_first = writes_month_first(host, language)
    return Facts(
        _title(named, heads, shown, linked, site, host),
        _authors(tree, head, linked, site, host),
        site or host,
        _published(head, linked, month_first),
        _modified(head, linked, month_first),
        (linked.section if linked else "") or head.value("article:section", "section") or None,
        (language or "")[:2].lower() or None,
        linked.free if linked and linked.free is not None else _free(head),
        head.value("og:description", "description", "twitter:description") or (linked.lead if linked else "") or None,
        address,
        linked,
        month_first,
    )


def _said(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def key_of(text: str) -> str:
    """Return the letters and digits of a text in small letters."""
    return _KEY.sub("", text).lower()


def _site(head: Head, linked: LinkedArticle | None, address: str | None) -> str | None:
    name = head.value("og:site_name", "application-name") or (linked.publisher if linked else "")
    host = urlsplit(address or "").hostname
    return name if name and len(name) <= _LONGEST_SITE else host


def _title(
    named: list[str], heads: list[str], shown: str, linked: LinkedArticle | None, site: str | None, host: str | None
) -> str | None:
    """Return the headline: the page's own, where its title begins with it; else its title without the site's name."""
    headline = linked.headline if linked else ""
    titles = [title for title in (*named, shown) if title]
    for candidate in (*heads, headline):
        key = key_of(candidate)
        if len(key) >= _LEAST_TITLE and any(key_of(title).startswith(key) for title in titles):
            return candidate
    plain = [without_site(title, site, host) for title in titles]
    if headline and (not plain or key_of(headline) != key_of(site or "")):
        # The metadata's headline and the head's title disagree: the one that a heading of the page repeats is meant.
        shown_heads = {key_of(head) for head in heads}
        return next((title for title in plain if key_of(title) in shown_heads), headline)
    if len(heads) == 1 and (not plain or _shares(heads[0], plain[0])):
        return heads[0]
    return plain[0] if plain else (heads[0] if heads else None)


def _shares(a: str, b: str) -> bool:
    words, others = set(a.lower().split()), set(b.lower().split())
    return len(words & others) * 2 >= max(1, min(len(words), len(others)))


def without_site(title: str, site: str | None, host: str | None) -> str:
    """Return a title without the name of the site or section at its end or beginning.

    A part goes that is the site's name or its host's, and what stands behind such a part; others stay, since a dash
    may be the headline's own.
    """
    known = {key_of(name) for name in (site, *(_host_names(host))) if name}
    parts = list(_PARTING.finditer(title))
    for part in parts:
        if key_of(title[part.end() :]) in known or _begins_known(title[part.end() :], known):
            return title[: part.start()].strip() or title
    for part in parts[:1]:
        if key_of(title[: part.start()]) in known:
            return title[part.end() :].strip() or title
    pipes = title.rfind(" | ")
    return title[:pipes].strip() if pipes > _LEAST_TITLE else title


def _begins_known(rest: str, known: set[str]) -> bool:
    key = key_of(rest)
    return len(rest) <= _LONGEST_SITE and any(len(name) > 3 and key.startswith(name) for name in known)  # noqa: PLR2004


def _host_names(host: str | None) -> Iterable[str]:
    labels = [label for label in (host or "").split(".") if label not in {"www", "m", "amp", "edition", "news"}]
    yield host or ""
    yield ".".join(labels)
    if len(labels) > 1:
        yield labels[-2] if len(labels[-2]) > 3 else labels[0]  # noqa: PLR2004


def _published(head: Head, linked: LinkedArticle | None, month_first: bool | None) -> Stated | None:
    if linked and linked.published and (day := day_of(linked.published, month_first)):
        return Stated(day, "metadata", f"the page's JSON-LD says datePublished {linked.published[:40]}")
    for name in _PUBLISHED:
        value = head.value(name)
        if value and (day := day_of(value, month_first)):
            return Stated(day, "metadata", f"the page's metadata say {name} {value[:40]}")
    return None


def _modified(head: Head, linked: LinkedArticle | None, month_first: bool | None) -> date | None:
    if linked and linked.modified and (day := day_of(linked.modified, month_first)):
        return day
    value = head.value(*_MODIFIED)
    return day_of(value, month_first) if value else None


def _free(head: Head) -> bool | None:
    """Say what Facebook's and other readers' tags say of a page that is not free to read; None where there is none."""
    tier = (head.value("article:content_tier", "og:article:content_tier") or "").lower()
    return {"free": True, "locked": False, "metered": False}.get(tier)


def _authors(
    tree: Any, head: Head, linked: LinkedArticle | None, site: str | None, host: str | None
) -> tuple[str, ...]:
    """Return the people who wrote it: the publisher is none of them."""
    bodies = {key_of(name) for name in (site, linked.publisher if linked else None, *_host_names(host)) if name}
    sources: list[list[str]] = [list(linked.authors) if linked else []]
    sources.extend(head.values[name] for name in _AUTHORS if name in head.values)
    for found in sources:
        people = _people(found, bodies)
        if people:
            return people
    shown = tree.xpath(
        "//*[@itemprop='author']//*[@itemprop='name'] | //*[@itemprop='author'][not(.//*[@itemprop='name'])] | "
        "//a[@rel='author'] | //*[contains(concat(' ', normalize-space(@class), ' '), ' byline ')]"
        " | //*[contains(@class, 'author-name') or contains(@class, 'byline-name') or contains(@class, 'author__name')]"
    )
    bylines = [_said(element) for element in shown[:_MOST_AUTHORS] if not _in_comment(element)]
    return _people(bylines, bodies)


def _in_comment(element: Any) -> bool:
    return any(
        "comment" in f"{place.get('class') or ''} {place.get('id') or ''}".lower()
        for place in (element, *element.iterancestors())
        if place.tag not in {"body", "html"}
    )


def _people(names: list[str], bodies: set[str]) -> tuple[str, ...]:
    """Return the names of persons in some bylines, once each."""
    found: dict[str, str] = {}
    for raw in names[:_MOST_AUTHORS]:
        if "://" in raw or "www." in raw or raw.startswith("/"):
            continue
        for part in _AND.split(_BY.sub("", raw.strip())):
            name = _TAIL.sub("", _BY.sub("", part)).strip(" .,:;-–—")
            key = key_of(name)
            if (
                _may_be_person(name)
                and key not in bodies
                and not any(body in key for body in bodies if len(body) > _SHORT_NAME)
            ):
                found.setdefault(key, name)
    return tuple(found.values())


def _may_be_person(name: str) -> bool:
    return (
        1 < len(name) <= _LONGEST_NAME
        and "@" not in name
        and not any(char.isdigit() for char in name)
        and any(char.isalpha() for char in name)
        and len(name.split()) <= _MOST_WORDS
        and not _OFFICE.search(name)
    )


def byline(lines: Iterable[str]) -> tuple[str, ...]:
    """Return who a line beside the headline says the story is by ("By Ann Lee and Bo Rae, AP")."""
    for line in lines:
        found = _BYLINE.match(line) or (_DATED_BYLINE.match(line) if day_of(line) else None)
        if found:
            people = _people([found[1]], set())
            if people:
                return people
    return ()
