"""Articles and briefs into the tables, and out of them again."""

import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import orjson

from watchwire.brief import brief_from_record, brief_record, match_rows
from watchwire.model import Article, Brief, Entity, Match, Published, Span
from watchwire.store.moments import now
from watchwire.store.schema import (
    addresses,
    articles,
    briefs,
    concerns,
    entities,
    events,
    matches,
    statements,
)
from watchwire.store.wholes import pack_article, pack_brief, unpack_article, unpack_brief

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

_UNHELD = re.compile("[\x00\ud800-\udfff]")
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref_src|cmpid|ocid)$", re.IGNORECASE)
_LONGEST = 400
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical(url: str) -> str:
    """Return an address in the form under which two of one page meet: no fragment, no tracking, host in lower case."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").lower()
    if port and port != _DEFAULT_PORTS.get(parts.scheme.lower()):
        host = f"{host}:{port}"
    pairs = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)]
    path = parts.path.rstrip("/") or "/"
    return urlunsplit((parts.scheme.lower(), host, path, urlencode(sorted(pairs)), ""))


def article_at(connection: "Connection", url: str) -> int | None:
    """Return the number of the article that was met under an address, in any of its forms."""
    import sqlalchemy as sa

    query = sa.select(addresses.c.article).where(addresses.c.url.in_({url, canonical(url)}))
    found = connection.execute(query).scalar()
    return int(found) if found is not None else None


def keep_article(connection: "Connection", article: Article, source: str) -> tuple[int, bool]:
    """Keep a text, once: return its number, and whether it is new. Its addresses are added either way.

    A text that was forgotten stays so: its hash is still known, and nothing of it is kept again.
    """
    import sqlalchemy as sa

    held = connection.execute(sa.select(articles.c.id).where(articles.c.sha256 == article.sha256)).scalar()
    new = held is None
    if new:
        text, title = clean(article.text), clean(article.title)
        result = connection.execute(
            articles.insert().values(
                sha256=article.sha256, url=clean(article.url), site=clean(article.site), title=title,
                author=clean(article.author), published=article.published.on,
                published_from=article.published.basis, language=article.language, text=text,
                source=clean(source), whole=pack_article(article, text), stored_at=now(),
            )
        )  # fmt: skip
        held = inserted(result)
        if connection.dialect.name == "sqlite":
            connection.execute(
                sa.text("INSERT INTO article_search(rowid, title, text) VALUES (:id, :title, :text)"),
                {"id": held, "title": title or "", "text": text},
            )
    address = clean(article.url)
    for url in {address, canonical(address)} if address else ():
        if url and connection.execute(sa.select(addresses.c.url).where(addresses.c.url == url)).first() is None:
            connection.execute(addresses.insert().values(url=url, article=held))
    assert held is not None  # noqa: S101  (it was there, or was put there)
    return int(held), new


def inserted(result: Any) -> int:
    """Return the number that the database gave to a new row."""
    return int(result.inserted_primary_key[0])


def clean(text: str | None) -> str | None:
    """Return a text as a column can hold it: no NUL (PostgreSQL), no lone surrogates; as long as it was."""
    return _UNHELD.sub("\ufffd", text) if text else text


def keep_brief(connection: "Connection", article: int, brief: Brief) -> int:
    """Keep a brief with all that was found; return its number."""
    record = brief_record(brief)
    record["article"].pop("text")
    text = clean(brief.article.text) or ""
    result = connection.execute(
        briefs.insert().values(
            article=article, watchwire=brief.watchwire, as_of=brief.as_of,
            lists=_json(record["lists"]), record=_json(record), whole=pack_brief(brief, text), made_at=now(),
        )
    )  # fmt: skip
    number = inserted(result)
    _keep_found(connection, number, brief, text)
    return number


def _json(value: Any) -> str:
    """Return JSON text; lone surrogates, which no database holds, are replaced here and kept in the whole value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_SURROGATES)


