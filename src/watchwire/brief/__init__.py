"""Assembling and showing: text, JSON, Markdown, HTML, FollowTheMoney.

The names below are loaded when they are first used: a match as plain values needs none of what reads articles.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from watchwire.brief.contract import brief_record
    from watchwire.brief.ftm import alert_entities, ftm_entities
    from watchwire.brief.html import render_html
    from watchwire.brief.markdown import render_markdown
    from watchwire.brief.matches import match_facts, match_rows
    from watchwire.brief.revive import brief_from_record
    from watchwire.brief.text import render_text

__all__ = [
    "alert_entities",
    "brief_from_record",
    "brief_record",
    "ftm_entities",
    "match_facts",
    "match_rows",
    "render_html",
    "render_markdown",
    "render_text",
]
_WHERE = {
    "alert_entities": "ftm",
    "brief_from_record": "revive",
    "brief_record": "contract",
    "ftm_entities": "ftm",
    "match_facts": "matches",
    "match_rows": "matches",
    "render_html": "html",
    "render_markdown": "markdown",
    "render_text": "text",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
