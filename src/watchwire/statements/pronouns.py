"""Who "he" and "she" are, where the reading is clear.

Earlier mentions are weighed by nearness and by grammar, subjects most (after Lappin and Leass 1994, "An algorithm for
pronominal anaphora resolution", without their training data); a pronoun that has been resolved weighs like a name.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from watchwire.language import Analysis, Word
from watchwire.model import Entity, EntityKind, Manner, Span, Statement

_I = frozenset({"i", "me", "my", "myself"})
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_MEN = frozenset(
    {
        "mr",
        "mr.",
        "king",
        "prince",
        "brother",
        "father",
        "son",
        "husband",
        "sheikh",
        "lord",
        "sir",
        "chairman",
        "spokesman",
    }
)
_WOMEN = frozenset(
    {
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "miss",
        "queen",
        "princess",
        "sister",
        "mother",
        "daughter",
        "wife",
        "lady",
        "chairwoman",
        "spokeswoman",
    }
)
_IN_NAME = frozenset({"compound", "amod", "nmod", "flat"})
_BACK = 3
"""How many sentences back a pronoun may reach."""
_FADES = 0.5
_SUBJECT, _OBJECT, _OTHER = 80.0, 50.0, 40.0
_KNOWN = 1.5
"""How much more somebody weighs whose title, role or earlier pronoun agrees."""
_CLEAR = 1.15
"""How far ahead of the second the first must be for the reading to count as clear."""


@dataclass(slots=True)
class _Seen:
    """One earlier mention: whose, in which sentence, and how weighty its place in the sentence is."""

    entity: str
    sentence: int
    weight: float
    word: int


def with_pronouns(
    analysis: Analysis, entities: tuple[Entity, ...], statements: tuple[Statement, ...]
) -> tuple[Entity, ...]:
    """Return the entities with the personal pronouns that clearly stand for them.

    Args:
        analysis: the analysed text.
        entities: the entities of the article.
        statements: its statements: in a quotation "I" is the speaker, and "he" is somebody else.

    """
    if not analysis.words:
        return entities
    quoted = [(piece, s.speaker) for s in statements if s.manner is not Manner.PARAPHRASED for piece in s.content_spans]
    people = {entity.id: entity for entity in entities if entity.kind is EntityKind.PERSON}
    named = {span.start: entity.id for entity in people.values() for span in (*entity.mentions, *entity.roles)}
    sexes = {key: _sex(analysis, entity) for key, entity in people.items()}
    seen: list[_Seen] = []
    found: dict[str, list[Span]] = defaultdict(list)
    for number, sentence in enumerate(analysis.sentences):
        for word in analysis.words[sentence.first : sentence.last]:
            home = named.get(word.start)
            text = word.text.lower()
            speaker: str | None = ""
            if home is None and text in _I | _HE | _SHE:
                speaker = next((who for piece, who in quoted if piece.start <= word.start < piece.end), "")
            if home is None and speaker in people and text in _I:
                home = speaker
                found[home].append(Span(word.start, word.end))
            elif home is None and text in _HE | _SHE:
                others = [m for m in seen if m.entity != speaker]
                home = _antecedent(analysis, word, number, others, sexes) if speaker is not None else None
                if home is not None:
                    found[home].append(Span(word.start, word.end))
                    sexes[home] = sexes[home] or _sex_of(text)
            if home is not None:
                seen.append(_Seen(home, number, _weight(analysis, word), _head(analysis, word)))
    return tuple(replace(e, pronouns=tuple(found[e.id])) if e.id in found else e for e in entities)


def _sex_of(pronoun: str) -> str:
    return "m" if pronoun in _HE else "f"


def _sex(analysis: Analysis, entity: Entity) -> str | None:
    """Return what titles and roles say: `m`, `f`, or None."""
    text = analysis.article.text
    words = {w.lower().strip(",.") for span in (*entity.mentions, *entity.roles) for w in span.of(text).split()}
    words |= {
        text[max(0, span.start - 8) : span.start].split()[-1].lower()
        for span in entity.mentions
        if text[max(0, span.start - 8) : span.start].split()
    }
    for span in entity.mentions:
        last = analysis.word_at(span.end - 1)
        if last is not None:
            words |= {c.text.lower() for c in analysis.children(last.number) if c.dep == "appos"}
    if words & _MEN and not words & _WOMEN:
        return "m"
    return "f" if words & _WOMEN and not words & _MEN else None


def _head(analysis: Analysis, word: Word) -> int:
    """Return the head of the name that begins with a word."""
    while word.dep in _IN_NAME and word.head > word.number:
        word = analysis.words[word.head]
    return word.number


def _weight(analysis: Analysis, word: Word) -> float:
    """Weigh the place of a name or pronoun in its sentence, by the head of its phrase."""
    head = analysis.words[_head(analysis, word)]
    if head.dep in {"nsubj", "nsubjpass"}:
        return _SUBJECT
    return _OBJECT if head.dep in {"dobj", "obj", "dative"} else _OTHER


def _antecedent(
    analysis: Analysis, pronoun: Word, sentence: int, seen: list[_Seen], sexes: dict[str, str | None]
) -> str | None:
    sex = _sex_of(pronoun.text.lower())
    subject = _subject_of_clause(analysis, pronoun)
    barred = {mention.entity for mention in seen if mention.word == subject}
    weights: dict[str, float] = defaultdict(float)
    for mention in seen:
        far = sentence - mention.sentence
        if far > _BACK or (sexes[mention.entity] or sex) != sex or mention.entity in barred:
            continue
        known = _KNOWN if sexes[mention.entity] == sex else 1.0
        weights[mention.entity] = max(weights[mention.entity], (100 + mention.weight) * _FADES**far * known)
    ordered = sorted(weights.items(), key=lambda pair: -pair[1])
    if not ordered or (len(ordered) > 1 and ordered[0][1] < _CLEAR * ordered[1][1]):
        return None
    return ordered[0][0]


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
