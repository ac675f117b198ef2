"""Where a text says that several make it together: the patterns, from data."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from watchwire.model import Span
from watchwire.statements.meeting_words import meeting_words
from watchwire.tables import read_yaml

_EARLY = 2000
"""Within how many characters a text says whose it is."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns for those who make a statement, and for what says that there are several of them."""

    plain: tuple[re.Pattern[str], ...]
    titled: tuple[re.Pattern[str], ...]
    title: re.Pattern[str]
    finite: re.Pattern[str]
    many: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    content: dict[str, Any] = read_yaml("watchwire.statements", "joint.yaml")
    parts = {name: f"(?:{'|'.join(words)})" for name, words in content["words"].items()}
    parts["end"], parts["lower"] = content["end"], parts["bodies"].lower()
    parts["stating"] = f"(?:{'|'.join(sorted(meeting_words().stating))})"

    def made(pattern: str) -> re.Pattern[str]:
        return re.compile(re.sub(r"<(\w+)>", lambda found: parts.get(found[1], found[0]), pattern), re.MULTILINE)

    return _Patterns(
        (*map(made, content["patterns"]), made(content["members"])),
        tuple(map(made, content["titled"])),
        re.compile(rf"[^\n]*\b{parts['paper']}\b", re.IGNORECASE),
        re.compile(rf"\b{parts['finite']}\b"),
        re.compile(rf"\b{parts['many']}\b", re.IGNORECASE),
    )


def joint_speakers(text: str) -> Span | None:
    """Return the words for those who make a joint statement (“the governments of Canada and Mexico”), or None.

    Args:
        text: the text of an article.

    """
    patterns = _patterns()
    titled = patterns.titled if patterns.title.match(text) else ()
    for pattern in (*patterns.plain[:-1], *titled, patterns.plain[-1]):
        found = pattern.search(text, 0, _EARLY)
        if found is None or not patterns.many.search(found["who"]):
            continue
        if pattern not in titled or not patterns.finite.search(found["who"]):
            return Span(found.start("who"), found.start("who") + len(found["who"].rstrip(" ,")))
    return None
