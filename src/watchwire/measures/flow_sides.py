"""Who gives and who gets goods that move, by what leads to each name: subject, object, adjective, preposition."""

from dataclasses import dataclass, field

from watchwire.entities import country_codes_in_phrase
from watchwire.events.lexicon import frames
from watchwire.events.movements import movements
from watchwire.events.scene import Scene
from watchwire.events.unnamed import is_somebody
from watchwire.language import Analysis, Word
from watchwire.measures.unmoved import is_purpose
from watchwire.model import Entity, EntityKind, Span

_SUBJECTS = frozenset({"nsubj"})
_OBJECTS = frozenset({"dobj", "obj", "nsubjpass", "attr", "oprd"})
_JUDGED = frozenset({"dobj", "obj", "nsubjpass"})
"""Who did it, of those whom a court or prosecutor finds, charges or fines."""
_RELATIVE = frozenset({"that", "which", "who"})
_ENDS = frozenset({";", ":", ".", "—"})
_STOPS = frozenset({",", ";", ":", ".", "(", "—", "–", "to", "from", "by"})
_AWAY = frozenset(
    {"since", "during", "after", "before", "between", "by", "despite", "under", "through", "via", "for", "with"}
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ASIDE = frozenset({"under", "after", "over", "amid", "despite", "before", "following", "against", "during", "since"})
_LINE, _NOUNS = 16, 9
"""How many words behind goods and movement a side may stand, and how many words its phrase has."""


@dataclass(slots=True)
class FlowSides:
    """What is gathered for one movement: entity ids and country codes on each side."""

    given: dict[str, None] = field(default_factory=dict)
    taken: dict[str, None] = field(default_factory=dict)
    providers: dict[str, None] = field(default_factory=dict)
    receivers: dict[str, None] = field(default_factory=dict)


def flow_sides(scene: Scene, mover: Word, head: Word, place: Span) -> FlowSides:
    """Return who stands on each side of a movement of goods.

    Args:
        scene: the analysed text with its entities.
        mover: the word of movement.
        head: the noun of the goods.
        place: where the goods are named.

    """
    sides = FlowSides()
    _origin_of_goods(scene.analysis, mover, place, head, sides)
    _gather(scene, mover, head, sides)
    below = scene.analysis.children(mover.number)
    alone = not any(c.dep in _SUBJECTS and c.text.lower() not in _RELATIVE for c in below)
    if mover.pos == "NOUN" or (alone and mover.dep in {"xcomp", "pcomp", "advcl", "acl"}):
        _from_above(scene, mover, sides)
    if mover is not head:  # “tied *the cargo* to Iran” moves it nowhere
        _in_line(scene, mover, place, sides)
    return sides


def _origin_of_goods(analysis: Analysis, mover: Word, place: Span, head: Word, sides: FlowSides) -> None:
    """Note whose goods they are by the adjective before them (“*Iranian* heavy crude”, “*Iranian-made* drones”)."""
    first = analysis.subtree(head.number)[0]
    before = [w for w in analysis.words[first : head.number + 1] if w.start < place.start and w.head != w.number]
    own = [w for w in before if w.dep in {"amod", "compound", "nmod", "poss", "npadvmod"}]
    to_whom = [w for w in own if w.pos == "PROPN" and w.dep == "compound" and w.number == mover.number + 1]
    if to_whom and mover.pos == "VERB" and mover.lemma.lower() in movements().gives:
        held_by = country_codes_in_phrase(to_whom[0].text)  # “sold *Oslo* perfume”
        sides.receivers.update(dict.fromkeys(held_by[:1]))
        own = [w for w in own if w is not to_whom[0]] if held_by else own
    text = " ".join(w.text.split("-")[0] for w in own)
    held = movements()
    made = [c for c in analysis.children(head.number) if c.dep in {"acl", "relcl"} and c.lemma.lower() in held.made]
    spans = [analysis.span(*analysis.subtree(c.number)) for c in made]  # “coltan *dug in … Congo*”
    codes = country_codes_in_phrase(text)[-1:] or tuple(
        code for span in (place, *spans) for code in country_codes_in_phrase(span.of(analysis.article.text))[-1:]
    )
    sides.providers.update(dict.fromkeys(codes[:1]))


def _gather(scene: Scene, mover: Word, head: Word, sides: FlowSides) -> None:
    """Note who stands below a word of movement, by what leads to it."""
    analysis, held, lemma = scene.analysis, movements(), mover.lemma.lower()
    own = {w.number for w in (head,)}
    gets = lemma in held.gets and mover.pos == "VERB"
    for child in analysis.children(mover.number):
        if child.dep in _SUBJECTS:
            if child.text.lower() in _RELATIVE or (lemma in held.ends and _carries(child)) or lemma in held.stopped:
                continue  # whose ship unloads them, or who finds them, says not whose goods they are
            _note(scene, child, sides, "taken" if gets or _is_aim_of_ship(analysis, mover) else "given")
        elif child.dep in {"dative", "iobj"} and child.pos != "ADP":
            _note(scene, child, sides, "taken")
        elif child.dep in _OBJECTS and child.number not in own and not _holds(analysis, child, head):
            _note(scene, child, sides, _side_of_object(lemma))
        elif child.dep == "conj" and _goes_on(analysis, child):
            for inner in analysis.children(child.number):
                if inner.dep == "prep":
                    _by_preposition(scene, child, inner, sides)
        elif child.dep == "agent" and lemma not in held.stopped:
            _phrase(scene, child, sides, "taken" if gets else "given")
        elif child.dep in {"poss", "compound", "nmod", "amod"} and mover.pos == "NOUN":
            _note(scene, child, sides, "taken" if lemma in {"import", "purchase", "procurement", "order"} else "given")
        if child.dep in {"prep", "dative"} and child.pos == "ADP":
            _by_preposition(scene, mover, child, sides)
        if child.dep in _OBJECTS | _SUBJECTS or _holds(analysis, child, head):
            _below_goods(scene, mover, child, sides)


def _goes_on(analysis: Analysis, verb: Word) -> bool:
    """Say whether a second verb tells of the same goods (“originated in A and *was bound* for B”)."""
    held, own = movements(), {c.dep for c in analysis.children(verb.number)}
    return verb.lemma.lower() in held.moves | held.bound and not own & {"nsubj", "nsubjpass", "dobj", "obj"}


def _side_of_object(lemma: str) -> str:
    """Say on which side whatever a verb of movement has beside the goods as its object stands (“leaving *Somalia*”)."""
    held = movements()
    if lemma in held.left:
        return "given"
    return "taken" if lemma in held.reached | held.with_goods | held.of_goods["training"] else ""


def _below_goods(scene: Scene, mover: Word, noun: Word, sides: FlowSides) -> None:
    """Note what the parser hangs on the goods (“shipped [shells to Russia]”, “[missile parts bound for Yemen]”)."""
    for child in scene.analysis.children(noun.number):
        if child.dep == "prep":
            _by_preposition(scene, mover, child, sides)
            if child.lemma in {"of", "with"}:
                for inner in scene.analysis.children(child.number):
                    _below_goods(scene, mover, inner, sides)
        elif child.dep in {"acl", "amod"} and child.lemma.lower() in movements().bound:
            for inner in scene.analysis.children(child.number):
                if inner.dep == "prep":
                    _by_preposition(scene, mover, inner, sides)


def _by_preposition(scene: Scene, mover: Word, preposition: Word, sides: FlowSides) -> None:
    held, lemma = movements(), preposition.lemma.lower()
    moves = mover.lemma.lower()
    if any(c.lemma == "way" for c in scene.analysis.children(preposition.number)):
        return  # “*by way of* Oslo”
    if is_purpose(scene.analysis, preposition):
        return
    made = moves in held.makes | held.made and mover.tag == "VBN" and lemma in {"in", "at"}
    aboard = made or (lemma in held.at and _takes_aboard(scene.analysis, mover))
    if lemma in held.origin or lemma == "by" or aboard or (moves in held.starts and lemma in {"in", "at", "to"}):
        _phrase(scene, preposition, sides, "given")
    elif lemma == "with" and (moves in held.with_goods or moves in held.bound):
        return
    elif lemma in held.goal or (lemma in held.at and moves in held.ends | (held.labour - held.gives)):
        _phrase(scene, preposition, sides, "taken")


def _takes_aboard(analysis: Analysis, verb: Word) -> bool:
    """Say whether a verb tells that goods are taken aboard (“*loaded* oil at”, “*took on* crude at”)."""
    if verb.pos != "VERB" or verb.lemma.lower() not in movements().loading:
        return False
    return verb.lemma not in {"take", "pick"} or any(c.dep == "prt" for c in analysis.children(verb.number))


def _in_line(scene: Scene, mover: Word, place: Span, sides: FlowSides) -> None:
    """Note where from and where to by the prepositions that follow, where the parse has lost them."""
    analysis = scene.analysis
    sentence = analysis.sentence_at(mover.start)
    last = analysis.word_at(place.end - 1)
    if sentence is None or last is None:
        return
    held = movements()
    wants_to, wants_from = not (sides.receivers or sides.taken), not (sides.providers or sides.given)
    number = min(mover.number, last.number) + 1
    end = min(sentence.last, max(mover.number, last.number) + _LINE)
    while number < end:
        word = analysis.words[number]
        lemma = word.text.lower()
        if number > max(mover.number, last.number) and (word.text in _ENDS or word.tag in _FINITE):
            return
        aim = wants_to and lemma in held.goal - {"with"} and word.tag in {"IN", "TO", "RP"}
        if aim or (wants_from and lemma == "from"):
            _note_line(scene, number + 1, end, sides, "taken" if aim else "given")
        number += 1


def _note_line(scene: Scene, first: int, end: int, sides: FlowSides, side: str) -> None:
    """Note who is named in the words right behind a preposition, up to a verb or a stop."""
    analysis = scene.analysis
    last = first
    while last < min(end, first + _NOUNS):
        word = analysis.words[last]
        if word.pos in {"VERB", "AUX", "SCONJ"} or word.text in _STOPS or word.text.lower() in _AWAY:
            break
        last += 1
    if last == first:
        return
    phrase = analysis.span(first, last)
    ids, codes = (sides.given, sides.providers) if side == "given" else (sides.taken, sides.receivers)
    named = _entities(scene, phrase, analysis.words[first])
    ids.update(dict.fromkeys(e.id for e in named if e.countries or e.matches))
    own = [code for e in named for code in e.countries[:1]]
    codes.update(dict.fromkeys(own or country_codes_in_phrase(phrase.of(analysis.article.text))[:1]))


def _from_above(scene: Scene, mover: Word, sides: FlowSides) -> None:
    """Note who does what a noun or infinitive tells (“*he admitted* supplying”, “*the firm facilitated* the sale”)."""
    analysis, word = scene.analysis, mover
    passive = any(c.dep == "auxpass" for c in analysis.children(mover.number))
    if mover.dep in {"amod", "acl"} and mover.lemma.lower() in movements().bound:
        _note(scene, analysis.words[mover.head], sides, "given")  # “*Iranian tankers* laden with petrol”
        return
    described = analysis.words[mover.head]
    if mover.tag == "VBG" and mover.dep == "acl" and is_somebody(described):
        _note_apart(scene, described, sides, "taken" if mover.lemma.lower() in movements().gets else "given")
        return  # “sanctions on *firms providing* it with drones”: who imposes them provides nothing
    if mover.tag == "VBG" and (maker := _doer_of_adjunct(analysis, mover)) is not None:
        _note(scene, maker, sides, "taken" if mover.lemma.lower() in movements().gets else "given")
        return
    for _ in range(4):
        above = analysis.words[word.head]
        if above.number == word.number:
            return
        if word.dep == "prep" and word.lemma.lower() in _ASIDE and above.pos == "VERB":
            return  # “approved sanctions *under the pretext of* a transfer”: who approves transfers nothing
        word = above
        if word.pos == "ADJ" and word.lemma.lower() in frames().fears:
            return  # “we are *concerned* about sales”
        helps = word.lemma.lower() in movements().helps or word.dep in {"acl", "relcl"}
        if (word.lemma == "be" and mover.head == word.number) or (word.pos == "VERB" and helps):
            break  # “*Oslo* is to receive them”
    if word.pos != "VERB" and word.lemma != "be":
        return
    subjects = _JUDGED if word.lemma in movements().judging else _SUBJECTS | {"nsubjpass"}
    side = "taken" if passive or mover.lemma.lower() in movements().gets else "given"
    for child in analysis.children(word.number):
        if child.dep in subjects:
            _note(scene, child, sides, side)


def _note_apart(scene: Scene, noun: Word, sides: FlowSides, side: str) -> None:
    """Note who a noun is on a side, unless those on the other are of the same country."""
    alone = FlowSides()
    _note(scene, noun, alone, side)
    held, other = (alone.providers, sides.receivers) if side == "given" else (alone.receivers, sides.providers)
    if not held.keys() & other.keys():
        _note(scene, noun, sides, side)


def _doer_of_adjunct(analysis: Analysis, verb: Word) -> Word | None:
    """Return who does what a participle at the end of a clause tells (“*they* make a fortune *selling* oil”)."""
    above = analysis.words[verb.head]
    if verb.dep == "acl" and above.dep in {"dobj", "obj"} and _is_sum(analysis, above):
        above = analysis.words[above.head]
    elif verb.dep != "advcl" or any(c.dep in {"mark", "prep"} for c in analysis.children(verb.number)):
        return None
    return next((c for c in analysis.children(above.number) if c.dep == "nsubj"), None)


def _is_sum(analysis: Analysis, noun: Word) -> bool:
    first, last = analysis.subtree(noun.number)
    return any(w.tag in {"CD", "$"} for w in analysis.words[first:last]) or noun.lemma in {"fortune", "profit", "money"}


def _is_aim_of_ship(analysis: Analysis, verb: Word) -> bool:
    """Say whether where something is bound looks like a subject (“was bound *for Oslo* loaded with sugar”)."""
    above = analysis.words[verb.head]
    aim = any(c.dep == "mark" and c.lemma == "for" for c in analysis.children(verb.number))
    return aim and above.lemma.lower() in movements().bound | {"bind"}


def _phrase(scene: Scene, preposition: Word, sides: FlowSides, side: str) -> None:
    """Note whoever a preposition governs, over a second one (“out *of* Libya”)."""
    for child in scene.analysis.children(preposition.number):
        if child.dep in {"pobj", "pcomp"}:
            _note(scene, child, sides, side)
        elif child.dep == "prep":
            _phrase(scene, child, sides, side)


def _note(scene: Scene, noun: Word, sides: FlowSides, side: str) -> None:
    """Note the parties and countries that a noun phrase names on a side."""
    if not side or noun.pos not in {"NOUN", "PROPN", "PRON", "ADJ"}:
        return
    ids, codes = (sides.given, sides.providers) if side == "given" else (sides.taken, sides.receivers)
    analysis = scene.analysis
    first, last = analysis.subtree(noun.number)
    cut = next((n for n in range(noun.number + 1, last) if analysis.words[n].dep in {"relcl", "acl", "appos"}), last)
    phrase = analysis.span(first, max(cut, noun.number + 1))
    named = _entities(scene, phrase, noun)
    ids.update(dict.fromkeys(e.id for e in named))
    own = [code for e in named for code in e.countries[:1]]
    found = own or list(country_codes_in_phrase(phrase.of(analysis.article.text)))[:2]
    if not found:  # “Tekhnoradar, *a bureau in Saint Petersburg*”
        added = [c for c in analysis.children(noun.number) if c.dep == "appos"]
        found = [code for c in added for code in _codes_below(scene, c)][:1]
    codes.update(dict.fromkeys(found))


def _codes_below(scene: Scene, noun: Word) -> list[str]:
    """Return the countries of the places that a description names."""
    span = scene.analysis.span(*scene.analysis.subtree(noun.number))
    places = [e for e in _entities(scene, span, noun) if e.kind is EntityKind.PLACE]
    return [code for e in places for code in e.countries[:1]] or list(country_codes_in_phrase(span.of(_text(scene))))


def _entities(scene: Scene, phrase: Span, noun: Word) -> list[Entity]:
    """Return who is named in a phrase by name or, where it is a pronoun or description, meant by it."""
    meant = scene.by_pronoun.get(Span(noun.start, noun.end))
    if meant is not None:
        return [meant]
    found: dict[str, Entity] = {}
    for offset in range(phrase.start, min(phrase.end, phrase.start + 200)):
        entity = scene.named.get(offset)
        if entity is not None:
            found.setdefault(entity.id, entity)
    return list(found.values())


def _text(scene: Scene) -> str:
    return scene.analysis.article.text


def _carries(noun: Word) -> bool:
    return noun.lemma.lower() in movements().carriers


def _holds(analysis: Analysis, word: Word, inner: Word) -> bool:
    first, last = analysis.subtree(word.number)
    return first <= inner.number < last
