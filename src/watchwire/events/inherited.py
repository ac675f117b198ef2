"""Who does what a verb tells that has no subject of its own: the subject of the verb or noun that it hangs on."""

from watchwire.events.lands import codes_in
from watchwire.events.lexicon import frames
from watchwire.events.naming import entities_of
from watchwire.events.scene import Scene
from watchwire.language import Analysis, Word
from watchwire.language.nouns import noun_class

_OBJECTS = frozenset({"dobj", "obj"})
_THINGS = frozenset({"thing", "amount"})
_NOBODY = frozenset({"idea", "act", "words", "event", "amount"})


def inherited_subject(scene: Scene, word: Word) -> list[Word]:
    """Take the subject of the verb that a verb hangs on ("arrived … to meet with", "said and left").

    Args:
        scene: what the search sees.
        word: the verb.

    """
    analysis = scene.analysis
    if _describes(analysis, word) or _is_of_latter(analysis, word):
        return []
    seen = {word.number}
    while word.dep in {"xcomp", "conj", "advcl", "acl", "relcl", "pcomp"} and word.head not in seen:
        above = analysis.words[word.head]
        if word.dep == "xcomp" and above.dep == "acomp" and above.lemma in frames().awaiting:
            above = analysis.words[above.head]  # “Berg was *due* to meet them”
        if word.dep == "pcomp":
            above = analysis.words[above.head]  # “breached it by attacking”
            if (grounded := _of_ground(analysis, word, above)) is not None:
                return grounded
        if above.lemma in frames().efforts and word.dep in {"acl", "relcl"}:
            if makers := [c for c in analysis.children(above.number) if _makes(scene, c)]:
                return makers[:1]  # “discussed *Norwegian* efforts to provide”
            above = _above_preposition(analysis, above)  # “involved in efforts to procure”
        elif word.dep in {"acl", "relcl"} and above.pos in {"NOUN", "PROPN"}:
            return _described(analysis, word, above)
        if (subject := _subject_above(analysis, word, above)) is not None:
            return subject
        word = above
        seen.add(word.number)
    return []


def _of_ground(analysis: Analysis, word: Word, above: Word) -> list[Word] | None:
    """Return who has done what is only the ground or the means of what stands above; None where the subject has."""
    if above.pos == "PROPN" and above.dep in _OBJECTS:
        thanked = analysis.words[above.head].lemma in frames().grounds
        return [above] if thanked and analysis.words[word.head].lemma == "for" else []
    if above.pos not in {"VERB", "AUX"} or above.lemma in frames().factive:
        return []  # “condemned them for attacking it”: who condemns does not attack
    preposition = analysis.words[word.head].lemma
    charged = preposition in {"of", "with"} and above.lemma in frames().charged_of | {"charge"}
    if (preposition == "for" or charged) and above.number < word.number:
        # “designated him for assisting them”, “thanked her for helping”: whom it is done to has done it
        return [c for c in analysis.children(above.number) if c.dep in {"dobj", "obj", "nsubjpass"}][:1]
    return None


def _subject_above(analysis: Analysis, word: Word, above: Word) -> list[Word] | None:
    """Return the subject that a verb gives to one that hangs on it; None where it has none itself."""
    if word.dep == "advcl" and word.tag == "VBG" and word.lemma in frames().suffering:
        by = agents_of(analysis, above)
        if by is not None:
            return by  # “was attacked *by gunmen*, killing 12”
        if above.lemma in frames().tellers:
            return _who_is_told_of(analysis, above, word)  # “planes bombed it, *the army said*, killing 12”
    children = analysis.children(above.number)
    if word.dep == "xcomp" and above.lemma == "use" and any(c.dep == "nsubjpass" for c in children):
        return agents_below(analysis, above)  # “an airport was *used to* launch them”: the airport launches nothing
    if word.tag == "VB" and above.lemma in frames().bringing_about and (made := _made_to(analysis, word, above)):
        return made
    if word.dep == "xcomp" and above.lemma in frames().charging:
        # “authorized the ministry to provide”: the ministry provides
        charged = [c for c in children if c.dep in {"dobj", "obj", "nsubjpass"}]
        if charged:
            return charged[:1]
    return [c for c in children if c.dep in {"nsubj", "nsubjpass"}][:1] or None


