"""All text of a page, furniture included, in a millisecond: enough to say whether a closer look pays."""

_SILENT = ["script", "style", "noscript", "template", "svg", "iframe"]


def cheap_text(html: str) -> str:
    """Return the text of a page with its title; no story is picked out and no date looked for."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    tree.strip_tags(_SILENT)
    title = tree.css_first("title")
    parts = [title.text() if title is not None else "", tree.body.text(separator="\n") if tree.body else ""]
    return "\n\n".join(part for part in parts if part.strip())
