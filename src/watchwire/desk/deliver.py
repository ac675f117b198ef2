"""Sending what the outbox holds: terminal, JSON Lines, signed webhook, e-mail, digest.

At least once; failures are retried.
"""

import hashlib
import hmac
import os
import smtplib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate
from pathlib import Path
from typing import Any

import orjson

from watchwire.desk.beside import PutOffError, beside, host_of
from watchwire.desk.digest import digest_message
from watchwire.desk.items import said
from watchwire.desk.politeness import back_off
from watchwire.errors import FetchRefused, SourceError
from watchwire.sources.fetch import USER_AGENT, FetchLimits, guarded_client
from watchwire.store import Store
from watchwire.store.moments import due, now
from watchwire.store.schema import outbox

_TRIES = 12
_AT_ONCE = 100
_GATHERED = 5000
"""How many alerts one digest takes; what is more goes into the next one, sent right after."""
_PASS = 60.0
"""How long one pass may take, in seconds, besides the last message of each receiver."""


@dataclass(frozen=True, slots=True)
class Post:
    """How messages leave: the webhook's secret, the mail server, and the terminal; `seconds` that one message may take.

    Secrets come from the environment: `WATCHWIRE_WEBHOOK_SECRET`, `WATCHWIRE_SMTP` (host:port), `WATCHWIRE_SMTP_USER`,
    `WATCHWIRE_SMTP_PASSWORD`, `WATCHWIRE_MAIL_FROM`.
    """

    say: Callable[[str], None]
    allow_private: bool = False
    secret: str = field(default_factory=lambda: os.environ.get("WATCHWIRE_WEBHOOK_SECRET", ""), repr=False)
    smtp: str = field(default_factory=lambda: os.environ.get("WATCHWIRE_SMTP", ""))
    user: str = field(default_factory=lambda: os.environ.get("WATCHWIRE_SMTP_USER", ""))
    password: str = field(default_factory=lambda: os.environ.get("WATCHWIRE_SMTP_PASSWORD", ""), repr=False)
    seconds: float = 15.0
    sender: str = field(default_factory=lambda: os.environ.get("WATCHWIRE_MAIL_FROM", "watchwire@localhost"))


@dataclass(frozen=True, slots=True)
class _Parcel:
    """What is sent in one go: a row of the outbox, or all rows of one digest."""

    channel: str
    rows: tuple[Any, ...]

    @property
    def tries(self) -> int:
        return max(int(row.tries) for row in self.rows)

    @property
    def contents(self) -> list[dict[str, Any]]:
        return [orjson.loads(row.content) for row in self.rows]


def deliver(store: Store, post: Post) -> tuple[int, int]:
    """Send what is due; return how many messages were taken, and how many failed (they wait, and are named).

    Receivers are served beside one another, each in turn and for `_PASS` seconds at most: what is left stays due.
    """
    sent = failed = 0
    until = time.monotonic() + _PASS
    tried: set[int] = set()
    while time.monotonic() < until and (due_now := _due(store, tried)):
        tried.update(row.id for parcel in due_now for row in parcel.rows)
        for parcel, error in beside(due_now, _receiver, lambda parcel: _attempt(store, parcel, post, until)):
            if isinstance(error, _NoTimeLeftError):
                continue
            taken = _noted(store, parcel, post, error)
            sent += taken
            failed += not taken
    return sent, failed


class _NoTimeLeftError(Exception):
    """The pass is over: nothing was sent, and nothing failed."""


def _receiver(parcel: _Parcel) -> str:
    """Return who a message is for. The terminal and files are served in turn: lines must not run into one another."""
    kind, _, target = parcel.channel.partition(":")
    if kind == "webhook":
        return f"webhook {host_of(target)}"
    return "email" if kind == "digest" else kind


def _due(store: Store, tried: set[int]) -> list[_Parcel]:
    import sqlalchemy as sa

    query = sa.select(outbox).where(outbox.c.state == "waiting", due(outbox.c.next_at)).order_by(outbox.c.id)
    digests = outbox.c.channel.startswith("digest:")
    with store.read() as connection:
        rows = connection.execute(query.where(~digests).limit(_AT_ONCE + len(tried))).all()
        gathered: dict[str, list[Any]] = {}
        for row in connection.execute(query.where(digests).limit(_GATHERED + len(tried))):
            if row.id not in tried:
                gathered.setdefault(row.channel, []).append(row)
    parcels = [_Parcel(row.channel, (row,)) for row in rows if row.id not in tried][:_AT_ONCE]
    return parcels + [_Parcel(channel, tuple(held)) for channel, held in gathered.items()]


def _attempt(store: Store, parcel: _Parcel, post: Post, until: float) -> None:
    if time.monotonic() >= until:
        raise _NoTimeLeftError
    kind, _, target = parcel.channel.partition(":")
    if kind == "digest":
        with store.read() as connection:
            message = digest_message(connection, parcel.contents, target)
        _post_mail(message, post)
    else:
        _send(parcel.channel, parcel.contents[0], post)


