"""Whom a phrase names that the parser cuts: the holder of an office, and the rest of a list."""

import re
from collections.abc import Callable

from watchwire.entities.people import people_words
from watchwire.entities.roles import office_of
from watchwire.events.lexicon import frames
from watchwire.events.scene import Scene, Side
from watchwire.events.unnamed import words_for
from watchwire.geography import country_of
from watchwire.language import Analysis, Word
from watchwire.model import Entity, EntityKind, Span

_REACH = 160
_LOWER = frozenset(
    {"of", "to", "for", "the", "and", "on", "in", "at", "de", "la", "al", "designate", "elect", "general"}
)
_OFFICE_NAME = re.compile(r"[A-Z][\w.’'-]*|&|\d+(?:st|nd|rd|th)")
_DAY = r"(?: (?:on |from )?(?:\w+day,? )?(?:[A-Z][a-z]+ \d{1,2}(?: ?[-–] ?\d{1,2}| to \d{1,2})?))?"
_BETWEEN = re.compile(
    rf"(?: \([^()]{{1,60}}\))?{_DAY}(,? (?:and |as well as |then )?(?:then )?(?:to |with )?(?:the )?)"
)
_LONGEST = 20
_BEFORE = re.compile(r"(?: \([A-Z][\w.-]*\))?(?:,? and |,? as well as |, )$")
_LETTERS = re.compile(r" (?:\([A-Z][\w.&-]{1,10}\) )?")
_OFFICE_GAP = re.compile(
    r"(?:’s|'s)?(?: \([A-Z][\w.&-]{1,10}\))?((?: (?:[A-Z][\w’'-]*|of|for|the|and|on|to))+)"
    r" (?:(?:Dr|Mr|Mrs|Ms|H\.E)\.? )?"
)


def holder_after(scene: Scene, head: Word) -> Entity | None:
    """Return the person whom an office before a name and of somewhere names.

    (“the *Ambassador* to the United States David Zalkaliani”, “the *Foreign Minister* of Bangladesh, Dr. Momen”)
    """
    text = scene.analysis.article.text
    if head.pos not in {"NOUN", "PROPN"} or not head.text[:1].isupper():
        return None
    # “Amir” and “Sultan” are names, and “the Sultan of Oman” is none.
    office = office_of(head.text) or office_of(text[head.start : head.end + 3])
    if office is None and head.lemma.lower() not in people_words().persons:
        return None
    sentence = scene.analysis.sentence_at(head.start)
    end = min(sentence.span.end if sentence is not None else len(text), head.end + _REACH)
    mention = next(((span, e) for span, e in scene.people if head.end <= span.start < end), None)
    if mention is None:
        return None
    span, entity = mention
    gap = text[head.end : span.start]
    words = gap.replace(",", " ").replace("(", " ").replace(")", " ").split()
    plain = all(word.lower() in _LOWER or _OFFICE_NAME.fullmatch(word) for word in words)
    return entity if plain and gap.count(",") <= 1 and "\n" not in gap else None


def person_of_body(scene: Scene, body: Entity, near: int) -> Entity | None:
    """Return the person who stands right after a body with an office of it (“the *WHO* Director-General Maria Berg”).

    Args:
        scene: what the search sees.
        body: the body that the parser takes for whoever is meant.
        near: an offset in the mention that is asked about.

    """
    if body.kind is EntityKind.PERSON:
        return None
    text = scene.analysis.article.text
    span = next((s for s in body.mentions if s.start <= near < s.end), None)
    held = next(((s, e) for s, e in scene.people if span is not None and s.start >= span.end), None)
    if span is None or held is None or held[0].start - span.end > _REACH:
        return None
    if _LETTERS.fullmatch(text[span.end : held[0].start]) and office_of(body.name) is not None:
        return held[1]  # “*High Commissioner for Refugees (UNHCR)* Filippo Lund”
    gap = _OFFICE_GAP.fullmatch(text[span.end : held[0].start])
    return held[1] if gap is not None and office_of(gap[1]) is not None else None


def rest_of_list(scene: Scene, last: Span) -> list[Entity]:
    """Return who or what stands in a list after a name in it, in the order of the text.

    The parser often loses a list at brackets, at titles and at dates (“to the Republic of Korea (ROK), the Philippines,
    Vietnam, and Laos”). A list goes on over names of the same kind (people and bodies, or places) as long as only
    commas, “and”, days and their roles stand in between, and ends before whoever does something himself.
    """
    text = scene.analysis.article.text
    kind = _sort(scene.named.get(last.start))
    found: list[Entity] = []
    closed = False
    while len(found) < _LONGEST:
        match = _BETWEEN.match(text, last.end)
        if match is None or closed or not match[1].strip():
            break
        start = _name_after(scene, match.end())
        entity = scene.named.get(start) if start is not None else None
        if start is None or entity is None or _sort(entity) != kind or _acts(scene, start):
            break
        span = next(s for s in entity.mentions if s.start <= start < s.end)
        if text[span.end : span.end + 2] in {"’s", "'s"}:
            break
        if not is_around(scene, entity, start):
            found.append(entity)
        closed = "and" in match[1].split()
        last = span
    return found


def partners_before(scene: Scene, last: Span, start: int) -> list[Entity]:
    """Return the people of a list at the beginning of a sentence before its last one, in the order of the text.

    (“*Under Secretary for Trade Anna Berg* and Acting Assistant Secretary Lund will visit”)

    Args:
        scene: what the search sees.
        last: where the last one of the list is named.
        start: where the sentence begins.

    """
    text = scene.analysis.article.text
    found: list[Entity] = []
    at = _begins(scene, last)
    while at > start and len(found) < _LONGEST:
        joined = _BEFORE.search(text, start, at)
        held = next(((s, e) for s, e in scene.people if joined is not None and s.end == joined.start()), None)
        if held is None:
            return []
        found.insert(0, held[1])
        at = _begins(scene, held[0])
    return found if at == start else []


