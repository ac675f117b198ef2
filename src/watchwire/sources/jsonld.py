"""What a page says of its article in JSON-LD (schema.org)."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_TYPES = re.compile(
    r"(?:\w*Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|DiscussionForumPosting|Report|Review|VideoObject|"
    r"(?:Podcast|Radio|TV)\w*Episode)\Z"
)
_PAGES = re.compile(r"(?:WebPage|ItemPage)\Z")
_WRAPPING = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*\Z"
)
_TRAILING = re.compile(r",(?=\s*[}\]])")
_CONTROLS = re.compile(r"[\x00-\x1f]")
_LARGEST = 4_000_000
_MOST = 2_000
_KEY = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """One schema.org article: its fields as strings, empty where it says nothing."""

    headline: str = ""
    published: str = ""
    modified: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    section: str = ""
    language: str = ""
    body: str = ""
    lead: str = ""
    free: bool | None = None
    url: str = ""
    live: bool = False


def linked_articles(tree: Any) -> list[LinkedArticle]:
    """Return the articles that a page's JSON-LD describes, articles before pages; damaged data are passed over."""
    articles, pages = [], []
    for script in tree.iterfind(".//script[@type]"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _nodes(_parsed(script.text or "")):
            types = node.get("@type")
            names = [str(name).rpartition("/")[2] for name in (types if isinstance(types, list) else [types])]
            if any(_TYPES.match(name) for name in names):
                articles.append(_article(node))
            elif any(_PAGES.match(name) for name in names):
                pages.append(_article(node))
    return [*articles, *pages]


def choose(found: list[LinkedArticle], url: str | None, titles: list[str]) -> LinkedArticle | None:
    """Return the article that the page is about: by its address, else by its headline, else the only dated one."""
    if not found:
        return None
    bare = _bare(url)
    keys = [key for title in titles if (key := _KEY.sub("", title).lower())]

    def rank(item: LinkedArticle) -> tuple[int, int]:
        headline = _KEY.sub("", item.headline).lower()
        named = any(headline and (headline in key or key in headline) for key in keys)
        return 2 * named + (bool(bare) and _bare(item.url) == bare), bool(item.published)

    best = max(found, key=rank)
    if rank(best)[0] or len([item for item in found if item.published]) <= 1:
        return best
    return None


def _bare(url: str | None) -> str:
    return re.sub(r"^https?://(?:www\.|m\.|amp\.)?|[?#].*$|/+$", "", url or "")


def _parsed(text: str) -> Any:
    if len(text) > _LARGEST:
        return None
    text = _WRAPPING.sub("", text).strip()
    for attempt in (text, _TRAILING.sub("", _CONTROLS.sub(" ", text))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a graph, outermost first, not deeper than four levels and not more than a bound."""
    level, seen = [data], 0
    for _ in range(5):
        below: list[Any] = []
        for item in level:
            if isinstance(item, list):
                below.extend(item[:_MOST])
            elif isinstance(item, dict):
                seen += 1
                if seen > _MOST:
                    return
                yield item
                below.extend(
                    item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement") if key in item
                )
        level = below


def _article(node: dict[str, Any]) -> LinkedArticle:
    authors = node.get("author") or node.get("creator")
    main = node.get("mainEntityOfPage")
    section = node.get("articleSection")
    language = node.get("inLanguage")
    return LinkedArticle(
        _text(node.get("headline")) or _text(node.get("name")),
        _text(node.get("datePublished")) or _text(node.get("dateCreated")) or _text(node.get("uploadDate")),
        _text(node.get("dateModified")),
        tuple(_people(authors)),
        _text(node.get("publisher")),
        _text(section),
        _text(language.get("alternateName") if isinstance(language, dict) else language),
        node["articleBody"] if isinstance(node.get("articleBody"), str) else _posts(node),
        _text(node.get("description")),
        _truth(node.get("isAccessibleForFree")),
        _text(node.get("url"))
        or (main if isinstance(main, str) else str(main.get("@id") or "") if isinstance(main, dict) else ""),
        "liveBlogUpdate" in node,
    )


def _posts(node: dict[str, Any]) -> str:
    """Return the posts of a live blog, each with its headline, in the order of the data."""
    updates = node.get("liveBlogUpdate")
    posts = []
    for item in updates[:_MOST] if isinstance(updates, list) else []:
        if isinstance(item, dict) and isinstance(item.get("articleBody"), str):
            headline = _text(item.get("headline"))
            posts.append(f"{headline}\n\n{item['articleBody']}" if headline else item["articleBody"])
    return "\n\n".join(posts)


def _people(authors: Any) -> Iterator[str]:
    for author in authors if isinstance(authors, list) else [authors]:
        if isinstance(author, dict) and str(author.get("@type") or "").rpartition("/")[2] in {
            "Organization",
            "NewsMediaOrganization",
        }:
            continue
        names = author.get("name") if isinstance(author, dict) else author
        for name in names if isinstance(names, list) else [names]:
            if isinstance(name, str) and name.strip():
                yield name


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = next((item for item in value if item), "")
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("text") or ""
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), "")
    return " ".join(html.unescape(html.unescape(str(value))).split()) if isinstance(value, (str, int, float)) else ""


def _truth(value: Any) -> bool | None:
    said = str(value).strip().lower().rpartition("/")[2]
    return {"true": True, "false": False}.get(said)
