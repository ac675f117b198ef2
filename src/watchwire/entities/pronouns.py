"""Whom “he”, “she”, “it” and “they” stand for, where the reading is clear.

Earlier mentions are weighed by nearness and by grammar (`walk.py`). Where somebody without a name comes first, nobody
is meant that has one, and the pronoun stays unclear. A guess would put words into somebody's mouth.
"""

from collections import defaultdict
from itertools import islice, takewhile

from watchwire.entities.walk import (
    CLEAR,
    FADES,
    HE_OR_SHE,
    NOBODY,
    OBJECT,
    PRONOUNS,
    SEEN_MOST,
    SUBJECT,
    Reading,
    Seen,
    says,
    sex_of,
)
from watchwire.language import Analysis, Word

_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "themselves"})
_LOOKED_BACK = 80
"""How many words before "they" the sentence before is looked for in."""
_STOPS = frozenset({".", "!", "?"})
BACK = {"person": 3, "body": 1}
"""How many sentences back a pronoun may reach."""
_CLEARLY = 1.2
"""How far ahead of the second he must be whom an epithet is to mean."""
_KNOWN = 1.5
"""How much more somebody weighs whose title, role, given name or earlier pronoun agrees."""
_IN_PASSING = 1.2
"""And how much more where he is named in passing, beside him of whom the sentence tells (“Lund met *Berg's* aide”)."""
_SPOKE = 1.4
"""And how much more who has just said something, where a pronoun stands for who says the next (“he added”)."""
_APART = 0.85
"""What somebody weighs who is named in another paragraph."""
_FRONTED = 0.5
"""What somebody weighs who is named in what opens a sentence before its subject (“In a letter to Oslo, *it* said”)."""


_BELOW_SUBJECT = frozenset({"dobj", "obj", "dative", "prep", "xcomp", "attr", "oprd"})
"""What a verb governs behind its subject: whoever is named in it is no pronoun that is the subject."""


def meant(reading: Reading, word: Word, sentence: int, barred: frozenset[str]) -> str | None:
    """Return whom a pronoun clearly stands for."""
    if word.pos not in PRONOUNS:
        return None
    text = word.text.lower()
    if text in HE_OR_SHE:
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


def _antecedent(reading: Reading, pronoun: Word, sentence: int, sort: str, barred: frozenset[str]) -> str | None:
    text = pronoun.text.lower()
    if text in _THEY and _after_several(reading.analysis, pronoun):
        return None
    return _clearest(_weighed(reading, pronoun, text, sentence, sort, barred), CLEAR)


def person_before(reading: Reading, noun: Word, sentence: int, sex: str | None) -> str | None:
    """Return whom an epithet clearly stands for (“Oleg Petrov left. *The 34-year-old* said …”).

    Args:
        reading: what was read before.
        noun: the noun of the epithet.
        sentence: the number of its sentence.
        sex: what the noun says of him: `m`, `f`, or None.

    """
    pronoun = "she" if sex == "f" else "he"
    weights = _weighed(reading, noun, pronoun, sentence, "person", _subjects_above(reading, noun, sentence), sex)
    return _clearest(weights, _CLEARLY)


def _subjects_above(reading: Reading, noun: Word, sentence: int) -> frozenset[str]:
    """Return who is the subject of a clause that a noun stands in: “Kim left when *the billionaire* came” is of two."""
    analysis, above, word = reading.analysis, set[int](), noun
    while word.head != word.number:
        word = analysis.words[word.head]
        above.add(word.number)
    latest = takewhile(lambda seen: seen.sentence == sentence, reversed(reading.seen))
    return frozenset(
        m.entity for m in latest if m.weight == SUBJECT and analysis.words[m.word].head in above and m.entity
    )


def _clearest(weights: dict[str, float], clear: float) -> str | None:
    """Return who weighs most where that is clear, unless it is nobody with a name or noun."""
    ordered = sorted(weights.items(), key=lambda pair: -pair[1])
    if not ordered or (len(ordered) > 1 and ordered[0][1] < clear * ordered[1][1]):
        return None
    return ordered[0][0] or None


