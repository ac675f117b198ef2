"""Whom a word or phrase of an event names: by name, by role, as a pronoun, or by the adjective of a country."""

import re

from watchwire.entities.people import people_words
from watchwire.events.lands import codes_in, joined_codes
from watchwire.events.lexicon import frames
from watchwire.events.phrases import holder_after, person_of_body
from watchwire.events.scene import Scene, is_people
from watchwire.events.unnamed import is_somebody, joined_to
from watchwire.geography import country_of, country_words
from watchwire.language import Analysis, Word
from watchwire.language.nouns import noun_class
from watchwire.language.relative import antecedent_of, is_governed_apart
from watchwire.model import Entity, EntityKind, Span

_RELATIVE = frozenset({"that", "which", "who"})
_WATERS = re.compile(r"\b(?:Lake|Mount|(?:Gulf|Sea|Bay|Strait) of) [A-Z]\w+")
"""A lake or a mountain is no country's whose name it has."""
_CLAUSE_DEPTH = 3
_DESCRIPTION = 5
"""Over how many words a description leads from what it names last to whom it describes."""
_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "they", "them", "it", "its", "their", "i"})
_OF_PERSON = frozenset({"he", "him", "his", "she"})
_PLURAL = frozenset({"they", "them", "their"})
_WHERE = frozenset({"in", "at", "near", "on", "around", "outside", "inside", "across"})
_TAKING_PART = frozenset({"nsubj", "nsubjpass", "dobj"})
_ONE = frozenset({"government", "administration", "parliament", "army", "navy"})
"""Of these a country has one."""
_WE = frozenset({"we", "us", "our"})
_SELVES = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves"})


def is_named(scene: Scene, word: Word) -> bool:
    """Say whether a word names somebody, by name or by an office before a name.

    Args:
        scene: what the search sees.
        word: the word.

    """
    return entity_at(scene, word) is not None or holder_after(scene, word) is not None


def entities_of(scene: Scene, head: Word) -> list[str]:
    """Return the entities that a noun phrase names: by name, by role, or by the adjective of a country."""
    analysis = scene.analysis
    found: list[str] = []
    stack, seen = [head], set[int]()
    while stack:
        word = stack.pop(0)
        if word.number in seen:
            continue
        seen.add(word.number)
        apart = word is not head and is_governed_apart(analysis, word)
        entity = None if apart else entity_at(scene, word) or holder_after(scene, word)
        if entity is not None:
            entity = person_of_body(scene, entity, word.start) or entity
            found.append(entity.id)
        # What is added to a name describes it (“Fields, a self-described Neo-Nazi”); it is nobody else.
        links = {"conj"} if apart or entity is not None else {"conj", "appos"}
        below = [c for c in joined_to(analysis, word.number) if c.pos in {"NOUN", "PROPN", "PRON"}]
        if (
            entity is not None
            and entity.kind is EntityKind.PLACE
            and (person := _person_added(scene, below)) is not None
        ):
            found[-1] = person.id  # “While in Oslo, *Secretary Berg* will meet”: no place meets anybody
        stack.extend(c for c in below if c.dep in links or (c.dep == "appos" and _are_states(scene, entity, c)))
    if found and (entity_at(scene, head) or holder_after(scene, head)) is None:
        # “A network in China, Iran and Norway”: what the parser joins to who has no name are the places.
        found = [key for key in found if scene.by_id[key].kind is not EntityKind.PLACE]
    if not found:
        found = _place_called(scene, head) or by_adjective(scene, head)
    return list(dict.fromkeys(found))


def _place_called(scene: Scene, head: Word) -> list[str]:
    """Return the place that a noun for one calls by its name (“the town of *Omsk*”)."""
    if head.lemma.lower() not in frames().called:
        return []
    below = (c for c in scene.analysis.children(head.number) if c.dep == "prep" and c.lemma == "of")
    places = (entity_at(scene, c) for item in below for c in scene.analysis.children(item.number) if c.dep == "pobj")
    return [entity.id for entity in places if entity is not None and entity.kind is EntityKind.PLACE][:1]


