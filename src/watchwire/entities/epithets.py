"""Whom descriptions stand for (“the ministry”, “the Oslo airline”, “the 34-year-old”), where the reading is clear.

A description stands for somebody whom the text has called so; where it has called several so, for the one who was
spoken of last and most clearly. An epithet that says nothing but who is spoken of anyway (“the Frenchman”) stands for
whom “he” would stand for. Nobody is meant where somebody without a name was called so a moment ago (“a Dutch company”).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, takewhile

from watchwire.entities.described import description_at, heads_whole, is_plain
from watchwire.entities.people import people_words
from watchwire.entities.pronouns import person_before
from watchwire.entities.walk import CLEAR, SEEN_MOST, SUBJECT, Reading, Seen, noun_of, says, sex_of_noun
from watchwire.geography import country_words
from watchwire.language import Word

_UNNAMED_BACK = 4
"""How many sentences somebody without a name is meant by the noun that the text has called him by."""
_BACK = 6
"""How many sentences back those are looked for who are spoken of, where several may be meant."""
_TOPIC_BACK = 2
"""And for a body that the text calls nothing at all."""
_FADES = 0.7
_CALLED = 2.5
"""How much more a body weighs that the text calls so than one of which it says nothing."""
_SPOKE = 1.4
"""And one that has just said something, where a description is of who says the next (“… *The firm* added”)."""
_ALONE = 2.0
"""How far ahead of the second it must be that a noun fits which does not fit any company (“the computer maker”)."""
_CLEARLY = 1.3
"""How far ahead of the second he must be who is called what both are called."""
_ARMED = 1.25
"""How far ahead of the second an armed body must be that is called “the group”: its subject, and not its object."""
_NEAR = 200
"""How many characters before “the country” its name stands."""
_FORMER = "former"
_MEN, _WOMEN = ("man",), ("woman",)


def described(reading: Reading, word: Word, sentence: int) -> str | None:
    """Return whom a description clearly stands for, as the id of an entity; None where that cannot be told."""
    if word.number in reading.covered:
        return None
    lemma = word.lemma.lower()
    demonym = _is_demonym(word)
    if not (demonym or lemma in _describing() or lemma in reading.called.nouns):
        return None
    known = people_words()
    between = description_at(reading.analysis, word, lemma in known.armed)
    if between is None or _is_of_another(reading, lemma, between, sentence):
        return None
    if lemma in known.lands:
        return None if between else _land(reading, word)
    if lemma in known.armed and (body := _armed(reading, lemma, between, word, sentence)) is not None:
        return body
    if word.tag == "NNS":
        return None
    if not demonym and (body := _body(reading, lemma, between, word, sentence)) is not None:
        return body
    person = None if demonym else _person(reading, lemma, between, word, sentence)
    several = len(reading.called.nouns.get(lemma, ())) > 1 and not demonym
    return person or (None if several else _epithet(reading, lemma, between, word, sentence))


@cache
def _describing() -> frozenset[str]:
    """Return the nouns that describe somebody, whatever a text calls those it names."""
    known = people_words()
    bodies = known.companies | known.organisations | known.armed | known.lands
    return bodies | known.persons | known.epithets | known.office_epithets


def _is_of_another(reading: Reading, lemma: str, between: Collection[Word], sentence: int) -> bool:
    """Say whether somebody without a name was called so a moment ago, and not with other words (“a *drive* maker”)."""
    said = reading.unnamed.get(lemma)
    if said is None or sentence - said.sentence >= _UNNAMED_BACK:
        return False
    own, others = _content_of(between), _content_of(said.before)
    return not own or not others or bool(own & others)


def _content_of(words: Iterable[Word]) -> set[str]:
    """Return the nouns, adjectives and names among the words before a noun."""
    return {word.lemma.lower() for word in words if word.pos in {"NOUN", "ADJ", "PROPN"}}


def _names_body(reading: Reading, word: Word) -> bool:
    """Say whether a word begins the name of somebody (“the *Nordact* company”), who is no other than the one meant."""
    named = reading.named.get(word.start)
    return named is not None and reading.sorts[named] != "thing" and named not in reading.lands


def _body(reading: Reading, lemma: str, between: Collection[Word], word: Word, sentence: int) -> str | None:
    """Return the body that the text calls so, or the clearest one that may be called so."""
    known, called = people_words(), reading.called
    if not is_plain(between) or any(_names_body(reading, w) for w in between):
        return None
    bodies = [
        entity
        for entity in called.nouns.get(lemma, ())
        if reading.sorts[entity] == "body" or entity in called.companies
    ]
    bodies = [
        entity for entity in bodies if called.firsts[entity] < word.start and not _is_armed(reading, entity, lemma)
    ]
    company, organisation = lemma in known.companies, lemma in known.organisations
    if not company and not organisation:
        return bodies[0] if len(bodies) == 1 and not between else None
    families = (called.companies if company else {}) | (called.organisations if organisation else {})
    any_of = lemma in known.any_company or lemma in known.any_organisation
    fits = [e for e in families if called.firsts[e] < word.start] if any_of or not bodies else bodies
    fits = [e for e in fits if not (_is_armed(reading, e, lemma) or _is_another_kind(reading, e, lemma))]
    others = {e for e in called.others if called.firsts[e] < word.start and not _is_armed(reading, e, lemma)}
    others = {entity for entity in others if not _is_another_kind(reading, entity, lemma)}
    found = _clearest_body(reading, word, fits, others, sentence, CLEAR if any_of or bodies else _ALONE)
    if found is not None or _is_spoken_of(reading, {*fits, *others}, sentence):
        return found
    return fits[0] if len(fits) == 1 else None


def _is_armed(reading: Reading, entity: str, lemma: str) -> bool:
    """Say whether a body is armed or outlawed, and a noun calls none that is (“the *watchdog*”)."""
    return lemma in people_words().unarmed and entity in reading.called.armed


def _is_another_kind(reading: Reading, entity: str, lemma: str) -> bool:
    """Say whether a body's own name says that it is of another kind than a noun (“the *council*” is no agency)."""
    known, kinds = people_words(), reading.called.named_as.get(entity, frozenset[str]())
    exact = lemma in known.exact or lemma in known.never_exact
    return exact and bool(kinds) and lemma not in kinds and entity not in reading.called.nouns.get(lemma, ())


