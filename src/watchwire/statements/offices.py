"""Who is meant by offices alone: “the Deputy Secretary”, “the Secretary and Foreign Ministers”."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from watchwire.entities.authors import TURN
from watchwire.language import Analysis
from watchwire.model import Entity, EntityKind, Span
from watchwire.statements.meeting_words import meeting_words


def _any_of(words: Collection[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


_RANK: Final = _any_of(meeting_words().ranks)
_OFFICE: Final = rf"(?:{_RANK} )*{_any_of(meeting_words().offices)}"
_ONE: Final = re.compile(rf"(?:the )(?P<office>{_OFFICE}|deputy)")
_SEVERAL: Final = re.compile(rf"(?:the )?{_OFFICE}(?:, (?:the )?{_OFFICE})*,? and (?:the |his |her )?{_OFFICE}")
_LOWERING: Final = _any_of(meeting_words().lowering)
_PARTS: Final = re.compile(r",? and |, ")
_LOWER: Final = re.compile(rf"{_RANK} $")
_NEXT_TO: Final = 2
_APPOSED: Final = 40
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
    described = " ".join(source.of(analysis.article.text).lower().split())
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
    return tuple(found) if one is not None or len(found) >= len(offices) > 1 else ()


def are_offices(described: str, roles: Sequence[Sequence[str]]) -> bool:
    """Say whether a phrase describes people by their offices alone (“the Secretary and Foreign Minister”).

    Args:
        described: the phrase.
        roles: the roles of each of the people, in lower case; a higher office than one of these is another's.

    """
    if not _SEVERAL.fullmatch(described.lower()):
        return False
    parts = [re.sub(r"^(?:the|his|her) ", "", part) for part in _PARTS.split(described.lower())]
    several = any(_single(part) != part for part in parts)
    held = [role for one in roles for role in one]
    if any(re.search(rf"\b{_LOWERING} {re.escape(_single(part))}\b", role) for part in parts for role in held):
        return any(_fits(role, _single(part)) for part in parts for role in held) and not several
    return len(roles) > len(parts) if several else len(roles) == len(parts)


def _single(office: str) -> str:
    return next((office[: -len(end)] + more for end, more in _ENDS if office.endswith(end)), office)


def holds(text: str, entity: Entity, office: str) -> bool:
    """Say whether a text names somebody with an office: in a role beside his name, and no higher or lower one.

    In a transcript it must be somebody who speaks there: whom else “the President” means is for the speaker to know.

    Args:
        text: the text.
        entity: the person.
        office: the office in the singular, in lower case.

    """
    if len(TURN.findall(text)) > 1 and not any(span.of(text).isupper() for span in entity.mentions):
        return False
    return any(_fits(role.of(text).lower(), office) for role in entity.roles if _is_beside(text, entity, role))


def _is_beside(text: str, entity: Entity, role: Span) -> bool:
    """Say whether a role stands before or behind a name of its holder (“Minister Berg”, “Berg, the Minister”)."""
    for name in entity.mentions:
        between = text[role.end : name.start] if role.end <= name.start else text[name.end : role.start]
        apposed = role.end > name.start and between.startswith((",", " (")) and not set(between) & set(".;\n")
        if role.overlaps(name) or len(between) <= _NEXT_TO or (apposed and len(between) <= _APPOSED):
            return True
    return False


def bare_office(described: str) -> str | None:
    """Return the office by which alone a phrase describes one person (“the President”), or None."""
    one = _ONE.fullmatch(described.lower())
    return one["office"] if one is not None else None


def _holders(analysis: Analysis, entities: Sequence[Entity], office: str, source: Span) -> list[tuple[Entity, Span]]:
    single = _single(office)
    text = analysis.article.text
    found: list[tuple[Entity, Span]] = []
    for entity in entities:
        before = [span for span in entity.mentions if span.end <= source.start]
        if entity.kind is EntityKind.PERSON and before and holds(text, entity, single):
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
