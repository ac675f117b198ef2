"""A brief as Markdown. Text from articles and lists is escaped."""

import re

from watchwire.brief.line import left_out_text
from watchwire.brief.story import published_line, sections
from watchwire.confidence import Level
from watchwire.model import Brief

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")


def escape(text: str) -> str:
    """Escape what Markdown or HTML inside it would read as markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def render_markdown(brief: Brief, show: Level = Level.LIKELY) -> str:
    """Return a brief as Markdown."""
    article = brief.article
    lines = [f"# {escape(article.title or article.url or 'Untitled')}", ""]
    where = " · ".join(escape(part) for part in (article.site, article.author, article.url) if part)
    if where:
        lines += [where, ""]
    lines += [f"Published {escape(published_line(brief))}", ""]
    lines += ["| list | version | parties | sha256 |", "|---|---|--:|---|"]
    lines += [f"| {escape(v.title)} | {v.version} | {v.parties} | `{v.sha256[:16]}` |" for v in brief.lists]
    for section in sections(brief, show):
        lines += ["", f"## {section.title}", ""]
        if not section.lines and section.empty:
            lines.append(f"*{section.empty}*")
        if section.key == "summary":
            lines.append(" ".join(escape(line.text) for line in section.lines))
            continue
        for line in section.lines:
            lines.append(f"- **{escape(line.head)}** {escape(line.text)}".rstrip())
            lines += [f"  - {escape(small)}" for small in line.small]
            for row in line.rows:
                first, *others = (escape(cell) for cell in row.cells)
                lines.append("  - " + "; ".join(part for part in (f"**{first}**", *others) if part))
            if line.spans:
                places = ", ".join(f"{span.start}–{span.end}" for span in line.spans[:6])
                lines.append(f"  - at {places}")
        if section.left_out:
            lines += ["", f"*{left_out_text(section)}*"]
    lines += ["", "---", ""]
    lines += [f"- {escape(note)}" for note in brief.notes]
    lines.append(f"- text sha256 `{article.sha256}`, watchwire {brief.watchwire}")
    return "\n".join(lines) + "\n"
