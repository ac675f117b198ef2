"""E-mail: a message (.eml), a mailbox (mbox), a page saved by a browser (MHTML), with what is attached or forwarded."""

import email
import email.policy
import email.utils
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import PurePosixPath

from watchwire.errors import SourceError
from watchwire.model import UNKNOWN_PUBLISHED, Article, Published
from watchwire.sources.decode import Decoded, decode_noted
from watchwire.sources.limits import LIMITS
from watchwire.sources.packed import ReadPart
from watchwire.sources.page import read_page
from watchwire.sources.plain import read_plain
from watchwire.sources.problem import SourceProblem
from watchwire.sources.stated import day_of

_QUOTED = re.compile(r"^(?:[>|] ?)+", re.MULTILINE)
# The head of a forwarded message as mail programs write it, in their languages; its date is the story's.
_SENT = r"(?:Date|Sent|Datum|Gesendet|Envoyé|Fecha|Enviado|Data|Inviato|Дата|Отправлено)"
_FORWARDED = re.compile(rf"^[ \t*]*{_SENT}[ \t*]*:[ \t*]*(\S[^\n]{{5,80}})$", re.MULTILINE)
_FORWARD_MARK = re.compile(
    r"^[-_ ]{2,}.{0,60}(?:forwarded|original message|weitergeleitet|ursprüngliche|transféré|reenviado|inoltrato|"
    r"пересыла|пересланное|исходное).{0,40}[-_ :]{1,}$|^Begin forwarded message:|"
    rf"^(?:From|Von|De|От|Da)[ \t*]*:.*\n[ \t*]*{_SENT}",
    re.MULTILINE | re.IGNORECASE,
)
_BOX = re.compile(rb"^From \S+ [^\n]{10,60}\r?\n(?=[A-Za-z-]+:)", re.MULTILINE)
_STUB = 0.4
_LEAST = 200


def read_messages(data: bytes, name: str, part: ReadPart) -> Iterator[Article | SourceProblem]:
    """Yield the article of a message, then those of what is attached to it.

    The story is all its text parts, or its HTML where the text is a stub ("view this in your browser").

    Raises:
        SourceError: no readable text and no readable attachment.

    """
    message = _parsed(data)
    story = _story(message, name)
    others = 0
    if story is not None:
        yield story
    for number, item in enumerate(message.walk() if message.is_multipart() else ()):
        if number > LIMITS.max_parts:
            yield SourceProblem(name, f"more than {LIMITS.max_parts} parts in the message; the others were not read")
            return
        for found in _attached(item, name, part):
            others += 1
            yield found
    if story is None and not others:
        raise SourceError(f"{name}: the message holds no readable text")


def read_mailbox(data: bytes, name: str, part: ReadPart) -> Iterator[Article | SourceProblem]:
    """Yield the articles of every message in an mbox file."""
    starts = [found.start() for found in _BOX.finditer(data)] or [0]
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(data)
        body = data[start:end]
        if body.startswith(b"From "):
            body = body.partition(b"\n")[2]
        body = re.sub(rb"^>(>*From )", rb"\1", body, flags=re.MULTILINE)
        place = f"{name}, message {number + 1}"
        try:
            yield from read_messages(body, place, part)
        except SourceError as error:
            yield SourceProblem(place, str(error), start)


def read_saved_page(data: bytes, name: str, part: ReadPart) -> Iterator[Article | SourceProblem]:
    """Yield the article of a page that a browser saved as one file (MHTML).

    Raises:
        SourceError: no page in it.

    """
    message = _parsed(data)
    for item in message.walk():
        if item.get_content_type() in {"text/html", "application/xhtml+xml"}:
            found = _text_of(item)
            url = _header(message, "snapshot-content-location") or _header(item, "content-location")
            address = url if url and url.startswith(("http://", "https://")) else None
            article = read_page(found.text, address, name)
            saved = _day(message)
            if article.published.on is None and saved and article.published.latest is None:
                how = f"no day is stated on the page; it was saved on {saved}, so it is not later"
                article = replace(article, published=Published(None, "unknown", how, latest=saved))
            yield replace(article, notes=(*article.notes, *found.notes))
            return
    yield from read_messages(data, name, part)


