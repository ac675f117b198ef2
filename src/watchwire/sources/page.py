"""A web page: main text and what the page says of itself (trafilatura, htmldate)."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from watchwire.errors import SourceError
from watchwire.model import UNKNOWN_PUBLISHED, Article, Published
from watchwire.sources.furniture import find_furniture
from watchwire.sources.limits import LIMITS
from watchwire.sources.tongue import language_of


def read_page(html: str, url: str | None = None, name: str | None = None) -> Article:
    """Extract the story of a page.

    Args:
        html: the page.
        url: its address, which also helps to date it.
        name: what to call it in errors.

    Raises:
        SourceError: no story is found on it.

    """
    import trafilatura

    try:
        found: Any = trafilatura.bare_extraction(
            html,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            favor_precision=False,
        )
    except (ValueError, TypeError, RecursionError, AttributeError) as error:
        raise SourceError(f"{name or url or 'page'}: the page cannot be read ({error})") from error
    fields: dict[str, Any] = found.as_dict() if found is not None and hasattr(found, "as_dict") else dict(found or {})
    text = (fields.get("text") or "").strip()
    if not text:
        raise SourceError(
            f"{name or url or 'page'}: no main text found on the page; save the text itself and read that"
        )
    # The extractor parts paragraphs by one line end; a blank line says the same in a plain text.
    text = re.sub(r"\s*\n\s*", "\n\n", text)
    title = fields.get("title") or None
    if title and title not in text[: len(title) + 200]:
        text = f"{title}\n\n{text}"
    text = text[: LIMITS.max_chars]
    address = url or fields.get("url") or None
    return Article(
        text,
        url=address,
        site=fields.get("sitename") or (urlsplit(address).hostname if address else None),
        title=title,
        author=fields.get("author") or None,
        published=_published(html, address),
        language=language_of(text) or fields.get("language"),
        furniture=find_furniture(text),
    )


def _published(html: str, url: str | None) -> Published:
    """Ask htmldate: first what the page's metadata say, then what stands on the page."""
    from htmldate import find_date

    for extensive, basis, how in (
        (False, "metadata", "the page's metadata give the date"),
        (True, "page", "a date that stands on the page"),
    ):
        try:
            stated = find_date(html, url=url, original_date=True, extensive_search=extensive)
            if stated:
                return Published(date.fromisoformat(stated), basis, how)
        except (ValueError, TypeError, AttributeError, RecursionError):
            continue
    return UNKNOWN_PUBLISHED
