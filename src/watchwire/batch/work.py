"""What a worker does with a unit: scan everything cheaply, extract and read where something was found."""

import json
import os
import re
import shutil
import time
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from watchwire.batch.records import Page, dated, pages_of
from watchwire.batch.settings import Deep, Settings
from watchwire.batch.tables import UNDATED, Tables
from watchwire.batch.units import Unit
from watchwire.errors import SourceError
from watchwire.lists import Library
from watchwire.model import Article, Band, Match
from watchwire.read import Reader
from watchwire.sources import SourceProblem
from watchwire.sources.cheap import cheap_text
from watchwire.sources.limits import LIMITS
from watchwire.sources.page import read_page
from watchwire.sources.plain import read_plain

REPORT = "report.json"
_AROUND = 80
_DEEPEST_HTML = 8 << 20
"""Pages with more HTML than this are scanned, not extracted: the extractor's cost grows faster than the page."""


class Worker:
    """Works through units. It loads the index once and keeps nothing of a unit but its files."""

    def __init__(self, settings: str, staging: str) -> None:
        self.settings = Settings.from_json(settings)
        self.staging = Path(staging)
        words = "|".join(re.escape(word) for word in self.settings.triggers)
        self._triggers = re.compile(rf"\b(?:{words})\b", re.IGNORECASE) if words else None
        self._columns = dict(self.settings.columns)

    @cached_property
    def reader(self) -> Reader:
        """The reader, made on first use: the index is opened by the process that uses it."""
        library = Library(Path(self.settings.library)) if self.settings.library else None
        return Reader(library, self.settings.as_of)

    def work(self, unit: Unit) -> dict[str, Any]:
        """Work through a unit and return its report. Its files appear all at once, when they are whole."""
        done = self.staging / unit.id
        if (done / REPORT).exists():
            return dict(json.loads((done / REPORT).read_text(encoding="utf-8")))
        begin = time.perf_counter()
        draft = self.staging / f"{unit.id}.{os.getpid()}.draft"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        with Tables(draft) as tables:
            reached = self._pages(unit, tables)
        report = {
            "unit": unit.id,
            "source": unit.paths[0],
            "start": unit.start,
            "end": unit.end,
            "reached": reached,
            "bytes": unit.size,
            "seconds": round(time.perf_counter() - begin, 3),
            "memory_mb": _memory_mb(),
            "worker": os.getpid(),
            **tables.counts,
        }
        (draft / REPORT).write_text(json.dumps(report), encoding="utf-8")
        try:
            draft.rename(done)
        except OSError:
            # A worker that outlived a killed run may have been quicker; what it wrote is the same.
            if not (done / REPORT).exists():
                raise
            shutil.rmtree(draft)
        return report

    def _pages(self, unit: Unit, tables: Tables) -> int | None:
        pages = pages_of(unit, self._columns)
        while True:
            try:
                page = next(pages)
            except StopIteration as stop:
                return int(stop.value) if stop.value is not None else None
            if isinstance(page, SourceProblem):
                tables.add("problems", _problem(unit, page))
                continue
            try:
                self._page(page, tables)
            except Exception as error:  # noqa: BLE001 - one page that breaks something must not stop a corpus
                reason = f"could not be read: {type(error).__name__}: {error}"
                tables.add("problems", _problem(unit, SourceProblem(page.source, reason, page.offset)))

    def _page(self, page: Page, tables: Tables) -> None:
        """Scan a page; where that finds something, or depth is asked for, extract it and look again."""
        text = _text_of(page)
        found = self._scan(Article(text[: LIMITS.max_chars]))
        asked = self.settings.deep is Deep.ALL or bool(self._triggers and self._triggers.search(text))
        if not found and not asked:
            self._put_scanned(page, text, tables)
            return
        article, depth, note = _extract(page, text)
        matches = self._scan(article)
        outside = _not_among(found, matches) if page.html is not None else []
        alerts = [match for match in (*matches, *outside) if match.band is not Band.WEAK]
        wants = asked or (self.settings.deep is Deep.HITS and bool(alerts))
        if wants:
            brief = self.reader.brief(article)
            article, depth = brief.article, "brief"
            tables.add("briefs", {**self._place(article, page), "brief": _json_of(brief)})
        self._put(page, article, matches, outside, depth, tables)
        if note:
            tables.add("problems", {"date": UNDATED, "source": page.source, "offset": page.offset, "reason": note})

    def _scan(self, article: Article) -> list[Match]:
        screener = self.reader.screener(self.settings.as_of or _day_of(article))
        return screener.scan(article)

    def _put_scanned(self, page: Page, text: str, tables: Tables) -> None:
        """Record a page on which nothing stands: what is known of it without extracting it."""
        article = dated(Article(text, url=page.url, title=page.title), page)
        self._put(page, article, [], [], "scan", tables)

    def _put(
        self, page: Page, article: Article, matches: list[Match], outside: list[Match], depth: str, tables: Tables
    ) -> None:
        place = self._place(article, page)
        rows = [(match, "story") for match in matches] + [(match, "page") for match in outside]
        tables.add(
            "articles",
            {
                **place,
                "date_from": "fetched" if article.published.on is None and page.fetched else article.published.basis,
                "language": article.language,
                "characters": len(article.text),
                "hits": len(rows),
                "alerts": sum(match.band is not Band.WEAK for match, _ in rows),
                "depth": depth,
                "text": article.text if rows or depth == "brief" else None,
            },
        )
        for match, where in rows:
            tables.add("hits", {**place, **_hit(match, where, article)})

    def _place(self, article: Article, page: Page) -> dict[str, Any]:
        day = _day_of(article) or page.fetched
        return {
            "date": day.isoformat() if day else UNDATED,
            "article": article.sha256,
            "source": page.source,
            "offset": page.offset,
            "url": article.url or page.url,
            "title": article.title,
            "checked_against": self._lists(self.settings.as_of or _day_of(article)),
        }

    def _lists(self, day: date | None) -> list[str]:
        held = self.reader.screener(day).holdings.versions
        return [f"{version.list} {version.version} {version.sha256[:12]}" for version in held]


