"""Who is meant by offices alone: “the Deputy Secretary”, “the Secretary and Foreign Ministers”."""

import re
from collections.abc import Sequence
from typing import Final

from watchwire.language import Analysis
from watchwire.model import Entity, EntityKind, Span

_RANK: Final = r"(?:under|deputy|vice|assistant|acting|first|prime|foreign|defen[cs]e|principal|special|permanent)"
_OFFICE: Final = (
    rf"(?:{_RANK} )*(?:secretar(?:y|ies)|ministers?|presidents?|chancellors?|ambassadors?|envoys?|commissioners?|king"
    r"|crown prince|high representative|representatives?)"
)
_ONE: Final = re.compile(rf"(?:the )(?P<office>{_OFFICE}|deputy)")
_SEVERAL: Final = re.compile(rf"(?:the )?{_OFFICE}(?:, (?:the )?{_OFFICE})*,? and (?:the |his |her )?{_OFFICE}")
_PARTS: Final = re.compile(r",? and |, ")
_LOWER: Final = re.compile(rf"{_RANK} $")
_ENDS: Final = (("ies", "y"), ("s", ""))


def holders_of(analysis: Analysis, entities: Sequence[Entity], source: Span) -> tuple[tuple[Entity, Span], ...]:
    """Return the people whom a description by offices alone means, each with his nearest earlier mention.

    An office in the singular means the one person named before with it, in the plural all of several; nobody where an
    office fits none, or several.

    Args:
        analysis: the analysed text.
        entities: the entities of the text.
        source: the description.

    """
    described = source.of(analysis.article.text).lower()
    one = _ONE.fullmatch(described)
    if one is None and not _SEVERAL.fullmatch(described):
        return ()
    offices = [one["office"]] if one is not None else _PARTS.split(described)
    found: list[tuple[Entity, Span]] = []
    for office in offices:
        holders = _holders(
            analysis, entities, office.removeprefix("the ").removeprefix("his ").removeprefix("her "), source
        )
        if not holders:
            return ()
        found += [pair for pair in holders if pair[0].id not in {entity.id for entity, _ in found}]
    return tuple(found) if one is not None or len(found) > 1 else ()


def _holders(analysis: Analysis, entities: Sequence[Entity], office: str, source: Span) -> list[tuple[Entity, Span]]:
    single = next((office[: -len(end)] + more for end, more in _ENDS if office.endswith(end)), office)
    text = analysis.article.text
    found: list[tuple[Entity, Span]] = []
    for entity in entities:
        before = [span for span in entity.mentions if span.end <= source.start]
        if entity.kind is EntityKind.PERSON and before and any(_fits(r.of(text).lower(), single) for r in entity.roles):
            found.append((entity, before[-1]))
    many = single != office
    return found if (len(found) > 1 if many else len(found) == 1) else []


def _fits(role: str, office: str) -> bool:
    """Say whether a person's role is an office and no lower one (“deputy secretary” is no “secretary”)."""
    if office == "deputy":
        return role.startswith("deputy ")
    for at in re.finditer(rf"\b{re.escape(office)}\b", role):
        if not _LOWER.search(role[: at.start()]) and not role[at.end() :].startswith("-"):
            return True
    return False