def _person_added(scene: Scene, below: list[Word]) -> Entity | None:
    added = (entity_at(scene, c) for c in below if c.dep == "appos")
    return next((e for e in added if e is not None and e.kind is EntityKind.PERSON), None)


def _are_states(scene: Scene, entity: Entity | None, added: Word) -> bool:
    """Say whether what the parser takes for a country's description is another one of a list (“Chile, *Peru* and”)."""
    other = entity_at(scene, added)
    return entity is not None and other is not None and _is_state(entity) and _is_state(other)


def _is_state(entity: Entity) -> bool:
    return entity.kind is EntityKind.PLACE and entity.coordinates is None and country_of(entity.name) is not None


def entity_at(scene: Scene, word: Word) -> Entity | None:
    """Return the entity that a word names, by name or by role, or stands for as a pronoun."""
    if word.text.lower() in _RELATIVE:
        noun = antecedent(scene, word)
        found = entity_at(scene, noun) if noun is not None else None
        # “a driver from *Omsk* who was captured”: no place is “who”
        return None if found is not None and found.kind is EntityKind.PLACE and word.text.lower() == "who" else found
    if word.text.lower() in _WE | _SELVES:
        # “who had *himself* been hit” adds nobody; who signs a text speaks in it, but what “we” do a government does.
        return None
    if word.pos == "PRON" and word.text.lower() in _PRONOUNS:
        return _clear(scene, word)
    for offset in range(word.start, word.end):
        if offset in scene.named:
            # “*Caracas, Venezuela* – Riot police used …”
            return None if scene.in_dateline(word.start) else scene.named[offset]
    return scene.by_role.get(word.end) or scene.by_office.get(word.end) or _clear(scene, word)


def antecedent(scene: Scene, pronoun: Word) -> Word | None:
    """Return the noun that a relative pronoun stands for: the one that the pronoun's clause hangs on, or its bearer.

    Args:
        scene: what the search sees.
        pronoun: the relative pronoun.

    """
    verb = scene.analysis.words[pronoun.head]
    for _ in range(_CLAUSE_DEPTH):
        if verb.dep == "relcl":
            noun = antecedent_of(scene.analysis, pronoun, verb)
            return _bearer(scene, noun, pronoun) if noun.pos in {"NOUN", "PROPN"} else None
        verb = scene.analysis.words[verb.head]
    return None


def _bearer(scene: Scene, noun: Word, pronoun: Word) -> Word:
    """Return of whom a noun before a relative clause is only the description, or a part of it.

    (“*Norsk*, a carmaker that …”, “*Berg*, the head of Norsk, who …”, “*sailors* from Omsk, who …”)
    """
    words = scene.analysis.words
    entity = entity_at(scene, noun)
    if entity is None:
        head = words[noun.head]
        if noun.dep == "appos" and head.number < noun.number and entity_at(scene, head) is not None:
            return head
        return _deed_before(scene, noun, pronoun) or noun
    if entity.kind is EntityKind.PERSON or pronoun.text.lower() != "who":
        return _deed_before(scene, noun, pronoun) or noun
    above = noun
    for _ in range(_DESCRIPTION):
        below, above = above, words[above.head]
        if below.dep not in {"pobj", "prep", "appos"} or above.number > below.number:
            break
        if above.pos not in {"NOUN", "PROPN"}:
            continue
        held = entity_at(scene, above)
        if held is not None or (below.dep == "prep" and noun_class(above.lemma.lower()) == "person"):
            return above if held is None or held.kind is EntityKind.PERSON else noun
    return noun


