"""Whom pronouns and short descriptions stand for, where the reading is clear. Every later room asks here.

Earlier mentions are weighed by nearness and by grammar, subjects most (after Lappin and Leass 1994, "An algorithm for
pronominal anaphora resolution", without their training data); a pronoun that has been resolved weighs like a name.
People and bodies without a name ("a resident", "officials") take part: where one of them comes first, nobody is meant
that has a name, and the pronoun stays unclear. A guess would put words into somebody's mouth.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile

from watchwire.entities.described import Callings, callings_of, is_description
from watchwire.entities.given_names import sex_of_given_name
from watchwire.entities.people import people_words
from watchwire.geography import country_words
from watchwire.language import Analysis, Word
from watchwire.language.places import Places
from watchwire.language.quotes import find_quotes, is_utterance
from watchwire.model import Entity, EntityKind, Manner, Span, Statement

FIRST = frozenset({"i", "me", "my", "myself"})
_SPEAKING = frozenset({"PRON", "DET", "ADJ", "NOUN"})
WE = frozenset({"we", "us", "our", "ourselves"})
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_LOOKED_BACK = 80
"""How many words before "they" the sentence before is looked for in."""
_STOPS = frozenset({".", "!", "?"})
_THEY = frozenset({"they", "them", "their", "themselves"})
_SAYS_WHAT = frozenset({"appos", "attr"})
_IN_NAME = frozenset({"compound", "amod", "nmod", "flat"})
_BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.GOVERNMENT, EntityKind.GROUP})
_BACK = {"person": 3, "body": 1}
"""How many sentences back a pronoun may reach."""
_SEEN_MOST = 200
"""And how many mentions: a text has more in so few sentences only where it is none."""
_FADES = 0.5
_UNNAMED_BACK = 4
"""How many sentences somebody without a name is meant by the noun that the text has called him by."""
_SUBJECT, _OBJECT, _OTHER = 80.0, 50.0, 40.0
_KNOWN = 1.5
"""How much more somebody weighs whose title, role, given name or earlier pronoun agrees."""
_FRONTED = 0.5
"""What somebody weighs who is named in what opens a sentence before its subject (“In a letter to Oslo, *it* said”)."""
_CLEAR = 1.15
"""How far ahead of the second the first must be for the reading to count as clear."""
_BYLINE_LINES = 8
_BYLINE_LONGEST = 110
_ATTRIBUTABLE = re.compile(r"\battribut(?:able|ed) to\b[^\n:]{0,80}$", re.IGNORECASE)
TURN = re.compile(r"^[ \t]*(?:[A-Z][A-Z.’' -]{2,40}[A-Z]|Q|A):[ \t]", re.MULTILINE)
"""Who speaks, at the start of a turn of a transcript."""
_NOBODY = ""


@dataclass(slots=True)
class _Seen:
    """One earlier mention: whose (`_NOBODY` for somebody without a name), where, how weighty, and of which sort."""

    entity: str
    sentence: int
    weight: float
    word: int
    sort: str


@dataclass(slots=True)
class _Reading:
    """What the walk through a text knows and has found."""

    analysis: Analysis
    sorts: dict[str, str]
    sexes: dict[str, str | None]
    named: dict[int, str]
    ends: dict[int, int]
    covered: frozenset[int]
    called: Callings
    seen: list[_Seen] = field(default_factory=list)
    unnamed: dict[str, int] = field(default_factory=dict)
    """By each noun the sentence in which somebody without a name was last called so."""
    found: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))

    def take(self, entity: str, word: Word, sentence: int) -> None:
        """Keep a mention by name, pronoun or description; a body named only to describe somebody else is none."""
        if self.sorts[entity] != "person" and _describes(self.analysis, self.ends.get(word.start, word.number)):
            return
        weight = _weight(self.analysis, word)
        self.seen.append(_Seen(entity, sentence, weight, _head(self.analysis, word), self.sorts[entity]))

    def stands_for(self, entity: str, word: Word) -> None:
        """Keep that a word stands for somebody."""
        self.found[entity].append(Span(word.start, word.end))


def with_references(analysis: Analysis, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """Return the entities with the pronouns and descriptions outside quotations that clearly stand for them."""
    if not analysis.words or analysis.article.language != "en":
        return entities
    text = analysis.article.text
    quoted = _covered_by(text, (quote for quote in find_quotes(analysis.article) if is_utterance(quote.of(text))))
    author = author_of(analysis, entities)
    reading = _begin(analysis, entities)
    for number, word, named in _walk(reading):
        if quoted[word.start]:
            continue  # whom a speaker names, the next “he said” is not
        home = named
        if home is None:
            home = author if word.text.lower() in FIRST else None
            home = home or _meant(reading, word, number, frozenset()) or _described(reading, word, number)
            if home is not None:
                reading.stands_for(home, word)
        _keep(reading, word, number, home)
    return _with_found(entities, reading.found)


def with_spoken(
    analysis: Analysis, entities: tuple[Entity, ...], statements: tuple[Statement, ...]
) -> tuple[Entity, ...]:
    """Return the entities with the pronouns in quotations: “I” is the speaker there, and “he” is somebody else."""
    spoken = tuple(s for s in statements if s.manner is not Manner.PARAPHRASED and s.content_spans)
    if not spoken or not analysis.words:
        return entities
    told = Places((piece, s) for s in spoken for piece in s.content_spans)
    said = _covered_by(analysis.article.text, (piece for s in spoken for piece in s.content_spans))
    held = {span.start: entity.id for entity in entities for span in entity.pronouns}
    people = {entity.id for entity in entities if entity.kind is EntityKind.PERSON}
    reading = _begin(analysis, entities)
    for number, word, named in _walk(reading):
        home = named or held.get(word.start)
        small = word.text.lower()
        asked = home is None and said[word.start] and (small in FIRST or small in _HE or small in _SHE)
        inside = told.around(Span(word.start, word.start + 1)) if asked else ()
        if inside:
            speaker = inside[0].speaker
            if small in FIRST:
                home = speaker if speaker in people else None
            elif speaker is not None:
                home = _meant(reading, word, number, frozenset({speaker}))
            if home is not None:
                reading.stands_for(home, word)
        _keep(reading, word, number, home)
    return _with_found(entities, reading.found)


def _covered_by(text: str, spans: Iterable[Span]) -> bytearray:
    """Return which characters of a text some spans cover."""
    covered = bytearray(len(text) + 1)
    for span in spans:
        covered[span.start : span.end] = b"\1" * len(span)
    return covered


def _begin(analysis: Analysis, entities: tuple[Entity, ...]) -> _Reading:
    sorts = {entity.id: _sort(entity) for entity in entities}
    sexes = {entity.id: _sex(analysis, entity) if sorts[entity.id] == "person" else None for entity in entities}
    spans = [(span, entity.id) for entity in entities for span in (*entity.mentions, *entity.roles)]
    spans = [pair for pair in spans if not is_people(analysis, pair[0])]
    covered = frozenset(n for span, _ in spans for w in analysis.words_in(span) for n in (w.number,))
    ends = {span.start: words[-1].number for span, _ in spans if (words := analysis.words_in(span))}
    return _Reading(
        analysis, sorts, sexes, {span.start: key for span, key in spans}, ends, covered, callings_of(analysis, entities)
    )


def is_people(analysis: Analysis, span: Span) -> bool:
    """Say whether a country's name stands for its people (“*Turks* voted as they had before”) and not the state."""
    word = analysis.word_at(span.start)
    known = country_words().get(span.of(analysis.article.text))
    return known is not None and known[1] == "demonym" and word is not None and word.tag in {"NNS", "NNPS"}


