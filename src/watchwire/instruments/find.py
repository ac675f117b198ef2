"""Where a text cites instruments. What they are is `link.py`'s question."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from watchwire.instruments.families import Family, families, known, names, nicknames, parts, plain
from watchwire.model import Span
from watchwire.prefilter import Held

_BEHIND = 160
"""How far before an instrument its part may begin."""
_JOINED = re.compile(r",? (?:and|or|et|ou|und|y|e|и|as well as) |, |/")
_SHORT = 4
"""Short forms of so few letters mean many things: they count where the text gives the full name too, or a section."""
_WORDS = 2
_ACT = re.compile(
    r"(?<![\w’-])(?P<name>(?:(?!Act\b)[A-Z][\w’.&-]*,? (?:(?:and|of|for|the|on|to|in|with|by|against) ){0,2}){1,10})"
    r"Act(?P<year> of (?:18|19|20)\d\d)?(?![\w-])"
)
# What a sentence puts before the name of an act: its first words, and what ends in "by the", "to the", ", the".
_BEFORE = re.compile(
    r"^.*(?:, (?:and )?the|\b(?:by|to|under|with|in) the) (?=[A-Z])|^.*\bUnited States\. The "
    r"|^(?:(?:The|This|That|These|In|Under|Pursuant|By|To|And|But|Its|Our|Their|His|Her|With|For|Of|On|As|At|A|An|Section|"
    r"U\.S\.) (?:(?:to|of|the|by|with|for|in) )*)+"
)
_NO_ACT = re.compile(
    r"(?:^|\s)(?:Must|Will|Can|Could|Should|[Tt]o|We|They|Let|Please|Not|First|Final|Class|Balancing|Founding) $"
)


@dataclass(frozen=True, slots=True)
class Found:
    """One citation: where, of which instrument, and which part of it."""

    span: Span
    key: str
    kind: str
    issuer: str
    name: str
    part: str = ""


def find_citations(text: str, english: bool = True) -> list[Found]:
    """Return the citations in a text, in order.

    Args:
        text: any text; line breaks count as blanks.
        english: whether acts that are not known by name are looked for too (“the … Act”), as English writes them.

    """
    line = plain(text)
    found = _Taken(len(line))
    held = Held(line)
    for item in _by_name(held):
        found.add(item)
    for family in families():
        if family.context is None or (held.may(family.context) and family.context.search(line)):
            for item in _of_family(held, family):
                found.add(item)
    if english:
        for item in _acts(line):
            found.add(item)
    items = sorted(found.items, key=lambda item: item.span)
    nexts = [*(item.span.start for item in items[1:]), len(line)]
    whole: list[Found] = []
    for item, until in zip(items, nexts, strict=False):
        whole.append(_with_part(line, item, whole[-1].span.end if whole else 0, until))
    named = {item.key for item in whole if len(item.span) > _SHORT}
    whole = [item for item in whole if not _weak(item, named)]
    for item in whole:
        found.take(item.span)
    return sorted([*whole, *_alone(held, whole, found)], key=lambda item: item.span)


class _Taken:
    """Citations that do not overlap: who comes first keeps the words."""

    def __init__(self, length: int) -> None:
        self.items: list[Found] = []
        self._taken = bytearray(length)

    def add(self, item: Found) -> None:
        if not self.has(item.span):
            self.take(item.span)
            self.items.append(item)

    def take(self, span: Span) -> None:
        self._taken[span.start : span.end] = b"\1" * len(span)

    def has(self, span: Span) -> bool:
        return 1 in self._taken[span.start : span.end]


def _by_name(held: Held) -> Iterator[Found]:
    pattern, owners = names()
    for match in held.find(pattern):
        yield _known(Span(*match.span()), owners[match[0]])


def _known(span: Span, key: str, part: str = "") -> Found:
    item = known()[key]
    return Found(span, key, item.kind, item.issuer, item.name, part)


def _of_family(held: Held, family: Family) -> Iterator[Found]:
    line = held.text
    for pattern in family.patterns:
        for match in held.find(pattern):
            if family.unless is not None and family.unless.search(line[max(0, match.start() - 40) : match.start()]):
                continue
            yield _numbered(match, family, match)
            at = match.end()
            while family.series is not None and (joint := _JOINED.match(line, at)):
                following = family.series.match(line, joint.end())
                if following is None:
                    break
                yield _numbered(following, family, match)
                at = following.end()


def _numbered(match: re.Match[str], family: Family, first: re.Match[str]) -> Found:
    """Make a citation of a number; what a list says once (the title of a code) is its first member's."""
    given = {**first.groupdict(), **{name: value for name, value in match.groupdict().items() if value}}
    number = given["number"].replace("–", "-")
    title = given.get("title")
    key = f"{family.key}:{title}:{number}" if title else f"{family.key}:{number}"
    part = match.groupdict().get("part") or ""
    year = match.groupdict().get("year")
    span = Span(*match.span())
    if key in known():
        held = _known(span, key)
    else:
        name = family.name.format(number=number, title=title) + (f" ({year})" if year else "")
        held = Found(span, key, family.kind, family.issuer, name)
    return replace(held, part=f"{number}{part}" if part else "")


def _acts(line: str) -> Iterator[Found]:
    for match in _ACT.finditer(line) if "Act" in line else ():
        name = match["name"]
        start = match.start()
        if before := _BEFORE.match(name):
            start += before.end()
            name = name[before.end() :]
        # One word before "Act" is most often the end of a longer name.
        if len(name.split()) < _WORDS and not match["year"]:
            continue
        if not name.strip() or _NO_ACT.search(f" {name}") or name.isupper():
            continue
        full = f"{name}Act"
        yield Found(Span(start, match.end()), f"act:{full.casefold()}", "act", "", full)


def _with_part(line: str, item: Found, since: int, until: int) -> Found:
    """Add the part that is named before or after an instrument, and its words, between its neighbours."""
    held = parts()
    behind = max(since, item.span.start - _BEHIND)
    if before := held.before.search(line[behind : item.span.start]):
        return replace(item, span=Span(behind + before.start(), item.span.end), part=_listed(before["parts"]))
    if not item.part and (after := held.after.match(line, item.span.end, until)):
        return replace(item, span=Span(item.span.start, after.end()), part=_listed(after["parts"]))
    return item


def _listed(text: str) -> str:
    return ", ".join(parts().number.findall(text))


def _weak(item: Found, named: set[str]) -> bool:
    """Say whether a short form stands without its full name and without a section."""
    return item.key in known() and len(item.span) <= _SHORT and not item.part and item.key not in named


def _alone(held: Held, beside: list[Found], taken: _Taken) -> Iterator[Found]:
    """Yield sections without an instrument where it is clear whose they are.

    That of the same number that the text gives with its instrument; a number that is known by itself; else, for a
    subsection as orders have them ("section 1(a)(vii)"), the order that was cited last.
    """
    owners: dict[str, Found] = {}
    for item in beside:
        for part in item.part.split(", "):
            owners.setdefault(part, item)
    orders = [item for item in beside if item.kind == "order"]
    ends = [item.span.end for item in orders]
    for match in held.find(parts().alone):
        span = Span(*match.span())
        numbers = _listed(match["parts"] or match["known"])
        first = numbers.split(", ", maxsplit=1)[0]
        if taken.has(span):
            continue
        if first in owners:
            yield replace(owners[first], span=span, part=numbers)
        elif first in nicknames():
            yield _known(span, nicknames()[first], numbers)
        elif "(" in first:
            before = bisect_left(ends, span.start + 1)
            if before:
                yield replace(orders[before - 1], span=span, part=numbers)