def _deed_before(scene: Scene, noun: Word, pronoun: Word) -> Word | None:
    """Return the deed or war of which a place or foe before a relative clause is only a part, where it killed.

    (“a swoop *on the harbour* that killed nine”, “a battle *between* two gangs that killed six”)
    """
    analysis = scene.analysis
    verb = analysis.words[pronoun.head]
    who = is_somebody(noun) and noun.lemma.lower() not in frames().targets
    if pronoun.text.lower() == "who" or verb.lemma not in frames().hurting or who:
        return None
    if noun.lemma.lower() in frames().deeds | frames().contests:
        return None
    entity = entity_at(scene, noun)
    if entity is not None and entity.kind is not EntityKind.PLACE:
        return None
    above = noun
    for _ in range(_DESCRIPTION):
        below, above = above, analysis.words[above.head]
        if below.dep not in {"pobj", "prep", "conj", "appos", "nmod"} or above.number > below.number:
            return None
        if above.pos == "NOUN" and noun_class(above.lemma.lower()) in {"act", "event"}:
            return above
    return None


def by_adjective(scene: Scene, head: Word) -> list[str]:
    """Return the country that acts where a noun for its bodies has its adjective (“*Norwegian* troops”).

    Args:
        scene: what the search sees.
        head: the noun.

    """
    if (
        is_people(head.text)
        or not _stands_for_state(head, scene.analysis.children(head.number))
        or head.lemma.lower() in frames().courts
    ):
        return []
    if scene.in_dateline(head.start):
        return []  # “a US doctor”, “a Chinese firm” are not their country
    if _is_counted_or_hit(scene.analysis, head) or _is_of_town(scene.analysis, head):
        return []
    first, last = scene.analysis.subtree(head.number)
    while first < head.number and scene.in_dateline(scene.analysis.words[first].start):
        first += 1
    if last - first > 6:  # noqa: PLR2004  (a long phrase tells about much else)
        return []
    if any(word.dep == "cc" for word in scene.analysis.words[first : head.number]):
        # “NATO and European Union officials” are not one of them; “Chilean and Peruvian officials” are of both.
        both = joined_codes(scene.analysis, head)
        return [scene.states[code].id for code in both] if both and all(code in scene.states for code in both) else []
    codes = codes_in(_WATERS.sub("", _without_places(scene.analysis, head, first, last)))
    if len(codes) > 1 and any(word.dep == "cc" for word in scene.analysis.words[head.number : last]):
        # “soldiers *from Norway and Chile*” are of both
        return [scene.states[code].id for code in codes] if all(code in scene.states for code in codes) else []
    return [scene.states[code].id for code in codes if code in scene.states][:1]


def _without_places(analysis: Analysis, head: Word, first: int, last: int) -> str:
    """Return the words of a phrase without where somebody is (“police *in the capital*” are not its country).

    What is hit in a country is that country's (“targets *in Norway*”).
    """
    lemma = head.lemma.lower()
    hit = lemma in frames().targets or lemma in frames().deeds
    if (hit and lemma not in people_words().bodies) or not (is_somebody(head) or lemma in frames().forces):
        return analysis.span(first, last).of(analysis.article.text)
    where = [c.number for c in analysis.children(head.number) if c.dep == "prep" and c.lemma in _WHERE]
    inside = {n for number in where for n in range(*analysis.subtree(number))}
    text = analysis.article.text
    kept = (analysis.words[n] for n in range(first, last) if n not in inside)
    return "".join(
        text[word.start : word.end] + (" " if text[word.end : word.end + 1].isspace() else "") for word in kept
    )


def _is_counted_or_hit(analysis: Analysis, head: Word) -> bool:
    """Say whether so many people, or the troops that are hit, are not their country (“*790 Norwegian soldiers*”)."""
    if head.pos not in {"NOUN", "PROPN"}:
        return False
    counted = any(c.dep == "nummod" for c in analysis.children(head.number))
    return counted or (head.dep in {"dobj", "obj", "nsubjpass"} and head.lemma.lower() in frames().moved)


def _is_of_town(analysis: Analysis, head: Word) -> bool:
    """Say whether a noun has a capital before it, of which it may be, and not of the country (“a *Moscow* court”)."""
    before = (c for c in analysis.children(head.number) if c.dep == "compound" and c.pos == "PROPN")
    return any(country_words().get(c.text, ("", ""))[1] == "metonym" for c in before)


