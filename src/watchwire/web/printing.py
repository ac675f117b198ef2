"""A page as PDF, printed by a browser of the Chromium family on this computer: nothing else lays out all scripts.

The page is our own, from a template that escapes everything, without script; the browser gets it as a file in a folder
of its own, without network, and is ended after a time.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from watchwire.errors import UsageError

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome")
_SECONDS = 60
_QUIET = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
)
_PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
ROOMS = (1.0, 0.6, 0.3, 0.0)
"""How much of a long report is told, the most first: what does not fit on one page is told shorter, and counted."""
REMEDY = (
    "printing a PDF needs Chromium, Chrome or Edge on the server (or WATCHWIRE_BROWSER naming one); or print the page"
)


def browser() -> str | None:
    """Return the browser that prints: `WATCHWIRE_BROWSER`, else the first of its family that is found."""
    named = os.environ.get("WATCHWIRE_BROWSER")
    return named or next((path for name in _NAMES if (path := shutil.which(name))), None)


def print_pdf(html: str) -> bytes:
    """Return a page as PDF.

    Raises:
        UsageError: there is no browser, or it did not print in time.

    """
    program = browser()
    if program is None:
        raise UsageError(REMEDY)
    with tempfile.TemporaryDirectory(prefix="watchwire-print-") as folder:
        source, made = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_bytes(html.encode("utf-8", "replace"))
        command = [
            program,
            *_QUIET,
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={made}",
            source.as_uri(),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603
            return made.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise UsageError(
                f"{Path(program).name} did not print the page ({type(error).__name__}). {REMEDY}"
            ) from error


def one_page(report: Callable[[float], str]) -> bytes:
    """Return a report as a PDF of one page: with as much of what it tells as there is room for.

    Args:
        report: gives the report with a share of its lists, of `ROOMS`.

    Raises:
        UsageError: as for `print_pdf`.

    """
    made = b""
    for room in ROOMS:
        made = print_pdf(report(room))
        if len(_PAGE.findall(made)) <= 1:
            break
    return made
