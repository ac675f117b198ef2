"""Rows of GDELT's event or knowledge-graph tables: a list of addresses, each read as a page."""

import re
from collections.abc import Iterator

from watchwire.errors import SourceError
from watchwire.model import Article
from watchwire.sources.decode import decode, decode_noted
from watchwire.sources.fetch import FetchLimits, fetch
from watchwire.sources.limits import LIMITS
from watchwire.sources.page import read_page
from watchwire.sources.problem import SourceProblem

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def read_rows(data: bytes, name: str, limits: FetchLimits | None) -> Iterator[Article | SourceProblem]:
    """Yield the article of each address that the rows name, once each."""
    text, _ = decode(data)
    addresses: dict[str, None] = {}
    for line in text.split("\n"):
        cells = line.rstrip("\r").split("\t")
        address = next((cell for cell in reversed(cells) if _ADDRESS.fullmatch(cell)), None)
        if address:
            addresses.setdefault(address)
    if limits is None:
        yield SourceProblem(name, f"a list of {len(addresses)} addresses; read it as a file or folder to fetch them")
        return
    for number, address in enumerate(addresses):
        if number >= LIMITS.max_addresses:
            left = len(addresses) - number
            yield SourceProblem(name, f"{left} more addresses than the limit of {LIMITS.max_addresses}; cut the table")
            return
        try:
            fetched = fetch(address, limits)
            yield read_page(decode_noted(fetched.body).text, fetched.url)
        except SourceError as error:
            yield SourceProblem(address, str(error))
