"""Who does it, and to whom: the entities and countries on each side of an event."""

from functools import partial

from watchwire.entities.people import people_words
from watchwire.events.lands import codes_in, codes_of_phrase
from watchwire.events.lexicon import frames
from watchwire.events.phrases import doers_of, holder_after, person_of_body
from watchwire.events.scene import Scene, Side, is_people
from watchwire.events.unnamed import is_somebody, joined_to, words_for
from watchwire.geography import country_of
from watchwire.language import Analysis, Word
from watchwire.language.nouns import noun_class
from watchwire.language.relative import antecedent_of, is_governed_apart
from watchwire.model import Entity, EntityKind, Span

_OBJECTS = frozenset({"dobj", "obj"})
_TAKES = _OBJECTS | {"nsubjpass", "dative", "iobj"}
_TO = frozenset({"to", "with", "against", "for", "on"})
_ABOUT = frozenset({"on", "for", "against"})
_RELATIVE = frozenset({"that", "which", "who"})
_CLAUSE_DEPTH = 3
_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "they", "them", "it", "its", "their", "i"})
_NOBODY = frozenset({"idea", "act", "words", "event", "amount"})
_WE = frozenset({"we", "us", "our"})
_SELVES = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves"})


def sides_of(scene: Scene, word: Word) -> tuple[Side, Side]:
    """Return who does what a word tells, and to whom it is done."""
    analysis = scene.analysis
    actors: list[Word] = []
    recipients: list[Word] = []
    passive = any(c.dep in {"nsubjpass", "auxpass"} for c in analysis.children(word.number))
    for child in analysis.children(word.number):
        if child.dep == "nsubj":
            actors.append(child)
        elif child.dep in _TAKES and not (child.dep in _OBJECTS and any(r.dep in _OBJECTS for r in recipients)):
            recipients.append(child)  # a second object is the end of a list that the parser lost
        elif child.dep in {"poss", "compound", "amod", "nmod"} and word.pos == "NOUN":
            if _suffers(scene, word, child):
                recipients.append(child)
            elif child.pos != "NOUN" or child.dep == "poss" or noun_class(child.lemma.lower()) in {"person", "group"}:
                actors.append(child)  # “rocket attacks” are nobody's called a rocket
        elif child.dep in {"prep", "agent", "dative"}:
            _from_preposition(scene, word, child, actors, recipients)
        if child.dep in {"dobj", "obj"}:
            # In many parses the receiver hangs on the goods: "sold [coal to Vietnam]".
            for inner in analysis.children(child.number):
                if inner.dep == "prep" and inner.lemma in {"to", "from", "with", "on", "against"}:
                    _from_preposition(scene, word, inner, actors, recipients)
    recipients.extend(_shared_object(analysis, word) if not recipients and not passive else ())
    if _is_headline_passive(word, actors, recipients):
        actors, recipients = [], actors
        passive = True
    recipients = recipients or _suffering_noun(analysis, word, actors)
    if word.pos == "VERB" and not actors and not passive:
        inherited = _inherited_subject(scene, word)
        (recipients if _shares_passive(word, inherited, recipients) else actors).extend(inherited)
    if word.pos == "NOUN":
        _between(scene, word, actors, recipients)
        actors.extend(() if actors else doers_of(analysis, word))
    given = _side(scene, actors, None)
    return given, _side(scene, recipients, frozenset(given.ids))


def _is_headline_passive(word: Word, actors: list[Word], recipients: list[Word]) -> bool:
    """Say whether who is named in front suffers it (“doctor *sentenced* to 40 years”)."""
    of_its_own = any(item.dep in _TAKES for item in recipients) or any(item.dep == "pobj" for item in actors)
    return word.lemma in frames().suffering and word.tag in {"VBD", "VBN"} and bool(actors) and not of_its_own


def _suffering_noun(analysis: Analysis, word: Word, actors: list[Word]) -> list[Word]:
    """Return the noun that a participle with its agent describes (“*Petrov*, arrested by the police”)."""
    by_somebody = any(item.dep == "pobj" for item in actors)
    return [analysis.words[word.head]] if word.tag == "VBN" and word.dep == "acl" and by_somebody else []


