"""Business with a listed party, by the words around its name as they stand in a row.

`support.py` follows the parse, which loses a party in long sentences (“hand *the M23* seven dollars for each
kilogram”). Here the verb nearest to the name, the preposition that leads to it, and money or goods beside them tell
it. Only verbs of business count, and something must be named that changes hands.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from watchwire.events.dealing_words import dealing_words
from watchwire.events.lexicon import frames, goods_in
from watchwire.events.unnamed import is_somebody
from watchwire.language import Analysis, Word
from watchwire.language.nouns import noun_class
from watchwire.model import Span

_LEFT, _RIGHT = 22, 10
"""How many words before a name its verb stands at most, and how many after it the verb of which it is the subject."""
_BACK = 7
"""How many words before a name the preposition that leads to it stands at most."""
_AROUND = 25
"""How many words from its verb what changes hands is named at most."""
_ENDS = frozenset({";", ":", "—", "“", "”", '"', "."})
_ASKED = frozenset({"person", "group", "idea", "act"})
_CLAUSE_ENDS = frozenset({",", ";", ".", "“", "”"})
_WITHIN = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PART"})
_CLAUSE = frozenset(
    {"who", "which", "that", "while", "because", "when", "if", "although", "though", "whose", "where", "unless", "but"}
)
_HELPERS = frozenset({"be", "have", "do", "will", "also", "then", "now", "already", "again", "still", "not", "since"})
_BELONGING = frozenset({"of", "at", "in"})
_MONEY = re.compile(
    r"(?:[$€£¥₽]|\b(?:US|S|C|A|HK|R)\$|\bR)\s?\d|\b(?:dollars?|euros?|yuan|roubles?|rubles?|rials?|dirhams?|francs?|shillings?|pounds?|"
    r"dinars?|riyals?|lira|won|yen|som|pesos?|shekels?|money|cash|coins?|bitcoins?|crypto\w*|tether|USDT|stablecoins?|"
    r"funds|funding|payments?|transactions?|donations?|ransoms?|tax(?:es)?|fees?|salar(?:y|ies)|loans?|proceeds|revenues?|invoices?|transfers?|"
    r"zakat|tolls?|profits?|deposits?|accounts?|branch(?:es)?|payment cards?|letters? of credit|insurance)\b",
    re.IGNORECASE,
)


_SUM = re.compile(
    r"[$€£¥]\s?\d|\d\s?(?:million|billion|m|bn)?\s?(?:dollars|euros|pounds|rubles|roubles)|\b(?:fortune|profits?)\b"
)


@dataclass(frozen=True, slots=True)
class Dealing:
    """A word that tells business with a party, whether the party itself does it, and whether somebody acts for it."""

    word: Word
    by_party: bool
    acts: bool = False


def dealing_with(analysis: Analysis, name: Span) -> Dealing | None:
    """Return the word that tells business with the party that is named at a place; None where there is none.

    Args:
        analysis: the analysed text.
        name: where the party is named, or meant by a pronoun or description.

    """
    sentence = analysis.sentence_at(name.start)
    words = analysis.words_in(name)
    if sentence is None or not words:
        return None
    place = _place(analysis, words, sentence.first, sentence.last)
    if place is None:
        return None
    gift = analysis.words[place.clause - 1] if place.clause > sentence.first else None
    if place.lead in {"to", "for"} and gift is not None and gift.lemma.lower() in dealing_words().gifts:
        return Dealing(gift, False)  # “*payments* to the network”
    before = _verb_before(analysis, place, sentence.first)
    if before is not None and _deals(analysis, before, place):
        return Dealing(before, place.lead == "by")
    if place.lead is None and (before is None or before.pos != "VERB" or before.number < place.clause):
        after = _verb_after(analysis, place, sentence.last)
        if after is not None and _does(analysis, after):
            return Dealing(after, True)
    return None


def told_of_it(analysis: Analysis, name: Word) -> Dealing | None:
    """Return the verb of a clause about a party that tells its business (“the group, *which receives* cash from”).

    Args:
        analysis: the analysed text.
        name: the word of its name that hangs on something outside it.

    """
    described = [name, *(c for c in analysis.children(name.number) if c.dep == "appos")]
    verbs = [c for word in described for c in analysis.children(word.number) if c.dep == "relcl" and c.pos == "VERB"]
    verbs += [c for verb in verbs for c in analysis.children(verb.number) if c.dep == "conj" and c.pos == "VERB"]
    told = next((v for v in verbs if _is_its_subject(analysis, v) and _does(analysis, v)), None)
    return Dealing(told, True) if told is not None else None


def _is_its_subject(analysis: Analysis, verb: Word) -> bool:
    subjects = [c for c in analysis.children(verb.number) if c.dep in {"nsubj", "nsubjpass"}]
    return all(c.tag in {"WDT", "WP"} for c in subjects) and bool(subjects)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a party stands: the words of its phrase, the preposition that leads to it, where its clause begins."""

    first: int
    last: int
    lead: str | None
    clause: int


