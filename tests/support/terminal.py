"""Commands as a user gives them: `here` in this process, which is quick; `apart` in one of their own."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

from watchwire.cli.app import main
from watchwire.screening import verbs

Done = subprocess.CompletedProcess[str]


def apart(*arguments: str | Path, given: str | None = None, env: Mapping[str, str] | None = None) -> Done:
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "watchwire", *(str(a) for a in arguments)],
        input=given,
        capture_output=True,
        text=True,
        env={**os.environ, **(env or {})},
        check=False,
        encoding="utf-8",
    )


def here(*arguments: str | Path, given: str | None = None, env: Mapping[str, str] | None = None) -> Done:
    """Run a command in this process. What is not turned into a line for a person comes through as it is raised."""
    verbs._INDEXES.clear()  # a process of its own would hold none
    words = ["watchwire", *map(str, arguments)]
    streams = [io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8") for text in (given or "", "", "")]
    into, out, err = streams
    with (
        mock.patch.multiple(sys, argv=words, stdin=into, stdout=out, stderr=err),
        mock.patch.dict(os.environ, env or {}),
    ):
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        for stream in (out, err):
            if not stream.closed:
                stream.flush()
    return Done(words, code, _text(out), _text(err))


def _text(stream: io.TextIOWrapper) -> str:
    return "" if stream.closed else stream.buffer.getvalue().decode()  # type: ignore[attr-defined]