def _shares_passive(word: Word, subjects: list[Word], objects: list[Word]) -> bool:
    """Say whether a second verb has the passive of the first (“was abducted and *killed*”), whatever its tag says."""
    of_its_own = any(item.dep in _OBJECTS for item in objects)
    if (
        word.tag == "VBN"
        and word.dep == "acl"
        and word.lemma in frames().suffering | frames().describing
        and not of_its_own
    ):
        return True  # “Petrov, *arrested* in Omsk, said”
    done = word.tag == "VBN" or (word.lemma in frames().suffering and word.tag == "VBD" and not of_its_own)
    return done and word.dep == "conj" and any(w.dep == "nsubjpass" for w in subjects)


def _suffers(scene: Scene, noun: Word, owner: Word) -> bool:
    """Say whether a deed's owner is whom it is done to (“*Petrov's* killing”), and not who does it."""
    if noun.lemma.lower() not in frames().suffered:
        return False
    whom = any(c.dep == "prep" and c.lemma == "of" for c in scene.analysis.children(noun.number))
    entity = entity_at(scene, owner)
    somebody = entity.kind is EntityKind.PERSON if entity is not None else owner.lemma.lower() in people_words().persons
    return somebody and not whom


def _shared_object(analysis: Analysis, verb: Word) -> list[Word]:
    """Return the object that several verbs have in common (“arrested, tried and jailed *three men*”)."""
    if verb.pos != "VERB":
        return []
    after = analysis.words[verb.number + 1] if verb.number + 1 < len(analysis.words) else verb
    if after.pos == "ADP" or any(c.dep in {"prep", "agent", "ccomp", "xcomp"} for c in analysis.children(verb.number)):
        return []
    for _ in range(_CLAUSE_DEPTH):
        following = [c for c in analysis.children(verb.number) if c.dep == "conj" and c.pos == "VERB"]
        if not following:
            return []
        verb = following[0]
        if any(c.dep in {"nsubj", "nsubjpass", "auxpass"} for c in analysis.children(verb.number)):
            return []
        objects = [c for c in analysis.children(verb.number) if c.dep in _OBJECTS]
        if objects:
            return objects[:1]
    return []


def _side(scene: Scene, heads: list[Word], taken: frozenset[str] | None) -> Side:
    """Gather a side; for the receiving one `taken` holds those who give, and goods are no party to the deal."""
    ids: dict[str, None] = {}
    codes: dict[str, None] = {}
    spans: list[Span] = []
    for head in heads:
        named_here = entities_of(scene, head)
        found = [item for item in named_here if not taken or item not in taken]
        ids.update(dict.fromkeys(found))
        named = [code for item in found for code in scene.by_id[item].countries[:1]]
        codes.update(dict.fromkeys(named or codes_of_phrase(scene.analysis, head, goods_too=taken is None)))
        if head.lemma.lower() in frames().circumstances and not found:
            continue  # “*for the first time*, Norway …”, “on *behalf* of”
        if named_here and not found and _is_named(scene, head):
            continue  # “talks between Berg and *Prime Minister Holm*”: who stands on the first side is not met by it
        if found and not _stands_beside(scene, head, found):
            continue
        # Of “officials of the agency, the Office …” the parser joins to who has no name others who have one.
        if (phrase := words_for(scene.analysis, head, partial(_is_named, scene))) is not None:
            spans.append(phrase)
    return Side(tuple(ids), tuple(codes), tuple(spans))


def _stands_beside(scene: Scene, head: Word, found: list[str]) -> bool:
    """Say whether people without a name are joined to others who have one, and are not they (“officials and Berg”)."""
    if head.tag not in {"NNS", "NNPS"} or not is_somebody(head) or found == _by_adjective(scene, head):
        return False
    named = [c for c in scene.analysis.children(head.number) if c.dep == "appos" and _is_named(scene, c)]
    return not named and not _is_named(scene, head)


def _is_named(scene: Scene, word: Word) -> bool:
    return entity_at(scene, word) is not None or holder_after(scene, word) is not None


def _done_to(word: Word, preposition: str) -> bool:
    """Say whether a preposition leads to whom it is done (“met *with*”, “the invasion *of*”)."""
    if preposition == "of":
        return word.pos == "NOUN" and word.lemma.lower() in frames().suffered | frames().of_whom
    return preposition in _TO and not (word.lemma in frames().consulting and preposition in _ABOUT)