def _place(analysis: Analysis, words: tuple[Word, ...], begin: int, end: int) -> _Place | None:
    """Return the phrase of a party with what belongs to it (“the *camps* of …”); None where another is meant."""
    first, last = words[0].number, words[-1].number + 1
    held = dealing_words()
    if words[-1].tag == "PRP$" or (last < end and analysis.words[last].tag == "POS"):
        whose = words[-1].tag == "PRP$"
        last = _owned(analysis, last + (analysis.words[last].tag == "POS"), end, of_pronoun=whose)
        if last == 0:
            return None
    elif last < end and analysis.words[last].pos == "NOUN" and analysis.words[last].head != last:
        noun = analysis.words[last]
        if noun.lemma.lower() in frames().beside or not (is_somebody(noun) or noun.lemma.lower() in frames().parts):
            return None  # “a Hezbollah *stronghold*”
        last += 1
    number = first - 1
    while number >= max(begin, first - _BACK):
        word = analysis.words[number]
        if word.lemma == "of" and number > begin:
            owner = analysis.words[number - 1]
            if owner.lemma.lower() not in held.belongings and not is_somebody(owner):
                return None if owner.pos in {"NOUN", "PROPN"} else _Place(first, last, "of", number)
        elif word.pos == "ADP" or word.tag in {"IN", "TO"}:
            return _Place(first, last, word.text.lower(), number)
        elif word.pos not in _WITHIN and word.text.lower() != "group":
            break
        number -= 1
    return _Place(first, last, None, number + 1)


def _owned(analysis: Analysis, number: int, end: int, *, of_pronoun: bool) -> int:
    """Return where the phrase ends of what is a party's own; 0 where that is not the party (“*his* last guest”)."""
    while number < end and analysis.words[number].pos in {"ADJ", "NOUN", "PROPN", "NUM"}:
        word, after = analysis.words[number], analysis.words[number + 1] if number + 1 < end else None
        if after is None or after.pos not in {"NOUN", "PROPN"}:
            lemma = word.lemma.lower()
            own = lemma in dealing_words().belongings | frames().parts or (
                is_somebody(word) and lemma not in frames().beside and not of_pronoun
            )
            return number + 1 if own else 0
        number += 1
    return 0


def _verb_before(analysis: Analysis, place: _Place, begin: int) -> Word | None:
    """Return the verb nearest before a phrase, in its clause."""
    for number in range(place.clause - (0 if place.lead else 1), max(begin, place.first - _LEFT) - 1, -1):
        word = analysis.words[number]
        if word.text in _ENDS or word.text.lower() in _CLAUSE:
            return None
        if word.pos in {"VERB", "AUX"} and word.lemma not in _HELPERS:
            return word
        if word.text.lower() in dealing_words().never:
            return None
        if (
            word.tag in {"VBZ", "VBP", "NN", "NNS"}
            and word.lemma.lower() in dealing_words().whom
            and place.lead is None
            and not _is_of_phrase(analysis, word)
        ):
            return word  # what the parser takes for a noun (“wholesalers *supply* them with”)
    return None


def _is_of_phrase(analysis: Analysis, noun: Word) -> bool:
    """Say whether what might be a verb is the noun that words before it describe (“another *ship*, the Aurora”)."""
    below = analysis.children(noun.number)
    return any(c.number < noun.number and c.dep in {"det", "amod", "poss", "nummod"} for c in below)


def _verb_after(analysis: Analysis, place: _Place, end: int) -> Word | None:
    """Return the verb whose subject a phrase is, right behind it or behind what is told of it between commas."""
    number, inside, led = place.last, False, False
    while number < min(end, place.last + (_LEFT if led else _RIGHT)):
        word = analysis.words[number]
        if word.text == ",":
            inside = not inside
        elif not inside and (
            word.text in _ENDS or word.text.lower() in _CLAUSE or (not led and word.pos in {"ADP", "SCONJ", "CCONJ"})
        ):
            return None
        elif not inside and word.pos == "VERB" and word.lemma not in dealing_words().lead_on:
            return word
        led = led or (word.pos == "VERB" and not inside)
        number += 1
    return None


