"""Paste, drop or point to something, and see its brief. Nothing is kept until that is asked for."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request, UploadFile
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from watchwire.desk import decisions, views
from watchwire.desk.accounts import User
from watchwire.desk.demo import sample_text
from watchwire.desk.intake import brief_detail
from watchwire.desk.queue import Filter, find_alerts
from watchwire.desk.record import note
from watchwire.errors import UsageError, WatchwireError
from watchwire.model import Article, Band, Brief
from watchwire.model.codec import dumps, loads
from watchwire.store.keeping import clean
from watchwire.web.pages.articles import article_view
from watchwire.web.pages.common import Analyst, Visitor
from watchwire.web.problems import status_of
from watchwire.web.reading import Opened, open_address, open_file, read_all, read_article, text_article
from watchwire.web.render import page
from watchwire.web.state import State, state_of

router = APIRouter()
_OFFERED = 2_000_000
"""Bytes of articles that a page of results carries along, so that they can be kept: a form has its bounds too."""


@router.get("/")
def start(request: Request, user: Visitor) -> Response:
    """Paste or drop a text and see its brief; nothing is kept."""
    return _start(request, user)


def _start(request: Request, user: User, status: int = 200, **more: Any) -> Response:
    held = state_of(request)
    with held.desk.store.look() as connection:
        queue = find_alerts(connection, Filter(), 5)
        recent = views.article_rows(connection, 5, 0)
    return page(
        request, "start.html", user, status=status, queue=queue, recent=recent, lists=views.list_rows(held.desk),
        sample=sample_text(),
        **{"problem": None, "text": "", "url": "", **more},
    )  # fmt: skip


@router.post("/test")
async def test(request: Request, user: Visitor) -> Response:
    """Show the brief of what was pasted, dropped or pointed to; of several items, all of them as a table."""
    form = await request.form()
    text, url = clean(_word(form, "text")) or "", _word(form, "url").strip()[:2000]
    keep = bool(_word(form, "keep"))
    if keep:
        decisions.must_analyse(user)
    try:
        opened = await _brought(state_of(request), user, form, text, url)
        briefs = await read_all(state_of(request), user, opened.articles)
        if len(briefs) == 1 and isinstance(briefs[0], Exception):
            raise briefs[0]
    except WatchwireError as error:
        return await run_in_threadpool(_start, request, user, status_of(error), problem=str(error), text=text, url=url)
    return await run_in_threadpool(_shown, request, user, opened, briefs, keep)


def _word(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


async def _brought(held: State, user: User, form: FormData, text: str, url: str) -> Opened:
    """Return what was brought: one thing of the three, so that none is read in another's stead."""
    files = [file for file in form.getlist("file") if isinstance(file, UploadFile) or hasattr(file, "filename")]
    files = [file for file in files if not isinstance(file, str) and file.filename]
    given = [name for name, there in (("a text", text.strip()), ("an address", url), ("a file", files)) if there]
    if len(given) > 1:
        raise UsageError(f"you gave {' and '.join(given)}: give one of them, and clear the other")
    if not given:
        raise UsageError("give a text, an address or a file")
    if text.strip():
        return Opened((text_article(held, text),), (), more=False)
    if url:
        return await open_address(held, user, url)
    found = [await open_file(held, user, await file.read(), (file.filename or "file")[:200]) for file in files[:20]]  # type: ignore[union-attr]
    return Opened(
        tuple(article for opened in found for article in opened.articles),
        tuple(problem for opened in found for problem in opened.problems),
        any(opened.more for opened in found),
    )


def _shown(request: Request, user: User, opened: Opened, briefs: list[Brief | Exception], keep: bool) -> Response:
    held = state_of(request)
    read = [brief for brief in briefs if isinstance(brief, Brief)]
    if keep:
        numbers = _kept(held, user, read)
        if len(briefs) == 1 and not opened.problems and not opened.more:
            return RedirectResponse(f"/articles/{numbers[0]}", 303)
    else:
        numbers = [0] * len(read)
        for brief in read:
            note(held.desk.store, user.name, "read", "a text that was not kept", brief_detail(brief))
    if len(briefs) == 1 and not opened.problems and not opened.more:
        return article_view(request, user, read[0], None, keep=_carried(opened.articles[0]))
    return _table(request, user, opened, briefs, numbers)


