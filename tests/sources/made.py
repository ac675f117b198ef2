"""Files of every format that people have, made here: one story each unless the name says otherwise."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

BODY = (
    "The tanker Adrian Darya 1 was seen on Monday off the Syrian coast, the port authority said in a statement.",
    "Nobody on board had answered the calls of the coast guard since Friday, a spokesman said when he was asked.",
    "The owner, a company registered in the Marshall Islands, did not reply to written questions from this paper.",
)
TITLE = "Tanker seen off the Syrian coast once more"
TEXT = "\n\n".join((TITLE, *BODY))
PAGE = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{''.join(f'<p>{p}</p>' for p in BODY)}</article></body></html>"


def packed(files: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def pdf(pages: tuple[str, ...] = (TEXT,), extra: bytes = b"") -> bytes:
    """A PDF by hand: a catalogue, its pages, a font, and a stream of lines for each page."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for page in pages:
        lines = [line for part in page.split("\n") for line in _wrapped(part)]
        shown = "".join(f"({line}) Tj T* " for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td {shown}ET".encode("latin-1", "replace") if page else b""
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    objects.append(b"<</Title(" + TITLE.encode() + b")/CreationDate(D:20230912100000Z)>>")
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(
        b"trailer<</Size %d/Root 1 0 R/Info %d 0 R%s>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, len(objects), extra, start)
    )
    return out.getvalue()


def _wrapped(text: str) -> list[str]:
    lines, line = [], ""
    for word in text.replace("(", "[").replace(")", "]").split():
        if len(line) + len(word) > 80:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]


def docx() -> bytes:
    from docx import Document

    document = Document()
    document.core_properties.title = TITLE
    document.core_properties.author = "Ann Lee"
    for paragraph in (TITLE, *BODY):
        document.add_paragraph(paragraph)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Igor", "Sechin"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def odt() -> bytes:
    office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    paragraphs = "".join(f"<text:p>{p}</text:p>" for p in BODY)
    content = f"<office:document-content {office}><office:body><office:text><text:h>{TITLE}</text:h>{paragraphs}<text:p>Kim<text:line-break/>Jong Un</text:p></office:text></office:body></office:document-content>"
    meta = '<m xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"><meta:creation-date>2020-01-01T10:00:00</meta:creation-date><dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2023-09-12T10:00:00</dc:date></m>'
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<m/>",
            "content.xml": content,
            "meta.xml": meta,
        }
    )


def epub() -> bytes:
    container = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>The Weekly</dc:title>'
        '<dc:date>2023-09-12</dc:date></metadata><manifest><item id="a" href="a.xhtml"/><item id="b" href="b.xhtml"/></manifest>'
        '<spine><itemref idref="b"/><itemref idref="a"/></spine></package>'
    )
    return packed(
        {
            "META-INF/container.xml": container,
            "OPS/book.opf": package,
            "OPS/a.xhtml": f'<?xml version="1.0"?>{PAGE}',
            "OPS/b.xhtml": PAGE.replace("Tanker", "Ship"),
        }
    )


def rtf() -> bytes:
    return ("{\\rtf1\\ansi " + "\\par\\par ".join((TITLE, *BODY, "Men\\'e9ndez")) + "}").encode()


def mail(
    text: str | None = TEXT,
    html: str | None = None,
    head: str = "",
    attachments: tuple[tuple[str, str, bytes], ...] = (),
) -> bytes:
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = (
        "Ann Lee <ann@example.org>",
        TITLE,
        "Tue, 12 Sep 2023 06:30:00 +0900",
    )
    message["To"] = "desk@example.org"
    if text is not None:
        message.set_content(text)
    if html is not None:
        (message.add_alternative if text is not None else message.set_content)(html, subtype="html")
    for name, kind, data in attachments:
        main, sub = kind.split("/")
        if kind == "message/rfc822":
            import email
            import email.policy

            message.add_attachment(email.message_from_bytes(data, policy=email.policy.default))
        else:
            message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return head.encode() + bytes(message)


def mhtml() -> bytes:
    return (
        b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/story\r\nSubject: x\r\nDate: Tue, 12 Sep 2023 06:30:00 +0000\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n'
        b"Content-Location: https://example.org/story\r\n\r\n" + PAGE.encode() + b"\r\n--b--\r\n"
    )