def _made_to(analysis: Analysis, word: Word, above: Word) -> list[Word]:
    """Return who is brought to do something (“leading *the Council* to adopt it”, “leading to *the Council* to …”)."""
    below = [c for c in analysis.children(above.number) if above.number < c.number < word.number]
    held = [c for c in below if c.dep in _OBJECTS]
    return (
        held[-1:]
        or [
            c
            for preposition in below
            if preposition.dep == "prep" and preposition.lemma == "to" and above.lemma == "lead"
            for c in analysis.children(preposition.number)
            if c.dep == "pobj"
        ][-1:]
    )


def _who_is_told_of(analysis: Analysis, telling: Word, word: Word) -> list[Word]:
    """Return who does it in what is told, nobody where that is not plain: who tells of a deed has not done it."""
    told = [c for c in analysis.children(telling.number) if c.dep == "ccomp" and c.number < word.number]
    return [c for c in analysis.children(told[0].number) if c.dep == "nsubj"][:1] if told else []


def agents_of(analysis: Analysis, verb: Word) -> list[Word] | None:
    """Return by whom a passive is done, nobody where it is not said; None for what is no passive.

    Args:
        analysis: the analysed text.
        verb: the verb.

    """
    below = analysis.children(verb.number)
    if not any(c.dep in {"nsubjpass", "auxpass"} for c in below):
        return None
    return agents_below(analysis, verb)


def agents_below(analysis: Analysis, verb: Word) -> list[Word]:
    """Return by whom it is said that something is done.

    Args:
        analysis: the analysed text.
        verb: the verb, a participle or a passive.

    """
    below = (c for c in analysis.children(verb.number) if c.dep == "agent" or (c.dep == "prep" and c.lemma == "by"))
    return [c for item in below for c in analysis.children(item.number) if c.dep == "pobj"]


def _described(analysis: Analysis, word: Word, noun: Word) -> list[Word]:
    """Return who does what a clause tells that describes a noun: whose it is, or the noun itself."""
    owners = [c for c in analysis.children(noun.number) if c.dep == "poss"] if word.tag == "VB" else []
    if word.tag == "VB" and noun.pos == "NOUN" and noun_class(noun.lemma.lower()) in _NOBODY:
        return owners  # “an *incentive* to travel there” travels nowhere
    if word.tag == "VB" and noun.pos == "NOUN" and noun_class(noun.lemma.lower()) in _THINGS:
        # “levies on *imports* to fund it” fund nothing; who “bought *guns* to attack it” attacks
        buyer = analysis.words[noun.head] if noun.dep in _OBJECTS else noun
        return [c for c in analysis.children(buyer.number) if c.dep == "nsubj"][:1] if buyer is not noun else []
    return owners or [noun]  # “*Oslo's* announcement to impose them”


def _makes(scene: Scene, word: Word) -> bool:
    """Say whether a word before efforts is whose they are."""
    named = word.dep in {"poss", "compound", "nmod", "amod"} and word.pos in {"PROPN", "ADJ", "NOUN", "PRON"}
    return named and bool(entities_of(scene, word) or codes_in(word.text))


def _is_of_latter(analysis: Analysis, word: Word) -> bool:
    """Say whether one of two named before does it, and not the subject (“two bombings, *the latter* killing 12”)."""
    before = analysis.words[word.number - 1] if word.number else word
    return word.tag == "VBG" and before.lemma.lower() in {"latter", "former"}


def _describes(analysis: Analysis, word: Word) -> bool:
    """Say whether a participle only describes whom it stands before (“his son, *wrongfully detained* citizen Lund”)."""
    below = analysis.children(word.number)
    adverb = analysis.words[word.number - 1] if word.number > 1 else None
    if adverb is None or adverb.head != word.number or not (adverb.dep == "advmod" and adverb.text.endswith("ly")):
        return False
    alone = word.tag == "VBN" or (word.tag == "VBD" and analysis.words[word.number - 2].text == ",")
    return alone and any(c.dep in _OBJECTS for c in below) and not any(c.dep in {"aux", "auxpass"} for c in below)


def _above_preposition(analysis: Analysis, noun: Word) -> Word:
    """Return the verb that a noun hangs on, over a preposition where there is one."""
    above = analysis.words[noun.head]
    return analysis.words[above.head] if above.dep == "prep" else above