def _stands_for_state(head: Word, below: tuple[Word, ...]) -> bool:
    """Say whether what a noun names acts for its country, as a government or its forces do."""
    if head.lemma.lower() in frames().gatherings:
        return False  # “a Trade Forum in Oslo”
    if head.lemma.lower() in _ONE and any(c.text.lower() in {"a", "an"} for c in below):
        return False  # “*a* government based in Omsk” is not that of the country
    if head.tag == "NN" and head.lemma.lower() in people_words().alone | {"soldier"}:
        return False  # “a senior official”, “one U.S. soldier” are somebody
    return head.pos in {"ADJ", "PROPN", "ADP"} or head.lemma.lower() in people_words().standing_for | frames().forces


def _clear(scene: Scene, pronoun: Word) -> Entity | None:
    """Return whom a pronoun or description clearly stands for; a guess would give a deed to the wrong party."""
    found = scene.by_pronoun.get(Span(pronoun.start, pronoun.end))
    if found is not None and found.kind is EntityKind.PLACE and pronoun.text.lower() in _PLURAL:
        return None  # a country is not “them”, its people are
    if found is not None and found.kind is not EntityKind.PERSON and pronoun.text.lower() in _OF_PERSON:
        return None  # “its skipper said *he* had been attacked”: a ship is not “he”
    if found is not None and _speaks_for_another(scene, pronoun, found):
        return None
    return None if found is not None and _is_another_nearer(scene, pronoun, found) else found


def _speaks_for_another(scene: Scene, pronoun: Word, found: Entity) -> bool:
    """Say whether who tells of “him” is somebody's of whom he tells (“*his lawyer*, Ole Berg, said *he* was held”)."""
    analysis = scene.analysis
    verb = analysis.words[pronoun.head]
    telling = analysis.words[verb.head]
    if pronoun.text.lower() not in _OF_PERSON or verb.dep != "ccomp" or telling.number > pronoun.number:
        return False
    for subject in analysis.children(telling.number):
        if subject.dep != "nsubj":
            continue
        first, last = analysis.subtree(subject.number)
        words = analysis.words[first:last]
        owned = any(word.tag == "PRP$" and word.number < subject.number for word in words)
        return owned and any(scene.named.get(word.start) is found for word in words)
    return False


def _last_told(scene: Scene, pronoun: Word, found: Entity) -> Word | None:
    """Return the last word before a pronoun by which somebody was told of."""
    told = (span.end for span in (*found.mentions, *found.roles, *found.pronouns) if span.end <= pronoun.start)
    return scene.analysis.word_at(max(told, default=pronoun.start) - 1)


def _are_others_nearer(scene: Scene, pronoun: Word, found: Entity) -> bool:
    """Say whether people were told of since a body was, who are sooner “them” (“reports of guards shooting *them*”)."""
    last = _last_told(scene, pronoun, found)
    between = scene.analysis.words[last.number + 1 : pronoun.number] if last is not None else ()
    return any(word.tag == "NNS" and noun_class(word.lemma.lower()) == "person" for word in between)


def _is_another_nearer(scene: Scene, pronoun: Word, found: Entity) -> bool:
    """Say whether somebody without a name was told of since, who may be meant (“arrested *a doorman*. He …”)."""
    small = pronoun.text.lower()
    if small == "them" and found.kind is EntityKind.ORGANIZATION:
        return _are_others_nearer(scene, pronoun, found)
    if small not in {"he", "him", "she"} or found.kind is not EntityKind.PERSON:
        return False
    last = _last_told(scene, pronoun, found)
    others = people_words().women if small != "she" else people_words().men
    return last is not None and any(
        word.tag == "NN"
        and word.dep in _TAKING_PART
        and noun_class(word.lemma.lower()) == "person"
        and word.lemma.lower() not in others
        and word.start not in scene.named
        for word in scene.analysis.words[last.number + 1 : pronoun.number]
    )
