"""Goods that a text names and that change no hands there: weapons in use, what a state seizes, where goods are used.

A missile that is intercepted or falls is supplied to nobody there (“a missile *from Oslo* was *intercepted*”), unless
freight is told of (“intercepted *a shipment* of missiles”). A yacht that is seized, or sails, is sold to nobody. Where
goods are to be used is no receiver (“for use in the *war against Oslo*”).
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from watchwire.entities import country_codes_in_phrase
from watchwire.events.movements import movements
from watchwire.language import Analysis, Word
from watchwire.model import Span
from watchwire.tables import read_yaml

_CLIMB = 5
_DESCRIBING = frozenset({"compound", "nmod", "amod", "conj", "appos", "nummod"})
_AIMS = frozenset({"at", "against", "toward", "towards", "near", "off"})


@cache
def _held() -> dict[str, frozenset[str]]:
    content: dict[str, Any] = read_yaml("watchwire.events", "unmoved.yaml")
    return {key: frozenset(words) for key, words in content.items()}


def changes_no_hands(analysis: Analysis, goods: Word, key: str, mover: Word | None = None) -> bool:
    """Say whether goods are weapons in use, or property that a state takes or blocks.

    Args:
        analysis: the analysed text.
        goods: the noun that names them.
        key: what they are, as a category of goods.
        mover: the word that tells what becomes of them; by the parse, where it is not given.

    """
    told = mover or _told_of(analysis, goods)
    if told is None or told.number == goods.number:
        return False
    lemma, held = told.lemma.lower(), _held()
    ship = goods.lemma.lower() in held["ships"] or (key == "vessels" and goods.pos == "PROPN")
    if key in held["means"] and ship:
        return lemma not in held["trade"]
    if key in held["property"]:
        return lemma in held["seizing"] and not _is_freight(analysis, told, goods)
    if goods.lemma.lower() not in held["weapons"]:
        return False
    return _is_used(analysis, told, goods) and not _is_freight(analysis, told, goods)


def is_seizing(verb: Word) -> bool:
    """Say whether a word tells that a state takes or blocks what is somebody's: no business with him."""
    return verb.lemma.lower() in _held()["seizing"]


def _told_of(analysis: Analysis, goods: Word) -> Word | None:
    """Return the verb, or noun of an act, on which goods hang, over what holds them (“*waves* of drones”)."""
    word = goods
    for _ in range(_CLIMB):
        above = analysis.words[word.head]
        if above.number == word.number:
            return None
        if above.pos == "VERB" or (above.pos == "NOUN" and above.lemma.lower() in _held()["used"] | _held()["seizing"]):
            return above
        if word.dep not in _DESCRIBING and above.lemma != "of" and not (word.dep == "prep" and word.lemma == "of"):
            return None
        word = above
    return None


def _is_used(analysis: Analysis, told: Word, goods: Word) -> bool:
    """Say whether a verb tells that weapons fly, are fired or are shot down."""
    held, lemma = _held(), told.lemma.lower()
    if lemma in held["sent"] and any(c.dep in {"dobj", "obj"} for c in analysis.children(told.number)):
        below = (*analysis.children(told.number), *analysis.children(goods.number))
        aimed = any(c.dep == "prep" and c.lemma in held["at"] for c in below)
        return aimed or any(w.lemma.lower() in held["waves"] for w in _holders(analysis, goods))
    if lemma in held["used"]:
        return True
    sentence = analysis.sentence_at(told.start)
    around = analysis.words[sentence.first : sentence.last] if sentence is not None else ()
    return lemma in held["either"] and any(w.lemma.lower() in held["use"] for w in around)


def _holders(analysis: Analysis, goods: Word) -> Iterator[Word]:
    word = goods
    for _ in range(_CLIMB):
        word = analysis.words[word.head]
        if word.pos == "VERB":
            return
        yield word


def _is_freight(analysis: Analysis, told: Word, goods: Word) -> bool:
    """Say whether what becomes of goods is told with words of freight; what they are fired at tells none."""
    words, bound = _held()["freight"], movements().bound - {"head", "headed"}
    sent = told.lemma.lower() in _held()["sent"]
    around = (w for w in _beside(analysis, told, goods) if not (sent and w is told))
    return any(w.lemma.lower() in words | bound for w in around)


def _beside(analysis: Analysis, told: Word, goods: Word) -> Iterator[Word]:
    """Yield the words of a clause, without what something is aimed at and without clauses of other things."""
    waiting = [told]
    while waiting:
        word = waiting.pop()
        yield word
        for child in analysis.children(word.number):
            aim = child.dep == "prep" and child.lemma in _AIMS
            victim = word is told and child.dep in {"dobj", "obj"} and not _holds(analysis, child, goods)
            apart = child.dep in {"advcl", "ccomp", "parataxis"} or (word is told and child.dep == "conj")
            if not (aim or victim or apart or child.number == word.number):
                waiting.append(child)


def _holds(analysis: Analysis, word: Word, inner: Word) -> bool:
    first, last = analysis.subtree(word.number)
    return first <= inner.number < last


def is_purpose(analysis: Analysis, preposition: Word) -> bool:
    """Say whether a preposition leads to what goods are used for or in (“*for* use in”, “*against* the war in”)."""
    held = _held()
    if preposition.lemma.lower() not in held["towards"]:
        return False
    led = [c for c in analysis.children(preposition.number) if c.dep in {"pobj", "pcomp"}]
    return any(c.lemma.lower() in held["fighting"] | held["purposes"] for c in led)


def without_fields(analysis: Analysis, around: Span, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return countries without those that a sentence names only as where goods are to be used.

    Args:
        analysis: the analysed text.
        around: a place in the sentence.
        codes: the countries that are thought to get goods.

    """
    sentence = analysis.sentence_at(around.start)
    if sentence is None or not codes:
        return codes
    words = analysis.words[sentence.first : sentence.last]
    inside = _fields(analysis, words)
    if not inside:
        return codes
    fields = _codes(analysis, words, inside)
    outside = {w.number for w in words} - inside
    others = _codes(analysis, words, {n for n in outside if not _is_doer(analysis, analysis.words[n])})
    return tuple(code for code in codes if code not in fields or code in others)


def _fields(analysis: Analysis, words: Iterable[Word]) -> set[int]:
    """Return the numbers of the words that say what goods are used for, and where."""
    found: set[int] = set()
    for word in words:
        if is_purpose(analysis, word) or (word.lemma.lower() in _held()["fighting"] and word.pos == "NOUN"):
            found.update(range(*analysis.subtree(word.number)))
    return found


def _is_doer(analysis: Analysis, word: Word) -> bool:
    """Say whether a word stands before a verb of which it is the subject, and which gets nothing."""
    while word.dep in {"compound", "amod", "poss", "nmod", "case"} and word.head != word.number:
        word = analysis.words[word.head]
    verb = analysis.words[word.head]
    return word.dep in {"nsubj", "agent"} and verb.lemma.lower() not in movements().gets


def _codes(analysis: Analysis, words: Iterable[Word], numbers: set[int]) -> set[str]:
    """Return the countries that stretches of words name."""
    text, held, last = analysis.article.text, set[str](), None
    run: list[Word] = []
    for word in [*words, None]:
        if word is not None and word.number in numbers and (last is None or word.number == last + 1):
            run.append(word)
            last = word.number
            continue
        if run:
            held.update(country_codes_in_phrase(text[run[0].start : run[-1].end]))
        run = [word] if word is not None and word.number in numbers else []
        last = run[-1].number if run else None
    return held
