"""A page as blocks of text in the order of reading, each with what the page's structure says it is."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from watchwire.model import FurnitureKind
from watchwire.sources.bylines import Mark, is_byline
from watchwire.tables import read_table

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "  # noqa: SIM905
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody tfoot "
    "thead tr ul".split()
)
_CELLS = frozenset({"td", "th"})
_SILENT = frozenset(
    "script style noscript template svg iframe object embed select option button input textarea canvas audio video "  # noqa: SIM905
    "head title math applet map datalist".split()
)
_SPACE = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
_PARTS = re.compile(r"[^\W_]+", re.UNICODE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DEEPEST = 400
PARAGRAPH = 60
"""From how many characters on a block is a paragraph of a text."""
LINKS = 0.35
"""The share of links in it from which on it is rather a list of other stories."""
_MUCH = 0.4
# Who is named in one of these has written something else.
_ELSEWHERE = frozenset({FurnitureKind.NAVIGATION, FurnitureKind.COMMENT_FORM, FurnitureKind.BREADCRUMB})
# Words that call an element furniture mean nothing on what holds the whole page or the whole story.
_HOLDERS = frozenset({"body", "html", "main", "article"})


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text without a block inside it.

    `text` has its white space folded; a line end stands for `<br>`, a tab between cells of a table. `kind` is what
    kind of furniture its place in the page makes it. `parent` numbers the element that holds the block, `links` is
    how many of its characters are in links, `path` are the numbers of the elements around, outermost first; `said_by`
    is the one whose class or name gives the kind, `article` the `<article>` it stands in (0: none).
    """

    text: str
    tag: str
    kind: FurnitureKind | None
    parent: int
    links: int
    path: tuple[int, ...]
    time: str | None = None
    said_by: int = 0
    article: int = 0


@dataclass(slots=True)
class _Open:
    """An element that is being walked."""

    element: Any
    kind: FurnitureKind | None
    tag: str
    path: tuple[int, ...]
    link: bool
    block: bool
    said_by: int = 0
    article: int = 0


def blocks_of(tree: Any) -> list[Block]:
    """Return the blocks of a page's body."""
    return marked_blocks(tree)[0]


def marked_blocks(tree: Any) -> tuple[list[Block], list[Mark]]:
    """Return the blocks of a page's body, and the elements that its structure calls bylines."""
    body = tree if tree.tag == "body" else tree.find(".//body")
    walk = _Walk()
    blocks = list(walk.blocks(tree if body is None else body))
    return _holders_freed(blocks), walk.marks


def _holders_freed(blocks: list[Block]) -> list[Block]:
    """Take back what a class says of an element that holds much of the page: `paywall` often wraps the story."""
    weights: Counter[int] = Counter()
    total = 0
    for block in blocks:
        if len(block.text) >= PARAGRAPH and block.links < len(block.text) * LINKS:
            total += len(block.text)
            weights[block.said_by if block.kind else 0] += len(block.text)
    free = {number for number, weight in weights.items() if number and weight > total * _MUCH}
    return [replace(block, kind=None) if block.kind and block.said_by in free else block for block in blocks]


class _Walk:
    """One walk over a page. Without recursion: pages may be nested as deep as a stranger likes."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.linked = 0
        self.time: str | None = None
        self.count = 0
        self.done = 0
        self.marks: list[Mark] = []

    def blocks(self, root: Any) -> Iterator[Block]:
        stack: list[tuple[_Open, Iterator[Any]]] = []
        first = self._enter(root, None)
        if first is None:
            return
        self._say(root.text, first)
        stack.append((first, iter(root)))
        while stack:
            here, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if here.block:
                    yield from self._close(here)
                elif here.tag in _CELLS:
                    self.parts.append("\t")
                if stack:
                    self._say(here.element.tail, stack[-1][0])
                continue
            if child.tag == "br":
                self.parts.append("\n")
            inside = self._enter(child, here) if len(stack) < _DEEPEST else None
            if inside is None:
                self._say(child.tail, here)
                continue
            if inside.block:
                yield from self._close(here)
            self._say(child.text, inside)
            stack.append((inside, iter(child)))

    def _enter(self, element: Any, above: _Open | None) -> _Open | None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SILENT or tag == "br":
            return None
        block = tag in _BLOCKS
        attributes = element.attrib
        if attributes and ("hidden" in attributes and block):
            return None
        if "datetime" in attributes and self.time is None:
            self.time = attributes["datetime"]
        own = _own_kind(tag, attributes) if block else None
        if attributes and (above is None or above.kind not in _ELSEWHERE):
            one = is_byline(tag, attributes)
            if one is not None:
                self.marks.append(Mark(self.done, element, one))
        path = above.path if above else ()
        if block or not path:
            self.count += 1
            path = (*path, self.count)
        kind, said_by = (own, self.count) if own or above is None else (above.kind, above.said_by)
        inside = self.count if tag == "article" else above.article if above else 0
        return _Open(element, kind, tag, path, tag == "a" or bool(above and above.link), block, said_by, inside)

    def _say(self, text: str | None, here: _Open) -> None:
        if text:
            # White space of the source is a space, whatever it is; `<br>` alone ends a line.
            self.parts.append(" ".join(text.split("\n")) if "\n" in text else text)
            if here.link:
                self.linked += len(text.strip())

    def _close(self, here: _Open) -> Iterator[Block]:
        raw, linked, stated = "".join(self.parts), self.linked, self.time
        self.parts, self.linked, self.time = [], 0, None
        cells = "\t" in raw and here.tag == "tr"
        text = "\t".join(_flat(cell) for cell in raw.split("\t")).strip("\t ") if cells else _flat(raw)
        if text:
            self.done += 1
            yield Block(
                text,
                here.tag,
                here.kind,
                here.path[-2] if len(here.path) > 1 else 0,
                linked,
                here.path,
                stated,
                here.said_by,
                here.article,
            )


def _flat(raw: str) -> str:
    return _LINES.sub("\n", _SPACE.sub(" ", raw)).strip()


@cache
def _rules() -> dict[str, list[tuple[FurnitureKind, re.Pattern[str]]]]:
    found: dict[str, list[tuple[FurnitureKind, re.Pattern[str]]]] = {"tag": [], "role": [], "word": []}
    for row in read_table("watchwire.sources", "structure.tsv"):
        found[row["where"]].append((FurnitureKind(row["kind"]), re.compile(row["pattern"])))
    return found


def _own_kind(tag: str, attributes: Any) -> FurnitureKind | None:
    kind = _fits("tag", tag)
    if kind is not None or tag in _HOLDERS or not attributes:
        return kind
    role = attributes.get("role")
    if role and (kind := _fits("role", role)) is not None:
        return kind
    words = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return _kind_of_words(words) if words != " " else None


@lru_cache(maxsize=1 << 14)
def _kind_of_words(words: str) -> FurnitureKind | None:
    parts = [word.lower() for word in _PARTS.findall(_CAMEL.sub(" ", words))]
    pairs = (f"{a}{b}" for a, b in pairwise(parts))  # “fact-box” is “factbox”
    return next((kind for word in (*parts, *pairs) if (kind := _fits("word", word)) is not None), None)


@lru_cache(maxsize=1 << 14)
def _fits(where: str, word: str) -> FurnitureKind | None:
    return next((kind for kind, pattern in _rules()[where] if pattern.fullmatch(word)), None)