def _parsed(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101  (the default policy makes no other)
    return message


def _story(message: EmailMessage, name: str) -> Article | None:
    plain, html = _bodies(message)
    article: Article | None = None
    text = "\n\n".join(found.text.strip() for found in plain if found.text.strip())
    notes = tuple(note for found in (*plain, *html) for note in found.notes)
    page = None
    if html:
        try:
            page = read_page("\n".join(found.text for found in html), name=name)
        except SourceError:
            page = None
    if page is not None and len(page.text) >= _LEAST and len(text) < len(page.text) * _STUB:
        article = page
    elif text:
        # Marks of quotation at the beginning of lines are the mail program's; they would part names.
        article = read_plain(_QUOTED.sub("", text))
    elif page is not None:
        article = page
    if article is None:
        return None
    return replace(
        article,
        title=_header(message, "subject") or article.title,
        author=_header(message, "from"),
        published=_published(message, article),
        notes=(*article.notes, *notes),
    )


def _bodies(message: EmailMessage) -> tuple[list[Decoded], list[Decoded]]:
    """Return the text parts and the HTML parts that are the message itself."""
    plain: list[Decoded] = []
    html: list[Decoded] = []
    waiting = [message]
    seen = 0
    while waiting and seen <= LIMITS.max_parts:
        part = waiting.pop(0)
        seen += 1
        kind = part.get_content_type()
        if kind == "message/rfc822" or part.get_filename() or part.get_content_disposition() == "attachment":
            continue
        if part.is_multipart():
            waiting[:0] = [item for item in part.iter_parts() if isinstance(item, EmailMessage)]
        elif kind == "text/plain":
            plain.append(_text_of(part))
        elif kind == "text/html":
            html.append(_text_of(part))
    return plain, html


def _text_of(part: EmailMessage) -> Decoded:
    raw = part.get_payload(decode=True)
    return decode_noted(raw, part.get_content_charset()) if isinstance(raw, bytes) else Decoded("", "utf-8")


def _attached(item: EmailMessage, name: str, part: ReadPart) -> Iterator[Article | SourceProblem]:
    """Yield what an attachment holds; pictures that belong to the message's own HTML are no attachments."""
    kind = item.get_content_type()
    if kind == "message/rfc822":
        inner = item.get_payload()
        if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
            yield from part(bytes(inner[0]), f"{name}, forwarded message", ".eml")
        return
    file = item.get_filename()
    if item.is_multipart() or not (file or item.get_content_disposition() == "attachment"):
        return
    if item.get("content-id") and kind.startswith("image/"):
        return
    raw = item.get_payload(decode=True)
    if isinstance(raw, bytes) and raw:
        title = file or kind
        yield from part(raw, f"{name}, attachment {title}", PurePosixPath(title).suffix.lower())


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except (ValueError, IndexError, AttributeError):
        return None
    return " ".join(str(value).split()) if value else None


def _day(message: EmailMessage) -> date | None:
    try:
        return email.utils.parsedate_to_datetime(str(message.get("date") or "")).date()
    except (TypeError, ValueError, IndexError):
        return None


def _published(message: EmailMessage, article: Article) -> Published:
    """The page's own day, else that of the message which is forwarded, else the message's."""
    if article.published.on is not None:
        return article.published
    sent = _day(message)
    mark = _FORWARD_MARK.search(article.text)
    stated = _FORWARDED.search(article.text, mark.start()) if mark else None
    if stated and (day := day_of(stated[1])):
        return Published(day, "metadata", f"the forwarded message is of {day}")
    if mark:
        return Published(None, "unknown", "a forwarded message without a date", latest=sent)
    if sent is None:
        return UNKNOWN_PUBLISHED
    return Published(sent, "metadata", "the message's Date header")