def _table(
    request: Request, user: User, opened: Opened, briefs: list[Brief | Exception], numbers: list[int]
) -> Response:
    left, kept = _OFFERED, iter(numbers)
    rows = []
    for article, brief in zip(opened.articles, briefs, strict=True):
        carried = _carried(article)
        left -= len(carried)
        rows.append(
            {
                "title": article.title or " ".join(article.text[:80].split()),
                "url": article.url,
                "published": brief.article.published.on if isinstance(brief, Brief) else article.published.on,
                "matches": _matches(brief) if isinstance(brief, Brief) else [],
                "problem": None if isinstance(brief, Brief) else _told(brief),
                "number": next(kept) if isinstance(brief, Brief) else 0,
                "carried": carried if left > 0 else None,
            }
        )
    most = state_of(request).settings.max_items
    return page(request, "results.html", user, rows=rows, problems=opened.problems, more=opened.more, most=most)


def _told(error: Exception) -> str:
    return str(error) if isinstance(error, WatchwireError) else "reading failed through a fault of ours"


def _matches(brief: Brief) -> list[dict[str, str]]:
    """Return who in a brief may be a listed party: each name with its best match."""
    found = []
    for entity in brief.entities:
        best = max((m for m in entity.matches if m.band is not Band.WEAK), key=lambda m: m.score, default=None)
        if best is not None:
            found.append(
                {
                    "name": entity.name,
                    "caption": best.party.caption,
                    "list": best.party.listing.list,
                    "band": best.band.value,
                }
            )
    return found


def _carried(article: Article) -> str:
    return dumps(article).decode("ascii")


def _kept(held: State, user: User, briefs: list[Brief]) -> list[int]:
    numbers = []
    with held.lock:
        held.desk.make_ready()
    for brief in briefs:
        with held.desk.store.write() as connection:
            numbers.append(held.desk.keep(connection, brief, f"user {user.name}", user.name).article)
    return numbers


@router.post("/test/item")
async def item(request: Request, user: Visitor) -> Response:
    """Show the brief of one item of a file that was read."""
    articles = _chosen(state_of(request), await request.form())
    brief = await read_article(state_of(request), user, articles[0])
    await run_in_threadpool(
        note, state_of(request).desk.store, user.name, "read", "a text that was not kept", brief_detail(brief)
    )
    return await run_in_threadpool(article_view, request, user, brief, None, keep=_carried(articles[0]))


@router.post("/test/keep")
async def keep(request: Request, user: Analyst) -> Response:
    """Keep what was tested: it is read against the lists of this moment, and stored with what follows from it."""
    held = state_of(request)
    articles = _chosen(held, await request.form())
    briefs = await read_all(held, user, articles)
    failed = next((brief for brief in briefs if isinstance(brief, Exception)), None)
    if failed is not None:
        raise failed
    numbers = await run_in_threadpool(_kept, held, user, [b for b in briefs if isinstance(b, Brief)])
    return RedirectResponse(f"/articles/{numbers[0]}" if len(numbers) == 1 else "/articles", 303)


def _chosen(held: State, form: FormData) -> tuple[Article, ...]:
    """Return the articles that a page of ours carried along."""
    try:
        found = tuple(loads(Article, value) for value in form.getlist("article") if isinstance(value, str))
    except ValueError as error:
        raise HTTPException(422, "article: not one of our pages' articles") from error
    if not found or len(found) > held.settings.max_items * 20:
        raise HTTPException(422, "choose what to keep")
    if any(len(article.text) > held.settings.max_text or not article.text.strip() for article in found):
        raise UsageError(f"an article has 1 to {held.settings.max_text} characters")
    return found