def _armed(reading: Reading, lemma: str, between: Collection[Word], word: Word, sentence: int) -> str | None:
    """Return the armed or outlawed body that is called so: it is meant before a company that may be called so too."""
    called, known = reading.called, people_words()
    if not is_plain(between) or any(_names_body(reading, w) for w in between):
        return None
    armed = {e for e, first in called.armed.items() if first < word.start}
    rivals = (called.companies if lemma in known.companies else {}) | (
        called.organisations if lemma in known.organisations else {}
    )
    others = {e for e, first in rivals.items() if first < word.start} - armed
    found = _clearest_body(reading, word, armed, others, sentence, _ARMED, _BACK)
    return found if found in armed else None


def _land(reading: Reading, word: Word) -> str | None:
    """Return the country that was named shortly before, where it is one alone."""
    named = (reading.named.get(start) for start in range(max(0, word.start - _NEAR), word.start))
    lands = {key for key in named if key in reading.lands and reading.sorts[key] == "body"}
    return lands.pop() if len(lands) == 1 else None


def _is_spoken_of(reading: Reading, bodies: Collection[str], sentence: int) -> bool:
    return any(m.entity in bodies for m in _latest(reading, sentence, _BACK))


def _latest(reading: Reading, sentence: int, back: int) -> Iterator[Seen]:
    """Return the mentions of the last few sentences, the latest first."""
    return takewhile(lambda seen: sentence - seen.sentence <= back, islice(reversed(reading.seen), SEEN_MOST))


