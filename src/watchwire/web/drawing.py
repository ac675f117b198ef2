"""Pictures drawn on the server as SVG: who is named with whom, and what happened when. No script, nothing inline."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from watchwire.desk.happenings import Edge, Happening

_NODES = 24
_WIDTH, _HEIGHT = 960, 620
_NEAR, _FAR = 150, 250
"""How far from the middle names stand: at the ends of a bow, and in its middle."""
_LINE, _LEAST = 52, 200
"""The height of a name's line, and of the least picture."""
_NAME, _NARROW_NAME = 28, 22
"""How many characters of a name there is room for."""
_ROW = 22
_NARROW = 344
_NARROW_AXIS = 186
_NARROW_ROW = 34
_TYPES = 2
_LABELLED = 24
"""How many lines of a network are labelled: more labels than that cover one another, and the table has them all."""
_LEFT = 40
_SHORT = 11
"""How far before a name its arrow ends."""
_GAP = 46
_DAY_WIDTH = 84.0
"""The room that a day takes which is written below the time line."""
_LONG_SHARE = 0.2
_LONG_DAYS = 45


_Way = tuple[str, float, float]
"""The path of a line, and the place of its label."""


@dataclass(frozen=True, slots=True)
class Node:
    """A person, body or government in the picture: its place, and how often it is told of."""

    name: str
    x: float
    y: float
    anchor: str
    weight: int
    most: int = _NAME

    @property
    def label(self) -> str:
        """The name, cut if it is longer than there is room for."""
        return self.name if len(self.name) <= self.most else f"{self.name[: self.most - 1]}…"


