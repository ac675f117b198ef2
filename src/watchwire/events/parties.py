"""Who does it, and to whom: the entities and countries on each side of an event."""

from dataclasses import replace
from functools import partial

from watchwire.entities.people import people_words
from watchwire.events.apart import accused_beside, lost_object, whom_them_means, whose_deed
from watchwire.events.fired import aimed_at
from watchwire.events.inherited import agents_below, inherited_subject
from watchwire.events.lands import codes_in, codes_of_phrase
from watchwire.events.lexicon import frames, triggers
from watchwire.events.naming import antecedent, by_adjective, entities_of, entity_at, is_named
from watchwire.events.phrases import counted_of, doers_of
from watchwire.events.prepositions import add_between, add_governed, hands_over
from watchwire.events.scene import Scene, Side
from watchwire.events.unnamed import is_somebody, words_for
from watchwire.language import Analysis, Word
from watchwire.language.nouns import noun_class
from watchwire.model import EntityKind, Span

_OBJECTS = frozenset({"dobj", "obj"})
_TAKES = _OBJECTS | {"nsubjpass", "dative", "iobj"}
_ON_OBJECT = frozenset({"to", "from", "with", "on", "against"})
_CLAUSE_DEPTH = 3
_REPORTED = {"it": False, "they": True}
_RELATIVE = frozenset({"that", "which", "who"})


def sides_of(scene: Scene, word: Word) -> tuple[Side, Side]:
    """Return who does what a word tells, and to whom it is done."""
    analysis = scene.analysis
    actors: list[Word] = []
    recipients: list[Word] = []
    passive = any(c.dep in {"nsubjpass", "auxpass"} for c in analysis.children(word.number))
    for child in analysis.children(word.number):
        if child.dep == "nsubj":
            actors.extend(_who_fired(analysis, child) or [child])
        elif child.dep in {"prep", "agent"} or (child.dep == "dative" and child.pos in {"ADP", "PART"}):
            add_governed(scene, word, child, actors, recipients)
        elif child.dep in _TAKES and not (child.dep in _OBJECTS and any(r.dep in _OBJECTS for r in recipients)):
            recipients.append(child)  # a second object is the end of a list that the parser lost
        elif child.dep in {"poss", "compound", "amod", "nmod"} and word.pos == "NOUN":
            if _suffers(scene, word, child):
                recipients.append(child)
            elif child.pos != "NOUN" or child.dep == "poss" or noun_class(child.lemma.lower()) in {"person", "group"}:
                actors.append(whose_deed(scene, word, child))  # “rocket attacks” are nobody's called a rocket
        if child.dep in _OBJECTS:
            _below_object(scene, word, child, actors, recipients)
    recipients.extend(_beside_object(analysis, word))
    recipients.extend(_shared_object(analysis, word) if not recipients and not passive else ())
    lost = () if passive or any(item.dep in _TAKES for item in recipients) else lost_object(scene, word)
    recipients.extend(lost)
    if not lost and _is_headline_passive(analysis, word, actors, recipients):
        actors, recipients = [], actors
        passive = True
    recipients = recipients or _suffering_noun(analysis, word, actors)
    if word.pos == "VERB" and not actors and not passive:
        inherited = [who for item in inherited_subject(scene, word) for who in _who_fired(analysis, item) or [item]]
        (recipients if _shares_passive(word, inherited, recipients) else actors).extend(inherited)
    if passive and not actors and word.lemma in frames().suffering:
        actors.extend(_strikers(analysis, word))
    if word.pos == "NOUN":
        add_between(scene, word, actors, recipients)
        if not any(entities_of(scene, item) or codes_in(item.text) for item in actors):
            actors.extend(doers_of(analysis, word))  # “a *nuclear* test” is nobody's called so
    given = _side(scene, actors, None)
    return given, _side(scene, recipients, frozenset(given.ids), hands_over(word))


def _beside_object(analysis: Analysis, verb: Word) -> list[Word]:
    """Return whom it is done to where the object is only the means: who is accused in a paper, or fired at."""
    aims = aimed_at(analysis, verb) if verb.pos == "VERB" and verb.lemma in frames().throwing else []
    return [*accused_beside(analysis, verb), *aims]


def _who_fired(analysis: Analysis, subject: Word) -> list[Word]:
    """Return who fired or planted what hits (“a missile *fired by the rebels* struck a ship”), nobody else."""
    if subject.lemma.lower() not in frames().projectiles | frames().planted:
        return []
    below = (c for c in analysis.children(subject.number) if c.tag == "VBN" and c.dep == "acl")
    return [who for verb in below for who in agents_below(analysis, verb)]


