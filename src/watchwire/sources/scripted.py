"""Stories that stand only in the data of a page's scripts, which a browser would write into it."""

import json
import re
from collections.abc import Iterator
from typing import Any

_KEYS = frozenset(
    {"body", "articlebody", "content", "text", "html", "bodyhtml", "bodytext", "contenthtml", "fulltext", "story"}
    | {"paragraph", "value", "blocks"}
)
_ASSIGNED = re.compile(r"\A\s*(?:window|self|globalThis)[\w.$\[\]\"']*\s*=\s*(?=[{\[])")
_LARGEST = 8_000_000
_MOST = 50_000
_LEAST = 400
_SENTENCE = re.compile(r"[^\W\d_]{2,}[.!?。]['\"”»]?(?:\s|\Z|<)")
_LEAST_SENTENCES = 4
_PROSE = 40


def scripted_body(tree: Any) -> str:
    """Return the longest prose in the data of a page's scripts, as text or markup; empty where there is none."""
    best = ""
    for script in tree.iter("script"):
        kind = (script.get("type") or "").lower()
        text = script.text or ""
        if len(text) < _LEAST or len(text) > _LARGEST or "ld+json" in kind:
            continue
        for found in _bodies(_parsed(text, kind)):
            if len(found) > len(best):
                best = found
    return best if len(_SENTENCE.findall(best)) >= _LEAST_SENTENCES else ""


def _parsed(text: str, kind: str) -> Any:
    text = text.strip()
    assigned = _ASSIGNED.match(text)
    if not (kind.endswith("json") or assigned):
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(text, assigned.end() if assigned else 0)[0]
    except (ValueError, RecursionError):
        return None


def _bodies(data: Any) -> Iterator[str]:
    """Yield the long texts of some data: a string by itself, or the paragraphs of a list in order."""
    stack, seen = [("", data)], 0
    while stack and seen < _MOST:
        key, item = stack.pop()
        seen += 1
        if isinstance(item, str):
            if len(item) >= _LEAST and key in _KEYS:
                yield item
        elif isinstance(item, dict):
            stack.extend((name.lower().replace("_", ""), held) for name, held in item.items())
        elif isinstance(item, list):
            joined = "\n\n".join(piece for held in item if (piece := _piece(held)))
            if len(joined) >= _LEAST:
                yield joined
            stack.extend((key, held) for held in item)


def _piece(item: Any) -> str:
    """Return the prose of one paragraph of a list."""
    if isinstance(item, str):
        return item if len(item) >= _PROSE and " " in item else ""
    if not isinstance(item, dict):
        return ""
    texts = [held for name, held in item.items() if isinstance(held, str) and name.lower().replace("_", "") in _KEYS]
    return max((text for text in texts if " " in text), key=len, default="")
