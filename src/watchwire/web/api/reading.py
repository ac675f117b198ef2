"""Reading and scanning a text or a page. Nothing is kept unless it is asked for; that it was read goes on record."""

from typing import Any

import orjson
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from starlette.concurrency import run_in_threadpool

from watchwire.brief import brief_record, ftm_entities, match_facts, render_html, render_markdown
from watchwire.desk import decisions
from watchwire.desk.accounts import User
from watchwire.desk.intake import brief_detail
from watchwire.desk.record import note
from watchwire.errors import UsageError
from watchwire.model import Article, Band, Brief
from watchwire.web.api.shapes import LINES, Form, Text, also, json
from watchwire.web.reading import open_address, read_article, scan_article, text_article
from watchwire.web.state import State, state_of
from watchwire.web.who import Reader

router = APIRouter()


async def article_from(held: State, user: User, asking: Text) -> Article:
    """Return the article that a request brings or points to.

    Raises:
        UsageError: neither, or both, or too long, or an address with several.
        SourceError: the address cannot be read.

    """
    if (asking.text is None) == (asking.url is None):
        raise UsageError("give `text` or `url`, not both")
    if asking.text is not None:
        return text_article(held, asking.text)
    opened = await open_address(held, user, asking.url or "")
    if len(opened.articles) > 1:
        raise UsageError(f"{asking.url}: holds {len(opened.articles)} items; give the address of one of them")
    return opened.articles[0]


@router.post("/read", responses=also("text/html", "text/markdown", LINES))
async def read(request: Request, user: Reader, asking: Text, format: Form = Form.JSON) -> Response:
    """Read a text or a page: a brief, by the JSON contract. Nothing is kept unless `keep` says so."""
    held = state_of(request)
    if asking.keep:
        decisions.must_analyse(user)
    article = await article_from(held, user, asking)
    brief = await read_article(held, user, article, asking.published, asking.as_of)
    return await run_in_threadpool(_answer, held, user, brief, asking.keep, format)


def _answer(held: State, user: User, brief: Brief, keep: bool, form: Form) -> Response:
    if keep:
        with held.lock:
            held.desk.make_ready()
        with held.desk.store.write() as connection:
            held.desk.keep(connection, brief, f"user {user.name}", user.name)
    else:
        note(held.desk.store, user.name, "read", "a text that was not kept", brief_detail(brief))
    if form is Form.HTML:
        return HTMLResponse(
            render_html(brief),
            headers={"Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'"},
        )
    if form is Form.MARKDOWN:
        return PlainTextResponse(render_markdown(brief), media_type="text/markdown")
    if form is Form.FTM:
        lines = b"".join(orjson.dumps(entity) + b"\n" for entity in ftm_entities(brief))
        return Response(lines, media_type="application/x-ndjson")
    return json(brief_record(brief))


_FACTS = ("start", "end", "text", "party", "name", "score", "band", "status")


@router.post("/scan")
async def scan(request: Request, user: Reader, asking: Text) -> Response:
    """Find listed names in a text, without a language model."""
    held = state_of(request)
    article = await article_from(held, user, asking)
    found = await scan_article(held, user, article, asking.as_of or asking.published)
    matches = [match for match in found.matches if match.span is not None and match.band is not Band.WEAK]
    detail: dict[str, Any] = {
        "sha256": article.sha256,
        "url": article.url,
        "as_of": asking.as_of,
        "lists": found.against["lists"],
        "hits": [match_facts(match, "party", "name", "score", "band", "status", "reasons") for match in matches],
    }
    await run_in_threadpool(note, held.desk.store, user.name, "scan", "a text that was not kept", detail)
    return json({"hits": [match_facts(match, *_FACTS) for match in matches], **found.against})


@router.get("/reading")
def load(request: Request, user: Reader) -> Response:
    """How much is being read, how much waits, and how much of it is the user's own: for a progress bar."""
    found = state_of(request).readers.load(user.name)
    return json({"workers": found.workers, "reading": found.reading, "waiting": found.waiting, "mine": found.mine})