def _below_object(scene: Scene, word: Word, item: Word, actors: list[Word], recipients: list[Word]) -> None:
    """Add who hangs on the object: in many parses the receiver hangs on the goods ("sold [coal to Vietnam]")."""
    below = [c for held in (item, *counted_of(scene.analysis, item)) for c in scene.analysis.children(held.number)]
    for inner in below:
        if inner.dep == "prep" and inner.lemma == "on" and _is_where(item):
            continue  # “struck an islet *on Lake Omsk*” says where it is, “two firms *on the list*” which
        if inner.dep == "prep" and inner.lemma in _ON_OBJECT | ({"for"} if item.lemma in frames().measures else set()):
            add_governed(scene, word, inner, actors, recipients)
        elif inner.dep == "prep" and inner.lemma == "into" and item.lemma.lower() in frames().inquiries:
            recipients.extend(c for c in scene.analysis.children(inner.number) if c.dep == "pobj")
    if word.pos == "VERB" and not hands_over(word):
        add_between(scene, item, recipients, recipients)  # “launched a mediation effort *between* …”


def _is_where(item: Word) -> bool:
    """Say whether “on” behind an object says where it is, or on which list, and not to whom something is done."""
    return item.lemma.lower() in frames().targets or item.pos == "PROPN" or is_somebody(item)


def in_complement(scene: Scene, word: Word, given: Side) -> Side:
    """Return whom the clause is about that says what is asked, threatened or refused.

    (“demanded that *Norway* return it”, “threatened to break relations with *Norway*”, “refused to meet *Berg*”)

    Args:
        scene: what the search sees.
        word: the verb of asking, threatening or refusing.
        given: who does so.

    """
    for clause in scene.analysis.children(word.number):
        if clause.dep not in {"ccomp", "xcomp"} or clause.number < word.number:
            continue
        own = [c for c in scene.analysis.children(clause.number) if c.dep in {"nsubj", "nsubjpass"}]
        side = _side(scene, own, frozenset(given.ids)) if own else sides_of(scene, clause)[1]
        return replace(side, ids=tuple(key for key in side.ids if key not in given.ids))
    return Side()


def _strikers(analysis: Analysis, verb: Word) -> list[Word]:
    """Return whose attack it is in which somebody was hit (“were killed in a *Norwegian* air strike”)."""
    found: list[Word] = []
    for preposition in analysis.children(verb.number):
        if preposition.dep not in {"prep", "agent"} or preposition.lemma not in {"in", "by", "during"}:
            continue
        for deed in analysis.children(preposition.number):
            if any(trigger.mode == "attack" for trigger in triggers().get((deed.pos, deed.lemma.lower()), ())):
                below = analysis.children(deed.number)
                found.extend(c for c in below if c.dep in {"amod", "poss", "nmod", "compound"} and codes_in(c.text))
    return found


def _is_headline_passive(analysis: Analysis, word: Word, actors: list[Word], recipients: list[Word]) -> bool:
    """Say whether who is named in front suffers it (“doctor *sentenced* to 40 years”)."""
    of_its_own = any(item.dep in _TAKES for item in recipients) or any(item.dep == "pobj" for item in actors)
    of_its_own = of_its_own or any(c.dep == "ccomp" for c in analysis.children(word.number))
    after = analysis.words[word.number + 1] if word.number + 1 < len(analysis.words) else word
    of_its_own = of_its_own or (after.dep == "det" and is_somebody(analysis.words[after.head]))
    # “detained *a* man considered …”, whatever the parser makes of it
    if word.tag not in {"VBD", "VBN"} or not actors or not _may_suffer(analysis, word, actors):
        return False
    # “*have* kidnapped up to 16 …” is active, whatever the parser makes of its object.
    return not of_its_own and not any(c.dep == "aux" and c.lemma == "have" for c in analysis.children(word.number))


def _may_suffer(analysis: Analysis, word: Word, actors: list[Word]) -> bool:
    """Say whether who is named in front may suffer what a verb tells: a thing in a headline (“*office* attacked”)."""
    if word.lemma in frames().suffering:
        return True
    things = all(item.pos == "NOUN" and item.lemma.lower() in frames().targets for item in actors)
    return things and word.start < len(analysis.article.title or "") and word.lemma in frames().done_to_things


def _suffering_noun(analysis: Analysis, word: Word, actors: list[Word]) -> list[Word]:
    """Return the noun that a participle with its agent describes (“*Petrov*, arrested by the police”)."""
    by_somebody = any(item.dep == "pobj" for item in actors)
    return [analysis.words[word.head]] if word.tag == "VBN" and word.dep == "acl" and by_somebody else []


def _shares_passive(word: Word, subjects: list[Word], objects: list[Word]) -> bool:
    """Say whether a second verb has the passive of the first (“was abducted and *killed*”), whatever its tag says."""
    of_its_own = any(item.dep in _OBJECTS for item in objects)
    if word.tag == "VBN" and word.dep == "acl" and not of_its_own:
        return True  # “Petrov, *arrested* in Omsk, said”, “sanctions *imposed* on Norway”
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


