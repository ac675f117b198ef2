"""Documents: PDF, DOCX, ODT, RTF, EPUB. The text is what the document shows, spans point into it."""

import io
import posixpath
import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from watchwire.errors import SourceError
from watchwire.model import Article, Published
from watchwire.sources.blocks import blocks_of
from watchwire.sources.decode import decode
from watchwire.sources.limits import LIMITS
from watchwire.sources.plain import read_plain
from watchwire.sources.stated import day_of

if TYPE_CHECKING:
    from watchwire.sources.packed import ReadPart

_SECONDS = 60
_PAGES = 3_000
_FULL_LINE = 0.8
_DC = "{http://purl.org/dc/elements/1.1/}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_OPF = "{http://www.idpf.org/2007/opf}"

_RTF_NOTE = re.compile(r"\\footnote\b")


def read_pdf(data: bytes, name: str, _: "ReadPart") -> Iterator[Article]:
    """Yield the text of a PDF, page after page; a note says at which character each page begins.

    Raises:
        SourceError: encrypted, damaged, without text, or pypdf is not installed.

    """
    try:
        from pypdf import PdfReader
    except ImportError:
        raise _missing(name, "a PDF") from None
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        locked = bool(reader.is_encrypted and not reader.decrypt(""))
        pages, cut = ([], []) if locked else _pdf_pages(reader)
        about = None if locked else reader.metadata
        title, author = (about.title, about.author) if about else (None, None)
        days = [_pdf_day(str(about.get(key) or "")) for key in ("/CreationDate", "/ModDate")] if about else []
        made = max((day for day in days if day), default=None)
    except Exception as error:  # whatever a hostile PDF breaks, the next file is read
        raise SourceError(f"{name}: the PDF cannot be read ({error or type(error).__name__}); save it anew") from error
    if locked:
        raise SourceError(f"{name}: the PDF is encrypted; save it without its password and read that")
    text = "\n\n".join(pages)
    if not text.strip():
        raise SourceError(
            f"{name}: the PDF holds no text, only pictures; run text recognition (OCR) and read the result"
        )
    article = read_plain(text)
    notes = [*article.notes, *cut]
    if len(pages) > 1:
        starts, at = [], 0
        for page in pages:
            starts.append(at)
            at += len(page) + 2
        notes.append("pages begin at characters " + ", ".join(map(str, starts)))
    yield replace(
        article,
        title=(title or "").strip() or article.title,
        author=(author or "").strip() or None,
        published=_made(article.published, made, "PDF"),
        notes=tuple(notes),
    )


def _pdf_pages(reader: Any) -> tuple[list[str], list[str]]:
    end = time.monotonic() + _SECONDS
    pages: list[str] = []
    size = 0
    count = len(reader.pages)
    for number in range(count):
        if number >= _PAGES or time.monotonic() > end or size > LIMITS.max_chars:
            return pages, [f"only the first {number} of {count} pages were read; cut the PDF into parts"]
        page = _paragraphs((reader.pages[number].extract_text() or "").replace("\x00", "").strip())
        size += len(page)
        pages.append(page)
    return pages, []


def _paragraphs(page: str) -> str:
    """Part the paragraphs of a printed page: one ends where a line stops short and the next begins like a sentence."""
    lines = page.split("\n")
    lengths = sorted(len(line) for line in lines if line.strip())
    if not lengths:
        return page
    full = lengths[len(lengths) * 9 // 10] * _FULL_LINE
    parts = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        ends = len(line.rstrip()) < full and following.strip()[:1].isupper() and not line.rstrip().endswith((",", "-"))
        parts.append(f"{line}\n" if ends else line)
    return "\n".join(parts)


def _pdf_day(stated: str) -> date | None:
    found = re.match(r"D:(\d{4})(\d\d)(\d\d)", stated)
    return day_of("-".join(found.groups())) if found else None


def _made(known: Published, made: date | None, what: str) -> Published:
    """A document may be saved long after its text was published: the day it was last saved bounds that."""
    if known.on is not None or made is None:
        return known
    how = f"no day of publication is stated; the {what} was last saved on {made}, so it is not later"
    return Published(None, "unknown", how, latest=made)


def read_docx(data: bytes, name: str) -> Article:
    """Return the text of a Word document: paragraphs, tables (a tab between cells), in order, then its notes.

    Raises:
        SourceError: damaged or without text, or python-docx is not installed.

    """
    try:
        from docx import Document

        from watchwire.sources.word import word_lines
    except ImportError:
        raise _missing(name, "a Word document") from None
    try:
        document: Any = Document(io.BytesIO(data))
        lines = [*word_lines(document)]
        about = document.core_properties
        title, author = about.title, about.author
    except Exception as error:  # whatever a hostile document breaks, the next file is read
        raise SourceError(f"{name}: the Word document cannot be read ({error}); save it anew") from error
    article = _of_lines(lines, name)
    return replace(
        article,
        title=title or article.title,
        # A Word document's days are no bound: one made from a template keeps the template's.
        author=author or None,
    )


def read_odt(archive: zipfile.ZipFile, name: str) -> Article:
    """Return the text of an OpenDocument text: headings, paragraphs, tables.

    Raises:
        SourceError: damaged or without text.

    """
    tree = xml_of(member(archive, "content.xml", name), name)
    lines = []
    for element in tree.iter(f"{_TEXT}h", f"{_TEXT}p", f"{_TABLE}table-row"):
        inside = next(element.iterancestors(f"{_TABLE}table-row"), None)
        if inside is not None:
            continue
        if element.tag == f"{_TABLE}table-row":
            lines.append("\t".join("".join(cell.itertext()).strip() for cell in element.iter(f"{_TABLE}table-cell")))
        else:
            lines.append(_odt_text(element))
    about = xml_of(member(archive, "meta.xml", name), name) if "meta.xml" in archive.namelist() else None
    find = (lambda tag: about.findtext(f".//{tag}")) if about is not None else (lambda _: None)
    article = _of_lines(lines, name)
    return replace(
        article,
        title=find(f"{_DC}title") or article.title,
        author=find(f"{_META}initial-creator") or find(f"{_DC}creator") or None,
        published=_made(article.published, day_of(find(f"{_DC}date") or ""), "document"),
    )


def _odt_text(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}s":
            parts.append(" ")
        elif isinstance(child.tag, str):
            parts.append(_odt_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def read_rtf(data: bytes, name: str, part: "ReadPart") -> Iterator[Any]:
    """Yield the text of a Rich Text file, which may be a news archive's download of many stories.

    Raises:
        SourceError: damaged or without text, or striprtf is not installed.

    """
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError:
        raise _missing(name, "a Rich Text file") from None
    try:
        # Notes stand where they are called, as in a reader: the library would drop them.
        shown = _RTF_NOTE.sub(r"\\par ", data.decode("latin-1"))
        text = rtf_to_text(shown, errors="replace")  # type: ignore[no-untyped-call]
    except Exception as error:  # whatever a hostile document breaks, the next file is read
        raise SourceError(f"{name}: the Rich Text file cannot be read ({error}); save it anew") from error
    if not text.strip():
        raise SourceError(f"{name}: the document holds no text")
    yield from part(text.encode("utf-8", "replace"), name, ".txt")


def read_epub(archive: zipfile.ZipFile, name: str) -> Iterator[Article]:
    """Yield one article a chapter of a book or magazine, in the order of reading.

    Raises:
        SourceError: damaged.

    """
    container = xml_of(member(archive, "META-INF/container.xml", name), name)
    root = next((e.get("full-path") for e in container.iter() if e.get("full-path")), None)
    if root is None or root not in archive.namelist():
        raise SourceError(f"{name}: the EPUB names no content; save it anew")
    package = xml_of(member(archive, root, name), name)
    items = {item.get("id"): item.get("href") for item in package.iter(f"{_OPF}item")}
    book = package.findtext(f".//{_DC}title")
    stated = day_of(package.findtext(f".//{_DC}date") or "")
    for number, reference in enumerate(package.iter(f"{_OPF}itemref")):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(root), items.get(reference.get("idref")) or ""))
        if number >= LIMITS.max_packed or path not in archive.namelist():
            continue
        article = _chapter(member(archive, path, name))
        if article is not None:
            published = Published(stated, "metadata", f"the EPUB says {stated}") if stated else article.published
            yield replace(
                article,
                site=book,
                author=package.findtext(f".//{_DC}creator"),
                published=published,
                notes=(*article.notes, f"part {number + 1} of the EPUB, {path}"),
            )


def _chapter(data: bytes) -> Article | None:
    from lxml import html as lxml_html

    text, _ = decode(data)
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text)
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    tree: Any = lxml_html.document_fromstring(text.encode() or b"<p></p>", parser=parser)
    lines = [block.text for block in blocks_of(tree)]
    return read_plain("\n\n".join(lines)) if lines else None