def _sort(entity: Entity) -> str:
    if entity.kind is EntityKind.PERSON:
        return "person"
    state = entity.kind is EntityKind.PLACE and bool(entity.countries) and entity.coordinates is None
    return "body" if entity.kind in _BODIES or state else "thing"


def _walk(reading: _Reading) -> Iterable[tuple[int, Word, str | None]]:
    """Yield the words that can mean somebody, with the number of their sentence and whom they begin to name."""
    analysis, named = reading.analysis, reading.named
    for number, sentence in enumerate(analysis.sentences):
        for word in analysis.words[sentence.first : sentence.last]:
            home = named.get(word.start)
            if home is not None or word.pos in _SPEAKING or word.tag == "NN" or word.text.lower() in FIRST:
                yield number, word, home


def _keep(reading: _Reading, word: Word, number: int, home: str | None) -> None:
    """Keep a mention, or somebody without a name, for what comes after."""
    text = word.text.lower()
    if home is not None:
        reading.take(home, word, number)
        if text in _HE | _SHE:
            reading.sexes[home] = reading.sexes[home] or _sex_of(text)
    elif text in _HE | _SHE and word.pos in {"PRON", "DET", "ADJ"}:
        # Somebody it is, and the next “he” is the same: not the one who was named before.
        reading.seen.append(_Seen(_NOBODY, number, _weight(reading.analysis, word), word.number, "person"))
    elif word.tag in {"NNS", "NNPS"} and is_people(reading.analysis, Span(word.start, word.end)):
        reading.seen.append(_Seen(_NOBODY, number, _weight(reading.analysis, word), word.number, "many"))
    elif word.pos == "NOUN" and word.number not in reading.covered and word.dep not in _IN_NAME:
        sort = _sort_of_noun(word)
        if word.dep not in _SAYS_WHAT:
            reading.unnamed[word.lemma.lower()] = number
        if sort is not None:
            reading.seen.append(_Seen(_NOBODY, number, _weight(reading.analysis, word), word.number, sort))


