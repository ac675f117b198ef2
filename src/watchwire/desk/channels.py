"""Where an alert is told: which words name a channel, and when a message leaves by it."""

import os
import re
from datetime import UTC, datetime, timedelta

from watchwire.errors import UsageError
from watchwire.store.moments import moment, now

KINDS = ("terminal", "jsonl:", "webhook:", "email:", "digest:")
"""Terminal, a file of JSON Lines, a signed POST, an e-mail each, or one e-mail for all since the last."""
_ADDRESS = re.compile(r"[^\s@,;<>()\"]{1,64}@[\w.-]{1,190}")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_DIGESTS = "06:00"


def fault_of(channel: str) -> str | None:
    """Return what is wrong with the name of a channel; None if nothing is."""
    kind, colon, target = channel.partition(":")
    if f"{kind}{colon}" not in KINDS:
        return f"channel {channel!r}; known are {', '.join(KINDS)}"
    if kind in {"email", "digest"} and not _ADDRESS.fullmatch(target):
        return f"channel {channel!r}: expected an address such as {kind}:desk@example.org"
    if kind == "webhook" and not target.startswith(("http://", "https://")):
        return f"channel {channel!r}: a webhook is an http or https address"
    if kind == "jsonl" and not target:
        return f"channel {channel!r}: name a file"
    return None


def leaves_at(channel: str) -> str:
    """Return the moment at which a message may leave: at once, or with the next digest."""
    return next_digest() if channel.startswith("digest:") else now()


def next_digest(after: datetime | None = None) -> str:
    """Return the moment of the next digest: the next time of the day of `WATCHWIRE_DIGESTS` (UTC; `06:00,13:00`).

    Raises:
        UsageError: the variable holds something else.

    """
    after = (after or datetime.now(UTC)).astimezone(UTC)
    words = [word.strip() for word in os.environ.get("WATCHWIRE_DIGESTS", "").split(",") if word.strip()] or [_DIGESTS]
    found = []
    for word in words:
        time = _TIME.fullmatch(word)
        if time is None:
            raise UsageError(f"WATCHWIRE_DIGESTS: {word!r}; expected times of the day in UTC, such as 06:00,13:00")
        on = after.replace(hour=int(time[1]), minute=int(time[2]), second=0, microsecond=0)
        found.append(on if on > after else on + timedelta(days=1))
    return moment(min(found))
