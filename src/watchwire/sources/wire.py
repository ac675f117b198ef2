"""Downloads of news archives: many stories in one text, each with its own source and date (Factiva, LexisNexis)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from watchwire.errors import SourceError
from watchwire.model import Article, Published
from watchwire.sources.decode import decode_noted
from watchwire.sources.packed import ReadPart
from watchwire.sources.plain import read_plain
from watchwire.sources.problem import SourceProblem
from watchwire.sources.stated import day_of

_FACTIVA_END = re.compile(r"^Document [A-Z]{2,12}0{2,}\w{8,30}[ \t]*\r?$", re.MULTILINE)
_FACTIVA_FIELD = re.compile(
    r"^[ \t]*(SE|HD|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|BY|CO|IN|NS|RE|IPC|IPD|PUB|AN|ART|CLM)(?:[ \t]{1,}|\r?$\n?)",
    re.MULTILINE,
)
_WORDS = re.compile(r"^[ \t]*([\d,.]+) words[ \t]*\r?$", re.MULTILINE)
_NEXIS_BEGIN = re.compile(r"^[ \t]*(?:Document )?\d+ of \d+(?: DOCUMENTS?)?[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_NEXIS_END = re.compile(r"^[ \t]*(?:End of Document|LOAD-DATE:[^\n]*)[ \t]*\r?$", re.MULTILINE)
_NEXIS_FIELD = re.compile(
    r"^[ \t]*([A-Z][A-Z-]{3,24}|Byline|Section|Length|Load-Date|Dateline|Highlight|Body):[ \t]*([^\n]*)$", re.MULTILINE
)
_MOST = 40


def read_factiva(data: bytes, name: str, _: ReadPart) -> Iterator[Article | SourceProblem]:
    """Yield the stories of a Factiva download, with their sources and dates.

    Raises:
        SourceError: no story in it.

    """
    found = decode_noted(data)
    at = count = 0
    for end in _FACTIVA_END.finditer(found.text):
        count += 1
        block = found.text[at : end.start()].strip()
        at = end.end()
        article = _tagged(block) if len(_FACTIVA_FIELD.findall(block)) >= 4 else _displayed(block)  # noqa: PLR2004
        yield article or SourceProblem(f"{name}, document {count}", "no headline and text found in it")
    if not count:
        raise SourceError(f"{name}: no story in the file")
    rest = found.text[at:].strip()
    if len(rest) > _MOST and not rest.startswith(("Search Summary", "©")):
        yield SourceProblem(name, f"{len(rest)} characters behind the last document were not read")


def _tagged(block: str) -> Article | None:
    fields: dict[str, str] = {}
    marks = list(_FACTIVA_FIELD.finditer(block))
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(block)
        fields[mark[1]] = block[mark.end() : end].strip()
    body = "\n\n".join(part for key in ("LP", "TD") if (part := fields.get(key)))
    return _made(_one(fields.get("HD")), body, _one(fields.get("SN")), fields.get("PD", ""), _one(fields.get("BY")))


def _displayed(block: str) -> Article | None:
    """A story as Factiva shows it: headline, byline, `812 words`, date, hour, source, code, language, ©, text."""
    words = _WORDS.search(block)
    if words is None:
        return None
    head = [line.strip() for line in block[: words.start()].split("\n") if line.strip()]
    tail = [line.strip() for line in block[words.end() :].split("\n")]
    lines = [number for number, line in enumerate(tail) if line]
    dated = next((number for number in lines[:4] if day_of(tail[number])), None)
    if not head or dated is None:
        return None
    rest = [number for number in lines if number > dated]
    while rest and re.fullmatch(r"\d\d:\d\d(?:\s?[AP]M)?(?: GMT)?", tail[rest[0]]):
        rest.pop(0)
    source = tail[rest[0]] if rest else None
    begin = next(
        (number for number in rest[1:8] if re.match(r"(?:©|\(c\)|Copyright)", tail[number], re.I)),
        rest[1] if len(rest) > 1 else dated,
    )
    body = "\n".join(tail[begin + 1 :]).strip()
    title = head[-2] if len(head) > 1 and re.match(r"[Bb][Yy] ", head[-1]) else head[-1]
    return _made(title, body, source, tail[dated], head[-1] if title != head[-1] else None)


def read_nexis(data: bytes, name: str, _: ReadPart) -> Iterator[Article | SourceProblem]:
    """Yield the stories of a LexisNexis download, with their sources and dates.

    Raises:
        SourceError: no story in it.

    """
    found = decode_noted(data)
    starts = [(m.start(), m.end()) for m in _NEXIS_BEGIN.finditer(found.text)]
    if not starts:
        ends = [m.end() for m in _NEXIS_END.finditer(found.text)]
        starts = [(0, 0), *((end, end) for end in ends[:-1])]
    count = 0
    for number, (_begin, start) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(found.text)
        article = _nexis(found.text[start:end])
        count += article is not None
        yield article or SourceProblem(f"{name}, document {number + 1}", "no headline and text found in it")
    if not count:
        raise SourceError(f"{name}: no story in the file")


def _nexis(block: str) -> Article | None:
    fields = {
        found[1].upper(): (found[2].strip(), found.start(), found.end()) for found in _NEXIS_FIELD.finditer(block)
    }
    lines = [line.strip() for line in block.strip().split("\n") if line.strip()]
    dated = next((line for line in lines[:_MOST] if len(line) < 80 and day_of(line)), "")  # noqa: PLR2004
    before = lines[: lines.index(dated)] if dated else lines[:1]
    headline = fields.get("HEADLINE", ("", 0, 0))[0]
    # Old form: source, date, SECTION:, LENGTH:, HEADLINE:; new form: headline, source, date.
    title, source = (
        (headline, before[0] if before else None)
        if headline
        else (before[0] if before else "", before[-1] if len(before) > 1 else None)
    )
    begin = max(
        (
            fields[key][2]
            for key in ("LENGTH", "HEADLINE", "BYLINE", "SECTION", "DATELINE", "BODY", "HIGHLIGHT")
            if key in fields
        ),
        default=0,
    )
    tail = [
        fields[key][1]
        for key in ("LOAD-DATE", "LANGUAGE", "GRAPHIC", "PUBLICATION-TYPE", "JOURNAL-CODE", "CLASSIFICATION", "SUBJECT")
        if key in fields and fields[key][1] > begin
    ]
    end_mark = re.search(r"^\s*End of Document", block, re.MULTILINE)
    end = min([*tail, *([end_mark.start()] if end_mark else []), len(block)])
    return _made(title, block[begin:end].strip(), source, dated, fields.get("BYLINE", ("", 0, 0))[0])


def _one(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _made(title: str | None, body: str, source: str | None, dated: str, author: str | None) -> Article | None:
    if not body.strip():
        return None
    text = "\n\n".join(part for part in (title, body.replace("\r\n", "\n")) if part)
    article = replace(read_plain(text), title=title, site=source, author=author or None)
    day = day_of(dated)
    if day is None:
        return article
    return replace(article, published=Published(day, "metadata", f"the download says {dated.strip()[:60]}"))
