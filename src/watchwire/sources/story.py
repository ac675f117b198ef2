"""Which blocks of a page are the story, which belong to it, and which are the frame.

The main-text extractor (trafilatura, for precision) is one witness. Structure is the other: what stands among the
blocks that it picked, in the same elements and in the same shape, is story as well. What else stands between
headline and end is kept and marked as furniture, so that nothing near the story is lost to the reader or to screening.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from watchwire.model import FurnitureKind
from watchwire.sources.blocks import LINKS, PARAGRAPH, Block

_KEY = re.compile(r"[\W_]+")
_SHORT = 12
_ENOUGH = 0.6
_ALL_LINK = 0.85
_GROUP = 3
_ONE_PIECE = 400
_PLAIN = frozenset({"p", "div", "blockquote", "li", "pre", "section", "article"})
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_APART = frozenset({FurnitureKind.NAVIGATION, FurnitureKind.NOTICE, FurnitureKind.COMMENT_FORM})
_SUBHEADS = frozenset({"h2", "h3", "h4", "h5", "h6", "dt"})
_BEFORE = 12
_COMMENTS = 8
_SHORT_STORY = 700
_MOST_PROSE = 0.5
_SENTENCE_ENDS = (".", "!", "?", ".”", ".»", '."', "。", "！", "？", "।", "؟", "”", "»")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block that goes into the article's text; `kind` is None for the story."""

    block: Block
    kind: FurnitureKind | None


def key_of(text: str) -> str:
    """Return the letters and digits of a text, so that two ways of writing out one paragraph are the same."""
    return _KEY.sub("", text).lower()


def pick(blocks: list[Block], extracted: str, headline: str | None) -> list[Piece]:
    """Return the pieces of an article in order: headline, story, and the furniture among them.

    Args:
        blocks: the page's blocks.
        extracted: what the main-text extractor took for the story.
        headline: the title, to find where the article begins.

    """
    keys = [key_of(block.text) for block in blocks]
    story = _witnessed(keys, extracted)
    # A line that is all link leads elsewhere, whatever the extractor took it for.
    story = {n for n in story if blocks[n].links < len(blocks[n].text) * _ALL_LINK or len(keys[n]) < _SHORT}
    story |= _alike(blocks, keys, story)
    story = _without_doubles(keys, _or_heavier(blocks, keys, story))
    if not story:
        return []
    first, last = min(story), max(story)
    begin = _headline(blocks, keys, first, headline)
    story = _without_others(blocks, story | _prose_between(blocks, keys, begin, last, story), begin)
    story = _without_comments(blocks, story, begin)
    story |= _heads_over(blocks, begin, story)
    last = max(story)
    holder = _holder(blocks, story)
    pieces = []
    for number in range(begin, len(blocks)):
        block = blocks[number]
        if number in story:
            # A box or an appeal is one, whatever the extractor took it for.
            pieces.append(Piece(block, block.kind if block.kind in _APART and number != begin else None))
        elif number <= last or holder in block.path:
            if number > last and block.links > len(block.text) * LINKS:
                continue
            heads = number == begin and block.tag in _HEADS
            pieces.append(Piece(block, None if heads else block.kind or FurnitureKind.NAVIGATION))
    return pieces


def _witnessed(keys: list[str], extracted: str) -> set[int]:
    """Return the blocks that the extractor's text holds; short ones must be a line of it."""
    lines = Counter(key for line in extracted.split("\n") if (key := key_of(line)))
    whole = "".join(key_of(line) for line in extracted.split("\n"))
    found = {n for n, key in enumerate(keys) if key and (key in lines or (len(key) > _SHORT and key in whole))}
    # Where a page says a thing twice (a teaser and the story), the story is where its neighbours are.
    return _densest(keys, found)