def _noted(store: Store, parcel: _Parcel, post: Post, error: Exception | None) -> bool:
    """Note what came of a message: a failed one waits for a while, so that it is not due at once."""
    values: dict[str, Any] = {"state": "sent", "error": None, "next_at": now(), "tries": parcel.tries + 1}
    if error is not None:
        about = f"alert {parcel.rows[0].alert}" if len(parcel.rows) == 1 else f"{len(parcel.rows)} alerts"
        with suppress(OSError, ValueError):
            post.say(f"{about}, {parcel.channel.partition(':')[0]}: {said(error)}")
        tries = parcel.tries + (not isinstance(error, PutOffError))
        state = "failed" if tries >= _TRIES else "waiting"
        wait = now(back_off(max(1, tries)))
        values = {"state": state, "error": said(error)[:500], "next_at": wait, "tries": tries}
    numbers = [row.id for row in parcel.rows]
    with store.write() as connection:
        for start in range(0, len(numbers), 500):
            where = outbox.c.id.in_(numbers[start : start + 500])
            connection.execute(outbox.update().where(where).values(**values))
    return error is None


def sentence(content: dict[str, Any]) -> str:
    """Return an alert as a line for a person."""
    article = content["article"]
    where = article["title"] or article["url"] or f"article {article['id']}"
    return (
        f"possible match ({content['band']} {content['score']:.2f}): {content['subject']} – "
        f"{content['possible_match']}, {content['list']} {content['reference']}; {content['why']}: {where}"
    )


def _send(channel: str, content: dict[str, Any], post: Post) -> None:
    kind, _, target = channel.partition(":")
    if kind == "terminal":
        post.say(sentence(content))
    elif kind == "jsonl":
        with Path(target).open("ab") as out:
            out.write(orjson.dumps(content) + b"\n")
            out.flush()
            os.fsync(out.fileno())
    elif kind == "webhook":
        _webhook(target, content, post)
    elif kind == "email":
        _mail(target, content, post)
    else:
        raise SourceError(f"unknown channel {channel}")


def _webhook(url: str, content: dict[str, Any], post: Post) -> None:
    """POST with a signature over time and body (`t=…,v1=HMAC-SHA256`); a redirect is not followed."""
    import httpx

    parts = httpx.URL(url)
    if parts.scheme not in {"http", "https"}:
        raise FetchRefused(f"{url}: a webhook is an http or https address")
    body = orjson.dumps(content)
    stamp = str(int(time.time()))
    headers = {"Content-Type": "application/json", "User-Agent": USER_AGENT, "Watchwire-Alert": str(content["alert"])}
    if post.secret:
        signed = hmac.new(post.secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        headers["Watchwire-Signature"] = f"t={stamp},v1={signed}"
    limits = FetchLimits(seconds=post.seconds, allow_private=post.allow_private)
    try:
        with (
            guarded_client(limits, time.monotonic() + post.seconds) as client,
            client.stream("POST", parts, content=body, headers=headers) as answer,  # what it answers is not read
        ):
            if not answer.is_success:
                raise SourceError(f"{parts.host}: the webhook answered {answer.status_code}")
    except httpx.HTTPError as error:
        refused = FetchRefused(f"{parts.host}: {str(error) or type(error).__name__}")
        refused.unreachable = True
        raise refused from error


def _mail(to: str, content: dict[str, Any], post: Post) -> None:
    message = EmailMessage()
    message["To"] = to
    subject = f"Watchwire: possible match, {content['subject']} – {content['possible_match']}"
    message["Subject"] = " ".join(subject.split())[:200]
    message["Message-ID"] = f"<alert-{content['alert']}@watchwire>"
    address = content["article"]["url"] or ""
    message.set_content(f"{sentence(content)}\n{address}\n\nA possible match; a person decides.\n")
    _post_mail(message, post)


def _post_mail(message: EmailMessage, post: Post) -> None:
    if not post.smtp:
        raise SourceError("no mail server: set WATCHWIRE_SMTP to host:port")
    host, _, port = post.smtp.partition(":")
    message["From"], message["Date"] = post.sender, formatdate(usegmt=True)
    with _mail_server(host, int(port or 25), post.seconds) as server:
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls()
        if post.user:
            server.login(post.user, post.password)
        server.send_message(message)


@contextmanager
def _mail_server(host: str, port: int, seconds: float) -> Iterator[smtplib.SMTP]:
    """Give a mail server that is hung up on when the time is over: smtplib knows a limit between two bytes only."""
    server = smtplib.SMTP(timeout=seconds)

    def hang_up() -> None:
        with suppress(OSError):
            if server.sock is not None:
                server.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        server.connect(host, port)
        yield server
        server.quit()
    finally:
        timer.cancel()
        server.close()
