"""Text, title, day, authors and language of pages, beside trafilatura, htmldate and readability, in one run.

    python benchmarks/pages.py --data FOLDER [--half development|unseen|both]

FOLDER (or its `article-text`) holds `html/ID.html.gz` and `ground-truth.json` ({ID: {articleBody, url, ...}}). The text is
compared by 4-grams of words as in Scrapinghub's article extraction benchmark: F1 of the mean shares. Furniture is left out of
ours, and shown with it besides; the headline is left out of every text. The pages are split by the first byte of the SHA-256 of
their id: even is the half that was used for development.

Title, day, authors: the truth is the set's (`title`, `date`, `author`), or, where it has none, what the page's own JSON-LD says;
that is then taken out of the page before anybody reads it, so that the page's other signs are what is measured. With
`--facts FILE` (JSON, {ID: {title, date, author}}, authors parted by `; `) the truth is what somebody read on the pages: the
headline as it is shown, the day at the place of publication, the people named as authors ("" for none), and the pages are
read as they are.
Needs the `bench` extra.
"""

import argparse
import gzip
import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lxml.html
import py3langid
import trafilatura
from htmldate import find_date
from readability import Document

from watchwire.errors import SourceError
from watchwire.sources.bylines import key_of
from watchwire.sources.facts import facts_of
from watchwire.sources.jsonld import choose, linked_articles
from watchwire.sources.page import read_page
from watchwire.sources.stated import day_of

WORD = re.compile(r"\w+")
SITE = re.compile(r"\s*[|–—-]\s*(?:\S+ ?){1,4}|\.")
DATA = re.compile(r"<script[^>]*ld\+json[^>]*>.*?</script>", re.IGNORECASE | re.DOTALL)


@dataclass
class Said:
    """What one reader says of a page."""

    text: str = ""
    title: str = ""
    day: str = ""
    authors: str = ""
    language: str = ""
    whole: str = ""


@dataclass
class Score:
    """Sums over pages."""

    shares: list[tuple[float, float, float]] = field(default_factory=list)
    whole: list[tuple[float, float, float]] = field(default_factory=list)
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


def ours(html: str, url: str) -> Said:
    try:
        article = read_page(html, url)
    except SourceError:
        return Said()
    kept, at = [], 0
    for piece in article.furniture:
        kept.append(article.text[at : piece.span.start])
        at = piece.span.end
    story = "".join([*kept, article.text[at:]])
    day = article.published.on.isoformat() if article.published.on else ""
    return Said(
        _headless(story, article.title),
        article.title or "",
        day,
        article.author or "",
        article.language or "",
        article.text,
    )


def _headless(text: str, title: str | None) -> str:
    first, _, rest = text.lstrip().partition("\n\n")
    return rest if title and key_of(first) == key_of(title) else text


def _trafilatura(html: str, url: str, **options: Any) -> Said:
    found = trafilatura.bare_extraction(html, url=url, with_metadata=True, include_comments=False, **options)
    if found is None:
        return Said()
    text = found.text or ""
    language = py3langid.classify(text[:4000])[0] if text else ""
    return Said(text, found.title or "", found.date or "", found.author or "", language)


def _readability(html: str, _url: str) -> Said:
    document = Document(html)
    text = lxml.html.fromstring(document.summary()).text_content()
    return Said(text, document.short_title())


def _htmldate(html: str, url: str) -> Said:
    return Said(day=find_date(html, url=url, original_date=True) or "")


READERS: dict[str, Callable[[str, str], Said]] = {
    "watchwire": ours,
    "trafilatura extract": _trafilatura,
    "trafilatura fast": lambda html, url: _trafilatura(html, url, fast=True),
    "htmldate": _htmldate,
    "readability": _readability,
}


def shares(truth: str, said: str) -> tuple[float, float, float]:
    """Return the shares of 4-grams that are right, too many and missing."""
    a, b = grams(truth), grams(said)
    right, over, under = (a & b).total(), (b - a).total(), (a - b).total()
    total = right + over + under
    return (right / total, over / total, under / total) if total else (0.0, 0.0, 0.0)


def grams(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))) if words else Counter()


def f1(found: list[tuple[float, float, float]]) -> float:
    right, over, under = (sum(column) for column in zip(*found, strict=True))
    return 2 * right / (2 * right + over + under) if right else 0.0


