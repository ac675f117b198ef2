"""A web page: its story as a text of its own, the furniture that stands in it, and what the page says of itself."""

import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

from watchwire.errors import SourceError
from watchwire.model import UNKNOWN_PUBLISHED, Article, Furniture, FurnitureKind, Published, Span
from watchwire.sources.blocks import PARAGRAPH, Block, blocks_of, marked_blocks
from watchwire.sources.bylines import Mark, byline, key_of, shown_authors
from watchwire.sources.cut import cut_note
from watchwire.sources.facts import Facts, Stated, facts_of
from watchwire.sources.furniture import find_furniture
from watchwire.sources.limits import LIMITS
from watchwire.sources.scripted import scripted_body
from watchwire.sources.stated import day_in_address, day_of, place_day, says_changed
from watchwire.sources.story import Piece, extract, mostly_links, pick
from watchwire.sources.tongue import language_of

_XML_HEAD = re.compile(r"\A\s*<\?xml[^>]*\?>")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_LEAST_BODY = 200
_LEAST_STORY = 60
_MUCH_MORE = 400
_HEADLINE = 25
_BEHIND = 6
_NEAR_HEAD = 14
_BEFORE_HEAD = 4
_DATE_LINE = 160
_CLOSE = 3
_FURTHEST = 60
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
    blocks, marks = marked_blocks(tree)
    pieces = _with_a_story(pick(blocks, extract(tree, url, blocks), facts.title), blocks)
    whole = () if pieces else ("no story could be told from the rest of the page: all its text was read",)
    pieces = pieces or [Piece(block, None) for block in blocks if block.kind is None and _says_something(block)]
    place, head = _near(blocks, pieces, facts.title)
    near = blocks[place.start : place.stop]
    published, modified = _days(facts, _dated_near(near, facts.title, facts.month_first))
    body, notes = _from_data(facts, pieces) if not whole else _from_scripts(tree, facts, pieces)
    made = _written(pieces, facts.title) if body is None else _Text(*_of_body(body, facts.title))
    if not (pieces or body) or not key_of(made.text):
        raise SourceError(
            f"{name or url or 'page'}: no main text found on the page; save the text itself and read that"
        )
    notes = notes if body else (*notes, *whole)
    text = made.text[: LIMITS.max_chars]
    if len(made.text) > len(text):
        notes = (*notes, f"only the first {len(text)} of {len(made.text)} characters were read")
    furniture = tuple(piece for piece in made.furniture if piece.span.end <= len(text))
    if not whole and body is None and (note := _cut(text, furniture, blocks, pieces, facts)):
        notes = (*notes, note)
    return Article(
        text,
        url=facts.url,
        site=facts.site,
        title=facts.title,
        author="; ".join(_authors(facts, marks, place, head, blocks, pieces)) or None,
        published=published,
        language=language_of(_story(text, furniture)) or facts.language,
        furniture=furniture,
        notes=notes,
        modified=modified,
        section=facts.section,
        lead=facts.lead,
        free=facts.free,
        country=facts.country,
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


def _cut(
    text: str, furniture: tuple[Furniture, ...], blocks: list[Block], pieces: list[Piece], facts: Facts
) -> str | None:
    """Return a note where the page itself says that more of the story is to be had elsewhere."""
    last = {id(piece.block) for piece in pieces if piece.kind is None}
    end = max((number for number, block in enumerate(blocks) if id(block) in last), default=len(blocks))
    behind = (block.text for block in blocks[end + 1 : end + _BEHIND] if block.kind is not FurnitureKind.COMMENT_FORM)
    return cut_note(_story(text, furniture), [*(piece.span.of(text) for piece in furniture), *behind], facts.free)


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
    times = 1.3 if facts.linked and facts.linked.live else 2
    if len(body) < _LEAST_BODY or len(body) < times * shown or "\ufffd" in body:
        return None, ()
    whole = key_of(body)
    long = [key for text in story if len(key := key_of(text)) > 40]  # noqa: PLR2004
    if shown >= _LEAST_BODY and not any(key[:80] in whole for key in long):
        return None, ()
    return body, ("the page shows less than its own data hold: the text is the articleBody of its JSON-LD",)


def _with_a_story(pieces: list[Piece], blocks: list[Block]) -> list[Piece]:
    """Return no pieces where they are a headline and little more on a page that says much more: an index of stories."""
    story = [piece.block for piece in pieces if piece.kind is None and piece.block.tag != "h1"]
    said = sum(len(block.text) for block in blocks if block.kind is None)
    small = sum(len(block.text) for block in story) < _LEAST_STORY
    return [] if small and said > _MUCH_MORE else pieces


def _says_something(block: Block) -> bool:
    """Say whether a block of an index is more than a button: a headline that links to its story is."""
    return not mostly_links(block) or len(block.text) >= _HEADLINE


def _from_scripts(tree: Any, facts: Facts, pieces: list[Piece]) -> tuple[str | None, tuple[str, ...]]:
    """Return the body that stands only in the page's data, where no story is shown: its JSON-LD's, or a script's."""
    body, notes = _from_data(facts, pieces)
    if body is not None:
        return body, notes
    found = scripted_body(tree)
    text = _plain(found) if "<" in found else unescape(found)
    shown = sum(len(piece.block.text) for piece in pieces)
    if len(text) < max(_LEAST_BODY, shown):
        return None, ()
    return text, ("the page shows no story: the text is the longest one in the data of its scripts",)


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


def _authors(
    facts: Facts, marks: list[Mark], place: range, head: int, blocks: list[Block], pieces: list[Piece]
) -> tuple[str, ...]:
    """Return who wrote the story: by the metadata, else by what the page shows beside the headline or behind the story.

    Where what is shown beside the headline names all whom the metadata name and more, it is whole and they are not.
    """
    story = [piece.block for piece in pieces if piece.kind is None]
    numbers = {id(block): number for number, block in enumerate(blocks)}
    last = numbers[id(story[-1])] if story else len(blocks)
    # A link to a person's page inside a paragraph is to somebody whom the story is about.
    marks = [mark for mark in marks if mark.block >= len(blocks) or not _is_prose(blocks[mark.block].text)]
    shown = shown_authors(marks, place, head, last, facts.bodies) or byline(
        (block.text for block in blocks[place.start : place.stop] if len(block.text) <= _DATE_LINE), facts.bodies
    )
    stated = {key_of(name) for name in facts.authors}
    return shown if not stated or stated < {key_of(name) for name in shown} else facts.authors


def _is_prose(text: str) -> bool:
    return len(text) > _DATE_LINE or (len(text) > PARAGRAPH and text.endswith((".", "!", "?", "”", '"')))


def _near(blocks: list[Block], pieces: list[Piece], title: str | None) -> tuple[range, int]:
    """Return which blocks are around the headline, from shortly before it to the first paragraph, and which it is."""
    story = {id(piece.block) for piece in pieces if piece.kind is None}
    if not story:
        return range(0), 0
    wanted = key_of(title or "")
    heads = [n for n, block in enumerate(blocks) if block.tag == "h1" and (not wanted or key_of(block.text) in wanted)]
    heads = heads or [n for n, block in enumerate(blocks) if wanted and key_of(block.text) == wanted]
    long = [n for n, block in enumerate(blocks) if id(block) in story and len(block.text) > _DATE_LINE]
    if heads:
        begin, end = max(0, heads[-1] - _BEFORE_HEAD), _end_of_head(blocks, heads[-1])
        return range(begin, next((n + 1 for n in long if heads[-1] < n < end), end)), heads[-1]
    first = long[0] if long else max(n for n, block in enumerate(blocks) if id(block) in story)
    return range(max(0, first - _NEAR_HEAD), first + 1), max(0, first - _NEAR_HEAD)


def _end_of_head(blocks: list[Block], head: int) -> int:
    """Return how far the lines below a headline go: buttons for sharing and lists of links do not count."""
    counted = 0
    for number in range(head, min(len(blocks), head + _FURTHEST)):
        counted += blocks[number].kind not in {FurnitureKind.SHARE, FurnitureKind.NAVIGATION}
        if counted >= _NEAR_HEAD:
            return number + 1
    return min(len(blocks), head + _FURTHEST)


def _dated_near(near: list[Block], title: str | None, month_first: bool | None) -> list[Stated]:
    """Return the days that short lines and time elements state beside the headline, in order.

    What a line says in words is the day at the place of publication; its time element may be in universal time.
    """
    head = next((n for n, block in enumerate(near) if title and key_of(block.text) == key_of(title)), None)
    found = []
    # What stands above the headline may be of the story before, or of what a headline answers: it comes last.
    cut = 0 if head is None else head
    order = [*range(cut, len(near)), *range(cut)]
    for number, block in ((number, near[number]) for number in order):
        # Right below the headline a date is its own, whatever the element around it is called.
        close = head is not None and head < number <= head + _CLOSE and block.kind is not FurnitureKind.COMMENT_FORM
        if block.kind in _ELSEWHERE and not close:
            continue
        short = len(block.text) <= _DATE_LINE
        if short and (day := day_of(block.text, month_first)):
            found.append(Stated(day, "page", f"a line beside the headline says “{block.text[:80]}”", block.text))
        elif block.time and (day := day_of(block.time, month_first)):
            how = f"a time element beside the headline says {block.time[:40]}"
            found.append(Stated(day, "page", how, f"{block.text if short else ''} {block.time}"))
    return found


def _days(facts: Facts, near: list[Stated]) -> tuple[Published, date | None]:
    """Return the day of publication, and that of a later change."""
    changed = next((item for item in near if says_changed(item.words)), None)
    shown = next((item for item in near if not says_changed(item.words)), None)
    modified = facts.modified or (changed.on if changed else None)
    filed = day_in_address(facts.url)
    if shown is not None and facts.published is None and filed is not None and abs((filed - shown.on).days) > 1:
        # A line beside the headline may tell of the story's matter; the publisher's system filed the story itself.
        shown = Stated(filed, "url", f"the page's address holds {filed}")
    stated = facts.published or shown
    if stated is not None:
        stated = _at_its_place(stated, shown, changed, facts.url)
        return Published(stated.on, stated.basis, stated.how), modified if modified != stated.on else facts.modified
    if modified:
        how = f"no day of publication is stated; the page was changed on {modified}, so it is not later"
        return Published(None, "unknown", how, latest=modified), modified
    return UNKNOWN_PUBLISHED, None


def _at_its_place(stated: Stated, shown: Stated | None, changed: Stated | None, url: str | None) -> Stated:
    """Return the day at the place of publication, where metadata give universal time and the page its own day."""
    if shown is not None and shown is not stated and (day := place_day(stated.words, shown.on, shown.words)):
        return Stated(day, stated.basis, f"{stated.how} in universal time, and {shown.how}")
    # A story is not changed before it is published: a change on the day before is a change on the same day.
    if (
        shown is None
        and changed is not None
        and changed.on < stated.on
        and (day := place_day(stated.words, changed.on))
    ):
        return Stated(day, stated.basis, f"{stated.how} in universal time, and {changed.how}")
    on = day_in_address(url)
    if shown is None and on is not None and (day := place_day(stated.words, on)):
        return Stated(day, stated.basis, f"{stated.how} in universal time, and its address holds {on}")
    return stated
