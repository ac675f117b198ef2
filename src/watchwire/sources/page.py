"""A web page: its story as a text of its own, the furniture that stands in it, and what the page says of itself."""

import re
from dataclasses import dataclass
from typing import Any

from watchwire.errors import SourceError
from watchwire.model import UNKNOWN_PUBLISHED, Article, Furniture, FurnitureKind, Published, Span
from watchwire.sources.blocks import Block, blocks_of
from watchwire.sources.facts import Facts, Stated, byline, facts_of
from watchwire.sources.furniture import find_furniture
from watchwire.sources.limits import LIMITS
from watchwire.sources.stated import day_of
from watchwire.sources.story import Piece, extract, key_of, mostly_links, pick
from watchwire.sources.tongue import language_of

_XML_HEAD = re.compile(r"\A\s*<\?xml[^>]*\?>")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_LEAST_BODY = 200
_NEAR_HEAD = 14
_BEFORE_HEAD = 4
_DATE_LINE = 160
# A day in one of these is another story's, or a comment's.
_ELSEWHERE = frozenset({FurnitureKind.NAVIGATION, FurnitureKind.COMMENT_FORM, FurnitureKind.CAPTION})


def read_page(html: str, url: str | None = None, name: str | None = None) -> Article:
    """Extract the story of a page.

    The text is the headline, the story and what stands between: captions, boxes and lines of the site's own are kept
    and marked as furniture.

    Args:
        html: the page, or a part of one.
        url: its address, which tells the site and how it writes dates.
        name: what to call it in errors.

    Raises:
        SourceError: no story is found on it.

    """
    tree = _parsed(html, name or url or "page")
    facts = facts_of(tree, url)
    blocks = blocks_of(tree)
    pieces = pick(blocks, extract(tree, url), facts.title)
    whole = () if pieces else ("no story could be told from the rest of the page: all its text was read",)
    pieces = pieces or [Piece(block, None) for block in blocks if block.kind is None and not mostly_links(block)]
    near = _near_blocks(blocks, pieces, facts.title)
    body, notes = _from_data(facts, pieces)
    made = _written(pieces, facts.title) if body is None else _Text(*_of_body(body, facts.title))
    if not (pieces or body) or not key_of(made.text):
        raise SourceError(
            f"{name or url or 'page'}: no main text found on the page; save the text itself and read that"
        )
    notes = notes if body else (*notes, *whole)
    if facts.free is False:
        notes = (*notes, "the page says that it is not free to read: the text may be cut")
    text = made.text[: LIMITS.max_chars]
    if len(made.text) > len(text):
        notes = (*notes, f"only the first {len(text)} of {len(made.text)} characters were read")
    furniture = tuple(piece for piece in made.furniture if piece.span.end <= len(text))
    return Article(
        text,
        url=facts.url,
        site=facts.site,
        title=facts.title,
        author="; ".join(facts.authors or byline(block.text for block in near if len(block.text) <= _DATE_LINE))
        or None,
        published=_published(facts, _dated_near(near, facts.month_first)),
        language=language_of(_story(text, furniture)) or facts.language,
        furniture=furniture,
        notes=notes,
        modified=facts.modified,
        section=facts.section,
        lead=facts.lead,
        free=facts.free,
    )


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    furniture: tuple[Furniture, ...]


def _parsed(html: str, name: str) -> Any:
    from lxml import etree
    from lxml import html as lxml_html

    html = _CONTROLS.sub("", _XML_HEAD.sub("", html))
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree: Any = lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError, AssertionError) as error:
        raise SourceError(f"{name}: no main text found on the page; it cannot be read ({error})") from error
    return tree


def _written(pieces: list[Piece], title: str | None) -> _Text:
    """Write the pieces out as one text, with the spans of those that are furniture."""
    parts: list[str] = []
    marked: list[Furniture] = []
    at = 0
    if title and not any(key_of(title) in key_of(piece.block.text) for piece in pieces[:3]):
        parts.append(title)
        at = len(title) + 2
    for piece in pieces:
        parts.append(piece.block.text)
        if piece.kind is not None:
            marked.append(Furniture(Span(at, at + len(piece.block.text)), piece.kind))
        at += len(piece.block.text) + 2
    text = "\n\n".join(parts)
    return _Text(text, _with_lines(text, marked))


