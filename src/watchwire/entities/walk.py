"""The walk through a text: who is mentioned where, how weighty, and who is only called by a noun.

Mentions are weighed by grammar, subjects most (after Lappin and Leass 1994, "An algorithm for pronominal anaphora
resolution", without their training data); a pronoun that has been resolved weighs like a name. People and bodies
without a name ("a resident", "officials") take part.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from watchwire.entities.described import Callings, callings_of
from watchwire.entities.given_names import sex_of_given_name
from watchwire.entities.people import people_words
from watchwire.geography import country_words
from watchwire.language import Analysis, Word
from watchwire.language.nouns import noun_class
from watchwire.language.subjects import lost_subject
from watchwire.model import Entity, EntityKind, Span

FIRST = frozenset({"i", "me", "my", "myself"})
HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
HE_OR_SHE = HE | SHE
PRONOUNS = frozenset({"PRON", "DET", "ADJ"})
"""As what the parser may take a pronoun."""
_SPEAKING = PRONOUNS | {"NOUN"}
_SINGULAR = frozenset({"NN", "NNP"})
_PLURAL = frozenset({"NNS", "NNPS"})
_SAYS_WHAT = frozenset({"appos", "attr"})
IN_NAME = frozenset({"compound", "amod", "nmod", "flat"})
_DESCRIBING = IN_NAME | {"poss"}
_BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.GOVERNMENT, EntityKind.GROUP})
SEEN_MOST = 200
"""How many mentions are looked back on: a text has more in a few sentences only where it is none."""
SUBJECT, OBJECT, OTHER = 80.0, 50.0, 40.0
FADES = 0.5
CLEAR = 1.15
"""How far ahead of the second the first must be for a reading to count as clear."""
NOBODY = ""
_UNNAMED = "#"
_NESTED = 10.0
"""The weight of somebody who only tells whose man another is (“a spokesman for *Berg*”)."""
_BELOW = frozenset({"pobj", "prep", "poss", "compound", "nmod"})
_DEPTH = 4
_HELPERS = 3
_MEN = ("lishmen", "rishmen", "nchmen", "tchmen", "elshmen")
"""How the names of peoples end (“Englishmen”, “Frenchmen”)."""
_DEFINITE = frozenset({"the", "this", "that", "its", "their", "his", "her", "our"})


@dataclass(slots=True)
class Seen:
    """One earlier mention: whose, where, how weighty, of which sort, and whether he says something there.

    Whose it is, is the id of an entity, the key of somebody who is only described and acts (`unnamed`), or `NOBODY`.
    """

    entity: str
    sentence: int
    weight: float
    word: int
    sort: str
    says: bool = False


class Unnamed(NamedTuple):
    """Where somebody without a name was called by a noun, and the words before it."""

    sentence: int
    before: Sequence[Word]


def unnamed(word: Word) -> str:
    """Return the key of somebody without a name, whom a noun describes."""
    return f"{_UNNAMED}{word.number}"


def noun_of(key: str) -> int | None:
    """Return the number of the noun that a key of somebody without a name is made of; None for an entity."""
    return int(key[1:]) if key.startswith(_UNNAMED) else None


@dataclass(slots=True)
class Reading:
    """What the walk through a text knows and has found."""

    analysis: Analysis
    sorts: dict[str, str]
    sexes: dict[str, str | None]
    named: dict[int, str]
    ends: dict[int, int]
    covered: frozenset[int]
    called: Callings
    lands: frozenset[str]
    """The countries among the entities."""
    seen: list[Seen] = field(default_factory=list)
    unnamed: dict[str, Unnamed] = field(default_factory=dict)
    """By each noun where somebody without a name was last called so."""
    found: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))

    def take(self, entity: str, word: Word, sentence: int) -> None:
        """Keep a mention by name, pronoun or description; a body named only to describe somebody else is none."""
        sort = self.sorts.get(entity, "person")
        if sort != "person" and _describes(self.analysis, self.ends.get(word.start, word.number)):
            return
        self.note(entity, word, sentence, sort)

    def note(self, entity: str, word: Word, sentence: int, sort: str) -> None:
        """Keep that somebody is spoken of at a word."""
        head = _head(self.analysis, word)
        speaker = _described(self.analysis, head)
        weight = _weight(self.analysis, speaker)
        if sort == "person" and weight == OTHER and _is_nested(self.analysis, head):
            weight = _NESTED
        speaks = _is_according_to(self.analysis, speaker)
        weight = SUBJECT if speaks else weight
        self.seen.append(Seen(entity, sentence, weight, head.number, sort, speaks or says(self.analysis, speaker)))

    def stands_for(self, entity: str, word: Word) -> None:
        """Keep that a word stands for somebody."""
        self.found[entity].append(Span(word.start, word.end))


def subject_of(analysis: Analysis, word: Word) -> Word | None:
    """Return the verb whose subject a word is, also where the parser has lost it."""
    if word.dep in {"nsubj", "nsubjpass"}:
        return analysis.words[word.head]
    if word.dep != "appos":
        return None
    after = analysis.subtree(word.number)[1]
    verb = next((w for w in analysis.words[after : after + _HELPERS] if w.pos == "VERB"), None)
    return verb if verb is not None and lost_subject(analysis, verb) == word else None


def says(analysis: Analysis, word: Word) -> bool:
    """Say whether a word is the subject of a main verb of speech (“the harbour was shut, *Berg* said”)."""
    verb = subject_of(analysis, word)
    told = verb is not None and verb.dep in {"ccomp", "relcl", "advcl"}
    return verb is not None and not told and word.dep != "nsubjpass" and verb.lemma in people_words().speaking


def _is_according_to(analysis: Analysis, word: Word) -> bool:
    """Say whether a sentence is told according to somebody: he speaks then, as its subject would."""
    above = analysis.words[word.head]
    return word.dep == "pobj" and above.lemma == "to" and analysis.words[above.head].lemma.lower() == "accord"


def _is_nested(analysis: Analysis, word: Word) -> bool:
    """Say whether a name stands in the phrase of somebody without one (“a spokesman for *Berg*”, “*Berg*'s aide”)."""
    for _ in range(_DEPTH):
        if word.dep not in _BELOW or word.head == word.number:
            return False
        word = analysis.words[word.head]
        if word.pos == "NOUN" and word.lemma.lower() in people_words().persons:
            return True
    return False


def begin(analysis: Analysis, entities: tuple[Entity, ...]) -> Reading:
    """Return what is known of a text before the walk."""
    sorts = {entity.id: _sort(entity) for entity in entities}
    sexes = {entity.id: _sex(analysis, entity) if sorts[entity.id] == "person" else None for entity in entities}
    spans = [(span, entity.id) for entity in entities for span in (*entity.mentions, *entity.roles)]
    spans = [pair for pair in spans if not is_people(analysis, pair[0])]
    inside = [(span, analysis.words_in(span)) for span, _ in spans]
    covered = frozenset(word.number for _, words in inside for word in words)
    ends = {span.start: words[-1].number for span, words in inside if words}
    lands = frozenset(e.id for e in entities if e.kind in {EntityKind.PLACE, EntityKind.GOVERNMENT})
    named = {span.start: key for span, key in spans}
    return Reading(analysis, sorts, sexes, named, ends, covered, callings_of(analysis, entities), lands)


def is_people(analysis: Analysis, span: Span) -> bool:
    """Say whether a country's name stands for its people (“*Turks* voted as they had before”) and not the state."""
    if span.of(analysis.article.text).endswith(_MEN):
        return True
    word = analysis.word_at(span.start)
    known = country_words().get(span.of(analysis.article.text))
    many = word is not None and (word.tag in {"NNS", "NNPS"} or (word.tag == "NNP" and word.text.endswith("s")))
    return known is not None and known[1] == "demonym" and many


def _sort(entity: Entity) -> str:
    if entity.kind is EntityKind.PERSON:
        return "person"
    state = entity.kind is EntityKind.PLACE and bool(entity.countries) and entity.coordinates is None
    return "body" if entity.kind in _BODIES or state else "thing"


def walk(reading: Reading) -> Iterable[tuple[int, Word, str | None]]:
    """Yield the words that can mean somebody, with the number of their sentence and whom they begin to name."""
    analysis, named = reading.analysis, reading.named
    for number, sentence in enumerate(analysis.sentences):
        for word in analysis.words[sentence.first : sentence.last]:
            home = named.get(word.start)
            if home is not None or word.pos in _SPEAKING or word.tag in _SINGULAR or word.text.lower() in FIRST:
                yield number, word, home


def keep(reading: Reading, word: Word, number: int, home: str | None) -> None:
    """Keep a mention, or somebody without a name, for what comes after."""
    text = word.text.lower()
    if home is not None:
        reading.take(home, word, number)
        if text in HE_OR_SHE:
            reading.sexes[home] = reading.sexes.get(home) or sex_of(text)
    elif text in HE_OR_SHE and word.pos in PRONOUNS:
        # Somebody it is, and the next “he” is the same: not the one who was named before.
        reading.note(NOBODY, word, number, "person")
    elif word.tag in _PLURAL and is_people(reading.analysis, Span(word.start, word.end)):
        reading.note(NOBODY, word, number, "many")
    elif word.pos == "NOUN" and word.number not in reading.covered and word.dep not in IN_NAME:
        sort = _sort_of_noun(word)
        if word.dep not in _SAYS_WHAT and word.tag == "NN" and not _is_known(reading.analysis, word):
            before = reading.analysis.words[reading.analysis.subtree(word.number)[0] : word.number]
            reading.unnamed[word.lemma.lower()] = Unnamed(number, before)
        # “The singer's manager, Anna Berg, said”: the parser may take whose manager she is for the subject
        acts = subject_of(reading.analysis, word) is not None and not any(
            child.tag == "POS" for child in reading.analysis.children(word.number)
        )
        says_what = word.dep in _SAYS_WHAT and not acts
        if sort is None or (sort == "person" and (says_what or _is_apposed(reading, word))):
            return  # “the union's secretary, Oleg Berg”: he has a name
        who = unnamed(word) if sort == "person" and acts else NOBODY
        if who:
            reading.sexes[who] = sex_of_noun(word)
        reading.note(who, word, number, sort)


def _is_known(analysis: Analysis, noun: Word) -> bool:
    """Say whether a noun stands for somebody who is known (“*the* company”), and no other is told of by it."""
    first = analysis.words[analysis.subtree(noun.number)[0]]
    if first.text.lower() not in _DEFINITE:
        return False
    return not any(child.dep in {"relcl", "acl", "prep"} for child in analysis.children(noun.number))


def _is_apposed(reading: Reading, noun: Word) -> bool:
    """Say whether a name stands in apposition to a noun."""
    return any(c.dep == "appos" and c.number in reading.covered for c in reading.analysis.children(noun.number))


def sex_of_noun(noun: Word) -> str | None:
    """Return what a noun says of somebody: `m` (“spokesman”), `f`, or None."""
    known, lemma = people_words(), noun.lemma.lower()
    return "m" if lemma in known.men else "f" if lemma in known.women else None


def _sort_of_noun(word: Word) -> str | None:
    words = people_words()
    lemma = word.lemma.lower()
    if lemma == "one":
        return "thing"  # “a second *one* was submitted”
    if word.tag in _PLURAL or lemma in {"police", "people"}:
        return "many" if words.can_speak(lemma) else "things"
    if lemma in words.persons:
        return "many" if noun_class(lemma) == "group" else "person"  # a family is no “he”
    return "body" if lemma in words.bodies else "thing"


def sex_of(pronoun: str) -> str:
    """Return `m` for “he” and its forms, `f` for “she” and its forms."""
    return "m" if pronoun in HE else "f"


def _sex(analysis: Analysis, entity: Entity) -> str | None:
    """Return what titles, roles and the given name say: `m`, `f`, or None."""
    text = analysis.article.text
    words = {w.lower().strip(",.") for span in (*entity.mentions, *entity.roles) for w in span.of(text).split()}
    for span in entity.mentions:
        words.update(text[max(0, span.start - 8) : span.start].lower().split()[-1:])
        last = analysis.word_at(span.end - 1)
        if last is not None:
            words |= {c.text.lower() for c in analysis.children(last.number) if c.dep == "appos"}
    men, women = words & people_words().men, words & people_words().women
    if men and not women:
        return "m"
    if women and not men:
        return "f"
    parts = entity.name.split()
    return sex_of_given_name(parts[0]) if len(parts) > 1 else None


def _head(analysis: Analysis, word: Word) -> Word:
    """Return the head of the name that begins with a word."""
    while word.dep in IN_NAME and word.head > word.number:
        word = analysis.words[word.head]
    return word


def _describes(analysis: Analysis, last: int) -> bool:
    """Say whether a name that ends with a word belongs to a longer phrase (“the *U.S.* envoy”, “*Gaza*'s people”)."""
    return analysis.words[last].dep in _DESCRIBING and analysis.words[last].head != last


def _described(analysis: Analysis, word: Word) -> Word:
    """Return the noun to which a name stands in apposition (“the *secretary*, Oleg Berg, said”), or the word itself."""
    above = analysis.words[word.head]
    return above if word.dep == "appos" and above.pos == "NOUN" else word


def _weight(analysis: Analysis, head: Word) -> float:
    """Weigh the place of a name or pronoun in its sentence, by the head of its phrase."""
    if subject_of(analysis, head) is not None:
        return SUBJECT
    return OBJECT if head.dep in {"dobj", "obj", "dative"} else OTHER