def _begins(scene: Scene, name: Span) -> int:
    """Return where a name begins with the role before it."""
    role = next((s for e in scene.entities for s in e.roles if s.end < name.start <= s.end + 2), None)
    start = role.start if role is not None else name.start
    before = scene.analysis.article.text[max(0, start - 4) : start]
    return start - 4 if before.lower() == "the " else start


def _name_after(scene: Scene, start: int) -> int | None:
    """Return where the name begins at an offset, over the role before it (“and *Defence Minister* Oleg Petrov”)."""
    if start in scene.named:
        person = person_of_body(scene, scene.named[start], start)
        return next((s.start for s in person.mentions if s.start > start), start) if person is not None else start
    role = next((span for e in scene.entities for span in e.roles if span.start == start), None)
    if role is not None:
        return role.end + 1 if role.end + 1 in scene.named else None
    word = scene.analysis.word_at(start)
    if word is None or word.start != start:
        return None
    holder = holder_after(scene, word)
    return next((s.start for s in holder.mentions if s.start > start), None) if holder is not None else None


def _sort(entity: Entity | None) -> str:
    if entity is None:
        return ""
    return "place" if entity.kind is EntityKind.PLACE else "party"


def is_around(scene: Scene, place: Entity, start: int) -> bool:
    """Say whether a place named at an offset is where the town before its comma is (“Paris, *France*”)."""
    town = scene.named.get(start - 3) if scene.analysis.article.text[start - 2 : start] == ", " else None
    if town is None or town is place or place.kind is not EntityKind.PLACE:
        return False
    if country_of(place.name) is not None and country_of(town.name) is None:
        return True
    return town.coordinates is not None and place.coordinates is None


def _acts(scene: Scene, start: int) -> bool:
    """Say whether who is named at an offset begins a clause of his own (“… and President B *said*”)."""
    entity = scene.named[start]
    span = next(s for s in entity.mentions if s.start <= start < s.end)
    word = scene.analysis.word_at(span.end - 1)
    return word is not None and word.dep in {"nsubj", "nsubjpass"}


def is_somebodys(head: Word) -> bool:
    """Say whether a noun is for people (“a second man”), whatever days its words may name."""
    return head.lemma.lower() in people_words().persons


def office_left(analysis: Analysis, verb: Word, is_named: Callable[[Word], bool]) -> Side:
    """Return what somebody resigns from, in words (“resigned as *prime minister*”, “quit *the cabinet*”).

    Args:
        analysis: the analysed text.
        verb: the verb that tells it.
        is_named: whether a word names somebody.

    """
    heads = [c for c in analysis.children(verb.number) if c.dep in {"dobj", "obj"} and c.pos == "NOUN"]
    for child in analysis.children(verb.number):
        if child.dep == "prep" and child.lemma in {"as", "from"}:
            heads.extend(c for c in analysis.children(child.number) if c.dep == "pobj")
    phrases = (words_for(analysis, head, is_named) for head in heads[:1])
    return Side(spans=tuple(phrase for phrase in phrases if phrase is not None))


def doers_of(analysis: Analysis, noun: Word) -> list[Word]:
    """Return who does what a noun tells where the words around it say so: whom it is counted of, or who pursues it.

    (“*the DPRK's* series of launches”, “*Iran* pressed on with enrichment”)

    Args:
        analysis: the analysed text.
        noun: the noun that tells a happening.

    """
    return _owners_of_count(analysis, noun) or _pursuers(analysis, noun)


def counted_of(analysis: Analysis, head: Word) -> list[Word]:
    """Return what a noun only counts, measures or holds (“a *state* of emergency”, “10 *days* of talks”).

    Args:
        analysis: the analysed text.
        head: the noun.

    """
    if head.lemma.lower() not in frames().quantities | frames().measures:
        return []
    below = (c for c in analysis.children(head.number) if c.dep == "prep" and c.lemma == "of")
    return [c for preposition in below for c in analysis.children(preposition.number) if c.dep == "pobj"]


def _pursuers(analysis: Analysis, noun: Word) -> list[Word]:
    """Return the subject of a verb of doing whose object a happening is (“*Iran* pressed on with enrichment”)."""
    above = analysis.words[noun.head]
    if above.pos == "ADP":
        above = analysis.words[above.head]
    own = noun.dep in {"dobj", "obj", "pobj"} and above.pos == "VERB" and above.lemma in frames().pursuing
    # “the row started *after* an attack”: who began something else then did not attack
    own = own and not (noun.dep == "pobj" and analysis.words[noun.head].lemma in frames().aside)
    return [c for c in analysis.children(above.number) if c.dep == "nsubj"] if own else []


def _owners_of_count(analysis: Analysis, noun: Word) -> list[Word]:
    """Return whose happenings a noun of number counts (“*the DPRK's* series of launches”)."""
    above = analysis.words[noun.head]
    count = analysis.words[above.head]
    if noun.dep != "pobj" or above.lemma != "of" or count.lemma.lower() not in frames().quantities:
        return []
    below = analysis.children(count.number)
    by = [c for item in below if item.lemma == "by" for c in analysis.children(item.number) if c.dep == "pobj"]
    return [*(c for c in below if c.dep in {"poss", "compound", "nmod"}), *by]
