"""Pages from templates: everything escaped, nothing inline."""

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from watchwire._version import __version__
from watchwire.desk.accounts import User
from watchwire.geography.countries import countries
from watchwire.lists.called import entry_called, known_lists, list_called
from watchwire.tables import read_table
from watchwire.web.state import state_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment


_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_GIST = 90


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("watchwire.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # templates are ours and do not change while we run
    )
    for form in (safe_url, when, many, land, gist, quality, since, format_called, list_called, entry_called, at_a_page):
        environment.filters[form.__name__] = form
    environment.globals["known_lists"] = known_lists()
    return environment


def warm() -> None:
    """Have all templates at hand, so that the first visitor does not wait for them."""
    environment = _environment()
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)


def when(moment: str | None) -> Markup | str:
    """Return a moment as people read it, to the minute; the whole of it stays in the markup."""
    if not moment:
        return ""
    if not _MOMENT.fullmatch(moment):
        return moment
    told = f"{moment[:10]} {moment[11:16]}"
    return Markup('<time datetime="{}" title="{} UTC">{}</time>').format(moment, told, told)


def many(number: int, one: str, several: str) -> str:
    """Return a number with the word that goes with it."""
    return f"{number} {one if number == 1 else several}"


@cache
def _remedies() -> "list[tuple[re.Pattern[str], str]]":
    return [(re.compile(row["said"]), row["instead"]) for row in read_table("watchwire.web", "remedies.tsv")]


def at_a_page(message: str) -> str:
    """Return a message with what it tells somebody at a terminal to do said as it is done at a page."""
    for said, instead in _remedies():
        message = said.sub(instead, message)
    return message


def since(days: int) -> str:
    """Return how long something has waited."""
    return "since today" if days <= 0 else many(days, "day", "days")


def format_called(form: str) -> str:
    """Return what a format of files is called."""
    return {"csv": "CSV", "xlsx": "Excel", "jsonl": "JSON Lines", "ftm": "FollowTheMoney"}.get(form, form)


def land(code: str) -> str:
    """Return a country by its name and code."""
    held = countries().get(code.upper())
    return f"{held.name} ({held.code})" if held else code


def quality(name: str) -> str:
    """Return a listed name with what the list thinks of it: `X (weak)` is a weak alias."""
    if name.endswith(" (weak)"):
        return f"“{name.removesuffix(' (weak)')}”, a weak alias"
    return f"“{name.removesuffix(' (strong)')}”"


def gist(detail: "Mapping[str, Any]") -> str:
    """Return in a few words what an entry of the record says."""
    told = [f"{detail['before']} → {detail['after']}"] if {"before", "after"} <= detail.keys() else []
    told += [
        f"{key.replace('_', ' ')}: {entry_called(str(value)) if key == 'party' else value}"
        for key, value in detail.items()
        if key not in {"before", "after"}
        and isinstance(value, str | int | float)
        and not isinstance(value, bool)
        and not key.endswith("sha256")
        and value
    ]
    text = "; ".join(told[:4])
    return f"{text[:_GIST]}…" if len(text) > _GIST else text or many(len(detail), "fact", "facts")


def safe_url(url: str | None) -> str | None:
    """Return an address that may be linked to, or None: only http and https are."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def page(
    request: Request,
    template: str,
    user: User | None = None,
    status: int = 200,
    headers: "Mapping[str, str] | None" = None,
    **values: Any,
) -> HTMLResponse:
    """Return a page. The browser's cookie is set on the first one, so that forms can be bound to it."""
    from watchwire.web.who import BROWSER_COOKIE, accounts_of, browser_cookie, csrf_of

    held = state_of(request)
    fresh = browser_cookie(request)
    text = _environment().get_template(template).render(
        user=user,
        accounts=accounts_of(request),
        csrf=csrf_of(request),
        path=request.url.path,
        version=__version__,
        **values,
    )  # fmt: skip
    # A text may hold lone surrogates, which are no characters: a page shows something in their place.
    answer = HTMLResponse(text.encode("utf-8", "replace"), status, dict(headers or {}))
    if fresh is not None:
        answer.set_cookie(BROWSER_COOKIE, fresh, httponly=True, samesite="strict", secure=held.settings.secure)
    return answer


def sheet(template: str, style: str, room: float, **values: Any) -> str:
    """Return a report that stands alone, its style within it, to be printed.

    The template asks `n(most)` how many items of a list it tells: a share (`room`) of `most`, and one at least.
    """
    held = files("watchwire.web").joinpath("static", style).read_text(encoding="utf-8")
    return (
        _environment()
        .get_template(template)
        .render(
            style=Markup(held),  # noqa: S704  (our own file)
            version=__version__,
            n=lambda most: max(1, round(most * room)),
            **values,
        )
    )


@cache
def static(name: str) -> tuple[bytes, str] | None:
    """Return one of our own small files and its kind; the brief's style and script serve the article's page too."""
    kinds = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
    kind = kinds.get(name.rpartition(".")[2])
    if kind is None or "/" in name or "\\" in name or name.startswith("."):
        return None
    for package, folder in (("watchwire.web", "static"), ("watchwire.brief", "templates")):
        path = files(package).joinpath(folder, name)
        if path.is_file():
            return path.read_bytes(), kind
    return None
