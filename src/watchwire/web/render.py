"""Pages from templates: everything escaped, nothing inline."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from watchwire._version import __version__
from watchwire.desk.accounts import User
from watchwire.web.state import state_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("watchwire.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["safe_url"] = safe_url
    return environment


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
    from watchwire.web.who import BROWSER_COOKIE, browser_cookie, csrf_of

    held = state_of(request)
    fresh = browser_cookie(request)
    text = _environment().get_template(template).render(
        user=user,
        accounts=held.accounts,
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
