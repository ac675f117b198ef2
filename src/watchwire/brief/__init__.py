"""Assembling and showing: text, JSON, Markdown, HTML, FollowTheMoney."""

from watchwire.brief.contract import brief_record, match_facts, match_rows
from watchwire.brief.ftm import alert_entities, ftm_entities
from watchwire.brief.html import render_html
from watchwire.brief.markdown import render_markdown
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