def truth_of(record: dict[str, Any], html: str) -> tuple[dict[str, str], str]:
    """Return what is true of a page, and the page as it is read."""
    truth = {key: str(record[key]) for key in ("title", "date", "author", "language") if record.get(key)}
    if truth:
        return truth, html
    tree = lxml.html.document_fromstring(html.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    stated = facts_of(tree, record.get("url"))
    linked = choose(linked_articles(tree), record.get("url"), [stated.title or ""])
    if linked is None or not linked.headline:
        return {}, html
    day = day_of(linked.published)
    people = [
        name
        for name in linked.authors
        if key_of(name) != key_of(linked.publisher) and " " in name and "//" not in name and not name.startswith("By ")
    ]
    found = {"title": linked.headline, "date": day.isoformat() if day else "", "author": "; ".join(people)}
    return {key: value for key, value in found.items() if value}, DATA.sub("", html)


def same(key: str, truth: str, said: str) -> bool:
    if key == "author":
        return {key_of(name) for name in truth.split(";")} == {key_of(name) for name in said.split(";")}
    # Where the truth is a page's own word, it often ends with the site's name, which is no part of the headline.
    return key_of(truth) == key_of(said) or (
        bool(said) and truth.startswith(said) and bool(SITE.fullmatch(truth[len(said) :]))
    )


def measure(folder: Path, half: str, read: dict[str, dict[str, str]]) -> dict[str, Score]:
    scores = {name: Score() for name in READERS}
    for reader in READERS.values():  # models are loaded once
        _safe(
            reader,
            f"<html><body><article>{'<p>A story of some length, told twice over.</p>' * 20}</article></body></html>",
            "",
        )
    for number, record in json.loads((folder / "ground-truth.json").read_text(encoding="utf-8")).items():
        mine = hashlib.sha256(number.encode()).digest()[0] % 2 == 0
        if half != "both" and mine != (half == "development"):
            continue
        raw = gzip.decompress((folder / "html" / f"{number}.html.gz").read_bytes()).decode("utf-8", "replace")
        truth, stripped = (read[number], raw) if number in read else truth_of(record, raw)
        for name, reader in READERS.items():
            score = scores[name]
            begin = time.process_time()
            said = _safe(reader, raw, record.get("url") or "")
            score.seconds += time.process_time() - begin
            if said.text or name != "htmldate":
                score.shares.append(shares(record["articleBody"], said.text))
                score.whole.append(shares(record["articleBody"], said.whole or said.text))
            facts = said if stripped is raw else _safe(reader, stripped, record.get("url") or "")
            for key, value in (
                ("title", facts.title),
                ("date", facts.day),
                ("author", facts.authors),
                ("language", said.language),
            ):
                if key == "author" and not truth.get(key, "?"):
                    score.asked["nobody"] += 1
                    score.right["nobody"] += not value
                elif truth.get(key):
                    score.asked[key] += 1
                    score.right[key] += same(key, truth[key], value)
    return scores


def _safe(reader: Callable[[str, str], Said], html: str, url: str) -> Said:
    try:
        return reader(html, url)
    except Exception as error:  # noqa: BLE001 - one reader's failure is its score, not the run's end
        print(f"  {url}: {error!r}"[:150])
        return Said()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--facts", type=Path, help="what was read on the pages: title, date and author")
    parser.add_argument("--half", choices=("development", "unseen", "both"), default="both")
    options = parser.parse_args()
    folder = options.data / "article-text" if (options.data / "article-text").is_dir() else options.data
    read = json.loads(options.facts.read_text(encoding="utf-8")) if options.facts else {}
    for half in ("development", "unseen") if options.half == "both" else (options.half,):
        print(f"{half} half")
        print(
            f"{'reader':22}{'pages':>6}{'F1':>8}{'whole':>8}{'title':>10}{'day':>10}{'authors':>10}{'nobody':>10}{'pages/s':>9}"
        )
        for name, score in measure(folder, half, read).items():
            facts = "".join(
                f"{f'{score.right[key]}/{score.asked[key]}' if score.asked[key] else '-':>10}"
                for key in ("title", "date", "author", "nobody")
            )
            text = f"{f1(score.shares):8.4f}{f1(score.whole):8.4f}" if score.shares else f"{'-':>8}{'-':>8}"
            print(
                f"{name:22}{max(len(score.shares), score.asked['date']):6}{text}{facts}{max(1, len(score.shares) or 90) / score.seconds:9.1f}"
            )


if __name__ == "__main__":
    main()
