"""Every kind of source, and every kind of trouble with one."""

import gzip
import io
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.conftest import ROOT, Server
from watchwire.model import Article, FurnitureKind, Span
from watchwire.sources import FetchLimits, SourceProblem, read_bytes, read_source
from watchwire.sources.decode import decode
from watchwire.sources.furniture import find_furniture

PAGE = (ROOT / "examples" / "page.html").read_bytes()
EML = (
    b"From: Desk <desk@example.org>\r\nSubject: =?utf-8?q?Tanker_seen?=\r\nDate: Fri, 06 Sep 2019 10:00:00 +0000\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; "
    b"charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe tanker Adrian Darya 1 was seen caf=E9.\r\n"
    b"--b\r\nContent-Type: text/html\r\n\r\n<p>html</p>\r\n--b--\r\n"
)
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Example Feed</title>
<item><title>Tanker seen</title><link>{url}/story</link><pubDate>Fri, 06 Sep 2019 10:00:00 GMT</pubDate>
<description>&lt;p&gt;The &lt;b&gt;tanker&lt;/b&gt; was seen.&lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;</description></item>
<item><title>Gone</title><link>{url}/gone</link><description>Only the feed has this.</description></item></channel></rss>"""


def articles(source: str | Path, limits: FetchLimits | None = None) -> list[Article]:
    found = list(read_source(str(source), limits))
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def problem(source: str | Path, limits: FetchLimits | None = None) -> str:
    (item,) = read_source(str(source), limits)
    assert isinstance(item, SourceProblem)
    return str(item)


def warc(path: Path, pages: list[bytes], packed: bool) -> None:
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=packed)
        for number, body in enumerate(pages):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    f"http://example.org/{number}", "response", payload=io.BytesIO(body), http_headers=headers
                )
            )


def test_a_text_is_kept_to_the_character(tmp_path: Path) -> None:
    text = "Title\r\n\r\nBody with  two spaces,\ttabs and “quotes”.\r\n"
    path = tmp_path / "story.txt"
    path.write_bytes(text.encode())
    (article,) = articles(path)
    assert article.text == text
    assert article.title == "Title"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "Губернатор Приморского края Олег Кожемяко встретил гостя на станции Хасан во вторник утром."
    path = tmp_path / "story.txt"
    path.write_bytes(text.encode(encoding))
    (article,) = articles(path)
    assert article.text == text
    assert article.language == "ru"


def test_a_page() -> None:
    (article,) = articles(ROOT / "examples" / "page.html")
    assert article.title == "Tanker under new name seen off Tartus"
    assert (article.site, str(article.published.on), article.published.basis) == (
        "Example Daily",
        "2019-09-06",
        "metadata",
    )
    assert article.language == "en"
    assert "Adrian Darya 1" in article.text
    assert "Privacy policy" not in article.text


@pytest.mark.parametrize(
    "name",
    ["a.html", "a.htm", "a.html.gz", "a.txt", "a.txt.gz", "a.md", "a.eml", "a.eml.gz", "a.warc", "a.warc.gz"],
)
def test_every_ending(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if ".warc" in name:
        warc(path, [PAGE], name.endswith(".gz"))
    else:
        body = {
            "eml": EML,
            "txt": b"The tanker Adrian Darya 1 was seen.",
            "md": b"# Tanker\n\nAdrian Darya 1 was seen.",
        }
        data = next((value for key, value in body.items() if f".{key}" in name), PAGE)
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    (article,) = articles(path)
    assert "Adrian Darya 1" in article.text


def test_a_message(tmp_path: Path) -> None:
    path = tmp_path / "m.eml"
    path.write_bytes(EML)
    (article,) = articles(path)
    assert (article.title, str(article.published.on)) == ("Tanker seen", "2019-09-06")
    assert "café" in article.text


def test_a_folder_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Good text here.")
    (tmp_path / "b.html").write_text("<html></html>")
    (tmp_path / "c.txt").write_text("More good text.")
    (tmp_path / "ignored.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    found = list(read_source(str(tmp_path)))
    assert [type(item) for item in found] == [Article, SourceProblem, Article, SourceProblem]
    assert "b.html" in str(found[1])
    assert "ignored.jpg: a picture (JPEG), which is not read; run text recognition" in str(found[3])


def test_a_damaged_record_does_not_stop_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    warc(path, [PAGE, b"<html></html>", PAGE], packed=True)
    found = list(read_source(str(path)))
    assert [type(item) for item in found] == [Article, SourceProblem, Article]
    path.write_bytes(path.read_bytes()[:-40])
    assert isinstance(next(iter(read_source(str(path)))), Article)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "empty"),
        ("a.bin", b"\x00\x01\x02\x03" * 100, "not a text"),
        ("a.html", b"<html><body></body></html>", "no main text"),
        ("a.txt.gz", gzip.compress(b"x" * 100, mtime=0)[:-9], "gzip data is damaged"),
        (
            "a.xml",
            b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa">]><rss version="2.0"></rss>',
            "document type",
        ),
    ],
)
def test_trouble_is_named(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert message in problem(path)
    assert name in problem(path)


def test_a_gzip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.txt.gz"
    path.write_bytes(gzip.compress(b"0" * (70 << 20), 9))
    assert "more than the limit" in problem(path)


@pytest.mark.parametrize("source", ["file:///etc/passwd", "ftp://example.org/x", "gopher://x", "missing.txt"])
def test_what_is_not_read(source: str) -> None:
    assert "only http" in problem(source) or "no such file" in problem(source)


ALLOWED = FetchLimits(allow_private=True, seconds=5)


def test_an_address(server: Server) -> None:
    server.page("/story", PAGE)
    (article,) = articles(f"{server.url}/story", ALLOWED)
    assert article.url == f"{server.url}/story"
    assert "Adrian Darya 1" in article.text


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/",
        "http://localhost:1/",
        "http://[::1]:1/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest",
        "http://0.0.0.0/",
        "http://[::ffff:127.0.0.1]/",
    ],
)
def test_private_addresses_are_refused(address: str) -> None:
    assert "not a public address" in problem(address)


def test_a_redirect_to_a_private_scheme_is_refused(server: Server) -> None:
    def away(request: BaseHTTPRequestHandler) -> None:
        request.send_response(302)
        request.send_header("Location", "file:///etc/passwd")
        request.end_headers()

    server.answers["/away"] = away
    assert "only http and https" in problem(f"{server.url}/away", ALLOWED)


def test_redirects_end(server: Server) -> None:
    def round_and_round(request: BaseHTTPRequestHandler) -> None:
        request.send_response(302)
        request.send_header("Location", "/loop")
        request.end_headers()

    server.answers["/loop"] = round_and_round
    assert "more than 5 redirects" in problem(f"{server.url}/loop", ALLOWED)


def test_an_endless_answer_is_cut(server: Server) -> None:
    server.page("/big", b"x" * 300_000)
    assert "more than the limit" in problem(f"{server.url}/big", FetchLimits(allow_private=True, max_bytes=100_000))


def test_a_packed_bomb_on_the_wire_is_cut(server: Server) -> None:
    server.page("/bomb", gzip.compress(b"0" * 30_000_000), Content_Encoding="gzip")
    assert "more than the limit" in problem(f"{server.url}/bomb", FetchLimits(allow_private=True, max_bytes=1_000_000))


def test_a_feed(server: Server) -> None:
    server.page("/story", PAGE)
    server.page("/feed", RSS.format(url=server.url).encode(), "application/rss+xml")
    first, second = articles(f"{server.url}/feed", ALLOWED)
    assert (first.title, "Adrian Darya 1" in first.text) == ("Tanker under new name seen off Tartus", True)
    assert second.text == "Gone\n\nOnly the feed has this."
    assert "could not be read" in second.notes[0]
    assert second.published.on is None


def test_a_feed_without_network_keeps_its_own_text_and_no_script() -> None:
    found = list(read_bytes(RSS.format(url="http://x").encode(), "feed.xml", ".xml", None))
    assert isinstance(found[0], Article)
    assert "alert" not in found[0].text
    assert "tanker" in found[0].text


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Home » News » Story", FurnitureKind.BREADCRUMB),
        ("Leave a Comment", FurnitureKind.COMMENT_FORM),
        (
            "This site uses Akismet to reduce spam. Learn how your comment data is processed.",
            FurnitureKind.NOTICE,
        ),
        ("Share | Tweet | Email", FurnitureKind.SHARE),
        ("Read more: Another story", FurnitureKind.NAVIGATION),
        ("Читайте также: Погода", FurnitureKind.NAVIGATION),
    ],
)
def test_furniture(line: str, kind: FurnitureKind) -> None:
    text = f"{line}\n\nThe minister left on Sunday and the talks began."
    (found,) = find_furniture(text)
    assert (found.kind, found.span) == (kind, Span(0, len(line)))


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell on Monday.",
        "He will email the report.",
        "«Роснефть» подписала контракт с индийской компанией",
        "Le groupe « Rosneft » signe un contrat » selon la presse",
        "»Rosneft« kauft » wieder » ein",
        "Роснефть» подписала контракт",
        "Kim: »We » shall » see",
    ],
)
def test_story_is_no_furniture(line: str) -> None:
    assert find_furniture(f"Title of the story\n\n{line}\n\nMore text follows here.") == ()


CREDITS = [
    ("Berg took it. (Photo Bruce Lund - WPA Pool/Getty Images)", "(Photo Bruce Lund - WPA Pool/Getty Images)"),
    ("Lund left (AP Photo/Anna Berg) at nine.", "(AP Photo/Anna Berg)"),
    ("Lund said: “Thank you.” Picture: Splash", "Picture: Splash"),
    ("He won. Sean Lund/Getty Images", "Sean Lund/Getty Images"),
    ("The picture: Oslo is late.", None),
    ("(Photos released on Monday show a ship.)", None),
    ("The image (photo 2) shows a port.", None),
    ("He said “no.” She asked AFP/Reuters.", None),
]


@pytest.mark.parametrize(("line", "credit"), CREDITS)
def test_whose_a_picture_is(line: str, credit: str | None) -> None:
    text = f"Title of the story\n\n{line}\n\nMore text follows here."
    assert [(p.kind, p.span.of(text)) for p in find_furniture(text)] == (
        [(FurnitureKind.CREDIT, credit)] if credit else []
    )


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_furniture_lies_inside_the_text_and_nothing_is_cut(text: str) -> None:
    for piece in find_furniture(text):
        assert 0 <= piece.span.start < piece.span.end <= len(text)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_decode(data: bytes) -> None:
    text, name = decode(data)
    assert isinstance(text, str)
    assert name
