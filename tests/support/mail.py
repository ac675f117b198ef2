"""A real mail server on loopback that keeps what it took."""

import email
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any


class Box:
    """What a mail server took; `answer` is what it says to a message, `address` where it is (host:port)."""

    def __init__(self, address: str = "") -> None:
        self.address = address
        self.messages: list[EmailMessage] = []
        self.receivers: list[list[str]] = []
        self.answer = "250 taken"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  (aiosmtpd's name)
        if self.answer.startswith("250"):
            self.messages.append(email.message_from_bytes(envelope.content, policy=email.policy.default))  # type: ignore[arg-type]
            self.receivers.append(envelope.rcpt_tos)
        return self.answer


@contextmanager
def mail_server() -> Iterator[Box]:
    """Run a mail server."""
    from aiosmtpd.controller import Controller

    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    made = Box(f"127.0.0.1:{port}")
    controller = Controller(made, hostname="127.0.0.1", port=port)
    controller.start()
    yield made
    controller.stop()
