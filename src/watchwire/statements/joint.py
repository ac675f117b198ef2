"""Whose word a joint statement is: there “we” are those that its text names as who released it."""

import re

from watchwire.model import Span

_END = (
    r"(?= on the | on [A-Z0-9]| following| regarding| after | in response| concerning| about | at the |, following"
    r"|, which|[:;]|(?<![A-Z])\.(?=\s|$)|\s*\n|$)"
)
_WHO = r"(?P<who>[^\n:]{8,400}?)"
_STATEMENT = r"(?:statement|communiqu[ée]|declaration)"
_MADE = r"(?:released|issued|made|adopted|agreed|delivered|published|given)"
_BODIES = "Representatives|Members|Ministers|Leaders|Foreign Ministers|Heads|Envoys|Governments"
_JOINT = (
    re.compile(rf"\b{_STATEMENT}s?\b[^.\n:]{{0,60}}? {_MADE} (?:\w+ ){{0,2}}?by {_WHO}{_END}"),
    re.compile(rf"\bis an? (?:joint )?{_STATEMENT} (?:by|from|of) {_WHO}{_END}"),
    re.compile(
        rf"^(?P<who>(?:{_BODIES}) (?:of|from) [^\n.:]{{8,300}}?) (?:met|gathered|convened|issued|released|held|came)\b"
        r"(?=[^\n]*\n\s*Begin [Tt]ext)",
        re.MULTILINE,
    ),
)
_EARLY = 2000
"""Within how many characters a text says whose it is."""
_MANY = re.compile(
    r"\band\b|\b(?:governments|ministers|members|leaders|representatives|envoys|states)\b", re.IGNORECASE
)


def joint_speakers(text: str) -> Span | None:
    """Return the words for those who make a joint statement (“the governments of Canada and Mexico”), or None.

    Args:
        text: the text of an article.

    """
    for pattern in _JOINT:
        found = pattern.search(text, 0, _EARLY)
        if found is not None and _MANY.search(found["who"]):
            return Span(found.start("who"), found.start("who") + len(found["who"].rstrip(" ,")))
    return None
