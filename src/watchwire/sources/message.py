"""An e-mail message (.eml): a newsletter, an alert, a forwarded story."""

import email
import email.policy
import email.utils
from dataclasses import replace
from email.message import EmailMessage

from watchwire.errors import SourceError
from watchwire.model import UNKNOWN_PUBLISHED, Article, Published
from watchwire.sources.decode import decode
from watchwire.sources.limits import LIMITS
from watchwire.sources.page import read_page
from watchwire.sources.plain import read_plain


def read_message(data: bytes, name: str) -> Article:
    """Make an article of a message: its plain text, else the story of its HTML part.

    Raises:
        SourceError: no readable text in it.

    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101  (the default policy makes no other)
    plain, html = _bodies(message)
    if plain is not None and plain.strip():
        article = read_plain(plain)
    elif html is not None:
        article = read_page(html, name=name)
    else:
        raise SourceError(f"{name}: the message holds no readable text")
    return replace(
        article,
        title=_header(message, "subject") or article.title,
        author=_header(message, "from"),
        published=_published(message) if article.published.on is None else article.published,
    )


def _bodies(message: EmailMessage) -> tuple[str | None, str | None]:
    plain = html = None
    for number, part in enumerate(message.walk()):
        if number > LIMITS.max_parts:
            break
        kind = part.get_content_type()
        if part.is_multipart() or part.get_filename() or kind not in {"text/plain", "text/html"}:
            continue
        raw = part.get_payload(decode=True)
        if not isinstance(raw, bytes):
            continue
        text, _ = decode(raw, part.get_content_charset())
        if kind == "text/plain" and plain is None:
            plain = text
        elif kind == "text/html" and html is None:
            html = text
    return plain, html


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except (ValueError, IndexError, AttributeError):
        return None
    return " ".join(str(value).split()) if value else None


def _published(message: EmailMessage) -> Published:
    try:
        stated = email.utils.parsedate_to_datetime(str(message.get("date") or ""))
    except (TypeError, ValueError):
        return UNKNOWN_PUBLISHED
    return Published(stated.date(), "metadata", "the message's Date header")