def _densest(keys: list[str], found: set[int]) -> set[int]:
    seen: dict[str, list[int]] = {}
    for number in sorted(found):
        seen.setdefault(keys[number], []).append(number)
    single = sorted(places[0] for places in seen.values() if len(places) == 1)
    if not single:
        return found
    middle = single[len(single) // 2]
    return {min(places, key=lambda n: abs(n - middle)) for places in seen.values()}


def _alike(blocks: list[Block], keys: list[str], story: set[int]) -> set[int]:
    """Return paragraphs the extractor left out that stand beside several it took, in the same element."""
    long = [number for number in story if len(keys[number]) > PARAGRAPH]
    beside = Counter(blocks[number].parent for number in long)
    above = Counter(element for number in long for element in blocks[number].path[-3:-2])
    others = [
        number
        for number, block in enumerate(blocks)
        if number not in story and block.kind is None and block.tag in _PLAIN and _is_paragraph(block, keys[number])
    ]
    grouped = Counter(blocks[number].parent for number in others)
    return {
        number
        for number in others
        if beside[(block := blocks[number]).parent] > 1
        or (
            block.tag == "p"
            and grouped[block.parent] >= _GROUP
            and any(above[element] > 1 for element in block.path[-3:-2])
        )
    }


def _prose_between(blocks: list[Block], keys: list[str], begin: int, last: int, story: set[int]) -> set[int]:
    """Return whole sentences between headline and end that stand right beside headline or story and are nothing else.

    The extractor often leaves out a lead that is set apart, or what stands outside of paragraphs.
    """
    beside = {blocks[number].parent for number in story} | {blocks[begin].parent}
    return {
        number
        for number in range(begin + 1, last)
        if number not in story
        and (block := blocks[number]).kind is None
        and block.tag in _PLAIN
        and block.parent in beside
        and _is_paragraph(block, keys[number])
        and block.text.endswith(_SENTENCE_ENDS)
    }


def _without_others(blocks: list[Block], story: set[int], begin: int) -> set[int]:
    """Take out the stories of other articles of the page, where the headline's own article holds a story.

    Posts of a live blog are articles inside the article, or stand beside a headline that is in none.
    """
    own = blocks[begin].article
    inside = {number for number in story if own in blocks[number].path}
    weight = sum(len(blocks[number].text) for number in inside if number != begin)
    if not own or weight < _ONE_PIECE:
        return story
    return {number for number in story if number in inside or not blocks[number].article}


def _heads_over(blocks: list[Block], begin: int, story: set[int]) -> set[int]:
    """Return the headings right above a paragraph of the story: the extractor drops those of live blogs and terms."""
    return {
        number - 1
        for number in story
        if number - 1 > begin
        and number - 1 not in story
        and (block := blocks[number - 1]).kind is None
        and block.tag in _SUBHEADS
        and block.links < len(block.text) * LINKS
    }


def _without_comments(blocks: list[Block], story: set[int], begin: int) -> set[int]:
    """Take out what follows a long run of readers' comments, where the story stands before it."""
    run = 0
    for number in range(begin, max(story) + 1):
        run = run + 1 if blocks[number].kind is FurnitureKind.COMMENT_FORM else 0
        if run >= _COMMENTS:
            before = {n for n in story if n < number}
            return before if sum(len(blocks[n].text) for n in before) >= _ONE_PIECE else story
    return story


def _without_doubles(keys: list[str], story: set[int]) -> set[int]:
    """Take out blocks that say once more, in one piece, what several others say."""
    long = [number for number in story if len(keys[number]) > PARAGRAPH]
    return story - {
        big
        for big in long
        if len(keys[big]) > _ONE_PIECE and sum(keys[n] in keys[big] for n in long if n != big) >= _GROUP
    }


def _or_heavier(blocks: list[Block], keys: list[str], story: set[int]) -> set[int]:
    """Return the page's heaviest group of paragraphs where the extractor's story is much lighter."""
    groups: dict[int, set[int]] = {}
    for number, block in enumerate(blocks):
        if block.kind is None and block.tag in _PLAIN and _is_paragraph(block, keys[number]):
            for element in block.path[-3:-1]:
                groups.setdefault(element, set()).add(number)
    if not groups:
        return story
    weigh = {element: sum(len(keys[n]) for n in numbers) for element, numbers in groups.items()}
    heaviest = max(groups, key=lambda element: (weigh[element], element))
    if sum(len(keys[n]) for n in story) >= weigh[heaviest] * _ENOUGH:
        return story
    inside = {n for n in story if heaviest in blocks[n].path}
    return groups[heaviest] | inside


def _is_paragraph(block: Block, key: str) -> bool:
    return len(key) > PARAGRAPH and block.links < len(block.text) * LINKS


def mostly_links(block: Block) -> bool:
    """Say whether a block is rather a list of other stories."""
    return block.links >= len(block.text) * LINKS


def _holder(blocks: list[Block], story: set[int]) -> int:
    """Return the innermost element that holds nearly all of the story."""
    weights: Counter[int] = Counter()
    total = 0
    for number in story:
        size = len(blocks[number].text)
        total += size
        weights.update(dict.fromkeys(blocks[number].path, size))
    inside = [element for element, weight in weights.items() if weight >= total * 0.9]
    return max(inside)


def _headline(blocks: list[Block], keys: list[str], first: int, headline: str | None) -> int:
    """Return where the article begins: its headline before the story, else the story itself."""
    wanted = key_of(headline or "")
    for number in range(first, -1, -1):
        if wanted and keys[number] == wanted:
            return number
    heads = [number for number in range(max(0, first - _BEFORE), first) if blocks[number].tag == "h1"]
    return heads[-1] if heads else first


def extract(tree: Any, url: str | None, blocks: list[Block]) -> str:
    """Return what the main-text extractor takes for the story; empty where it finds nothing.

    Its second opinions (readability, jusText) take as long as all else: they are asked where the first is short, or
    leaves out most of the page's prose.
    """
    quick = _extracted(tree, url, fast=True)
    prose = sum(len(block.text) for block in blocks if block.kind is None and len(block.text) > PARAGRAPH)
    if len(quick) >= max(_SHORT_STORY, prose * _MOST_PROSE):
        return quick
    return _extracted(tree, url, fast=False)


def _extracted(tree: Any, url: str | None, fast: bool) -> str:
    import trafilatura

    try:
        found: Any = trafilatura.bare_extraction(
            tree, url=url, include_comments=False, include_tables=True, fast=fast, favor_precision=True
        )
    except (ValueError, TypeError, RecursionError, AttributeError, AssertionError, IndexError):
        return ""
    return (found.text or "") if found is not None else ""