def _clearest_body(
    reading: Reading,
    word: Word,
    fits: Collection[str],
    others: Collection[str],
    sentence: int,
    least: float,
    back: int = _TOPIC_BACK,
) -> str | None:
    """Return the body that is spoken of most clearly, those that the text calls so before others.

    Others count that were named at most `back` sentences ago.
    """
    weights: dict[str, float] = defaultdict(float)
    speaks = says(reading.analysis, word)
    for mention in _latest(reading, sentence, _BACK):
        far = sentence - mention.sentence
        if mention.entity not in fits and (mention.entity not in others or far > back):
            continue
        joined = reading.analysis.words[mention.word].dep == "conj"
        called = _CALLED if mention.entity in fits else 1.0
        spoke = _SPOKE if speaks and mention.says else 1.0
        worth = (100 + (SUBJECT if joined else mention.weight)) * _FADES**far * called * spoke
        weights[mention.entity] = max(weights[mention.entity], worth)
    ordered = sorted(weights.items(), key=lambda pair: -pair[1])
    clear = ordered and (len(ordered) == 1 or ordered[0][1] >= least * ordered[1][1])
    return ordered[0][0] if clear else None


def _person(reading: Reading, lemma: str, between: Sequence[Word], word: Word, sentence: int) -> str | None:
    """Return the person whom the text calls so, with all words of the description that name no place."""
    called = reading.called
    said = {w.text.lower() for w in between if w.pos in {"NOUN", "ADJ"} and w.text.lower() not in _LANDS}
    people = [e for e in called.nouns.get(lemma, ()) if reading.sorts[e] == "person" and called.firsts[e] < word.start]
    whole = heads_whole(f"{between[-1].text} {lemma}") if between else False
    fits = [e for e in people if said <= called.said[e] and not (whole and e in called.parts)]
    if not fits or not is_plain(w for w in between if w.text.lower() not in said):
        return None
    placed = any(w.pos == "PROPN" for w in between)
    if len(fits) == 1 and not placed:
        return fits[0]
    weights: dict[str, float] = defaultdict(float)
    for mention in _latest(reading, sentence, _BACK):
        if mention.entity in fits:
            worth = (100 + mention.weight) * _FADES ** (sentence - mention.sentence)
            weights[mention.entity] = max(weights[mention.entity], worth)
    ordered = sorted(weights.items(), key=lambda pair: -pair[1])
    clear = ordered and (len(ordered) == 1 or ordered[0][1] >= _CLEARLY * ordered[1][1])
    return ordered[0][0] if clear else None


_LANDS = frozenset(name.lower() for name in country_words())


def _epithet(reading: Reading, lemma: str, between: Collection[Word], word: Word, sentence: int) -> str | None:
    """Return who is spoken of, where a noun says only that it is he."""
    known = people_words()
    office = lemma in known.office_epithets
    placed = office and any(w.pos == "PROPN" or w.text in country_words() for w in between)
    once = lemma in known.persons and any(w.lemma.lower() == _FORMER for w in between)
    if not (_is_demonym(word) or lemma in known.epithets or placed or once):
        return None
    sex = "m" if word.text.endswith(_MEN) and not word.text.endswith(_WOMEN) else sex_of_noun(word)
    found = person_before(reading, word, sentence, "f" if word.text.endswith(_WOMEN) else sex)
    if found is None or noun_of(found) is not None or (office and not reading.called.said.get(found)):
        return None
    of_what = {w.text.lower() for w in between if w.pos == "NOUN" and w.dep == "compound"}
    if office and not of_what <= reading.called.said[found]:
        return None  # “the *coup* leader” is nobody who was not called so
    return found if found in reading.called.whole else None  # who is named in full, for an epithet says little


def _is_demonym(word: Word) -> bool:
    """Say whether a noun calls somebody by his country (“the *Frenchman*”)."""
    if word.tag not in {"NN", "NNP"} or word.dep not in {"nsubj", "nsubjpass"} or not word.text[:1].isupper():
        return False
    land = country_words().get(word.text)
    return (land is not None and land[1] == "demonym") or word.text.endswith(("shman", "chman", "shwoman", "chwoman"))