def _deals(analysis: Analysis, verb: Word, place: _Place) -> bool:
    """Say whether a verb tells business with whoever a preposition behind it leads to."""
    held, lemma, lead = dealing_words(), verb.lemma.lower(), place.lead
    if lead in held.goal or (lead == "of" and analysis.words[place.clause - 1].lemma in frames().on_whose):
        return (lead == "for" and lemma in held.serving) or (
            lemma in held.to and _moves_something(analysis, verb, place)
        )
    if lead in held.through:
        return lemma in held.to | held.does and _moves_something(analysis, verb, place)
    if lead == "from":
        return lemma in held.origin and _moves_something(analysis, verb, place)
    if lead == "by":
        return verb.tag == "VBN" and lemma in held.does - {"own"} and _moves_something(analysis, verb, place)
    if lead is None:
        near = place.first - verb.number <= _BACK
        return near and (lemma in held.bare or (lemma in held.whom and _moves_something(analysis, verb, place)))
    return False


def _does(analysis: Analysis, verb: Word) -> bool:
    """Say whether a verb tells business that its subject does: with money or goods as what it moves."""
    held, lemma = dealing_words(), verb.lemma.lower()
    if lemma not in held.does or any(c.dep == "auxpass" for c in analysis.children(verb.number)):
        return False
    if lemma == "make" and not _makes_money(analysis, verb):
        return False
    if lemma in held.asking and _asks_to(analysis, verb):
        return False  # “ordered *the industry to double* production”
    text = _behind(analysis, verb.number + 1, verb.number + 1 + _AROUND)
    return _is_money_or_goods(text) or (
        lemma in held.with_things and _is_thing(analysis, verb.number + 1, verb.number + 7)
    )


def _makes_money(analysis: Analysis, verb: Word) -> bool:
    """Say whether what is made is a sum (“*makes* $1 million a day”)."""
    sums = [c for c in analysis.children(verb.number) if c.dep in {"dobj", "obj"}]
    spans = [analysis.span(*analysis.subtree(c.number)).of(analysis.article.text) for c in sums]
    return any(_SUM.search(text) for text in spans)


def _asks_to(analysis: Analysis, verb: Word) -> bool:
    """Say whether a verb asks somebody to do something: an infinitive follows, or people are its object."""
    after = analysis.words[verb.number + 1 : verb.number + 1 + _AROUND]
    ends = next((k for k, word in enumerate(after) if word.text in _CLAUSE_ENDS), len(after))
    if any(one.tag == "TO" and two.tag == "VB" for one, two in pairwise(after[:ends])):
        return True
    asked = [c for c in analysis.children(verb.number) if c.dep in {"dobj", "obj"}]
    return any(noun_class(word.lemma.lower()) in _ASKED for word in asked)


def _moves_something(analysis: Analysis, verb: Word, place: _Place) -> bool:
    """Say whether money, goods or another thing is named with a verb, apart from the party's own name."""
    sentence = analysis.sentence_at(verb.start)
    begin = max(sentence.first if sentence else 0, verb.number - _AROUND // 2)
    stretches = ((begin, verb.number), (verb.number + 1, place.first), (place.last, place.last + _AROUND // 2))
    if any(_is_money_or_goods(_behind(analysis, first, last)) for first, last in stretches):
        return True
    lemma = verb.lemma.lower()
    return lemma in dealing_words().with_things and (
        _is_thing(analysis, verb.number + 1, place.first) or _is_thing(analysis, begin, verb.number)
    )


def _behind(analysis: Analysis, first: int, last: int) -> str:
    """Return the words from one place to another, within their sentence."""
    if first >= len(analysis.words) or first >= last:
        return ""
    sentence = analysis.sentence_at(analysis.words[first].start)
    last = min(last, sentence.last if sentence else last)
    return analysis.span(first, last).of(analysis.article.text) if first < last else ""


def _is_money_or_goods(text: str) -> bool:
    return bool(text) and (_MONEY.search(text) is not None or goods_in(text) is not None)


def _is_thing(analysis: Analysis, first: int, last: int) -> bool:
    return any(
        w.pos == "NOUN" and (noun_class(w.lemma.lower()) == "thing" or w.lemma.lower() in frames().given)
        for w in analysis.words[first:last]
    )
