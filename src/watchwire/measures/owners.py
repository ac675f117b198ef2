"""Bodies that a listed party is said to own, control or lead: of less weight, as a freeze reaches them too."""

import re
from collections.abc import Iterator
from datetime import date

from watchwire.events import frames
from watchwire.events.unnamed import is_somebody
from watchwire.language import Analysis, Word
from watchwire.measures.common import asset_freezes
from watchwire.model import Certainty, Concern, Entity, EntityKind, ListedRole, Span

_BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.VESSEL, EntityKind.AIRCRAFT, EntityKind.GROUP})
_NEAR, _GAP = 90, 110
"""How many characters may lie between a name and words of ownership; and between those who lead and what they lead."""
_DENIED = re.compile(r"\b(?:not|never|no longer|den(?:y|ies|ied))\b|n['’]t\b", re.IGNORECASE)
_DOUBTED = re.compile(
    r"\b(?:believed|thought|suspected|alleged(?:ly)?|reported(?:ly)?|rumou?red|said|presumed|apparently|possibly)\b",
    re.IGNORECASE,
)
_EMPTY = frozenset(
    {"be", "have", "say", "believe", "think", "report", "know", "describe", "majority", "register", "base", "list"}
)
_BELONGS = re.compile(r"\b(?:belong(?:s|ed|ing) to|owned by|linked to|registered to)\b", re.IGNORECASE)
_QUOTES = frozenset({'"', "”", "“", "''", "``", "’"})
_AGAINST = frozenset({"against", "than", "from", "opposed", "without"})
_SHARE = "the share that is owned: freezes reach what listed parties own or control, by half or more"
_LEADS = "whether the listed person controls the body"


def owned_bodies(
    analysis: Analysis, entities: tuple[Entity, ...], listed: dict[str, set[str]], day: date
) -> Iterator[Concern]:
    """Yield a concern where words of ownership stand between a listed party and a body.

    Args:
        analysis: the analysed text.
        entities: the entities of the article.
        listed: the ids of parties that may be listed, with their programmes.
        day: the day whose law is asked for.

    """
    text = analysis.article.text
    told: set[tuple[str, str]] = set()
    for match, owner_first in _patterns(text) if listed else ():
        sides = _on_both_sides(analysis, entities, match.start(), match.end())
        if sides is None:
            continue
        (left, one), (right, other) = sides
        owner, owned = (one, other) if owner_first else (other, one)
        gap = text[left.end : match.start()]
        described = any(word in gap.lower().split() for word in ("company", "firm", "group", "bank"))
        if (
            owner.id not in listed
            or owner.id == owned.id
            or not (owned.kind in _BODIES or (described and owned.kind is EntityKind.PERSON))
        ):
            continue
        if _is_another_clause(analysis, Span(left.end, match.start())) or (owner.id, owned.id) in told:
            continue
        if not owner_first and _is_of_others(analysis, left, Span(*match.span()), right):
            continue
        told.add((owner.id, owned.id))
        doubted = _DOUBTED.search(text, left.end, right.start)
        certainty = Certainty.DENIED if _DENIED.search(gap) else Certainty.SPECULATED if doubted else Certainty.ASSERTED
        yield Concern(
            "", "ownership", (owner.id,), (owned.id,), Span(left.start, right.end), certainty, None, None, None,
            asset_freezes(listed[owner.id], day), (ListedRole(owner.id, "actor"),), (_SHARE,), kind="ownership",
        )  # fmt: skip


def _patterns(text: str) -> list[tuple[re.Match[str], bool]]:
    """Return where words of ownership stand, in order, and whether the owner stands before them."""
    found = [(m, False) for m in frames().ownership.finditer(text)] + [
        (m, True) for m in frames().owning.finditer(text)
    ]
    return sorted(found, key=lambda pair: pair[0].start())


def _on_both_sides(
    analysis: Analysis, entities: tuple[Entity, ...], start: int, end: int
) -> tuple[tuple[Span, Entity], tuple[Span, Entity]] | None:
    """Return who is named nearest before and after some words, in their sentence; a place is no owner and not owned."""
    sentence = analysis.sentence_at(start)
    if sentence is None:
        return None
    inside = [
        (span, entity)
        for entity in entities
        if entity.kind is not EntityKind.PLACE
        for span in (*entity.mentions, *entity.pronouns)
        if sentence.span.contains(span)
    ]
    before = [pair for pair in inside if start - _NEAR <= pair[0].end <= start]
    after = [pair for pair in inside if end <= pair[0].start <= end + _NEAR]
    if not before or not after:
        return None
    first = min(after, key=lambda p: p[0].start)
    return max(before, key=lambda p: p[0].end), _who_serves(analysis, first, after)