_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def _keep_found(connection: "Connection", number: int, brief: Brief, text: str) -> None:
    names = {entity.id: entity.name for entity in brief.entities}

    def words(start: int, end: int) -> str:
        return " ".join(text[start:end].split())[:_LONGEST]

    rows: list[tuple[Any, list[dict[str, Any]]]] = [
        (entities, [
            {"brief": number, "key": e.id, "name": e.name, "kind": e.kind.value,
             "countries": ",".join(e.countries)[:64], "mentions": len(e.mentions)}
            for e in brief.entities
        ]),
        (matches, [
            _match_row(number, entity.id, place, match, row, text)
            for entity in brief.entities for place, match in enumerate(_placed(entity)) for row in match_rows(match)
        ]),
        (statements, [
            {"brief": number, "key": s.id, "certainty": s.certainty.value,
             "speaker": brief.source_of(s),
             "content": words(s.content_spans[0].start, s.content_spans[-1].end) if s.content_spans else ""}
            for s in brief.statements
        ]),
        (events, [
            {"brief": number, "key": e.id, "type": e.type, "certainty": e.certainty.value,
             "actors": ", ".join(names.get(a, a) for a in e.actors),
             "recipients": ", ".join(names.get(a, a) for a in e.recipients),
             "first": e.date.first if e.date else None, "last": e.date.last if e.date else None,
             "content": _sentence(text, e.span)}
            for e in brief.events
        ]),
        (concerns, [
            {"brief": number, "key": c.id, "kind": c.kind, "activity": c.activity, "certainty": c.certainty.value,
             "providers": ", ".join(names.get(p, p) for p in c.providers),
             "receivers": ", ".join(names.get(p, p) for p in c.receivers),
             "measures": ", ".join(m.id for m in c.measures), "content": words(c.span.start, c.span.end)}
            for c in brief.concerns
        ]),
    ]  # fmt: skip
    for table, found in rows:
        if found:
            held = [
                {key: clean(value) if isinstance(value, str) else value for key, value in row.items()} for row in found
            ]
            connection.execute(table.insert(), held)


_SHOWN = ("party", "caption", "list", "reference", "name", "programme", "score", "band", "status")


def _placed(entity: Entity) -> list[Match]:
    """Return an entity's matches; one that says no place of its own stands where the entity is first named."""
    first = entity.mentions[0] if entity.mentions else None
    return [match if match.span or first is None else replace(match, span=first) for match in entity.matches]


def _match_row(brief: int, entity: str, place: int, match: Match, row: dict[str, Any], text: str) -> dict[str, Any]:
    span = match.span or Span(0, 0)
    found = " ".join(span.of(text).split())[:_LONGEST]
    return {
        "brief": brief, "entity": entity, "place": place, "found": found, "start": span.start, "end": span.end,
        **{key: row[key] for key in _SHOWN},
    }  # fmt: skip


def _sentence(text: str, span: Span) -> str:
    low = max(text.rfind(". ", 0, span.start), text.rfind("\n", 0, span.start)) + 1
    ends = [at for at in (text.find(". ", span.end), text.find("\n", span.end)) if at >= 0]
    return " ".join(text[low : min(ends) + 1 if ends else len(text)].split())[:_LONGEST]


def article_of(connection: "Connection", number: int) -> Article | None:
    """Return a stored article, whole; None where it is unknown or was forgotten."""
    import sqlalchemy as sa

    row = connection.execute(sa.select(articles).where(articles.c.id == number)).first()
    if row is None or row.text is None:
        return None
    if row.whole is not None:
        return unpack_article(row.whole, row.text)
    record = brief_of(connection, number)  # stored before articles were kept whole
    if record is not None:
        return brief_from_record(record).article
    published = Published(row.published, row.published_from, "as stored")
    return Article(row.text, row.url, row.site, row.title, row.author, published, row.language)


def whole_brief_of(connection: "Connection", article: int) -> Brief | None:
    """Return the newest brief of an article as a value; None where there is none."""
    row = _newest(connection, article)
    if row is None:
        return None
    if row.whole is not None:
        return unpack_brief(row.whole, row.text)
    return brief_from_record(_record(row))


def brief_of(connection: "Connection", article: int) -> dict[str, Any] | None:
    """Return the newest brief of an article by the JSON contract; None where there is none."""
    row = _newest(connection, article)
    return None if row is None else _record(row)


def _record(row: Any) -> dict[str, Any]:
    record: dict[str, Any] = orjson.loads(row.record)
    record["article"]["text"] = row.text
    return record


def _newest(connection: "Connection", article: int) -> Any:
    row = connection.execute(_newest_brief(), {"article": article}).first()
    return None if row is None or row.text is None else row


@cache
def _newest_brief() -> "Select[Any]":
    import sqlalchemy as sa

    return (
        sa.select(briefs.c.record, briefs.c.whole, articles.c.text)
        .join(articles, articles.c.id == briefs.c.article)
        .where(briefs.c.article == sa.bindparam("article"))
        .order_by(briefs.c.id.desc())
        .limit(1)
    )


def entry_hash(record: dict[str, Any]) -> str:
    """Return a hash of a list's entry, by which a change of it is known."""
    return hashlib.sha256(orjson.dumps(record, option=orjson.OPT_SORT_KEYS)).hexdigest()


def day_of(text: str | None) -> date | None:
    """Read a day that was written as ISO text."""
    return date.fromisoformat(text) if text else None