def _from_preposition(scene: Scene, word: Word, preposition: Word, actors: list[Word], recipients: list[Word]) -> None:
    lemma = preposition.lemma
    for child in scene.analysis.children(preposition.number):
        if child.dep not in {"pobj", "pcomp"}:
            continue
        if lemma == "by" or (
            lemma == "from" and word.pos == "NOUN" and word.lemma not in frames().starting | frames().consulting
        ):
            actors.append(child)
        elif lemma == "from":
            if word.lemma not in frames().leaving | frames().starting | frames().consulting and not _takes_people(
                scene, word
            ):
                (recipients if word.lemma in frames().receiving else actors).append(child)
        elif lemma == "to" and word.lemma in {"sentence", *frames().meeting_places}:
            continue  # “sentenced to life” is done to nobody of that name
        elif _done_to(word, lemma):
            recipients.append(child)
        elif lemma == "of" and word.pos == "NOUN":
            # "the supply of weapons by North Korea to Russia": prepositions hang on the goods in many parses.
            for inner in scene.analysis.children(child.number):
                if inner.dep in {"prep", "agent"}:
                    _from_preposition(scene, word, inner, actors, recipients)
        if lemma in {"to", "by", "from"}:
            for inner in scene.analysis.children(child.number):
                if inner.dep == "prep" and inner.lemma in {"to", "by", "from"}:
                    _from_preposition(scene, word, inner, actors, recipients)


def _takes_people(scene: Scene, word: Word) -> bool:
    """Say whether people without a name are what a verb governs, so that “from” says where they are from."""
    return word.pos == "VERB" and any(
        child.dep in _OBJECTS and child.pos == "NOUN" and is_somebody(child)
        for child in scene.analysis.children(word.number)
    )


def _between(scene: Scene, word: Word, actors: list[Word], recipients: list[Word]) -> None:
    for child in scene.analysis.children(word.number):
        if child.dep == "prep" and child.lemma == "between":
            for inner in scene.analysis.children(child.number):
                actors.append(inner)
                recipients.extend(c for c in scene.analysis.children(inner.number) if c.dep == "conj")


def _inherited_subject(scene: Scene, word: Word) -> list[Word]:
    """Take the subject of the verb that a verb hangs on ("arrived … to meet with", "said and left")."""
    analysis = scene.analysis
    if _describes(analysis, word):
        return []
    seen = {word.number}
    while word.dep in {"xcomp", "conj", "advcl", "acl", "relcl", "pcomp"} and word.head not in seen:
        above = analysis.words[word.head]
        if word.dep == "pcomp":
            above = analysis.words[above.head]  # “breached it by attacking”
            if above.pos == "PROPN" and above.dep in _OBJECTS:
                thanked = analysis.words[above.head].lemma in frames().grounds
                return [above] if thanked and analysis.words[word.head].lemma == "for" else []
            if above.pos not in {"VERB", "AUX"} or above.lemma in frames().factive:
                return []  # “condemned them for attacking it”: who condemns does not attack
            if analysis.words[word.head].lemma == "for" and above.number < word.number:
                # “designated him for assisting them”, “thanked her for helping”: whom it is done to has done it
                return [c for c in analysis.children(above.number) if c.dep in {"dobj", "obj", "nsubjpass"}][:1]
        if above.lemma in frames().efforts and word.dep in {"acl", "relcl"}:
            if makers := [c for c in analysis.children(above.number) if _makes(scene, c)]:
                return makers[:1]  # “discussed *Norwegian* efforts to provide”
            above = _above_preposition(analysis, above)  # “involved in efforts to procure”
        elif word.dep in {"acl", "relcl"} and above.pos in {"NOUN", "PROPN"}:
            return _described(analysis, word, above)
        charged = word.dep == "xcomp" and above.lemma in frames().charging
        word = above
        seen.add(word.number)
        children = analysis.children(word.number)
        for child in children if charged else ():  # “authorized the ministry to provide”: the ministry provides
            if child.dep in {"dobj", "obj", "nsubjpass"}:
                return [child]
        for child in children:
            if child.dep in {"nsubj", "nsubjpass"}:
                return [child]
    return []


def _described(analysis: Analysis, word: Word, noun: Word) -> list[Word]:
    """Return who does what a clause tells that describes a noun: whose it is, or the noun itself."""
    owners = [c for c in analysis.children(noun.number) if c.dep == "poss"] if word.tag == "VB" else []
    if word.tag == "VB" and noun.pos == "NOUN" and noun_class(noun.lemma.lower()) in _NOBODY:
        return owners  # “an *incentive* to travel there” travels nowhere
    return owners or [noun]  # “*Oslo's* announcement to impose them”


