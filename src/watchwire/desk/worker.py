"""The process that reads: a program of its own, so that long work stalls nobody, and can be ended.

It takes one task after another on standard input and answers on standard output, each message four bytes of length and
JSON; values of the vocabulary go through its codec. It keeps nothing between two tasks but the model and the lists, and
takes note of new lists by itself. When its input ends it ends.
"""

import os
import resource
import sys
from base64 import b64decode
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from watchwire.desk.framing import get, put
from watchwire.desk.lists import Fresh, checked_against
from watchwire.errors import SourceError, UsageError, WatchwireError
from watchwire.model import Article
from watchwire.model.codec import decode, encode

_NICE = 10
"""A tenth of what the server gets, where both want the same processor; all of it where nobody else wants it."""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class Worker:
    """Does the tasks; `lists` is what it reads against."""

    def __init__(self, lists: "Fresh") -> None:
        self.lists = lists

    def brief(self, task: dict[str, Any]) -> Any:
        """Read an article."""
        from watchwire.read import Reader

        article, as_of = decode(Article, task["article"]), _day(task["as_of"])
        reader = self.lists.reader if as_of is None else Reader(self.lists.library, as_of)
        return encode(reader.brief(article, _day(task["published"])))

    def scan(self, task: dict[str, Any]) -> Any:
        """Find listed names in an article."""
        article = decode(Article, task["article"])
        screener = self.lists.reader.screener(_day(task["as_of"]) or article.published.on)
        return {
            "matches": [encode(match) for match in screener.scan(article)],
            "against": checked_against(screener.holdings),
        }

    def open(self, task: dict[str, Any]) -> Any:
        """Take a file or an address apart into articles, at most so many, and say what could not be read."""
        from watchwire.sources import FetchLimits, SourceProblem
        from watchwire.sources.read import read_bytes, read_source

        limits = FetchLimits(seconds=task["seconds"], allow_private=task["allow_private"])
        if task["url"] is not None:
            found = read_source(task["url"], limits)
        else:
            name = task["name"]
            suffix = Path(name.lower().removesuffix(".gz")).suffix
            found = read_bytes(b64decode(task["data"]), name, suffix, None)  # a file is read as it is
        items: list[Any] = []
        try:
            for item in islice(found, task["most"] + 1):
                problem = isinstance(item, SourceProblem)
                items.append({"problem": str(item)} if problem else {"article": encode(item)})
        except SourceError as error:
            items.append({"problem": str(error)})
        return {"items": items[: task["most"]], "more": len(items) > task["most"]}

    def warm(self, task: dict[str, Any]) -> Any:  # noqa: ARG002
        """Load the model and the lists, so that the first reader does not wait for them."""
        self.lists.reader.brief(Article("A spokesman said on Tuesday that nothing had happened.", language="en"))
        return None


def _give_way() -> None:
    """Let pages and answers go first, and nobody else: we are of the server's session, within which niceness counts."""
    with suppress(OSError):
        os.nice(_NICE)


def answer(worker: Worker, task: dict[str, Any]) -> dict[str, Any]:
    """Do a task, and say what came of it."""
    try:
        return {"result": getattr(worker, task["verb"])(task)}
    except UsageError as error:
        return {"error": str(error), "kind": "usage"}
    except WatchwireError as error:
        return {"error": str(error), "kind": "source" if isinstance(error, SourceError) else "ours"}
    except MemoryError:
        return {"error": "the text needs more memory than reading may take", "kind": "source"}
    except Exception as error:  # noqa: BLE001  (a text must not end the process; the parent names the error)
        return {"error": f"{type(error).__name__}: {error}", "kind": "fault"}


def main() -> None:
    """Serve until the input ends. Arguments: MB of memory, the library's folder or nothing, if it was named."""
    from watchwire.lists import Library

    # Whatever prints goes to standard error: standard output is the parent's.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    memory, root, named = int(sys.argv[1]), sys.argv[2], sys.argv[3] == "named"
    if memory:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (memory << 20, memory << 20))
    _give_way()
    worker = Worker(Fresh(Library(Path(root), named) if root else None))
    while (task := get(sys.stdin.buffer)) is not None:
        put(out, answer(worker, task))


if __name__ == "__main__":
    main()