def _text_of(page: Page) -> str:
    if page.article is not None:
        return page.article.text
    return page.text if page.text is not None else cheap_text(page.html or "")


def _extract(page: Page, text: str) -> tuple[Article, str, str | None]:
    """Return the article, how deeply it was read, and what went wrong. Where no story is found, the whole page is."""
    if page.article is not None:
        return page.article, "extract", None
    if page.html is None:
        return dated(read_plain(text, page.url), page), "extract", None
    note: str | None = f"the page holds {len(page.html)} characters of HTML; it was scanned as a whole, not extracted"
    if len(page.html) <= _DEEPEST_HTML:
        try:
            return dated(read_page(page.html, page.url, page.source), page), "extract", None
        except SourceError as error:
            note = f"{error}; the whole page was scanned instead"
    return dated(read_plain(text[: LIMITS.max_chars], page.url), page), "scan", note


def _day_of(article: Article) -> date | None:
    return article.published.on


def _not_among(found: Sequence[Match], matches: Sequence[Match]) -> list[Match]:
    """Return, once a party, what stands on the page but not in its story."""
    seen = {match.party.id for match in matches}
    outside = []
    for match in found:
        if match.party.id not in seen and match.span is not None:
            seen.add(match.party.id)
            outside.append(match)
    return outside


def _hit(match: Match, where: str, article: Article) -> dict[str, Any]:
    inside = where == "story" and match.span is not None
    from watchwire.brief import match_facts

    start = match.span.start if inside and match.span else None
    end = match.span.end if inside and match.span else None
    around = match.query or ""
    if start is not None and end is not None:
        around = " ".join(article.text[max(0, start - _AROUND) : end + _AROUND].split())
    return {
        "place": where,
        "start": start,
        "end": end,
        "text": match.query,
        "around": around,
        **match_facts(
            match,
            "party",
            "name",
            "caption",
            "kind",
            "lists",
            "references",
            "score",
            "band",
            "status",
            "as_of",
            "reasons",
        ),
    }


def _problem(unit: Unit, problem: SourceProblem) -> dict[str, Any]:
    source = next((path for path in unit.paths if problem.place.startswith(path)), unit.paths[0])
    return {"date": UNDATED, "source": source, "offset": problem.offset, "reason": problem.message}


def _json_of(brief: Any) -> str:
    import orjson

    from watchwire.brief import brief_record

    return orjson.dumps(brief_record(brief)).decode()


def _memory_mb() -> int:
    """Return the memory that this process holds now, in MB; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20
