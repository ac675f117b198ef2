"""Sending what the outbox holds: terminal, JSON Lines, signed webhook, e-mail. At least once; failures are retried."""

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
from pathlib import Path
from typing import Any

import orjson

from watchwire.desk.beside import PutOffError, beside, host_of
from watchwire.desk.items import said
from watchwire.desk.politeness import back_off
from watchwire.errors import FetchRefused, SourceError
from watchwire.sources.fetch import USER_AGENT, FetchLimits, guarded_client
from watchwire.store import Store
from watchwire.store.moments import due, now
from watchwire.store.schema import outbox

_TRIES = 12
_AT_ONCE = 100
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


def deliver(store: Store, post: Post) -> tuple[int, int]:
    """Send what is due; return how many messages were taken, and how many failed (they wait, and are named).

    Receivers are served beside one another, each in turn and for `_PASS` seconds at most: what is left stays due.
    """
    sent = failed = 0
    until = time.monotonic() + _PASS
    tried: set[int] = set()
    while time.monotonic() < until and (due_now := _due(store, tried)):
        tried.update(row.id for row in due_now)
        for row, error in beside(due_now, _receiver, lambda row: _attempt(row, post, until)):
            if isinstance(error, _NoTimeLeftError):
                continue
            taken = _noted(store, row, post, error)
            sent += taken
            failed += not taken
    return sent, failed


class _NoTimeLeftError(Exception):
    """The pass is over: nothing was sent, and nothing failed."""


def _receiver(row: Any) -> str:
    """Return who a message is for. The terminal and files are served in turn: lines must not run into one another."""
    kind, _, target = row.channel.partition(":")
    return f"webhook {host_of(target)}" if kind == "webhook" else kind


def _due(store: Store, tried: set[int]) -> list[Any]:
    import sqlalchemy as sa

    query = sa.select(outbox).where(outbox.c.state == "waiting", due(outbox.c.next_at))
    with store.read() as connection:
        rows = connection.execute(query.order_by(outbox.c.id).limit(_AT_ONCE + len(tried))).all()
    return [row for row in rows if row.id not in tried][:_AT_ONCE]


def _attempt(row: Any, post: Post, until: float) -> None:
    if time.monotonic() >= until:
        raise _NoTimeLeftError
    _send(row.channel, orjson.loads(row.content), post)


def _noted(store: Store, row: Any, post: Post, error: Exception | None) -> bool:
    """Note what came of a message: a failed one waits for a while, so that it is not due at once."""
    values: dict[str, Any] = {"state": "sent", "error": None, "next_at": now(), "tries": row.tries + 1}
    if error is not None:
        with suppress(OSError, ValueError):
            post.say(f"alert {row.alert}, {row.channel.partition(':')[0]}: {said(error)}")
        tries = row.tries + (not isinstance(error, PutOffError))
        state = "failed" if tries >= _TRIES else "waiting"
        wait = now(back_off(max(1, tries)))
        values = {"state": state, "error": said(error)[:500], "next_at": wait, "tries": tries}
    with store.write() as connection:
        connection.execute(outbox.update().where(outbox.c.id == row.id).values(**values))
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
    if not post.smtp:
        raise SourceError("no mail server: set WATCHWIRE_SMTP to host:port")
    host, _, port = post.smtp.partition(":")
    message = EmailMessage()
    message["From"], message["To"] = post.sender, to
    subject = f"Watchwire: possible match, {content['subject']} – {content['possible_match']}"
    message["Subject"] = " ".join(subject.split())[:200]
    message["Message-ID"] = f"<alert-{content['alert']}@watchwire>"
    address = content["article"]["url"] or ""
    message.set_content(f"{sentence(content)}\n{address}\n\nA possible match; a person decides.\n")
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
