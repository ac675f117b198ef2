"""Whatever bytes come, reading ends with articles, named problems, or an error of ours: never with a crash."""

import contextlib
import gzip
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchwire.desk.offers import read_offers, read_opml
from watchwire.errors import WatchwireError
from watchwire.lists.bundle import Bundle, ListFile
from watchwire.lists.publisher import load_bundle
from watchwire.sources.read import read_bytes

ROUNDS = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
PAGE = b"<html><head><title>T</title></head><body><article><p>Ri Pyong Chol came to Oslo.</p></article></body></html>"
WARC = (
    (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://e.org/\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n" % (len(PAGE) + 44)
    )
    + b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    + PAGE
    + b"\r\n\r\n"
)
FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><item><link>https://e.org/1</link><title>x</title></item></channel></rss>'
MAIL = b"From: a@e.org\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nRi Pyong Chol\r\n--b--\r\n"
SEEDS = {
    ".html": PAGE,
    ".warc": WARC,
    ".warc.gz": gzip.compress(WARC),
    ".xml": FEED,
    ".eml": MAIL,
    ".txt": b"plain text",
    "": b"\xff\xfex",
}


@st.composite
def damaged(draw: Any, data: bytes) -> bytes:
    """Bytes with stretches cut out, changed, doubled or put in."""
    out = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(out)))
        what = draw(st.sampled_from(["cut", "change", "double", "insert"]))
        size = draw(st.integers(1, 12))
        if what == "cut":
            del out[at : at + size]
        elif what == "change":
            out[at : at + size] = draw(st.binary(min_size=size, max_size=size))
        elif what == "double":
            out[at:at] = out[at : at + size]
        else:
            out[at:at] = draw(
                st.one_of(
                    st.binary(max_size=12), st.sampled_from([b"\x00", b"<!ENTITY", b"&#x0;", b"]]>", b"\r\n\r\n"])
                )
            )
    return bytes(out)


@pytest.mark.parametrize("suffix", SEEDS)
def test_sources(suffix: str) -> None:
    @ROUNDS
    @given(data=damaged(SEEDS[suffix]))
    def check(data: bytes) -> None:
        try:
            for _ in read_bytes(data, f"file{suffix}", suffix.removesuffix(".gz"), None):
                pass
        except WatchwireError:
            pass

    check()


JSON_FEED = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "https://e.org"}]}'
SITEMAP = b"<urlset><url><loc>https://e.org/1</loc></url></urlset>"
OPML = b'<opml><body><outline xmlUrl="https://e.org/f"/></body></opml>'


@pytest.mark.parametrize("data", [FEED, JSON_FEED, SITEMAP, OPML], ids=["rss", "json", "sitemap", "opml"])
def test_offers(data: bytes) -> None:
    @ROUNDS
    @given(mutant=damaged(data))
    def check(mutant: bytes) -> None:
        for reader in (read_offers, read_opml):
            with contextlib.suppress(WatchwireError):
                reader(mutant, "feed")

    check()


FIXTURES = sorted(p for p in (Path(__file__).parents[1] / "lists" / "fixtures").rglob("*") if p.is_file())


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_list_loaders(path: Path) -> None:
    whole = path.read_bytes()

    @settings(ROUNDS, max_examples=25)
    @given(mutant=damaged(whole))
    def check(mutant: bytes) -> None:
        with contextlib.suppress(WatchwireError):
            load_bundle(Bundle((ListFile(path.name, mutant),)))

    check()