def _side(scene: Scene, heads: list[Word], taken: frozenset[str] | None, supplied: bool = True) -> Side:
    """Gather a side; for the receiving one `taken` holds those who give, and goods that are `supplied` are no party."""
    ids: dict[str, None] = {}
    codes: dict[str, None] = {}
    spans: list[Span] = []
    for held in heads:
        head = _told_of(scene, _behind_dateline(scene, held))
        named_here = entities_of(scene, head)
        found = [item for item in named_here if not taken or item not in taken]
        ids.update(dict.fromkeys(found))
        named = [code for item in found for code in scene.by_id[item].countries[:1]]
        codes.update(
            dict.fromkeys(named or codes_of_phrase(scene.analysis, head, goods_too=taken is None or not supplied))
        )
        measured = head.dep in _TAKES and counted_of(scene.analysis, head)  # “captured *part* of a base”
        if scene.in_dateline(head.start):
            continue
        by_weapon = head.dep == "pobj" and head.lemma.lower() in frames().projectiles | frames().planted
        if taken is None and by_weapon and not codes and not found:
            continue  # “was struck by *a missile*”: whose it is is not said
        if head.dep == "pobj" and head.lemma.lower() in frames().on_whose and not found:
            continue  # “released *on the order of* the court”
        if head.lemma.lower() in frames().circumstances and not found and not measured:
            continue  # “*for the first time*, Norway …”, “on *behalf* of”
        if named_here and not found and is_named(scene, head):
            continue  # “talks between Berg and *Prime Minister Holm*”: who stands on the first side is not met by it
        if found and not _stands_beside(scene, head, found):
            continue
        # Of “officials of the agency, the Office …” the parser joins to who has no name others who have one.
        if (phrase := words_for(scene.analysis, head, partial(is_named, scene))) is not None:
            spans.append(scene.without_dateline(phrase))
    return Side(tuple(ids), tuple(codes), tuple(spans))


def _behind_dateline(scene: Scene, head: Word) -> Word:
    """Return who is taken for a description of the town (“*OSLO, Norway* Norwegian *police* have”)."""
    if not scene.in_dateline(head.start):
        return head
    below = (c for c in scene.analysis.children(head.number) if c.dep in {"appos", "conj"})
    return next((c for c in below if not scene.in_dateline(c.start)), head)


def _told_of(scene: Scene, head: Word) -> Word:
    """Return who has just spoken for “it” or “they” in what is said (“*the rebels* said they will leave”), or the word.

    Only where nobody by name is known to be meant, and where the speaker is of the pronoun's number.
    """
    analysis = scene.analysis
    if entity_at(scene, head) is not None:
        return head
    if head.text.lower() in _RELATIVE:
        return antecedent(scene, head) or head  # “a *mob* that killed seven”
    if head.text.lower() == "them":
        return whom_them_means(analysis, head) or head
    number = _REPORTED.get(head.text.lower())
    if number is None or head.dep not in {"nsubj", "nsubjpass"}:
        return head
    verb = analysis.words[head.head]
    for _ in range(_CLAUSE_DEPTH):
        if verb.dep == "ccomp" and verb.head < head.number:
            subjects = [c for c in analysis.children(verb.head) if c.dep == "nsubj" and c.pos in {"NOUN", "PROPN"}]
            return subjects[0] if subjects and _agrees(scene, subjects[0], number) else head
        if verb.dep not in {"conj", "xcomp", "acomp"}:
            break
        verb = analysis.words[verb.head]
    return head


def _agrees(scene: Scene, subject: Word, plural: bool) -> bool:
    """Say whether a subject is what “they” (`plural`) or “it” stands for; nobody calls a person “it”."""
    joined = any(c.dep == "conj" for c in scene.analysis.children(subject.number))
    if plural:
        return joined or subject.tag in {"NNS", "NNPS"}
    entity = entity_at(scene, subject)
    body = entity.kind is not EntityKind.PERSON if entity is not None else noun_class(subject.lemma.lower()) == "group"
    return body and not joined and subject.tag in {"NN", "NNP"}


def _stands_beside(scene: Scene, head: Word, found: list[str]) -> bool:
    """Say whether people without a name are joined to others who have one, and are not they (“officials and Berg”)."""
    if head.tag not in {"NNS", "NNPS"} or not is_somebody(head) or found == by_adjective(scene, head):
        return False
    named = [c for c in scene.analysis.children(head.number) if c.dep == "appos" and is_named(scene, c)]
    return not named and not is_named(scene, head)


def place_of(scene: Scene, word: Word) -> str | None:
    """Return the place where something happens, by the preposition before it."""
    to = frozenset[str]() if word.lemma in frames().meeting_places else frozenset({"to", "into"})
    to |= {"for"} if word.lemma in frames().departing else frozenset()
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