def _who_serves(
    analysis: Analysis, first: tuple[Span, Entity], after: list[tuple[Span, Entity]]
) -> tuple[Span, Entity]:
    """Return the person whose employer's name only describes him (“belonging to *Northwind boss Anton Belov*”)."""
    following = analysis.word_at(first[0].end + 1)
    if following is None or following.pos != "NOUN" or not is_somebody(following):
        return first
    named = [pair for pair in after if 0 < pair[0].start - following.end <= 1]
    return named[0] if named else first


def _is_another_clause(analysis: Analysis, gap: Span) -> bool:
    """Say whether a verb stands in between, so that what is before it is not owned (“paid bodies *controlled by*”)."""
    return any(word.pos == "VERB" and word.lemma not in _EMPTY for word in analysis.words_in(gap))


def _is_of_others(analysis: Analysis, left: Span, words: Span, right: Span) -> bool:
    """Say whether something without a name is owned, or somebody else owns it (“*camps* run by *men opposed to* …”)."""
    verb = next((w for w in analysis.words_in(words) if w.tag == "VBN"), None)
    if verb is not None and verb.dep in {"acl", "relcl"}:
        held = analysis.words[verb.head]
        if (
            held.pos == "NOUN"
            and not left.contains(Span(held.start, held.end))
            and not _describes(analysis, held, left)
        ):
            return True
    between = analysis.words_in(Span(words.end, right.start))
    return any(w.text in _QUOTES for w in between) or any(
        w.pos == "VERB" or w.text.lower() in _AGAINST for w in between
    )


def _describes(analysis: Analysis, noun: Word, name: Span) -> bool:
    """Say whether a noun describes who is named (“Northwind, *a firm* run by”, “Northwind is *a firm* run by”)."""
    if noun.dep == "appos":
        return True
    below = analysis.words_in(name)
    if any(w.head == noun.number for w in below):
        return True  # “the firm *Northwind*, owned by”
    inside = {w.number for w in below}
    return noun.dep == "attr" and any(c.number in inside for c in analysis.children(noun.head))


def led_bodies(
    analysis: Analysis, entities: tuple[Entity, ...], listed: dict[str, set[str]], day: date
) -> Iterator[Concern]:
    """Yield a concern where a listed person is said to lead a body: by a role, or by the words between both names.

    Args:
        analysis: the analysed text.
        entities: the entities of the article.
        listed: the ids of parties that may be listed, with their programmes.
        day: the day whose law is asked for.

    """
    held = [e for e in entities if e.kind in _BODIES]
    # Who is named comes before whoever a description may mean.
    bodies = [(span, e) for e in held for span in e.mentions] + [(span, e) for e in held for span in e.pronouns]
    for person in entities:
        if person.id not in listed or person.kind is not EntityKind.PERSON:
            continue
        for body, place in _led_by(analysis.article.text, person, bodies):
            if frames().no_more & set(re.findall(r"\w+", place.of(analysis.article.text).lower())):
                continue
            yield Concern(
                "", "position", (person.id,), (body.id,), place, Certainty.ASSERTED, None, None, None,
                asset_freezes(listed[person.id], day), (ListedRole(person.id, "actor"),), (_LEADS,), kind="position",
            )  # fmt: skip
            break


def _led_by(text: str, person: Entity, bodies: list[tuple[Span, Entity]]) -> Iterator[tuple[Entity, Span]]:
    """Yield the bodies that a person leads, and where that is said."""
    for role in person.roles:
        if not frames().positions.search(role.of(text)):
            continue
        for span, body in bodies:
            beside = span.end <= role.start and text[span.end : role.start].strip() in {"", "'s", "’s"}
            apart = role.contains(span) and _BELONGS.search(text, span.end, role.end)
            if (role.contains(span) and not apart) or beside:
                yield body, Span(min(role.start, span.start), role.end)
    for name in person.mentions:
        for span, body in bodies:
            if body.id == person.id:
                continue
            if 0 < span.start - name.end <= _GAP and frames().leading.fullmatch(text[name.end : span.start]):
                yield body, Span(name.start, span.end)
            between = any(span.end <= other.start < name.start for other, _ in bodies)
            if between:
                continue  # “the yacht of *Northwind* boss Belov”: he leads the nearer one
            if 0 < name.start - span.end <= _GAP and frames().led.fullmatch(text[span.end : name.start]):
                yield body, Span(span.start, name.end)
