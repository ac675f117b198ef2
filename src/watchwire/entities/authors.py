"""Who signs a text: whom “I” means outside quotations."""

import re

from watchwire.language import Analysis
from watchwire.model import Entity, EntityKind

_BYLINE_LINES = 8
_BYLINE_LONGEST = 110
_ATTRIBUTABLE = re.compile(r"\battribut(?:able|ed) to\b[^\n:]{0,80}$", re.IGNORECASE)
TURN = re.compile(r"^[ \t]*[“\"]?(?:[A-Z][A-Z.’' -]{2,40}[A-Z]|Q|A):[ \t]", re.MULTILINE)
"""Who speaks, at the start of a turn of a transcript."""


def author_of(analysis: Analysis, entities: tuple[Entity, ...]) -> str | None:
    """Return who signs the text: the person of a byline, of “attributable to …:”, or the article's author.

    “I” outside quotations is that person. “We” says it too, but what “we” do a government does, and not who signs.
    """
    text = analysis.article.text
    if len(TURN.findall(text)) > 1:
        return None  # in a transcript “I” is whose turn it is
    people = [entity for entity in entities if entity.kind is EntityKind.PERSON]
    found: list[str] = []
    for entity in people:
        for span in entity.mentions:
            line_end = text.find("\n", span.end)
            rest = text[span.end : line_end if line_end >= 0 else len(text)].strip()
            line_start = text.rfind("\n", 0, span.start) + 1
            early = text[:line_start].count("\n") < _BYLINE_LINES and line_start > 0
            byline = early and span.start - line_start <= 1 and len(rest) <= _BYLINE_LONGEST and rest[:1] in {"", ","}
            signs = rest == ":" and _ATTRIBUTABLE.search(text[max(0, span.start - _BYLINE_LONGEST) : span.start])
            if (byline and not rest.endswith(".") and len(span.of(text).split()) > 1) or signs:
                found.append(entity.id)
                break
    if not found and analysis.article.author:
        found = [entity.id for entity in people if entity.name in analysis.article.author]
    return found[0] if len(found) == 1 else None
