"""Who does what a word of help tells, where another clause names him: a relative's noun, the verb above, apposition."""

from collections.abc import Iterator

from watchwire.events import frames
from watchwire.events.dealing_words import dealing_words
from watchwire.events.scene import Scene
from watchwire.events.unnamed import is_somebody
from watchwire.language import Analysis, Word
from watchwire.language.nouns import noun_class
from watchwire.language.relative import antecedent_of
from watchwire.measures.tellings import cues, head_of
from watchwire.model import Entity, EntityKind, Span

BEHALF = frozenset({"on", "at", "under", "upon", "for", "by"})
"""What leads to a noun for whose it is that something is done (“*at* the order of”, no “through an account of”)."""
_OBJECTS = frozenset({"dobj", "obj", "nsubjpass"})
_RELATIVE = frozenset({"WDT", "WP"})
_CLIMB = 6
_HELD = _OBJECTS - {"nsubjpass"} | {"pobj", "prep", "conj"}
"""How a noun of what is done hangs on the verb of who does it (“built *a network of firms*”)."""
_SHARED = frozenset({"conj", "xcomp"})
"""How a verb without a subject hangs on the one whose subject is its own."""


def can_deal(entity: Entity) -> bool:
    """Say whether somebody can help or be helped as a party: no place, nor a country."""
    return entity.kind not in {EntityKind.PLACE, EntityKind.GOVERNMENT}


def doers_of(scene: Scene, teller: Word) -> tuple[str, ...]:
    """Return the ids of those who are named as doing what a word tells.

    (“*Belov*, a broker who bought parts on behalf of it”: the clause is about the broker, who is Belov)

    Args:
        scene: the analysed text with its entities.
        teller: the verb, or noun, that tells what is done.

    """
    nouns = _doing(scene.analysis, teller)
    return tuple(dict.fromkeys(key for noun in nouns for key in _named_by(scene, noun)))


def is_on_behalf(analysis: Analysis, name: Span) -> bool:
    """Say whether a party is one on whose behalf, or at whose order, something is done."""
    word = head_of(analysis, name)
    while word is not None and word.dep in {"appos", "conj"} and word.head != word.number:
        word = analysis.words[word.head]  # “on behalf of the Front (*FR*)”
    if word is None:
        return False
    above = analysis.words[word.head]
    if word.dep == "pobj" and above.lemma == "of":
        above = analysis.words[above.head]
    elif word.dep != "poss":
        return False
    return above.lemma in frames().on_whose and analysis.words[above.head].lemma in BEHALF


def has_own_doer(analysis: Analysis, teller: Word) -> bool:
    """Say whether a verb has somebody for its own subject, if by no name (“*a trader* acted on its behalf”)."""
    below = analysis.children(teller.number) if teller.pos == "VERB" else ()
    return any(c.dep == "nsubj" and is_somebody(c) for c in below)


def called_so(scene: Scene, noun: Word) -> Entity | None:
    """Return who is called by a noun (“Petrov, a *financier* of the group”, “Petrov is its *financier*”)."""
    analysis, above = scene.analysis, scene.analysis.words[noun.head]
    words = [c for c in analysis.children(noun.number) if c.dep == "appos"]
    if noun.dep in {"appos", "compound", "nmod"} and above.pos in {"PROPN", "NOUN"}:
        words.append(above)
    if noun.dep in {"attr", "oprd"} or (noun.dep == "pobj" and above.lemma == "as"):
        verb = above if noun.dep != "pobj" else analysis.words[above.head]
        words.extend(c for c in analysis.children(verb.number) if c.dep in {"nsubj", "nsubjpass", "dobj"})
    called = (_meant(scene, word) for word in words)
    return next((who for who in called if who is not None), None)


def _meant(scene: Scene, word: Word) -> Entity | None:
    return scene.by_pronoun.get(Span(word.start, word.end)) or scene.named.get(word.start)


def _doing(analysis: Analysis, word: Word) -> list[Word]:
    """Return the nouns for who does it, up from a noun of what is done to its verb, and to one that shares a doer."""
    if word.pos == "VERB" and word.lemma.lower() in cues().beside["charging"]:
        # “*targets Belov*, who built a network – in six countries – on behalf of it”
        return [c for c in analysis.children(word.number) if c.dep in _OBJECTS]
    for _ in range(_CLIMB):
        above = analysis.words[word.head]
        if word.pos in {"VERB", "AUX"}:
            if word.lemma.lower() in cues().beside["charging"] | cues().beside["judging"] | frames().tellers:
                return []  # who accuses or lists somebody of it does not do it
            own = _of_verb(analysis, word)
            if own is not None:
                return own
            shared = word.dep in _SHARED or (word.dep == "advcl" and word.tag == "VBG" and not _is_led(analysis, word))
            if not shared or above.pos not in {"VERB", "AUX"}:
                return []
        elif word.dep not in _HELD or above.number == word.number:
            return []
        word = above
    return []


def _is_led(analysis: Analysis, verb: Word) -> bool:
    return any(c.dep in {"mark", "prep"} and c.number < verb.number for c in analysis.children(verb.number))


def _of_verb(analysis: Analysis, verb: Word) -> list[Word] | None:
    """Return who does what a verb tells by its own clause; none where that is left to another."""
    below, above = analysis.children(verb.number), analysis.words[verb.head]
    if verb.tag == "VBN" and (verb.dep == "acl" or any(c.dep in {"auxpass", "nsubjpass"} for c in below)):
        return [w for c in below if c.dep == "agent" for w in analysis.children(c.number) if w.dep == "pobj"]
    subjects = [c for c in below if c.dep == "nsubj"]
    if subjects:
        relative = verb.dep == "relcl"
        return [antecedent_of(analysis, c, verb) if relative and c.tag in _RELATIVE else c for c in subjects]
    if verb.dep == "acl" and verb.tag == "VBG":
        return [above]
    if verb.dep == "pcomp" and analysis.words[above.head].lemma in dealing_words().punished | frames().grounds:
        return [c for c in analysis.children(above.head) if c.dep in _OBJECTS]
    return None


def _named_by(scene: Scene, noun: Word) -> Iterator[str]:
    """Yield who a noun names or is said of, who is named beside it, or whose body it is (“the network *of Berg*”)."""
    analysis = scene.analysis
    who = _meant(scene, noun) or called_so(scene, noun)
    if who is not None and can_deal(who):
        yield who.id
        return
    held = [c for c in analysis.children(noun.number) if c.dep == "appos"]
    if noun_class(noun.lemma.lower()) == "group" or is_somebody(noun):
        held += [c for c in analysis.children(noun.number) if c.dep == "compound"]  # “the *Northwind* trading house”
        of = [c for c in analysis.children(noun.number) if c.dep == "prep" and c.lemma == "of"]
        held += [c for c in (p for o in of for p in analysis.children(o.number)) if c.dep == "pobj"]
    for word in held:
        who = scene.named.get(word.start)
        if who is not None and can_deal(who):
            yield who.id
