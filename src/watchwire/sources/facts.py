"""What a page says of its story: headline, authors, site, days, section, language, and whether it is free to read."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from watchwire.sources.bylines import key_of, people
from watchwire.sources.jsonld import LinkedArticle, choose, linked_articles
from watchwire.sources.stated import country_of_site, day_of, is_universal, writes_month_first

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
_LEAST_TITLE = 12
_LONG_WORD = 4
_LEAST_HEADLINE = 20
_LONGEST_SITE = 45


@dataclass(frozen=True, slots=True)
class Stated:
    """A day and where the page states it: `metadata` or `page`, with a sentence for a person, and its very words."""

    on: date
    basis: str
    how: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of its story; None and empty where it says nothing. `bodies`: keys of its publisher's names."""

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
    country: str | None
    bodies: tuple[str, ...]


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
    country = country_of_site(host, language)
    month_first = writes_month_first(country, language)
    names = (site, head.value("og:site_name"), linked.publisher if linked else None, *_host_names(host))
    bodies = tuple({key_of(name): None for name in names if name})
    return Facts(
        _title(named, heads, shown, linked, site, host),
        _authors(head, linked, bodies),
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
        country,
        bodies,
    )


def _said(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


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
    if (whole := _beginning(heads, titles)) is not None:
        return whole
    # Titles in the head are often written for search engines; the heading over the story is the headline.
    for head in heads:
        if _alludes(head, titles) and not _ends_titles(head, titles):
            return head
    if (whole := _beginning([without_site(headline, site, host)], titles)) is not None:
        return whole
    plain = [without_site(title, site, host) for title in titles]
    if headline and (not plain or key_of(headline) != key_of(site or "")):
        headline = without_site(headline, site, host)
        # The metadata's headline and the head's title disagree: the one that a heading of the page repeats is meant.
        shown_heads = {key_of(head) for head in heads}
        return next((title for title in plain if key_of(title) in shown_heads), headline)
    if len(heads) == 1 and (not plain or _shares(heads[0], plain[0])):
        return heads[0]
    return plain[0] if plain else (heads[0] if heads else None)


def _beginning(candidates: list[str], titles: list[str]) -> str | None:
    """Return the first candidate that a title of the page begins with."""
    for candidate in candidates:
        key = key_of(candidate)
        if len(key) >= _LEAST_TITLE and any(key_of(title).startswith(key) for title in titles):
            return candidate
    return None


def _shares(a: str, b: str) -> bool:
    words, others = set(a.lower().split()), set(b.lower().split())
    return len(words & others) * 2 >= max(1, min(len(words), len(others)))


def _alludes(head: str, titles: list[str]) -> bool:
    """Say whether a heading of some length speaks of what the page's titles speak of."""
    words, *others = ({w for w in re.findall(r"\w+", text.lower()) if len(w) >= _LONG_WORD} for text in (head, *titles))
    return len(key_of(head)) >= _LEAST_HEADLINE and any(words & other for other in others)


def _ends_titles(head: str, titles: list[str]) -> bool:
    """Say whether a heading is the site's name or motto, which titles end with."""
    return any(len(key_of(title)) > len(key_of(head)) and key_of(title).endswith(key_of(head)) for title in titles)


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
        how = f"the page's JSON-LD says datePublished {linked.published[:40]}"
        return Stated(day, "metadata", how, _same_moment(head, linked.published))
    for name in _PUBLISHED:
        value = head.value(name)
        if value and (day := day_of(value, month_first)):
            return Stated(day, "metadata", f"the page's metadata say {name} {value[:40]}", value)
    return None


def _modified(head: Head, linked: LinkedArticle | None, month_first: bool | None) -> date | None:
    if linked and linked.modified and (day := day_of(linked.modified, month_first)):
        return day
    value = head.value(*_MODIFIED)
    return day_of(value, month_first) if value else None


def _same_moment(head: Head, stamp: str) -> str:
    """Return a stamp, or the head's with the same clock in universal time: some systems mistake the zone in one."""
    others = (value for name in _PUBLISHED if (value := head.value(name)))
    return next((other for other in others if other[:19] == stamp[:19] and is_universal(other)), stamp)


def _free(head: Head) -> bool | None:
    """Say what Facebook's and other readers' tags say of a page that is not free to read; None where there is none."""
    tier = (head.value("article:content_tier", "og:article:content_tier") or "").lower()
    return {"free": True, "locked": False, "metered": False}.get(tier)


def _authors(head: Head, linked: LinkedArticle | None, bodies: tuple[str, ...]) -> tuple[str, ...]:
    """Return the people who, by the page's metadata, wrote it: the publisher is none of them."""
    sources: list[list[str]] = [list(linked.authors) if linked else []]
    sources.extend(head.values[name] for name in _AUTHORS if name in head.values)
    return next((found for names in sources if (found := people(names, bodies))), ())
