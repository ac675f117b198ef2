"""Every format that people have: all its items, rightly dated, and every file accounted for."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Server
from tests.sources import made
from watchwire.errors import SourceError
from watchwire.model import Article
from watchwire.sources import FetchLimits, SourceProblem, read_bytes, read_source


def read(data: bytes, suffix: str = "") -> tuple[list[Article], list[str]]:
    found = list(read_bytes(data, "file", suffix, None))
    return [i for i in found if isinstance(i, Article)], [str(i) for i in found if isinstance(i, SourceProblem)]


def one(data: bytes, suffix: str = "") -> Article:
    (article,), problems = read(data, suffix)
    assert not problems
    return article


def test_a_folder_of_forty_mixed_files_every_one_accounted_for(tmp_path: Path) -> None:
    assert len(made.FILES) >= 40
    for name, (make, _, _) in made.FILES.items():
        (tmp_path / name).write_bytes(make())
    for name, (_, articles, problems) in made.FILES.items():
        found = list(read_source(str(tmp_path / name)))
        assert sum(isinstance(item, Article) for item in found) == articles, (name, found)
        named = [str(item) for item in found if isinstance(item, SourceProblem)]
        assert len(named) == problems, (name, named)
        assert all(name in text for text in named)
    whole = list(read_source(str(tmp_path)))
    assert sum(isinstance(item, Article) for item in whole) == sum(row[1] for row in made.FILES.values())
    assert sum(isinstance(item, SourceProblem) for item in whole) == sum(row[2] for row in made.FILES.values())


@pytest.mark.parametrize(
    "name", [name for name, row in made.FILES.items() if row[1] == 1 and row[2] == 0 and "." in name]
)
def test_the_bytes_tell_the_format_whatever_the_name(name: str) -> None:
    make, _, _ = made.FILES[name]
    if name.endswith((".md", ".txt")):
        return
    assert "anker" in one(make(), "").text or "seen" in one(make(), "").text


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("af.doc", "save it as DOCX"), ("ag.jpg", "OCR"), ("ah.mp4", "transcript"), ("ai.xlsx", "save it as PDF, CSV"), ("aj.json", "watchwire batch"),
     ("ak.7z", "unpack it"), ("am-scan.pdf", "OCR"), ("an-broken.zip", "unpack it")],
)  # fmt: skip
def test_what_is_not_read_says_what_to_do(name: str, remedy: str) -> None:
    with pytest.raises(SourceError, match=remedy.replace("(", r"\(")):
        read(made.FILES[name][0](), "." + name.rpartition(".")[2])


def test_a_pdf() -> None:
    article = one(made.pdf((made.TEXT, "Second page: Igor Sechin.")))
    assert f"{made.TITLE}\n\n{made.BODY[0][:40]}" in article.text
    assert article.title == made.TITLE
    assert article.text.index("Second page") == int(article.notes[-1].rpartition(" ")[2])
    assert article.published.on is None
    assert str(article.published.latest) == "2023-09-12"


def test_word_and_open_document_keep_tables_and_line_ends() -> None:
    article = one(made.docx())
    assert (article.title, article.author) == (made.TITLE, "Ann Lee")
    assert "Igor\tSechin" in article.text
    assert (article.published.on, article.published.latest) == (None, None), "a template's day is not the document's"
    article = one(made.odt())
    assert "Kim\nJong Un" in article.text
    assert str(article.published.latest) == "2023-09-12"


INSIDE = """<w:p><w:r><w:t xml:space="preserve">He met </w:t></w:r><w:ins w:id="1"><w:r><w:t>Tracked Added</w:t></w:r></w:ins><w:del w:id="2"><w:r>
<w:delText>Tracked Deleted</w:delText></w:r></w:del><w:moveFrom w:id="3"><w:r><w:t>Moved Away</w:t></w:r></w:moveFrom><w:r><w:t xml:space="preserve"> there.</w:t></w:r></w:p>
<w:sdt><w:sdtContent><w:p><w:r><w:t>In a Control.</w:t></w:r></w:p></w:sdtContent></w:sdt><w:p><w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml">
<w:txbxContent><w:p><w:r><w:t>In a Box.</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Outer</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Inner Cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc><w:tc><w:p><w:r><w:t>Beside</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"""
NOTE = '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2"><w:p><w:r><w:t>In a Note.</w:t></w:r></w:p></w:footnote></w:footnotes>'


def test_no_part_of_a_word_document_is_lost() -> None:
    with zipfile.ZipFile(io.BytesIO(made.docx())) as before:
        files: dict[str, bytes | str] = {name: before.read(name) for name in before.namelist()}
    body = bytes(files["word/document.xml"]).decode()  # type: ignore[arg-type]
    files["word/document.xml"] = body.replace("<w:sectPr", INSIDE + "<w:sectPr", 1)
    files["word/footnotes.xml"] = NOTE
    relation = '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>'
    links = bytes(files["word/_rels/document.xml.rels"]).decode()  # type: ignore[arg-type]
    files["word/_rels/document.xml.rels"] = links.replace("</Relationships>", relation)
    text = one(made.packed(files), ".docx").text
    assert "He met Tracked Added there." in text
    for told in ("In a Control.", "In a Box.", "Outer\nInner Cell\tBeside", "In a Note."):
        assert text.count(told) == 1, told
    assert "Deleted" not in text
    assert "Moved" not in text


def test_notes_of_a_rich_text_are_read() -> None:
    rich = made.rtf().decode()[:-1] + "\\par He came.{\\super 1}{\\footnote\\pard In a Note.} He left.}"
    text = one(rich.encode(), ".rtf").text
    assert "In a Note." in text
    assert "He left." in text


def test_rich_text() -> None:
    assert "Menéndez" in one(made.rtf()).text


def test_an_epub_is_read_in_its_order() -> None:
    articles, _ = read(made.epub())
    assert [article.title.split()[0] for article in articles if article.title] == ["Ship", "Tanker"]
    assert {str(article.published.on) for article in articles} == {"2023-09-12"}
    assert articles[0].site == "The Weekly"


def test_mail_is_dated_where_it_was_sent() -> None:
    assert str(one(made.mail(), ".eml").published.on) == "2023-09-12"


def test_a_stub_does_not_beat_the_story() -> None:
    article = one(made.mail("View this e-mail in your browser: https://example.org", made.PAGE), ".eml")
    assert made.BODY[1] in article.text


def test_text_of_the_mail_is_kept_where_it_is_whole() -> None:
    assert one(made.mail(made.TEXT, "<p>html</p>"), ".eml").text.strip() == made.TEXT


def test_marks_of_quotation_do_not_part_names() -> None:
    assert "Kim\nJong Un" in one(made.mail("He wrote:\n\n> They met Kim\n> Jong Un there.\n"), ".eml").text


@pytest.mark.parametrize(
    "head",
    [
        "---------- Forwarded message ---------\nFrom: The Daily\nDate: Sat, 2 Apr 2022 at 09:00\nSubject: x\n\n",
        "-----Original Message-----\nFrom: The Daily\nSent: Saturday, April 2, 2022 9:00 AM\n\n",
        "Begin forwarded message:\n\nFrom: The Daily\nDate: 2 April 2022 at 09:00:00 CEST\n\n",
        "-------- Пересланное сообщение --------\nОт: Газета\nДата: 2 апреля 2022 г., 9:00\n\n",
        "-------- Weitergeleitete Nachricht --------\nDatum: Sa, 2. April 2022\nVon: Zeitung\n\n",
    ],
)
def test_a_forwarded_story_has_its_own_date(head: str) -> None:
    assert str(one(made.mail(head + made.TEXT), ".eml").published.on) == "2022-04-02"


def test_attachments_are_read_or_named() -> None:
    inner = made.mail("The inner story is of Igor Sechin, and of nobody else who was there.")
    data = made.mail(
        made.TEXT, attachments=(("a.pdf", "application/pdf", made.pdf()), ("b.txt", "text/plain", b"A text of its own."), ("x", "message/rfc822", inner), ("c.png", "image/png", b"\x89PNG\r\n\x1a\n1"))
    )  # fmt: skip
    articles, problems = read(data, ".eml")
    assert len(articles) == 4
    assert any("Igor Sechin" in article.text for article in articles)
    assert len(problems) == 1
    assert "attachment c.png" in problems[0]


def test_a_saved_page_has_its_address() -> None:
    article = one(made.mhtml(), ".mht")
    assert article.url == "https://example.org/story"
    assert str(article.published.latest) == "2023-09-12"


def test_records_of_an_archive_are_read_or_counted() -> None:
    import brotli
    import zstandard

    page = made.PAGE.encode()
    data = made.warc(
        [
            ("response", "text/html", page, {}),
            ("response", "text/html", brotli.compress(page), {"Content-Encoding": "br"}),
            ("response", "text/html", zstandard.compress(page), {"Content-Encoding": "zstd"}),
            ("response", "text/plain", made.TEXT.encode(), {}),
            ("response", "application/pdf", made.pdf(), {}),
            ("response", "application/rss+xml", made.RSS.encode(), {}),
            ("resource", "text/html", page, {}),
            ("conversion", "text/plain", made.TEXT.encode(), {}),
            ("response", "image/png", b"png", {}),
            ("response", "image/png", b"png", {}),
            ("response", "text/css", b"a{}", {}),
        ]
    )
    articles, problems = read(data)
    assert len(articles) == 9
    assert problems == ["file: 3 records passed over: 2 of image/png, 1 of text/css"]
    articles, problems = read(made.warc([("response", "text/html", page, {})], status="404 Not Found"))
    assert (articles, problems) == ([], ["file: 1 records passed over: 1 with status 404"])


def test_a_feed_keeps_sentences_and_the_publishers_day() -> None:
    (first, second), _ = read(made.RSS.encode())
    assert first.title == "Oil & gas news"
    assert "The tanker of Igor Sechin was seen." in first.text
    assert (str(first.published.on), str(second.published.on)) == ("2023-09-12", "2016-06-29")
    assert first.site == "The Feed & more"


def test_a_json_feed() -> None:
    (first, second), _ = read(made.JSON_FEED.encode())
    assert (first.title, first.author, str(first.published.on)) == ("Oil & gas", "Ann Lee", "2023-09-12")
    assert "The tanker." in first.text
    assert "2 < 3" in second.text


def test_telegram() -> None:
    (first, second), problems = read(made.TELEGRAM.encode())
    assert first.text == "The tanker of North Korea was seen."
    assert (first.site, str(first.published.on), str(second.published.on)) == (
        "The Channel",
        "2023-09-12",
        "2023-09-13",
    )
    assert "1 messages without a text" in problems[0]


def test_an_archive_of_x() -> None:
    article = one(made.TWEETS.encode())
    assert (article.text, str(article.published.on), article.url) == (
        made.BODY[0],
        "2023-09-12",
        "https://x.com/i/status/5",
    )


@pytest.mark.parametrize("data", [made.FACTIVA, made.NEXIS])
def test_downloads_of_news_archives(data: str) -> None:
    articles, problems = read(data.encode(), ".txt")
    assert not problems
    assert [article.title for article in articles] == [f"{made.TITLE} 1", f"{made.TITLE} 2"]
    for article in articles:
        assert (article.site, str(article.published.on)) == ("The Daily", "2023-09-12")
        assert made.BODY[1] in article.text
        assert "812 words" not in article.text
        assert "LOAD-DATE" not in article.text
        assert article.author
        assert "Ann Lee" in article.author


@pytest.mark.parametrize("data", [made.NITF, made.NEWSML])
def test_agencies_xml(data: str) -> None:
    (article,), _ = read(data.encode(), ".xml")
    assert (article.title, article.author, str(article.published.on)) == (made.TITLE, "Ann Lee", "2023-09-12")
    assert article.text == made.TEXT


def test_xml_with_entities_is_refused() -> None:
    data = made.NITF.replace('SYSTEM "nitf-3-4.dtd"', '[<!ENTITY a "aaaa">]')
    with pytest.raises(SourceError, match="entities"):
        read(data.encode())


def test_subtitles() -> None:
    assert one(made.SRT.encode(), ".srt").text == "The tanker of Igor Sechin was seen.\nNobody answered."
    assert one(made.VTT.encode(), ".vtt").text == "Ann Lee: The tanker was seen.\nNobody answered."


def test_gdelt_rows_are_addresses(server: Server, tmp_path: Path) -> None:
    server.page("/story", made.PAGE.encode())
    path = tmp_path / "20230912.export.CSV"
    path.write_text(made.GDELT.format(url=f"{server.url}/story") * 2)
    (article,) = read_source(str(path), FetchLimits(allow_private=True, seconds=5))
    assert isinstance(article, Article)
    assert article.url == f"{server.url}/story"


def test_a_bomb_and_a_nest_are_refused(tmp_path: Path) -> None:
    inner = made.packed({"a.txt": made.TEXT})
    for _ in range(5):
        inner = made.packed({"b.zip": inner})
    articles, problems = read(inner)
    assert not articles
    assert "containers inside one another" in problems[0]
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * (70 << 20))
    articles, problems = read(path.read_bytes())
    assert not articles
    assert "more than the limit" in problems[0]