def _sort_of_noun(word: Word) -> str | None:
    words = people_words()
    lemma = word.lemma.lower()
    if word.tag in {"NNS", "NNPS"} or lemma in {"police", "people"}:
        return "many" if words.can_speak(lemma) else "things"
    if lemma in words.persons:
        return "person"
    return "body" if lemma in words.bodies else "thing"


# -- pronouns


def _meant(reading: _Reading, word: Word, sentence: int, barred: frozenset[str]) -> str | None:
    """Return whom a pronoun clearly stands for."""
    text = word.text.lower()
    if word.pos not in {"PRON", "DET", "ADJ"}:
        return None
    if text in _HE | _SHE:
        return _antecedent(reading, word, sentence, "person", barred)
    if (text in _IT and word.dep != "expl" and not _is_empty(reading.analysis, word)) or text in _THEY:
        return _antecedent(reading, word, sentence, "body", barred)
    return None


def _is_empty(analysis: Analysis, word: Word) -> bool:
    """Say whether “it” stands for a clause that comes later (“it is clear that …”, “it was reported”)."""
    if word.dep not in {"nsubj", "nsubjpass"}:
        return False
    verb = analysis.words[word.head]
    below = {child.dep for child in analysis.children(verb.number)}
    return (
        bool(below & {"ccomp", "csubj", "xcomp", "acomp"}) and (verb.lemma in {"be", "seem", "appear", "become"})
    ) or (word.dep == "nsubjpass" and "ccomp" in below)


def _antecedent(reading: _Reading, pronoun: Word, sentence: int, sort: str, barred: frozenset[str]) -> str | None:
    text = pronoun.text.lower()
    if text in _THEY and _after_several(reading.analysis, pronoun):
        return None
    sex = _sex_of(text) if sort == "person" else None
    subject = _subject_of_clause(reading.analysis, pronoun)
    aside = sort == "person" and _is_aside(reading.analysis, pronoun)
    barred = barred | _objects_of_clause(reading, pronoun)
    weights: dict[str, float] = defaultdict(float)
    latest = islice(reversed(reading.seen), _SEEN_MOST)
    near = list(takewhile(lambda seen: sentence - seen.sentence <= _BACK[sort], latest))[::-1]
    for mention in near:
        far = sentence - mention.sentence
        if aside and "\n\n" in _between(reading.analysis, mention.word, pronoun):
            continue  # a new paragraph speaks of something else, and mentions “him” in passing
        if mention.word == subject or mention.entity in barred or not _fits(text, mention):
            continue
        known = reading.sexes.get(mention.entity)
        if sex is not None and known not in {sex, None}:
            continue
        lead = _FRONTED if far == 0 and _is_fronted(reading.analysis, mention, pronoun) else 1.0
        agrees = _KNOWN if sex is not None and known == sex else 1.0
        entity = mention.entity if mention.sort == sort else _NOBODY
        weights[entity] = max(weights[entity], (100 + mention.weight) * _FADES**far * agrees * lead)
    if text in _THEY and near and (many := max((m.word for m in near if m.sort == "many"), default=0)):
        for entity in list(weights):  # “Oslo will support the people as they …”: the people come after Oslo
            if entity and max(m.word for m in near if m.entity == entity) < many:
                weights[_NOBODY] = max(weights[_NOBODY], weights[entity])
    for mention in near:
        if mention.word == subject:
            weights.pop(mention.entity, None)
    ordered = sorted(weights.items(), key=lambda pair: -pair[1])
    if not ordered or (len(ordered) > 1 and ordered[0][1] < _CLEAR * ordered[1][1]):
        return None
    return ordered[0][0] or None