def _makes(scene: Scene, word: Word) -> bool:
    """Say whether a word before efforts is whose they are."""
    named = word.dep in {"poss", "compound", "nmod", "amod"} and word.pos in {"PROPN", "ADJ", "NOUN", "PRON"}
    return named and bool(entities_of(scene, word) or codes_in(word.text))


def _describes(analysis: Analysis, word: Word) -> bool:
    """Say whether a participle only describes whom it stands before (“his son, *wrongfully detained* citizen Lund”)."""
    below = analysis.children(word.number)
    adverb = analysis.words[word.number - 1] if word.number > 1 else None
    if adverb is None or adverb.head != word.number or not (adverb.dep == "advmod" and adverb.text.endswith("ly")):
        return False
    alone = word.tag == "VBN" or (word.tag == "VBD" and analysis.words[word.number - 2].text == ",")
    return alone and any(c.dep in _OBJECTS for c in below) and not any(c.dep in {"aux", "auxpass"} for c in below)


def _above_preposition(analysis: Analysis, noun: Word) -> Word:
    """Return the verb that a noun hangs on, over a preposition where there is one."""
    above = analysis.words[noun.head]
    return analysis.words[above.head] if above.dep == "prep" else above


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
        found = _by_adjective(scene, head)
    return list(dict.fromkeys(found))


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
        antecedent = _antecedent(scene.analysis, word)
        return entity_at(scene, antecedent) if antecedent is not None else None
    if word.text.lower() in _WE | _SELVES:
        # “who had *himself* been hit” adds nobody; who signs a text speaks in it, but what “we” do a government does.
        return None
    if word.pos == "PRON" and word.text.lower() in _PRONOUNS:
        return _clear(scene, word)
    for offset in range(word.start, word.end):
        if offset in scene.named:
            return scene.named[offset]
    return scene.by_role.get(word.end) or scene.by_office.get(word.end) or _clear(scene, word)


def _antecedent(analysis: Analysis, pronoun: Word) -> Word | None:
    """Return the noun that a relative pronoun stands for: the one that the pronoun's clause hangs on."""
    verb = analysis.words[pronoun.head]
    for _ in range(_CLAUSE_DEPTH):
        if verb.dep == "relcl":
            noun = antecedent_of(analysis, pronoun, verb)
            return noun if noun.pos in {"NOUN", "PROPN"} else None
        verb = analysis.words[verb.head]
    return None


def _by_adjective(scene: Scene, head: Word) -> list[str]:
    if is_people(head.text) or not _stands_for_state(head):
        return []  # “a US doctor”, “a Chinese firm” are not their country
    first, last = scene.analysis.subtree(head.number)
    if last - first > 6:  # noqa: PLR2004  (a long phrase tells about much else)
        return []
    if any(word.dep == "cc" for word in scene.analysis.words[first : head.number]):
        return []  # “NATO and European Union officials” are not one of them
    codes = codes_in(scene.analysis.span(first, last).of(scene.analysis.article.text))
    return [scene.states[code].id for code in codes if code in scene.states][:1]


def _stands_for_state(head: Word) -> bool:
    """Say whether what a noun names acts for its country, as a government or its forces do."""
    if head.lemma.lower() in frames().gatherings:
        return False  # “a Trade Forum in Oslo”
    return head.pos in {"ADJ", "PROPN", "ADP"} or head.lemma.lower() in people_words().standing_for | frames().forces


def _clear(scene: Scene, pronoun: Word) -> Entity | None:
    """Return whom a pronoun or description clearly stands for; a guess would give a deed to the wrong party."""
    return scene.by_pronoun.get(Span(pronoun.start, pronoun.end))


def place_of(scene: Scene, word: Word) -> str | None:
    """Return the place where something happens, by the preposition before it."""
    to = frozenset[str]() if word.lemma in frames().meeting_places else frozenset({"to", "into"})
    below = scene.analysis.children(word.number)
    # “conducted attacks *in Norway*”: where it is often hangs on the object.
    inner_too = [
        c
        for item in below
        if item.dep in _OBJECTS and item.lemma in frames().deeds
        for c in scene.analysis.children(item.number)
        if c.lemma == "in"
    ]
    for child in (*below, *inner_too):
        if child.dep == "prep" and child.lemma in {"in", "at", "near", "on"} | to:
            for inner in scene.analysis.children(child.number):
                entity = entity_at(scene, inner)
                if entity is not None and entity.kind is EntityKind.PLACE:
                    return entity.id
    return None
