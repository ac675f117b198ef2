"""Subtitles (SRT, WebVTT): the words as they are spoken, a line a cue."""

import re
from collections.abc import Iterator
from dataclasses import replace

from watchwire.errors import SourceError
from watchwire.model import Article
from watchwire.sources.decode import decode_noted
from watchwire.sources.packed import ReadPart
from watchwire.sources.plain import read_plain

_TIME = re.compile(r"(?:(\d+):)?(\d\d):(\d\d)[.,]\d{3}\s*-->")
_TAG = re.compile(r"<v(?:\.[^ >]*)? ([^>]+)>|</?[^>]{0,80}>|\{\\[^}]{0,60}\}")
_ENTRY = 10


def read_subtitles(data: bytes, name: str, _: ReadPart) -> Iterator[Article]:
    """Yield the text of a subtitle file; notes say at which character each tenth cue begins, and when it is spoken.

    Raises:
        SourceError: no cue in it.

    """
    found = decode_noted(data)
    lines: list[str] = []
    times: list[str] = []
    at = cues = 0
    for block in re.split(r"\r?\n[ \t]*\r?\n", found.text.lstrip("\ufeff")):
        rows = block.split("\n")
        number = next((n for n, row in enumerate(rows) if _TIME.match(row.strip())), None)
        if number is None:
            continue
        text = " ".join(" ".join(_TAG.sub(_speaker, row).split()) for row in rows[number + 1 :]).strip()
        if not text or (lines and text == lines[-1]):
            continue
        if cues % _ENTRY == 0:
            times.append(f"{at} at {rows[number].strip().partition(' ')[0]}")
        cues += 1
        lines.append(text)
        at += len(text) + 1
    if not lines:
        raise SourceError(f"{name}: no subtitle in it")
    article = read_plain("\n".join(lines))
    yield replace(article, title=None, notes=(*found.notes, "characters and times: " + "; ".join(times)))


def _speaker(tag: re.Match[str]) -> str:
    return f"{tag[1]}: " if tag[1] else ""