def _is_fronted(analysis: Analysis, mention: _Seen, pronoun: Word) -> bool:
    """Say whether a mention stands in an adverbial before the subject that a pronoun is, and is no subject there."""
    if pronoun.dep not in {"nsubj", "nsubjpass"} or mention.weight >= _SUBJECT or mention.word > pronoun.number:
        return False
    word = analysis.words[mention.word]
    while word.head not in {pronoun.head, word.number}:
        word = analysis.words[word.head]
    opens = word.head == pronoun.head and word.number < pronoun.number
    return opens and word.dep in {"prep", "npadvmod", "advcl"} and word.lemma.lower() != "accord"


def _after_several(analysis: Analysis, pronoun: Word) -> bool:
    """Say whether the sentence before "they" has several subjects: they are meant, and no single one named after.

    "Sherman and her counterparts agreed that Russia ... They reiterated": the pronoun stays in its own words.
    """
    ends = 0
    for word in islice(reversed(analysis.words[: pronoun.number]), _LOOKED_BACK):
        ends += word.text in _STOPS
        if ends > 1:
            return False
        if word.dep in {"nsubj", "nsubjpass"} and word.head != pronoun.head:
            several = [child for child in analysis.children(word.number) if child.dep == "conj"]
            if several:
                return True
    return False


def _is_aside(analysis: Analysis, pronoun: Word) -> bool:
    """Say whether a pronoun stands below the main clause of its sentence (“its programme, which he developed”)."""
    word = pronoun
    while word.head != word.number:
        if word.dep in {"relcl", "acl"}:
            return True
        word = analysis.words[word.head]
    return False


def _between(analysis: Analysis, first: int, pronoun: Word) -> str:
    return analysis.article.text[analysis.words[first].end : pronoun.start]


def _fits(pronoun: str, mention: _Seen) -> bool:
    """Say whether an earlier mention is of a sort that a pronoun can stand for, or that it may be taken for."""
    if pronoun in _HE | _SHE:
        return mention.sort == "person"
    if pronoun in _IT:
        return mention.sort in {"body", "thing"} and (mention.sort == "body" or mention.weight >= _OBJECT)
    return mention.sort == "many" or (mention.sort in {"body", "person"} and mention.weight >= _OBJECT)


def _sex_of(pronoun: str) -> str:
    return "m" if pronoun in _HE else "f"


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


def _head(analysis: Analysis, word: Word) -> int:
    """Return the head of the name that begins with a word."""
    while word.dep in _IN_NAME and word.head > word.number:
        word = analysis.words[word.head]
    return word.number


def _describes(analysis: Analysis, last: int) -> bool:
    """Say whether a name that ends with a word belongs to a longer phrase (“the *U.S.* envoy”, “*Gaza*'s people”)."""
    return analysis.words[last].dep in _IN_NAME | {"poss"} and analysis.words[last].head != last


def _weight(analysis: Analysis, word: Word) -> float:
    """Weigh the place of a name or pronoun in its sentence, by the head of its phrase."""
    head = analysis.words[_head(analysis, word)]
    if head.dep in {"nsubj", "nsubjpass"}:
        return _SUBJECT
    return _OBJECT if head.dep in {"dobj", "obj", "dative"} else _OTHER


def _subject_of_clause(analysis: Analysis, pronoun: Word) -> int | None:
    """Return the subject of the verb whose object a pronoun is: "Kim met him" does not speak of Kim twice."""
    if pronoun.dep not in {"dobj", "obj", "dative"} or pronoun.text.lower().endswith("self"):
        return None
    verb = analysis.words[pronoun.head]
    while True:
        subject = next((c.number for c in analysis.children(verb.number) if c.dep in {"nsubj", "nsubjpass"}), None)
        if subject is not None or verb.dep != "conj":
            return subject
        verb = analysis.words[verb.head]