def mbox() -> bytes:
    one = mail().replace(b"\r\n", b"\n")
    return b"".join(b"From ann@example.org Tue Sep 12 06:30:00 2023\n" + one + b"\n" for _ in range(2))


def warc(
    records: list[tuple[str, str, bytes, dict[str, str]]], packed_too: bool = True, status: str = "200 OK"
) -> bytes:
    """Records as (type, content type, body, further headers of the answer)."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed_too)
    for number, (kind, content, body, more) in enumerate(records):
        url = f"http://example.org/{number}"
        if kind == "response":
            headers = StatusAndHeaders(status, [("Content-Type", content), *more.items()], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, kind, payload=io.BytesIO(body), http_headers=headers))
        else:
            writer.write_record(
                writer.create_warc_record(url, kind, payload=io.BytesIO(body), warc_content_type=content)
            )
    return stream.getvalue()


def arc() -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.encode()
    version = b"1 0 Archive\nURL IP-address Archive-date Content-type Archive-length\n"
    head = b"filedesc://a.arc 0.0.0.0 20100101000000 text/plain %d\n%s\n" % (len(version), version)
    return head + b"http://example.org/story 1.2.3.4 20100102000000 text/html %d\n%s\n" % (len(body), body)


RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Feed &amp;amp; more</title>
<item><title>Oil &amp;amp; &lt;b&gt;gas&lt;/b&gt; news</title><pubDate>Tue, 12 Sep 2023 06:30:00 +0900</pubDate>
<description>&lt;p&gt;The &lt;a href='x'&gt;tanker&lt;/a&gt; of &lt;b&gt;Igor&lt;/b&gt; Sechin was seen.&lt;/p&gt;&lt;p&gt;{BODY[1]}&lt;/p&gt;</description></item>
<item><title>Second</title><pubDate>2016/6/29</pubDate><description>{BODY[0]}</description></item></channel></rss>"""
JSON_FEED = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "title": "The Feed", "items": [
        {"id": "1", "title": "Oil &amp; gas", "content_html": f"<p>The <b>tan</b>ker.</p><p>{BODY[0]}</p>", "date_published": "2023-09-12T06:30:00+09:00", "authors": [{"name": "Ann Lee"}]},
        {"id": "2", "content_text": f"2 < 3, {BODY[1]}"}]}
)  # fmt: skip
TELEGRAM = json.dumps(
    {"name": "The Channel", "type": "public_channel", "id": 1, "messages": [
        {"id": 1, "type": "service", "date": "2023-09-11T00:00:00", "text": ""},
        {"id": 2, "type": "message", "date": "2023-09-12T06:30:00", "from": "The Channel", "text": ["The ", {"type": "bold", "text": "tan"}, "ker of North Korea was seen."]},
        {"id": 3, "type": "message", "date": "2023-09-13T06:30:00", "from": "The Channel", "text": BODY[0]}]}
)  # fmt: skip
TWEETS = "window.YTD.tweets.part0 = " + json.dumps(
    [{"tweet": {"id_str": "5", "full_text": BODY[0], "created_at": "Tue Sep 12 23:30:00 +0000 2023"}}]
)
FACTIVA = "\n".join(
    f"""{TITLE} {n}

By Ann Lee
812 words
12 September 2023
06:30
The Daily
DLY
English
(c) 2023 The Daily. All rights reserved.

{BODY[0]}

{BODY[1]}

Document DLY000002023091{n}ej9c0000{n}
"""
    for n in (1, 2)
)
NEXIS = "\n".join(
    f"""{n} of 2 DOCUMENTS

The Daily

September 12, 2023 Tuesday

SECTION: NEWS; Pg. 4

LENGTH: 812 words

HEADLINE: {TITLE} {n}

BYLINE: Ann Lee

BODY:

{BODY[0]}

{BODY[1]}

LOAD-DATE: September 13, 2023

LANGUAGE: ENGLISH
"""
    for n in (1, 2)
)
NITF = f"""<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd"><nitf><head><title>x</title><docdata><date.issue norm="20230912T063000+0900"/></docdata></head>
<body><body.head><hedline><hl1>{TITLE}</hl1></hedline><byline><person>Ann Lee</person></byline><dateline><location>Tartus</location></dateline></body.head>
<body.content>{"".join(f"<p>{p}</p>" for p in BODY)}</body.content></body></nitf>"""
NEWSML = f"""<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem><itemMeta><provider><name>The Agency</name></provider>
<versionCreated>2023-09-12T06:30:00+09:00</versionCreated></itemMeta><contentMeta><headline>{TITLE}</headline><by>Ann Lee</by></contentMeta><contentSet><inlineXML>
<html xmlns="http://www.w3.org/1999/xhtml"><body>{"".join(f"<p>{p}</p>" for p in BODY)}</body></html></inlineXML></contentSet></newsItem>
<newsItem><contentMeta><headline>A picture</headline></contentMeta></newsItem></itemSet></newsMessage>"""
SRT = "1\n00:00:01,000 --> 00:00:03,000\n<i>The tanker of Igor</i>\nSechin was seen.\n\n2\n00:00:04,000 --> 00:00:06,000\nNobody answered.\n"
VTT = (
    "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Ann Lee>The tanker was seen.\n\n00:04.000 --> 00:06.000\nNobody answered.\n"
)
GDELT = "\t".join(["1120000001", "20230912", "202309", "2023", *["x"] * 52, "{url}"]) + "\n"

