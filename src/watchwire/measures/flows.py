"""Goods that a text says move between countries or parties, however it says so.

The events of supply (`events`) know verbs with their objects and sides. The press has more ways ("gold flown out of
the country to Dubai", "tankers laden with Iranian crude arrived off Dongying"). Here a word of movement, the goods in
its clause, and who or what stands with which preposition make a sighting. It counts only where a measure covers it,
so the goods and a side that is under measures keep it right.
"""

from collections.abc import Iterator

from watchwire.events import frames
from watchwire.events.certainty import carrier, certainty_of, statement_around, tense_of
from watchwire.events.fired import goes_nowhere
from watchwire.events.lexicon import Goods, goods
from watchwire.events.movements import movements
from watchwire.events.scene import Scene
from watchwire.language import Analysis, Word
from watchwire.measures.flow_sides import flow_sides
from watchwire.model import Event, Span

_CLIMB = 7
"""How many links goods or a side may hang below the word of movement."""
_PEOPLE = "labour"
_CARRIERS = frozenset({"vehicles", "vessels"})
_THROUGH = frozenset({"of", "with", "like", "including", "to", "from", "for"})


def flows_in(scene: Scene) -> Iterator[Event]:
    """Yield the movements of goods as events of supply that are not among the article's events (without an id).

    Args:
        scene: the analysed text with its entities and statements.

    """
    analysis = scene.analysis
    for sentence in analysis.sentences:
        words = analysis.words[sentence.first : sentence.last]
        held = list(_goods_among(analysis, sentence.span)) if any(map(_moves, words)) else []
        for item, place in held:
            head = _head_of(analysis, place)
            mover = _mover(analysis, head, item) if head is not None else None
            if head is None or mover is None:
                continue
            event = _event(scene, mover, head, item, place)
            if event is not None:
                yield event


def _moves(word: Word) -> bool:
    held, lemma = movements(), word.lemma.lower()
    if word.pos == "VERB":
        return lemma in held.gives | held.gets | held.moves | held.bound | held.labour | held.makes
    return (word.pos == "NOUN" and lemma in held.nouns) or (word.pos == "ADJ" and lemma in held.bound)


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
    if head.dep == "conj" and above.dep in {"compound", "nmod", "amod"}:
        return None  # “his green and *gold* train”
    while head.dep in {"compound", "nmod", "amod"} and above.pos in {"NOUN", "PROPN"}:
        if not _still_goods(above):
            return None  # “missile *program*”, “tank *builders*”
        head, above = above, analysis.words[above.head]
    return head if head.lemma.lower() not in frames().nowhere else None


def _still_goods(noun: Word) -> bool:
    """Say whether a noun that goods stand before moves with them (“missile *parts*”, “oil *shipments*”)."""
    lemma, held = noun.lemma.lower(), movements()
    return lemma in held.measured | held.nouns | frames().unspecific and lemma not in frames().nowhere - {"system"}


def _mover(analysis: Analysis, goods_head: Word, item: Goods) -> Word | None:
    """Return the word of movement that goods hang on, in their own clause."""
    if _moves(goods_head) and goods_head.pos == "NOUN":
        return goods_head  # “gold *exports*”
    above = _mover_above(analysis, goods_head, item)
    if above is not None:
        return above
    behind = [c for c in analysis.children(goods_head.number) if c.dep in {"acl", "relcl", "amod"} and _moves(c)]
    return behind[0] if behind and _can_carry(analysis, behind[0], item) else None  # “drones *sent* by Iran”


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


def _is_traded(mover: Word, head: Word) -> bool:
    """Say whether a ship or lorry is what changes hands, and not what carries something."""
    held = movements()
    return mover.lemma.lower() in held.gives | held.gets | held.nouns and head.dep in {
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
    return preposition.lemma in _THROUGH or (preposition.lemma == "in" and above.pos == "NOUN")  # “trade *in* gold”


def _can_carry(analysis: Analysis, word: Word, item: Goods) -> bool:
    held, lemma = movements(), word.lemma.lower()
    if item.key == _PEOPLE:
        return lemma in held.labour or (word.pos == "NOUN" and lemma in {"export", "dispatch", "hiring", "use"})
    if lemma in held.labour and lemma not in held.gives | held.gets | held.moves | held.bound | held.makes:
        return False
    negated = any(c.dep == "neg" for c in analysis.children(word.number))
    return not (negated and lemma in {"find", "come", "go"})


def _event(scene: Scene, mover: Word, head: Word, item: Goods, place: Span) -> Event | None:
    analysis = scene.analysis
    sides = flow_sides(scene, mover, head, place)
    providers = tuple(sides.providers)
    receivers = tuple(code for code in sides.receivers if code not in sides.providers)
    taken = tuple(key for key in sides.taken if key not in sides.given)
    if not (providers or receivers or sides.given or taken):
        return None
    lemma = mover.lemma.lower()
    if goes_nowhere(analysis, mover, item.key) or (item.key in _CARRIERS and not _is_traded(mover, head)):
        return None
    loosely = item.key == _PEOPLE and not _moves(mover)
    if (lemma in movements().makes or loosely) and not receivers:
        return None
    statement = statement_around(mover, scene.told)
    return Event(
        "", "cooperate", Span(mover.start, mover.end), tuple(sides.given), taken, "supply", item.key, place, None, None,
        certainty_of(analysis, mover, carrier(analysis, mover, scene.told)), tense_of(analysis, mover),
        statement.id if statement else None, actor_countries=providers, recipient_countries=receivers,
    )  # fmt: skip
