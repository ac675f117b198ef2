"""Which format some bytes are in: told by the bytes themselves, by the name only where they leave it open."""

import re
from functools import cache

from watchwire.errors import SourceError
from watchwire.sources.decode import decode
from watchwire.tables import read_table

TEXT = frozenset({".txt", ".text", ".md", ".markdown"})
PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".shtm", ".php", ".asp", ".aspx", ".jsp", ".cfm"})
MAIL = frozenset({".eml"})
ARCHIVES = frozenset({".warc", ".wet", ".arc"})
FEEDS = frozenset({".xml", ".rss", ".atom"})
DOCUMENTS = frozenset(
    {
        ".pdf",
        ".docx",
        ".odt",
        ".rtf",
        ".epub",
        ".zip",
        ".mbox",
        ".mht",
        ".mhtml",
        ".json",
        ".js",
        ".srt",
        ".vtt",
        ".nitf",
    }
)
READABLE = TEXT | PAGES | MAIL | ARCHIVES | FEEDS | DOCUMENTS
_HEAD = 1024
_SAMPLE = 4096
_MBOX = re.compile(rb"From \S+ .{10,60}\r?\n[A-Za-z-]+:")
_HEADERS = re.compile(rb"(?:[!-9;-~]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_MAIL_FIELDS = re.compile(rb"^(?:from|to|subject|date|received|message-id|mime-version|return-path):", re.I | re.M)
_MHTML = re.compile(rb"^content-type:\s*multipart/related|^snapshot-content-location:", re.I | re.M)
_FEED = re.compile(rb"<(?:(?:\w+:)?(?:urlset|sitemapindex)|rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_NEWS = re.compile(rb"<(?:\w+:)?(?:nitf|newsItem|newsMessage|NewsML)[\s>]")
_PAGE = re.compile(rb"<(?:!doctype html|html|head|body|article|div|p|h1|table)[\s>]", re.IGNORECASE)
_SRT = re.compile(r"\A\s*\d+\s*\r?\n\d\d:\d\d:\d\d[,.]\d{3}\s*-->")
_CUE = re.compile(r"\d\d:\d\d[.,]\d{3}\s*-->")
_FACTIVA = re.compile(r"^Document [A-Z]{2,12}0{2,}\w{8,30}\s*$", re.M)
_NEXIS = re.compile(r"^\s*(?:Document )?\d+ of \d+ DOCUMENTS?\s*$|^\s*LOAD-DATE:", re.M | re.I)
_GDELT = re.compile(r"\A\d{6,12}\t(?:19|20)\d{6}\t[^\n]*\thttps?://\S+\s*$", re.M)


@cache
def _signatures() -> tuple[tuple[str, int | None, bytes, str], ...]:
    return tuple(
        (row["format"], None if row["at"] == "any" else int(row["at"]), bytes.fromhex(row["bytes"]), row["remedy"])
        for row in read_table("watchwire.sources", "formats.tsv")
    )


def kind_of(data: bytes, suffix: str, name: str) -> str:
    """Return the format of some bytes: pdf, zip, rtf, arc, warc, mail, mbox, mhtml, feed, news, json, subtitles,
    factiva, nexis, gdelt, page or text.

    Args:
        data: the bytes, unpacked.
        suffix: how the file's name ends, in small letters; "" where it has no name.
        name: what to call it in errors.

    Raises:
        SourceError: a format that is not read; the message says what to do.

    """  # noqa: D205
    for kind, at, mark, remedy in _signatures():
        if mark in data[:_HEAD] if at is None else data.startswith(mark, at):
            if remedy:
                raise SourceError(f"{name}: {kind}, which is not read; {remedy}")
            return kind
    if suffix in TEXT:
        return _kind_of_text(data) if suffix == ".txt" else "text"
    return _of_markup(data, suffix) or _of_mail(data, suffix) or _of_text(data, suffix, name)


def _of_markup(data: bytes, suffix: str) -> str | None:
    head = data[:_SAMPLE].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<"):
        if _FEED.search(head[:2048]):
            return "feed"
        if _NEWS.search(head):
            return "news"
        if _PAGE.search(head) or suffix in PAGES:
            return "page"
    if suffix in PAGES:
        return "page"
    if head[:1] in {b"{", b"["} or head.startswith(b"window.YTD"):
        return "json"
    return None


def _of_mail(data: bytes, suffix: str) -> str | None:
    head = data[:_SAMPLE].lstrip()
    if suffix == ".mbox" or _MBOX.match(head):
        return "mbox"
    if suffix in {".mht", ".mhtml"} or (_HEADERS.match(head) and _MHTML.search(head) and _MAIL_FIELDS.search(head)):
        return "mhtml"
    if suffix in MAIL or (_HEADERS.match(head) and len(_MAIL_FIELDS.findall(head)) >= 3):  # noqa: PLR2004
        return "mail"
    return None


def _of_text(data: bytes, suffix: str, name: str) -> str:
    if _PAGE.search(data[:_HEAD]) or b"<html" in data[:_HEAD].lower():
        return "page"
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff")) or decode(data[:_SAMPLE])[1].startswith("utf-16")
    if b"\x00" in data[:_SAMPLE] and not wide:
        raise SourceError(f"{name}: not a text; readable are {', '.join(sorted(READABLE))}, each also .gz")
    return _kind_of_text(data, suffix)


def _kind_of_text(data: bytes, suffix: str = "") -> str:
    head, _ = decode(data[: 1 << 16])
    head = head.lstrip("\ufeff")
    if head.startswith("WEBVTT") or _SRT.match(head) or (suffix in {".srt", ".vtt"} and _CUE.search(head)):
        return "subtitles"
    if _GDELT.search(head):
        return "gdelt"
    if _FACTIVA.search(head) or _FACTIVA.search(decode(data[-(1 << 12) :])[0]):
        return "factiva"
    return "nexis" if _NEXIS.search(head) else "text"
