"""Messages between the server and the processes that read for it: four bytes of length, then JSON."""

import json
import struct
from typing import IO, Any

LENGTH = struct.Struct(">I")
LONGEST = 256 << 20


def put(out: IO[bytes], message: Any) -> None:
    """Write a message."""
    data = json.dumps(message, separators=(",", ":")).encode("ascii")
    out.write(LENGTH.pack(len(data)) + data)
    out.flush()


def get(stream: IO[bytes]) -> Any:
    """Read a message; None at the end."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    if size > LONGEST:
        raise ValueError("a message that is too long")
    data = stream.read(size)
    return json.loads(data) if len(data) == size else None