@dataclass(frozen=True, slots=True)
class Line:
    """An edge with its place; `number` is its place in the table below the picture."""

    number: int
    path: str
    width: float
    title: str
    label: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Graph:
    """A drawn network, and how many names were left out of the picture (the table has all)."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    left_out: int


def draw_network(edges: Sequence[Edge]) -> Graph:
    """Lay the most told of out on two bows, down the right one and up the left, and draw their edges.

    Neighbours stand beside one another, and each name has a line of its own, so that none is written over another.
    """
    weights, order = _shown(edges)
    nodes: dict[str, Node] = {}
    half = (len(order) + 1) // 2
    height = min(_HEIGHT, max(_LEAST, half * _LINE))
    for number, name in enumerate(order):
        right = number < half
        line = number if right else len(order) - 1 - number
        share = (line + 0.5) / half
        reach = _NEAR + (_FAR - _NEAR) * math.sin(math.pi * share)
        x = _WIDTH / 2 + (reach if right else -reach)
        nodes[name] = Node(name, round(x, 1), round(height * share, 1), "start" if right else "end", weights[name])
    return Graph(
        _WIDTH,
        height,
        tuple(nodes.values()),
        _lines(edges, nodes, partial(_bent, middle=height / 2)),
        len(weights) - len(nodes),
    )


def draw_narrow(edges: Sequence[Edge]) -> Graph:
    """Draw the same for a phone: names one below the other, and what is told of them as arcs beside them."""
    weights, order = _shown(edges)
    nodes = {
        name: Node(name, _NARROW_AXIS, (number + 0.5) * _NARROW_ROW, "end", weights[name], _NARROW_NAME)
        for number, name in enumerate(order)
    }
    height = len(order) * _NARROW_ROW
    return Graph(_NARROW, height, tuple(nodes.values()), _lines(edges, nodes, _arc), len(weights) - len(nodes))


def _shown(edges: Sequence[Edge]) -> tuple[Counter[str], list[str]]:
    """Return how often each name is told of, and the names that are drawn, in order."""
    weights: Counter[str] = Counter()
    for edge in edges:
        weights[edge.actor] += len(edge.told)
        weights[edge.recipient] += len(edge.told)
    return weights, _order(edges, {name for name, _ in weights.most_common(_NODES)}, weights)


def _lines(edges: Sequence[Edge], nodes: Mapping[str, Node], way: Callable[[Node, Node], _Way]) -> tuple[Line, ...]:
    """Draw one line for all that the one does to the other; it leads to the first of these in the table."""
    pairs: dict[tuple[str, str], list[tuple[int, Edge]]] = {}
    for number, edge in enumerate(edges, 1):
        if edge.actor in nodes and edge.recipient in nodes:
            pairs.setdefault((edge.actor, edge.recipient), []).append((number, edge))
    found = []
    for (actor, recipient), held in pairs.items():
        path, x, y = way(nodes[actor], nodes[recipient])
        types = [edge.type for _, edge in held]
        told = sum(len(edge.told) for _, edge in held)
        title = f"{actor} → {', '.join(types)} → {recipient} ({told})"
        label = ", ".join(types[:_TYPES]) + (" …" if len(types) > _TYPES else "") if len(pairs) <= _LABELLED else ""
        width = min(6.0, 1 + math.log2(told + 1))
        found.append(Line(held[0][0], path, width, title, label, round(x, 1), round(y, 1)))
    return tuple(found)


def _order(edges: Sequence[Edge], shown: set[str], weights: Counter[str]) -> list[str]:
    """Walk from the most told of to its neighbours, so that edges stay short."""
    near: dict[str, Counter[str]] = {name: Counter() for name in shown}
    for edge in edges:
        if edge.actor in shown and edge.recipient in shown:
            near[edge.actor][edge.recipient] += len(edge.told)
            near[edge.recipient][edge.actor] += len(edge.told)
    order: list[str] = []
    left = sorted(shown, key=lambda name: (-weights[name], name))
    while left:
        stack = [left[0]]
        while stack:
            name = stack.pop()
            if name in left:
                left.remove(name)
                order.append(name)
                stack.extend(other for other, _ in reversed(near[name].most_common()) if other in left)
    return order


def _bent(a: Node, b: Node, middle: float) -> _Way:
    middle_x, middle_y = (a.x + b.x) / 2, (a.y + b.y) / 2
    # Each way has its own bend, so that what the one does to the other is not drawn over what the other does to it.
    bend = 0.35 if a.name <= b.name else 0.2
    x = middle_x + (_WIDTH / 2 - middle_x) * bend
    y = middle_y + (middle - middle_y) * bend
    away = math.hypot(b.x - x, b.y - y) or 1.0
    end_x, end_y = b.x - (b.x - x) / away * _SHORT, b.y - (b.y - y) / away * _SHORT
    path = f"M{a.x} {a.y}Q{x:.1f} {y:.1f} {end_x:.1f} {end_y:.1f}"
    return path, (a.x + 2 * x + b.x) / 4, (a.y + 2 * y + b.y) / 4


def _arc(a: Node, b: Node) -> _Way:
    """Return a way to the right of the names; one that leads upwards bends farther, so that it covers no other."""
    apart = abs(a.y - b.y) / _NARROW_ROW
    x = a.x + min(_NARROW - a.x - 40, 44 + 22 * apart) * (1.2 if b.y < a.y else 1.0)
    y = (a.y + b.y) / 2
    end_y = b.y + math.copysign(4, a.y - b.y)
    return f"M{a.x + 8} {a.y}Q{x:.1f} {y:.1f} {b.x + _SHORT} {end_y:.1f}", (a.x + x) / 2 + 10, y + 4


@dataclass(frozen=True, slots=True)
class Bar:
    """An event on the time line."""

    x: float
    width: float
    y: float
    tone: str
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class Axis:
    """A drawn time line: bars, the days that are written below, and where days without an event are left out."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    marks: tuple[tuple[float, str], ...]
    breaks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Days that are drawn at one scale, from a place on."""

    first: date
    last: date
    x: float


def draw_timeline(happenings: Sequence[Happening]) -> Axis | None:
    """Draw dated events as bars in as many rows as they need; None where there is none.

    A long time without an event is left out and marked: one date far away does not press all others together.
    """
    if not happenings:
        return None
    stretches, scale = _stretches(happenings)
    rows: list[float] = []
    bars = []
    for number, item in enumerate(happenings, 1):
        x = _place(stretches, scale, item.first)
        width = max(6.0, _place(stretches, scale, item.last) + scale - x - 1)
        row = next((k for k, end in enumerate(rows) if end + 2 <= x), len(rows))
        if row == len(rows):
            rows.append(0.0)
        rows[row] = x + width
        when = str(item.first) if item.first == item.last else f"{item.first} to {item.last}"
        bars.append(
            Bar(round(x, 1), round(width, 1), 6 + row * _ROW, item.certainty, f"{when}: {item.content}", number)
        )
    height = 6 + len(rows) * _ROW + 30
    breaks = tuple(round(stretch.x - _GAP / 2, 1) for stretch in stretches[1:])
    return Axis(_WIDTH, height, tuple(bars), tuple(_marks(stretches, scale)), breaks)


def _stretches(happenings: Sequence[Happening]) -> tuple[list[_Stretch], float]:
    """Return the stretches of days in which something happens, and how wide a day is."""
    spans = sorted((item.first, item.last) for item in happenings)
    whole = (max(last for _, last in spans) - spans[0][0]).days + 1
    long = max(_LONG_DAYS, whole * _LONG_SHARE)
    merged = [spans[0]]
    for first, last in spans[1:]:
        if (first - merged[-1][1]).days > long:
            merged.append((first, last))
        else:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
    days = [(last - first).days + 1 for first, last in merged]
    room = _WIDTH - 2 * _LEFT - _GAP * (len(merged) - 1)
    narrow = sum(max(0.0, _DAY_WIDTH - _GAP - held * room / sum(days)) for held in days[:-1])
    scale = max(room - narrow, room / 4) / sum(days)
    x, found = float(_LEFT), []
    for (first, last), held in zip(merged, days, strict=True):
        found.append(_Stretch(first, last, x))
        x += max(held * scale + _GAP, _DAY_WIDTH)
    return found, scale


def _place(stretches: Sequence[_Stretch], scale: float, day: date) -> float:
    held = next((s for s in reversed(stretches) if s.first <= day), stretches[0])
    return held.x + (min(day, held.last) - held.first).days * scale


def _marks(stretches: Sequence[_Stretch], scale: float) -> list[tuple[float, str]]:
    """Write days below: where each stretch begins, and within it where there is room."""
    found: list[tuple[float, str]] = []
    for number, stretch in enumerate(stretches):
        days = (stretch.last - stretch.first).days
        steps = max(1, min(6, int(days * scale / _DAY_WIDTH)))
        ends = stretches[number + 1].x - _DAY_WIDTH if number + 1 < len(stretches) else math.inf
        for k in range(steps + 1):
            day = stretch.first + timedelta(days=round(days * k / steps))
            x = round(_place(stretches, scale, day), 1)
            if not k or found[-1][0] + _DAY_WIDTH <= x <= ends:
                found.append((x, day.isoformat()))
    return found
