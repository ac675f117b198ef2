"""Sending what the outbox holds: terminal, JSON Lines, signed webhook, e-mail. At least once; failures are retried."""

import hashlib
import hmac
import os
import smtplib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import orjson

from watchwire.desk.politeness import back_off
from watchwire.errors import FetchRefused, SourceError
from watchwire.sources.fetch import USER_AGENT, check_address
from watchwire.store import Store
from watchwire.store.moments import now
from watchwire.store.schema import outbox

_TRIES = 12
_AT_ONCE = 100
_TIMEOUT = 15.0


@dataclass(frozen=True, slots=True)
class Post:
    """How messages leave: the webhook's secret, the mail server, and the terminal.

    Secrets come from the environment: `WATCHWIRE_WEBHOOK_SECRET`, `WATCHWIRE_SMTP` (host:port), `WATCHWIRE_SMTP_USER`,
    `WATCHWIRE_SMTP_PASSWORD`, `WATCHWIRE_MAIL_FROM`.
    """

    say: Callable[[str], None]
    allow_private: bool = False
    secret: str = field(default_factory=lambda: os.environ.get("WATCHWIRE_WEBHOOK_SECRET", ""), repr=False)
    smtp: str = field(default_factory=lambda: os.environ.get("WATCHWIRE_SMTP", ""))
    user: str = field(default_factory=lambda: os.environ.get("WATCHWIRE_SMTP_USER", ""))
    password: str = field(default_factory=lambda: os.environ.get("WATCHWIRE_SMTP_PASSWORD", ""), repr=False)
    sender: str = field(default_factory=lambda: os.environ.get("WATCHWIRE_MAIL_FROM", "watchwire@localhost"))


def deliver(store: Store, post: Post) -> tuple[int, int]:
    """Send what is due; return how many messages were taken, and how many failed (they wait, and are named)."""
    sent = failed = 0
    while due := _due(store):
        for row in due:
            taken = _try(store, row, post)
            sent += taken
            failed += not taken
    return sent, failed


def _due(store: Store) -> list[Any]:
    import sqlalchemy as sa

    query = sa.select(outbox).where(outbox.c.state == "waiting", outbox.c.next_at <= now())
    with store.read() as connection:
        return list(connection.execute(query.order_by(outbox.c.id).limit(_AT_ONCE)).all())


def _try(store: Store, row: Any, post: Post) -> bool:
    """Send one message, and note what came of it: a failed one waits for a while, so that it is not due at once."""
    values: dict[str, Any]
    try:
        _send(row.channel, orjson.loads(row.content), post)
        values = {"state": "sent", "error": None, "next_at": now()}
    except (SourceError, OSError, smtplib.SMTPException) as error:
        post.say(f"alert {row.alert}, {row.channel.partition(':')[0]}: {error}")
        state = "failed" if row.tries + 1 >= _TRIES else "waiting"
        values = {"state": state, "error": str(error)[:500], "next_at": now(back_off(row.tries + 1))}
    with store.write() as connection:
        connection.execute(outbox.update().where(outbox.c.id == row.id).values(tries=row.tries + 1, **values))
    return bool(values["state"] == "sent")


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
    address = check_address(parts.host, parts.port or (443 if parts.scheme == "https" else 80), post.allow_private)
    body = orjson.dumps(content)
    stamp = str(int(time.time()))
    headers = {"Content-Type": "application/json", "User-Agent": USER_AGENT, "Watchwire-Alert": str(content["alert"])}
    if post.secret:
        signed = hmac.new(post.secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        headers["Watchwire-Signature"] = f"t={stamp},v1={signed}"
    # The connection goes to the address that was checked; the name stays in Host and in the TLS handshake.
    host = address if ":" not in address else f"[{address}]"
    request_headers = {**headers, "Host": parts.netloc.decode()}
    try:
        with httpx.Client(timeout=_TIMEOUT, trust_env=False, follow_redirects=False) as client:
            answer = client.post(
                parts.copy_with(host=host),
                content=body,
                headers=request_headers,
                extensions={"sni_hostname": parts.host},
            )
    except httpx.HTTPError as error:
        raise SourceError(f"{parts.host}: {error or type(error).__name__}") from error
    if not answer.is_success:
        raise SourceError(f"{parts.host}: the webhook answered {answer.status_code}")


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
    with smtplib.SMTP(host, int(port or 25), timeout=_TIMEOUT) as server:
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls()
        if post.user:
            server.login(post.user, post.password)
        server.send_message(message)
