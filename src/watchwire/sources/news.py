"""News agencies' XML: NITF and NewsML-G2."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from watchwire.errors import SourceError
from watchwire.model import UNKNOWN_PUBLISHED, Article, Published
from watchwire.sources.documents import xml_of
from watchwire.sources.packed import ReadPart
from watchwire.sources.plain import read_plain
from watchwire.sources.problem import SourceProblem
from watchwire.sources.stated import day_of

_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "hl1", "hl2", "li", "block", "tr", "blockquote", "quote"})


def read_news(data: bytes, name: str, _: ReadPart) -> Iterator[Article | SourceProblem]:
    """Yield the stories of an agency's file, each with its headline, byline and day.

    Raises:
        SourceError: no story in it, or XML that declares entities.

    """
    tree = xml_of(data, name)
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    items = list(tree.iter("newsItem")) or list(tree.iter("NewsItem")) or list(tree.iter("nitf"))
    if not items:
        raise SourceError(f"{name}: no story in the file")
    for number, item in enumerate(items):
        article = _story(item)
        if article is None:
            yield SourceProblem(f"{name}, item {number + 1}", "no text in it (a picture, a film or a notice)")
        else:
            yield article


def _story(item: Any) -> Article | None:
    headline = _said(item, ".//hedline/hl1", ".//contentMeta/headline", ".//HeadLine", ".//head/title", ".//body//h1")
    body = next(
        (
            found
            for path in (".//body.content", ".//inlineXML", ".//inlineData", ".//DataContent", ".//body")
            if (found := item.find(path)) is not None
        ),
        None,
    )
    paragraphs = _paragraphs(body) if body is not None else []
    if headline and headline in paragraphs[:1]:
        paragraphs = paragraphs[1:]
    if not paragraphs:
        return None
    dateline = _said(item, ".//dateline/location", ".//contentMeta/dateline")
    text = "\n\n".join(part for part in (headline, *paragraphs) if part)
    return replace(
        read_plain(text),
        title=headline,
        author=_said(
            item, ".//byline/person", ".//byline", ".//contentMeta/by", ".//contentMeta/creator/name", ".//ByLine"
        ),
        site=_said(item, ".//itemMeta/provider/name", ".//distributor", ".//contentMeta/infoSource/name"),
        published=_published(item),
        notes=(f"dateline: {dateline}",) if dateline else (),
    )


def _paragraphs(body: Any) -> list[str]:
    found = [
        " ".join("".join(element.itertext()).split())
        for element in body.iter(*_PARAGRAPHS)
        if not any(child.tag in _PARAGRAPHS for child in element.iterdescendants())
    ]
    return [text for text in found if text] or [
        line.strip() for line in "".join(body.itertext()).split("\n") if line.strip()
    ]


def _said(item: Any, *paths: str) -> str | None:
    for path in paths:
        found = item.find(path)
        if found is not None and (text := " ".join("".join(found.itertext()).split())):
            return text
    return None


def _published(item: Any) -> Published:
    for path, attribute in (
        (".//date.issue", "norm"),
        (".//date.release", "norm"),
        (".//story.date", "norm"),
        (".//pubdata", "date.publication"),
        (".//itemMeta/firstCreated", None),
        (".//contentMeta/contentCreated", None),
        (".//itemMeta/versionCreated", None),
        (".//FirstCreated", None),
    ):
        found = item.find(path)
        stated = None if found is None else found.get(attribute) if attribute else found.text
        if stated and (day := day_of(stated)):
            return Published(day, "metadata", f"the file's {path.rpartition('/')[2]} says {stated.strip()[:40]}")
    return UNKNOWN_PUBLISHED