def _objects_of_clause(reading: _Reading, pronoun: Word) -> frozenset[str]:
    """Return who is named in the clause whose subject a pronoun is: in "they asked Norway" they are not Norway."""
    if pronoun.dep not in {"nsubj", "nsubjpass"}:
        return frozenset()
    analysis = reading.analysis
    found = _in_opening(reading, pronoun)
    for child in analysis.children(pronoun.head):
        if child.dep in {"dobj", "obj", "dative", "prep"} and child.number > pronoun.number:
            inner = (child, *(analysis.children(child.number) if child.dep == "prep" else ()))
            found.update(reading.named[word.start] for word in inner if word.start in reading.named)
        elif child.dep == "ccomp":  # “he said Thomas is …”, ““Thomas is late,” he said”: he is not Thomas
            first, last = analysis.subtree(child.number)
            inside = (
                w for w in analysis.words[first:last] if (w.number > pronoun.number) == (child.number > pronoun.number)
            )
            found.update(reading.named[word.start] for word in inside if word.start in reading.named)
    return frozenset(found)


def _in_opening(reading: _Reading, subject: Word) -> set[str]:
    """Return who is named in the participle that opens a sentence before its subject (“Speaking to Berg, *he* …”)."""
    sentence = reading.analysis.sentence_at(subject.start)
    if sentence is None:
        return set()
    first = reading.analysis.words[sentence.first]
    end = reading.analysis.subtree(first.number)[1]
    if first.tag != "VBG" or not 0 <= subject.number - end <= 1:
        return set()
    inside = reading.analysis.words[sentence.first : end]
    return {reading.named[word.start] for word in inside if word.start in reading.named}


# -- descriptions and the author


def _described(reading: _Reading, word: Word, sentence: int) -> str | None:
    """“The ministry”, “the company”: the one before whom the text calls so, or of several the clearly nearest.

    Nobody where somebody without a name was called so a moment ago (“a Dutch company”).
    """
    if word.number in reading.covered or not is_description(reading.analysis, word, reading.called):
        return None
    lemma = word.lemma.lower()
    if sentence - reading.unnamed.get(lemma, -_UNNAMED_BACK) < _UNNAMED_BACK:
        return None
    fits = [entity for start, entity in reading.called[lemma] if start < word.start]
    plain = word.number and reading.analysis.words[word.number - 1].pos == "DET"
    if len(fits) < 2 or not plain or lemma not in people_words().companies:  # noqa: PLR2004
        return fits[0] if len(fits) == 1 else None
    weights: dict[str, float] = defaultdict(float)
    for mention in takewhile(
        lambda seen: sentence - seen.sentence <= _BACK["body"], islice(reversed(reading.seen), _SEEN_MOST)
    ):
        if mention.entity in fits:
            joined = reading.analysis.words[mention.word].dep == "conj"
            worth = (100 + (_SUBJECT if joined else mention.weight)) * _FADES ** (sentence - mention.sentence)
            weights[mention.entity] = max(weights[mention.entity], worth)
    ordered = sorted(weights.items(), key=lambda pair: -pair[1])
    clear = ordered and (len(ordered) == 1 or ordered[0][1] >= _CLEAR * ordered[1][1])
    return ordered[0][0] if clear else None


def author_of(analysis: Analysis, entities: tuple[Entity, ...]) -> str | None:
    """Return who signs the text: the person of a byline, of “attributable to …:”, or the article's author.

    “I” outside quotations is that person. “We” says it too, but what “we” do a government does, and not who signs.
    """
    text = analysis.article.text
    if len(TURN.findall(text)) > 1:
        return None  # in a transcript “I” is whose turn it is
    people = [entity for entity in entities if entity.kind is EntityKind.PERSON]
    found: list[str] = []
    for entity in people:
        for span in entity.mentions:
            line_end = text.find("\n", span.end)
            rest = text[span.end : line_end if line_end >= 0 else len(text)].strip()
            line_start = text.rfind("\n", 0, span.start) + 1
            early = text[:line_start].count("\n") < _BYLINE_LINES and line_start > 0
            byline = early and span.start - line_start <= 1 and len(rest) <= _BYLINE_LONGEST and rest[:1] in {"", ","}
            signs = rest == ":" and _ATTRIBUTABLE.search(text[max(0, span.start - _BYLINE_LONGEST) : span.start])
            if (byline and not rest.endswith(".") and len(span.of(text).split()) > 1) or signs:
                found.append(entity.id)
                break
    if not found and analysis.article.author:
        found = [entity.id for entity in people if entity.name in analysis.article.author]
    return found[0] if len(found) == 1 else None


def _with_found(entities: tuple[Entity, ...], found: dict[str, list[Span]]) -> tuple[Entity, ...]:
    return tuple(
        replace(e, pronouns=tuple(sorted((*e.pronouns, *found[e.id])))) if e.id in found else e for e in entities
    )
