"""Pictures drawn on the server as SVG: who is named with whom, and what happened when. No script, nothing inline."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from watchwire.desk.views import Edge, Happening

_NODES = 24
_WIDTH, _HEIGHT = 960, 620
_NAME = 26
_ROW = 22
_LEFT = 10


@dataclass(frozen=True, slots=True)
class Node:
    """A person, body or government in the picture: its place, and how often it is told of."""

    name: str
    x: float
    y: float
    anchor: str
    weight: int

    @property
    def label(self) -> str:
        """The name, cut if it is long."""
        return self.name if len(self.name) <= _NAME else f"{self.name[: _NAME - 1]}…"


@dataclass(frozen=True, slots=True)
class Line:
    """An edge with its place; `number` is its place in the table below the picture."""

    number: int
    path: str
    width: float
    title: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A drawn network, and how many names were left out of the picture (the table has all)."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    left_out: int


def draw_network(edges: Sequence[Edge]) -> Graph:
    """Lay the most told of out on an ellipse, neighbours beside one another, and draw their edges."""
    weights: Counter[str] = Counter()
    for edge in edges:
        weights[edge.actor] += len(edge.told)
        weights[edge.recipient] += len(edge.told)
    shown = {name for name, _ in weights.most_common(_NODES)}
    order = _order(edges, shown, weights)
    nodes: dict[str, Node] = {}
    for number, name in enumerate(order):
        angle = 2 * math.pi * number / max(1, len(order)) - math.pi / 2
        x = _WIDTH / 2 + math.cos(angle) * (_WIDTH / 2 - 230)
        y = _HEIGHT / 2 + math.sin(angle) * (_HEIGHT / 2 - 40)
        anchor = "middle" if abs(math.cos(angle)) < 0.2 else ("start" if math.cos(angle) > 0 else "end")  # noqa: PLR2004
        nodes[name] = Node(name, round(x, 1), round(y, 1), anchor, weights[name])
    lines = [
        _line(number, edge, nodes[edge.actor], nodes[edge.recipient])
        for number, edge in enumerate(edges, 1)
        if edge.actor in nodes and edge.recipient in nodes
    ]
    return Graph(_WIDTH, _HEIGHT, tuple(nodes.values()), tuple(lines), len(weights) - len(nodes))


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


def _line(number: int, edge: Edge, a: Node, b: Node) -> Line:
    middle_x, middle_y = (a.x + b.x) / 2, (a.y + b.y) / 2
    bend = 0.35
    x = middle_x + (_WIDTH / 2 - middle_x) * bend
    y = middle_y + (_HEIGHT / 2 - middle_y) * bend
    title = f"{edge.actor} – {edge.type} – {edge.recipient} ({len(edge.told)})"
    return Line(number, f"M{a.x} {a.y}Q{x:.1f} {y:.1f} {b.x} {b.y}", min(6.0, 1 + math.log2(len(edge.told) + 1)), title)


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
    """A drawn time line: bars, and the days that are written below."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    marks: tuple[tuple[float, str], ...]


def draw_timeline(happenings: Sequence[Happening]) -> Axis | None:
    """Draw dated events as bars in as many rows as they need; None where there is none."""
    if not happenings:
        return None
    first = min(item.first for item in happenings)
    last = max(item.last for item in happenings)
    days = max(1, (last - first).days + 1)
    scale = (_WIDTH - 2 * _LEFT) / days
    rows: list[float] = []
    bars = []
    for number, item in enumerate(happenings, 1):
        x = _LEFT + (item.first - first).days * scale
        width = max(6.0, ((item.last - item.first).days + 1) * scale - 1)
        row = next((k for k, end in enumerate(rows) if end + 2 <= x), len(rows))
        if row == len(rows):
            rows.append(0.0)
        rows[row] = x + width
        when = str(item.first) if item.first == item.last else f"{item.first} to {item.last}"
        bars.append(
            Bar(round(x, 1), round(width, 1), 6 + row * _ROW, item.certainty, f"{when}: {item.content}", number)
        )
    height = 6 + len(rows) * _ROW + 30
    return Axis(_WIDTH, height, tuple(bars), tuple(_marks(first, last, scale)))


def _marks(first: date, last: date, scale: float) -> list[tuple[float, str]]:
    steps = 6
    days = (last - first).days
    found = []
    for k in range(steps + 1):
        day = first + timedelta(days=round(days * k / steps))
        found.append((round(_LEFT + (day - first).days * scale, 1), day.isoformat()))
    return list(dict.fromkeys(found))