def _of_lines(lines: list[str], name: str) -> Article:
    text = "\n\n".join(line.strip() for line in lines if line.strip())
    if not text:
        raise SourceError(f"{name}: the document holds no text")
    return read_plain(text)


def member(archive: zipfile.ZipFile, entry: str, name: str) -> bytes:
    """Return one file of a ZIP archive, not more than the limit.

    Raises:
        SourceError: it unpacks to more.

    """
    with archive.open(entry) as stream:
        data = stream.read(LIMITS.max_bytes + 1)
    if len(data) > LIMITS.max_bytes:
        raise SourceError(f"{name}: unpacks to more than the limit of {LIMITS.max_bytes} bytes")
    return data


def xml_of(data: bytes, name: str) -> Any:
    """Parse XML from a stranger: no entities, no document types fetched, no network.

    Raises:
        SourceError: it declares entities, or is no XML.

    """
    from lxml import etree

    if b"<!ENTITY" in data:
        raise SourceError(f"{name}: the XML declares entities; refused")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        tree = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"{name}: the XML cannot be read ({error})") from error
    if tree is None:
        raise SourceError(f"{name}: the XML cannot be read")
    return tree


def _missing(name: str, what: str) -> SourceError:
    return SourceError(f"{name}: {what}; to read it: pip install 'watchwire[formats]'")