FILES: dict[str, tuple[Callable[[], bytes], int, int]] = {
    "a.txt": (TEXT.encode, 1, 0),
    "b.md": (TEXT.encode, 1, 0),
    "c.html": (PAGE.encode, 1, 0),
    "d.shtml": (PAGE.encode, 1, 0),
    "e.php": (PAGE.encode, 1, 0),
    "f.htm.gz": (lambda: gzip.compress(PAGE.encode()), 1, 0),
    "g.pdf": (pdf, 1, 0),
    "h.docx": (docx, 1, 0),
    "i.odt": (odt, 1, 0),
    "j.rtf": (rtf, 1, 0),
    "k.epub": (epub, 2, 0),
    "l.eml": (mail, 1, 0),
    "m.mbox": (mbox, 2, 0),
    "n.mhtml": (mhtml, 1, 0),
    "o.warc.gz": (lambda: warc([("response", "text/html", PAGE.encode(), {})]), 1, 0),
    "p.warc": (
        lambda: warc([("response", "text/html", PAGE.encode(), {}), ("response", "image/png", b"x", {})], False),
        1,
        1,
    ),
    "q.wet.gz": (lambda: warc([("conversion", "text/plain", TEXT.encode(), {})]), 1, 0),
    "r.arc": (arc, 1, 0),
    "s.rss": (RSS.encode, 2, 0),
    "t.json": (JSON_FEED.encode, 2, 0),
    "u-telegram.json": (TELEGRAM.encode, 2, 1),
    "v-tweets.js": (TWEETS.encode, 1, 0),
    "w-factiva.txt": (FACTIVA.encode, 2, 0),
    "x-nexis.txt": (NEXIS.encode, 2, 0),
    "y-nitf.xml": (NITF.encode, 1, 0),
    "z-newsml.xml": (NEWSML.encode, 1, 1),
    "aa.srt": (SRT.encode, 1, 0),
    "ab.vtt": (VTT.encode, 1, 0),
    "ac.zip": (lambda: packed({"a.txt": TEXT, "b.pdf": pdf(), "c.png": b"\x89PNG\r\n\x1a\n"}), 2, 1),
    "ad-no-ending": (PAGE.encode, 1, 0),
    "ae.dat": (pdf, 1, 0),
    "af.doc": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, 0, 1),
    "ag.jpg": (lambda: b"\xff\xd8\xff\xe0" + b"\0" * 600, 0, 1),
    "ah.mp4": (lambda: b"\0\0\0\x18ftypmp42" + b"\0" * 600, 0, 1),
    "ai.xlsx": (lambda: packed({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}), 0, 1),
    "aj.json": (lambda: b'{"a": 1}', 0, 1),
    "ak.7z": (lambda: bytes.fromhex("377abcaf271c") + b"\0" * 60, 0, 1),
    "al-empty.txt": (lambda: b"  \n", 0, 1),
    "am-scan.pdf": (lambda: pdf(("",)), 0, 1),
    "an-broken.zip": (lambda: packed({"a.txt": TEXT})[:-30], 0, 1),
    "ao.html": (lambda: b"<html><body></body></html>", 0, 1),
}
"""Name of a file: how it is made, how many articles it holds, how many problems are named."""