def _with_lines(text: str, marked: list[Furniture]) -> tuple[Furniture, ...]:
    """Add the lines whose words tell that they are furniture, where structure did not."""
    starts = {piece.span.start for piece in marked}
    ends = [piece.span for piece in marked]
    more = [
        piece
        for piece in find_furniture(text)
        if piece.span.start not in starts and not any(piece.span.overlaps(span) for span in ends)
    ]
    return tuple(sorted([*marked, *more], key=lambda piece: piece.span))


def _of_body(body: str, title: str | None) -> tuple[str, tuple[Furniture, ...]]:
    text = re.sub(r"[^\S\n]*\n\s*", "\n\n", body.strip())
    text = f"{title}\n\n{text}" if title and key_of(title) not in key_of(text[: len(title) + 40]) else text
    return text, find_furniture(text)


def _from_data(facts: Facts, pieces: list[Piece]) -> tuple[str | None, tuple[str, ...]]:
    """Return the body that stands only in the page's data, where what is shown is a stub of it.

    Both must agree: the data's body is much longer, and what is shown (if anything) begins in it.
    """
    body = facts.linked.body if facts.linked else ""
    if "<" in body:
        body = _plain(body)
    story = [piece.block.text for piece in pieces if piece.kind is None]
    shown = sum(map(len, story))
    if len(body) < _LEAST_BODY or len(body) < 2 * shown or "\ufffd" in body:
        return None, ()
    whole = key_of(body)
    long = [key for text in story if len(key := key_of(text)) > 40]  # noqa: PLR2004
    if shown >= _LEAST_BODY and not any(key[:80] in whole for key in long):
        return None, ()
    return body, ("the page shows less than its own data hold: the text is the articleBody of its JSON-LD",)


def _plain(markup: str) -> str:
    from lxml import html as lxml_html

    tree: Any = lxml_html.fromstring(f"<div>{markup}</div>")
    return "\n\n".join(block.text for block in blocks_of(tree))


def _story(text: str, furniture: tuple[Furniture, ...]) -> str:
    parts, at = [], 0
    for piece in furniture:
        parts.append(text[at : piece.span.start])
        at = piece.span.end
    return "".join([*parts, text[at:]])


def _near_blocks(blocks: list[Block], pieces: list[Piece], title: str | None) -> list[Block]:
    """Return the blocks around the headline: from shortly before it to the story's first paragraph."""
    story = [piece.block for piece in pieces if piece.kind is None]
    if not story:
        return []
    wanted = key_of(title or "")
    heads = [n for n, block in enumerate(blocks) if block.tag == "h1" and (not wanted or key_of(block.text) in wanted)]
    heads = heads or [n for n, block in enumerate(blocks) if wanted and key_of(block.text) == wanted]
    if heads:
        near = blocks[max(0, heads[-1] - _BEFORE_HEAD) : heads[-1] + _NEAR_HEAD]
        first = next(
            (n for n, block in enumerate(near) if n > _BEFORE_HEAD and block in story and len(block.text) > _DATE_LINE),
            len(near),
        )
        return near[: first + 1]
    numbers = {id(block): number for number, block in enumerate(blocks)}
    first = next((numbers[id(b)] for b in story if len(b.text) > _DATE_LINE), numbers[id(story[-1])])
    return blocks[max(0, first - _NEAR_HEAD) : first + 1]


def _dated_near(near: list[Block], month_first: bool | None) -> Stated | None:
    """Return the day that a time element or a short line states beside the headline."""
    near = [block for block in near if block.kind not in _ELSEWHERE]
    for block in near:
        if block.time and (day := day_of(block.time, month_first)):
            return Stated(day, "page", f"a time element beside the headline says {block.time[:40]}")
    for block in near:
        if len(block.text) <= _DATE_LINE and (day := day_of(block.text, month_first)):
            return Stated(day, "page", f"a line beside the headline says “{block.text[:80]}”")
    return None


def _published(facts: Facts, near: Stated | None) -> Published:
    stated = facts.published or near
    if stated is not None:
        return Published(stated.on, stated.basis, stated.how)
    if facts.modified:
        how = f"no day of publication is stated; the page was changed on {facts.modified}, so it is not later"
        return Published(None, "unknown", how, latest=facts.modified)
    return UNKNOWN_PUBLISHED