def _weighed(
    reading: Reading,
    pronoun: Word,
    text: str,
    sentence: int,
    sort: str,
    barred: frozenset[str],
    sex: str | None = None,
) -> dict[str, float]:
    """Weigh who may be meant by a pronoun, or by a noun that stands like one."""
    sex = sex or (sex_of(text) if pronoun.text.lower() == text and sort == "person" else None)
    subject = _subject_of_clause(reading.analysis, pronoun)
    speaks = text not in _THEY and says(reading.analysis, pronoun)
    aside = sort == "person" and _is_aside(reading.analysis, pronoun)
    barred = barred | _objects_of_clause(reading, pronoun)
    weights: dict[str, float] = defaultdict(float)
    latest = islice(reversed(reading.seen), SEEN_MOST)
    near = list(takewhile(lambda seen: sentence - seen.sentence <= BACK[sort], latest))[::-1]
    for mention in near:
        far = sentence - mention.sentence
        apart = sort == "person" and "\n\n" in _between(reading.analysis, mention.word, pronoun)
        if aside and apart:
            continue  # a new paragraph speaks of something else, and mentions “him” in passing
        if mention.word == subject or mention.entity in barred or not _fits(text, mention):
            continue
        if sort == "person" and mention.weight < SUBJECT and _is_in_full_headline(reading, mention):
            continue  # “Ole Berg, Anna Lund: A Tour”: neither of them is clearly meant by “he” below
        known = reading.sexes.get(mention.entity)
        if sex is not None and known not in {sex, None}:
            continue
        lead = _FRONTED if far == 0 and _is_fronted(reading.analysis, mention, pronoun) else 1.0
        over = sort == "person" and apart and _is_over(reading.analysis, mention, near)
        agrees = _KNOWN if sex is not None and known == sex and not over else 1.0
        agrees = agrees if mention.weight >= OBJECT else min(agrees, _IN_PASSING)
        lead *= _APART if apart else 1.0
        spoke = _SPOKE if speaks and mention.says and not over else 1.0
        entity = mention.entity if mention.sort == sort else NOBODY
        weights[entity] = max(weights[entity], (100 + mention.weight) * FADES**far * agrees * lead * spoke)
    if text in _THEY and near and (many := max((m.word for m in near if m.sort == "many"), default=0)):
        for entity in list(weights):  # “Oslo will support the people as they …”: the people come after Oslo
            if entity and max(m.word for m in near if m.entity == entity) < many:
                weights[NOBODY] = max(weights[NOBODY], weights[entity])
    for mention in near:
        if mention.word == subject:
            weights.pop(mention.entity, None)
    return weights


def _is_in_full_headline(reading: Reading, mention: Seen) -> bool:
    """Say whether somebody is named in a headline beside others."""
    title = len(reading.analysis.article.title or "")
    if reading.analysis.words[mention.word].start >= title:
        return False
    people = {key for start, key in reading.named.items() if start < title and reading.sorts.get(key) == "person"}
    return len(people) > 1


def _is_over(analysis: Analysis, mention: Seen, near: list[Seen]) -> bool:
    """Say whether a later paragraph tells of another person: then who spoke before goes on no more."""
    later = (m for m in near if m.word > mention.word and m.sort == "person" and m.entity != mention.entity)
    return any(m.weight >= OBJECT and "\n\n" in _between(analysis, mention.word, analysis.words[m.word]) for m in later)


def _is_fronted(analysis: Analysis, mention: Seen, pronoun: Word) -> bool:
    """Say whether a mention stands in an adverbial before the subject that a pronoun is, and is no subject there."""
    if pronoun.dep not in {"nsubj", "nsubjpass"} or mention.weight >= SUBJECT or mention.word > pronoun.number:
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


def _fits(pronoun: str, mention: Seen) -> bool:
    """Say whether an earlier mention is of a sort that a pronoun can stand for, or that it may be taken for."""
    if pronoun in HE_OR_SHE:
        return mention.sort == "person"
    if pronoun in _IT:
        return mention.sort in {"body", "thing"} and (mention.sort == "body" or mention.weight >= OBJECT)
    return mention.sort == "many" or (mention.sort in {"body", "person"} and mention.weight >= OBJECT)


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


def _objects_of_clause(reading: Reading, pronoun: Word) -> frozenset[str]:
    """Return who is named in the clause whose subject a pronoun is: in "they asked Norway" they are not Norway."""
    if pronoun.dep not in {"nsubj", "nsubjpass"}:
        return frozenset()
    analysis = reading.analysis
    found = _in_opening(reading, pronoun)
    verb = analysis.words[pronoun.head]
    if verb.dep == "parataxis":  # “Nordact, *he said*, is late”
        beside = (c for c in analysis.children(verb.head) if c.dep in {"nsubj", "nsubjpass"})
        found.update(m.entity for c in beside for m in reversed(reading.seen) if m.word == c.number and m.entity)
    for child in analysis.children(pronoun.head):
        if child.dep in _BELOW_SUBJECT and child.number > pronoun.number:
            near = (child, *(analysis.children(child.number) if child.dep == "prep" else ()))
            first, last = analysis.subtree(child.number)
            one = pronoun.text.lower() in HE_OR_SHE  # “*he* talked over dinner at Berg's house”: he is not Berg
            inner = analysis.words[first:last] if one else near
            found.update(reading.named[word.start] for word in inner if word.start in reading.named)
        elif child.dep == "ccomp":  # “he said Thomas is …”, ““Thomas is late,” he said”: he is not Thomas
            first, last = analysis.subtree(child.number)
            inside = (
                w for w in analysis.words[first:last] if (w.number > pronoun.number) == (child.number > pronoun.number)
            )
            found.update(reading.named[word.start] for word in inside if word.start in reading.named)
    return frozenset(found)


def _in_opening(reading: Reading, subject: Word) -> set[str]:
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
