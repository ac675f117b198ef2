"""Where a name cannot go on: ends of sentences and paragraphs, found by marks alone."""

import re
from typing import Final

from watchwire.names.tokens import Token

_BREAK: Final = re.compile(r"\n\s*\n|[!?;:|•»]|\.(?=\s+[^\W\d_a-z])|\.\s*\n")
_INITIAL_STOP: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]\.$")
_TITLE_STOP: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Prof|St|Sen|Rep|Gov|Jr|Sr|Co|Ltd|Inc|No|CO|LTD|INC|JR|SR|ST)\.$"
)


def breaks_of(text: str, tokens: list[Token]) -> list[int]:
    """Return for each token the number of the token that begins its stretch without a break."""
    found: list[int] = []
    begin = 0
    for number, token in enumerate(tokens):
        if number:
            before = tokens[number - 1]
            end = before.end
            if (token.start - end != 1 or text[end] != " ") and _is_break(text, before, text[end : token.start]):
                begin = number
        found.append(begin)
    return found


def _is_break(text: str, before: Token, gap: str) -> bool:
    if not gap.strip(" -‐‑–'’"):
        return "\n\n" in gap
    if gap == ".":
        return False  # inside an abbreviation or an address ("VEB.RF")
    if "." in gap and "\n\n" not in gap:
        head = text[max(0, before.start - 1) : before.end + 1]
        return not (_INITIAL_STOP.search(head) or _TITLE_STOP.search(head) or len(before.norm) == 1)
    return bool(_BREAK.search(gap)) or "\n\n" in gap or len(gap) > 12  # noqa: PLR2004
