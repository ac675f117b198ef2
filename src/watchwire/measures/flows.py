"""Goods that a text says move between countries or parties, however it says so.

The events of supply (`events`) know verbs with their objects and sides. The press has more ways ("gold flown out of
the country to Dubai", "tankers laden with Iranian crude arrived off Dongying"). Here a word of movement, the goods in
its clause, and who or what stands with which preposition make a sighting. It counts only where a measure covers it,
so the goods and a side that is under measures keep it right.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from watchwire.events import frames
from watchwire.events.certainty import carrier, certainty_of, statement_around, tense_of
from watchwire.events.fired import goes_nowhere
from watchwire.events.lexicon import Goods, goods
from watchwire.events.movements import movements
from watchwire.events.scene import Scene
from watchwire.events.unnamed import is_somebody
from watchwire.language import Analysis, Word
from watchwire.language.nouns import noun_class
from watchwire.measures.flow_sides import flow_sides
from watchwire.measures.unmoved import changes_no_hands
from watchwire.model import Event, Span

_CLIMB = 7
"""How many links goods or a side may hang below the word of movement."""
_PEOPLE = "labour"
_WHO = frozenset({"place", "person", "group"})
_BORNE = frozenset({"carry", "deliver", "fit", "mount", "put"})
_CARRIERS = frozenset({"vehicles", "vessels"})
_THROUGH = frozenset({"of", "with", "like", "including", "to", "from", "for"})


_HOLDERS = 3
"""In how many nouns goods may be held (“a carrier with *tonnes* of coal”)."""
_SPOKEN_BACK = 4
"""How many sentences back goods are looked for that are only described (“the cargo”)."""
_MEANT = frozenset({"it", "them", "they", "these", "those"})
_KNOWN = frozenset(
    {
        "the",
        "this",
        "these",
        "that",
        "those",
        "its",
        "their",
        "his",
        "her",
        "such",
        "another",
        "second",
        "third",
        "further",
        "both",
        "each",
    }
)
_PASSIVE = frozenset({"dobj", "obj", "nsubjpass", "pobj"})


@dataclass(frozen=True, slots=True)
class Flow:
    """A movement of goods as an event of supply (without an id), and whether its goods are only described there."""

    event: Event
    described: bool


def flows_in(scene: Scene) -> Iterator[Flow]:
    """Yield the movements of goods that are not among the article's events, in the order of the text.

    Args:
        scene: the analysed text with its entities and statements.

    """
    analysis = scene.analysis
    spoken: tuple[int, Goods] | None = None
    for number, sentence in enumerate(analysis.sentences):
        words = analysis.words[sentence.first : sentence.last]
        if not any(map(_moves, words)):
            continue
        named: list[tuple[Goods | None, Span]] = list(_goods_among(analysis, sentence.span))
        named.extend(_descriptions(scene, words, [place for _, place in named]))
        for known, place in sorted(named, key=lambda pair: pair[1]):
            item = known or (spoken[1] if spoken is not None and number - spoken[0] <= _SPOKEN_BACK else None)
            if item is None:
                continue
            head = analysis.word_at(place.start) if known is None else _head_of(analysis, place)
            mover = _mover(analysis, head, item) if head is not None else None
            if head is None or mover is None or _is_aboard(analysis, head, mover):
                continue
            if changes_no_hands(analysis, head, item.key, mover):
                continue
            spoken = (number, item) if item.key not in _CARRIERS else spoken
            event = _event(scene, mover, head, item, place, bare=known is None)
            if event is not None:
                yield Flow(event, known is None)


def _is_aboard(analysis: Analysis, head: Word, mover: Word) -> bool:
    """Say whether goods are what a missile bears, or how far it comes (“*carry* warheads”, “*reach* Oslo with it”)."""
    if head.lemma.lower() == "warhead" and mover.lemma.lower() in _BORNE:
        return True
    above = analysis.words[head.head]
    fired = head.lemma.lower() in frames().projectiles and above.lemma == "with"
    return fired and mover.lemma.lower() in movements().reached | movements().moves


def _descriptions(scene: Scene, words: Iterable[Word], named: list[Span]) -> Iterator[tuple[None, Span]]:
    """Yield where goods that were named before are only described or meant by a pronoun (“the cargo”)."""
    analysis, held = scene.analysis, movements()
    for word in words:
        place = Span(word.start, word.end)
        if word.dep not in _PASSIVE | {"nsubj"} or any(place.overlaps(other) for other in named):
            continue
        below = analysis.children(word.number)
        if word.pos == "PRON":
            counted = word.text.lower() == "it" and analysis.words[word.head].lemma == "of"  # “10 tons *of it*”
            known = place in scene.by_pronoun or counted
            meant = word.text.lower() in _MEANT and word.dep in _PASSIVE and not known
        else:
            own = any(c.dep in {"compound", "nmod"} for c in below) or any(
                c.dep == "prep" and c.lemma in {"of", "with"} for c in below
            )
            known = any(c.lemma.lower() in _KNOWN or c.text.lower() in _KNOWN for c in below)
            lemma = word.lemma.lower()
            counts = lemma in held.counted and any(c.dep in {"nummod", "det"} for c in below)
            meant = word.pos == "NOUN" and not own and ((lemma in held.described and known) or counts)
        if meant:
            yield None, place


@cache
def _general() -> frozenset[str]:
    """Return the verbs that move goods of any kind, or people."""
    held = movements()
    return held.gives | held.gets | held.moves | held.bound | held.labour | held.makes | held.stopped


def _moves(word: Word) -> bool:
    held, lemma = movements(), word.lemma.lower()
    if word.pos == "VERB":
        return lemma in _general() or any(lemma in verbs for verbs in held.of_goods.values())
    return (word.pos == "NOUN" and lemma in held.nouns) or (word.pos == "ADJ" and lemma in held.bound)


def goods_named(analysis: Analysis, sentence: Span) -> Iterator[tuple[Goods, Span]]:
    """Yield the goods that a sentence names as goods, and not to describe something else (“a *missile* program”).

    Args:
        analysis: the analysed text.
        sentence: the place of the sentence.

    """
    for item, place in _goods_among(analysis, sentence):
        if _head_of(analysis, place) is not None:
            yield item, place


def goods_head_at(analysis: Analysis, place: Span) -> Word | None:
    """Return the noun of the goods named at a place; none where they only describe another noun."""
    return _head_of(analysis, place)


def names_goods_at(analysis: Analysis, place: Span) -> bool:
    """Say whether words for goods name them, and do not describe somebody or a place (“a *nuclear weapons* state”)."""
    words = analysis.words_in(place)
    word = words[-1] if words else None
    while word is not None and word.dep in {"compound", "nmod", "amod"} and analysis.words[word.head].pos == "NOUN":
        word = analysis.words[word.head]
    return word is None or word in words or noun_class(word.lemma.lower()) not in _WHO


def _goods_among(analysis: Analysis, sentence: Span) -> Iterator[tuple[Goods, Span]]:
    """Yield the goods that a sentence names, those of the more specific kind first, each stretch once."""
    text = sentence.of(analysis.article.text)
    taken: list[Span] = []
    for item in goods():
        for match in item.pattern.finditer(text):
            place = Span(sentence.start + match.start(), sentence.start + match.end())
            if not any(place.overlaps(other) for other in taken):
                taken.append(place)
                yield item, place


def _head_of(analysis: Analysis, place: Span) -> Word | None:
    """Return the noun of goods that hangs on something outside them; none where they only describe another noun."""
    words = analysis.words_in(place)
    nouns = [word for word in words if word.pos in {"NOUN", "PROPN"}]
    inside, named = {word.number for word in words}, {word.number for word in nouns}
    tops = [w for w in nouns if w.head not in inside] or [w for w in reversed(nouns) if w.head not in named]
    head = next(iter(tops), None)
    if head is None:
        return None
    above = analysis.words[head.head]
    after = analysis.article.text[place.end : place.end + 2]
    if after[:1] == "-" and after[1:].isalpha() and above.pos == "ADJ":
        return None  # “the *oil*-rich sultanate”
    if _describes_what_follows(analysis, words[-1], inside):
        return None  # “weapons of mass destruction *proliferators*”
    if head.dep == "conj" and above.dep in {"compound", "nmod", "amod"}:
        return None  # “his green and *gold* train”
    while head.dep in {"compound", "nmod", "amod"} and above.pos in {"NOUN", "PROPN"}:
        if not _still_goods(above):
            return None  # “missile *program*”, “tank *builders*”
        head, above = above, analysis.words[above.head]
    return head if head.lemma.lower() not in frames().nowhere else None


def _describes_what_follows(analysis: Analysis, last: Word, inside: set[int]) -> bool:
    """Say whether the last of several words for goods stands before somebody, whom they say more of."""
    above = analysis.words[last.head]
    described = last.dep in {"compound", "nmod", "amod"} and above.number > last.number and above.number not in inside
    return described and len(inside) > 1 and above.pos == "NOUN" and not _still_goods(above)


def _still_goods(noun: Word) -> bool:
    """Say whether a noun that goods stand before moves with them (“missile *parts*”, “oil *shipments*”)."""
    lemma, held = noun.lemma.lower(), movements()
    return lemma in held.measured | held.nouns | frames().unspecific and lemma not in frames().nowhere - {"system"}


def _mover(analysis: Analysis, goods_head: Word, item: Goods) -> Word | None:
    """Return the word of movement that goods hang on, in their own clause."""
    itself = _moves(goods_head) and goods_head.pos == "NOUN"
    if itself and any(c.dep in {"compound", "nmod", "amod", "prep"} for c in analysis.children(goods_head.number)):
        return goods_head  # “gold *exports*”
    above = _mover_above(analysis, goods_head, item)
    if above is not None or itself:
        return above or goods_head
    return _mover_behind(analysis, goods_head, item)


def _mover_behind(analysis: Analysis, word: Word, item: Goods) -> Word | None:
    """Return a word of movement that describes goods, or what holds them (“drones *sent* by Iran”)."""
    for _ in range(_HOLDERS):
        behind = [c for c in analysis.children(word.number) if c.dep in {"acl", "relcl", "amod"} and _moves(c)]
        if behind and _can_carry(analysis, behind[0], item):
            return behind[0]
        above = analysis.words[word.head]
        if word.dep != "pobj" or above.lemma not in {"of", "with"}:
            return None
        word = analysis.words[above.head]
        if word.pos not in {"NOUN", "PROPN"}:
            return None
    return None


def _mover_above(analysis: Analysis, word: Word, item: Goods) -> Word | None:
    for _ in range(_CLIMB):
        above = analysis.words[word.head]
        if above.number == word.number or word.dep in {"relcl", "advcl", "ccomp", "parataxis"}:
            return None  # another clause
        if word.pos == "VERB" and word.lemma.lower() not in movements().helps:
            return None  # “ordered it *to make* missiles”
        if word.dep == "prep" and not _leads_on(word, above):
            return None
        way = _on_its_way(analysis, word, above)
        if way is not None:
            return way
        if item.key == _PEOPLE and above.pos == "VERB" and not _moves(above):
            return above if word.dep == "nsubj" and above.lemma not in movements().apart else None
        if _moves(above) and _can_carry(analysis, above, item):
            gives = word.dep == "nsubj" and above.lemma.lower() in movements().gives | movements().gets
            # Who gives or gets is not what is given (“the missile museum sold tickets”), but for workers.
            return None if gives and item.key != _PEOPLE else above
        word = above
    return None


def _is_traded(mover: Word, head: Word, item: Goods) -> bool:
    """Say whether a ship or lorry is what changes hands, and not what carries something."""
    held = movements()
    traded = held.gives | held.gets | held.nouns
    if item.key == "vessels":
        traded = (
            traded - frames().everyday - frames().carrying - {"push", "divert", "send"}
        )  # “*bring* the ship to dock”
    return mover.lemma.lower() in traded and head.dep in {
        "dobj",
        "obj",
        "nsubjpass",
        "pobj",
    }


def _on_its_way(analysis: Analysis, word: Word, above: Word) -> Word | None:
    """Return the “way” on which goods are said to be (“the weapons were on their *way* from A to B”)."""
    if above.lemma != "be" or word.dep != "nsubj":
        return None
    held = (c for p in analysis.children(above.number) if p.lemma in {"on", "en"} for c in analysis.children(p.number))
    return next((c for c in held if c.lemma in {"way", "route"}), None)


def _leads_on(preposition: Word, above: Word) -> bool:
    """Say whether what a preposition governs moves with the noun before it (“crates *of* squid”, no “museum *of*”)."""
    if preposition.lemma == "of" and above.pos in {"NOUN", "PROPN"}:
        lemma = above.lemma.lower()
        return _still_goods(above) or lemma in frames().quantities or above.tag == "CD" or lemma in movements().amounts
    if preposition.lemma == "with" and above.pos == "NOUN" and is_somebody(above):
        return False  # “paid a boy *with* a rifle”
    return preposition.lemma in _THROUGH or (preposition.lemma == "in" and above.pos == "NOUN")  # “trade *in* gold”


def _can_carry(analysis: Analysis, word: Word, item: Goods) -> bool:
    held, lemma = movements(), word.lemma.lower()
    if lemma in held.of_goods.get(item.key, ()):
        return True
    if word.pos == "VERB" and lemma not in _general():
        return False  # “vessels *caught* fire”
    if item.key == _PEOPLE:
        return lemma in held.labour or (word.pos == "NOUN" and lemma in {"export", "dispatch", "hiring", "use"})
    if lemma in held.labour and lemma not in held.gives | held.gets | held.moves | held.bound | held.makes:
        return False
    if lemma in {"arm", "equip"} and word.dep in {"acl", "amod"}:
        return any(c.dep == "agent" for c in analysis.children(word.number))  # “nine men *armed* with rifles”
    negated = any(c.dep == "neg" for c in analysis.children(word.number))
    return not (negated and lemma in {"find", "come", "go"})


def _event(scene: Scene, mover: Word, head: Word, item: Goods, place: Span, bare: bool) -> Event | None:
    """Return a movement as an event; goods that are only described may have no side of their own (`bare`)."""
    analysis = scene.analysis
    sides = flow_sides(scene, mover, head, place)
    providers = tuple(sides.providers)
    receivers = tuple(code for code in sides.receivers if code not in sides.providers)
    taken = tuple(key for key in sides.taken if key not in sides.given)
    if not (bare or mover.lemma.lower() in movements().stopped or providers or receivers or sides.given or taken):
        return None
    lemma = mover.lemma.lower()
    if goes_nowhere(analysis, mover, item.key) or (item.key in _CARRIERS and not _is_traded(mover, head, item)):
        return None
    loosely = item.key == _PEOPLE and not _moves(mover)
    own = lemma in movements().of_goods.get(item.key, ())
    if ((lemma in movements().makes and not own) or loosely) and not receivers:
        return None
    statement = statement_around(mover, scene.told)
    return Event(
        "", "cooperate", Span(mover.start, mover.end), tuple(sides.given), taken, "supply", item.key, place, None, None,
        certainty_of(analysis, mover, carrier(analysis, mover, scene.told)), tense_of(analysis, mover),
        statement.id if statement else None, actor_countries=providers, recipient_countries=receivers,
    )  # fmt: skip
