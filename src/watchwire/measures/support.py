"""Support for a listed party: money, goods or services that somebody gives it, and who acts on its behalf.

What US orders ask of a designation ("for having materially assisted, sponsored, or provided financial, material, or
technological support for ...", "for having acted or purported to act for or on behalf of ...") and what a freeze
forbids ("no funds or economic resources shall be made available"). Praise and sympathy are no support.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from watchwire.events import factuality, frames
from watchwire.events.certainty import carrier, certainty_of, tense_of
from watchwire.events.dealing_words import dealing_words
from watchwire.events.parties import sides_of
from watchwire.events.scene import Scene, Side
from watchwire.events.unnamed import is_somebody
from watchwire.language import Analysis, Word
from watchwire.language.nouns import noun_class
from watchwire.measures.common import is_only_meant
from watchwire.measures.dealings import Dealing, dealing_with, told_of_it
from watchwire.measures.doers import BEHALF, called_so, can_deal, doers_of, has_own_doer, is_on_behalf
from watchwire.model import Certainty, Entity, Span, Tense

_OBJECTS = frozenset({"dobj", "obj", "nsubjpass"})
_MUST = frozenset({"must", "should", "shall"})
_MADE_OF = frozenset({"dobj", "obj", "prep", "attr"})
_LINKS = frozenset({"conj", "appos"})
_CHAIN = 6
_SELLING = frozenset({"sell", "resell", "export", "ship", "supply", "lease"})
_TO = frozenset({"to", "for", "with", "alongside"})


@dataclass(frozen=True, slots=True)
class Support:
    """Somebody who helps a listed party or acts for it: the word that tells it, both sides, and how certain it is."""

    word: Word
    given: Side
    party: Entity
    certainty: Certainty
    span: Span
    acts: bool
    by_party: bool = False


def support_in(scene: Scene, listed: dict[str, set[str]]) -> Iterator[Support]:
    """Yield the support that a text reports for parties that may be listed, in the order of the text.

    Args:
        scene: the analysed text with its entities and statements.
        listed: the ids of parties that may be listed (values: their programmes).

    """
    analysis = scene.analysis
    for span, party in sorted(
        ((span, e) for e in scene.entities if e.id in listed and can_deal(e) for span in (*e.mentions, *e.pronouns)),
        key=lambda pair: pair[0],
    ):
        held = _told(analysis, span)
        if held is None or not _has_happened(scene, held.word):
            continue
        given = _giver(scene, held.word)
        if not held.by_party and party.id in given.ids:
            continue
        if held.by_party:
            others = tuple(key for key in _taker(scene, held.word).ids if key != party.id)
            given = Side(others, ())
        if not given and is_on_behalf(analysis, span) and not has_own_doer(analysis, held.word):
            continue  # by whom something was done on its behalf, the sentence does not tell
        said = _said_by(analysis, held.word)
        certainty = certainty_of(analysis, said, carrier(analysis, said, scene.told))
        gives = held.by_party and held.word.lemma.lower() not in dealing_words().getting
        yield Support(held.word, given, party, certainty, _words(analysis, held.word, span), held.acts, gives)


def _said_by(analysis: Analysis, teller: Word) -> Word:
    """Return the word whose certainty counts: a noun is as sure as the verb by which it is said (“*is* its agent”)."""
    return analysis.words[teller.head] if teller.dep in {"attr", "oprd"} else teller


def _told(analysis: Analysis, name: Span) -> Dealing | None:
    """Return the word that tells of help for a party or business with it: by the parse, or by the words in a row."""
    word = _head(analysis, name)
    held = _helped(analysis, word) if word is not None else None
    if held is not None:
        return Dealing(held[0], False, held[1])
    return dealing_with(analysis, name) or (told_of_it(analysis, word) if word is not None else None)


def _head(analysis: Analysis, span: Span) -> Word | None:
    """Return the word of a name that hangs on something outside it."""
    words = analysis.words_in(span)
    inside = {word.number for word in words}
    return next((word for word in words if word.head not in inside), None)


def _helped(analysis: Analysis, name: Word) -> tuple[Word, bool] | None:
    """Return the word that says that a party gets help, or that somebody acts for it (and whether it is the latter)."""
    word = name
    for _ in range(_CHAIN):
        above = analysis.words[word.head]
        if above.number == word.number:
            return None
        if word.dep == "poss" and above.lemma in frames().on_whose:
            lead = analysis.words[above.head].lemma if above.dep == "pobj" else ""
            return _on_behalf(analysis, above, name) if lead in BEHALF else None  # “on *Hezbollah's* behalf”
        owner = analysis.words[above.head]
        told = frames().on_whose | frames().agents
        if word.dep == "pobj" and above.lemma == "of" and is_somebody(owner) and owner.lemma not in told:
            word = owner  # “fighters of *the RSF*”
            continue
        own = word.dep in {"compound", "nmod", "poss", "amod"} and above.pos in {"NOUN", "PROPN"}
        if own and above.lemma.lower() in dealing_words().backers:
            return (above, True) if _is_of_somebody(analysis, above) else None
        if word.tag == "PRP$" and above.lemma.lower() not in dealing_words().belongings | frames().parts:
            return None  # “armed *his* last guest”
        if word.dep in _LINKS or (own and _is_part(above)):
            word = above  # “the Ministry of X and *Y*”, “the Houthi *rebels*”
            continue
        if word.dep == "pobj" and above.dep == "agent" and _is_run(analysis, above):
            word = analysis.words[analysis.words[above.head].head]  # “bodies run by *Hamas*”
            continue
        if word.dep == "pobj" and above.lemma in {"to", "with"} and _is_run(analysis, above):
            word = analysis.words[analysis.words[above.head].head]  # “wallets linked to *Hamas*”
            continue
        if word.dep in _OBJECTS and above.lemma == "have" and _took_for_adjective(analysis, word):
            return above, False
        if word.dep in _OBJECTS | {"dative", "iobj"} and above.pos == "VERB":
            return _as_object(analysis, word, above)
        if word.dep == "pobj":
            return _behind_preposition(analysis, above, name)
        return None
    return None


def _is_of_somebody(analysis: Analysis, noun: Word) -> bool:
    """Say whether who acts for a party is somebody ("*three* Hezbollah financiers"), or is told of as past."""
    below = analysis.children(noun.number)
    if noun.tag in {"NN", "NNP"} or any(c.dep in {"nummod", "det", "appos"} for c in below):
        return not any(c.lemma.lower() in dealing_words().whoever for c in below)
    word = noun
    for _ in range(_CHAIN):
        word = analysis.words[word.head]
        if word.pos == "VERB":
            return word.tag in {"VBD", "VBN"}
    return False


def _is_part(noun: Word) -> bool:
    """Say whether what a party's name stands before is the party or its people (“rebels”), and no other body."""
    lemma = noun.lemma.lower()
    return noun.pos == "PROPN" or lemma in frames().parts or (is_somebody(noun) and lemma not in frames().beside)


def _is_run(analysis: Analysis, agent: Word) -> bool:
    verb = analysis.words[agent.head]
    return verb.dep == "acl" and verb.lemma in frames().running and analysis.words[verb.head].pos == "NOUN"


def _took_for_adjective(analysis: Analysis, name: Word) -> bool:
    """Say whether the parser takes a verb of help for an adjective (“for having *materially assisted* Hizballah”)."""
    return any(
        c.dep == "amod" and c.pos == "VERB" and c.lemma in frames().helping and _is_material(analysis, c)
        for c in analysis.children(name.number)
    )


def _as_object(analysis: Analysis, word: Word, verb: Word) -> tuple[Word, bool] | None:
    below = analysis.children(verb.number)
    if word.dep in {"dative", "iobj"} or (
        verb.lemma in frames().giving and any(c.dep in {"dobj", "obj"} and c.number > word.number for c in below)
    ):
        things = [c for c in below if c.dep in {"dobj", "obj"} and c is not word]
        return (verb, False) if verb.lemma in frames().giving and any(_is_given(analysis, c) for c in things) else None
    if verb.lemma not in frames().helping:
        return None
    if verb.lemma in frames().helping_in_words and not _is_material(analysis, verb):
        return None
    return verb, False


def _dealt_with(analysis: Analysis, preposition: Word, above: Word) -> bool:
    """Say whether something is bought from, sold by, or paid through whoever a preposition governs."""
    things = [c for c in analysis.children(above.number) if c.dep in _OBJECTS]
    if preposition.lemma == "from" and above.pos == "VERB":
        return above.lemma in frames().dealing and bool(things)
    if preposition.lemma in frames().through and above.pos == "VERB":
        return above.lemma in frames().giving and any(_is_given(analysis, c) for c in things)
    return preposition.dep == "agent" and above.lemma in _SELLING and bool(things)


def _behind_preposition(analysis: Analysis, preposition: Word, name: Word) -> tuple[Word, bool] | None:
    above = analysis.words[preposition.head]
    if _dealt_with(analysis, preposition, above):
        return above, False
    if preposition.dep == "dative" or preposition.lemma in _TO:
        if preposition.lemma in {"for", "alongside"} and above.lemma in frames().acting and above.pos == "VERB":
            return above, True
        if above.pos == "VERB" and above.lemma in frames().giving:
            things = [c for c in analysis.children(above.number) if c.dep in _OBJECTS]
            given = any(_is_given(analysis, c) or _is_traded(above, c) for c in things)
            return (above, False) if given else None
        if above.pos == "NOUN" and above.lemma in frames().given:
            return _given_noun(analysis, above)
        return (above, True) if _is_agent(analysis, above) else None
    if preposition.lemma == "of":
        if above.lemma in frames().on_whose or above.lemma == "benefit":
            return _on_behalf(analysis, above, name)
        if above.lemma == "support" and analysis.words[above.head].lemma == "in":
            return _on_behalf(analysis, above, name)
        if _is_agent(analysis, above) and above.lemma != "front":  # “the urban *front of* the army” is the army
            return above, True
    return None


def _is_agent(analysis: Analysis, noun: Word) -> bool:
    """Say whether a noun is of somebody who acts for another, and not of whoever may (“*any* buyer of it”)."""
    words = frames().agents | dealing_words().backers
    whoever = any(c.lemma.lower() in dealing_words().whoever for c in analysis.children(noun.number))
    return noun.pos == "NOUN" and noun.lemma in words and not whoever


def _given_noun(analysis: Analysis, noun: Word) -> tuple[Word, bool] | None:
    """Return the verb that gives what is for somebody (“provided *support for* X”), or a noun of material help."""
    verb = analysis.words[noun.head]
    for _ in range(3):
        if verb.pos == "VERB":
            break
        verb = analysis.words[verb.head]
    if verb.pos == "VERB" and verb.lemma in frames().giving:
        return verb, False
    described = {c.lemma.lower() for c in analysis.children(noun.number)}
    owned = any(c.dep == "poss" for c in analysis.children(noun.number))
    said_only = noun.lemma in {"support", "backing", "help"} and not described & frames().materially
    return (noun, False) if owned and (not said_only or _is_spelled_out(analysis, noun)) else None


def _is_spelled_out(analysis: Analysis, noun: Word) -> bool:
    """Say whether a sentence says of what help consists (“support *includes weapons*”, “help, *such as cash*”)."""
    verb = analysis.words[noun.head]
    told = [c for c in analysis.children(verb.number) if verb.lemma in dealing_words().consisting and c.dep in _MADE_OF]
    told += [c for c in analysis.children(noun.number) if c.dep == "prep" and c.lemma in dealing_words().consisting]
    return any(_is_given(analysis, word) for word in told)


def _on_behalf(analysis: Analysis, noun: Word, name: Word) -> tuple[Word, bool] | None:
    """Return the verb of who acts on somebody's behalf (“operated *on behalf of* X”)."""
    word = noun
    for _ in range(3):
        word = analysis.words[word.head]
        if word.pos == "VERB":
            return (word, noun.lemma in frames().on_whose) if word.number < name.number else None
        if word.pos in {"NOUN", "PROPN"}:
            return (word, noun.lemma in frames().on_whose)
    return None


def _is_given(analysis: Analysis, noun: Word) -> bool:
    """Say whether a noun names help: “support”, “tens of *millions* of dollars”, “the sale of *oil*”."""
    if noun.lemma.lower() in frames().given or noun.text.lower().startswith("$"):
        return True
    first, last = analysis.subtree(noun.number)
    return any(
        w.lemma.lower() in frames().given and w.pos == "NOUN" for w in analysis.words[first : min(last, first + 8)]
    )


def _is_traded(verb: Word, noun: Word) -> bool:
    """Say whether what is sold or sent is a thing (“600 *engines*”), and no letter, plan or person."""
    return (
        verb.lemma in frames().trading and noun.pos == "NOUN" and noun_class(noun.lemma.lower()) in {"thing", "amount"}
    )


def _is_material(analysis: Analysis, verb: Word) -> bool:
    """Say whether help is more than words: it is said how (“materially”, “by procuring parts”), or punished."""
    below = analysis.children(verb.number)
    how = any(c.lemma.lower() in frames().materially for c in below) or any(
        c.dep == "prep" and c.lemma in {"by", "with", "through"} for c in below
    )
    above = analysis.words[verb.head]
    if verb.dep == "pcomp" and analysis.words[above.head].lemma in dealing_words().punished:
        return True  # “is accused of *supporting* the group”
    sentence = analysis.sentence_at(verb.start)
    words = analysis.words[sentence.first : sentence.last] if sentence is not None else ()
    return how or any(w.lemma.lower() in {"designate", "sanction", "blacklist", "designation"} for w in words)


def _has_happened(scene: Scene, teller: Word) -> bool:
    analysis = scene.analysis
    span = Span(teller.start, teller.end)
    if is_only_meant(analysis, span) or factuality(analysis, teller) == "negated" or _is_open(analysis, teller):
        return False
    return teller.pos != "VERB" or tense_of(analysis, teller) is not Tense.HYPOTHETICAL


def _is_open(analysis: Analysis, teller: Word) -> bool:
    """Say whether help is only asked about, or what must or must not be given (“a payment must be made”)."""
    sentence = analysis.sentence_at(teller.start)
    asked = sentence is not None and sentence.span.of(analysis.article.text).rstrip().endswith("?")
    above = analysis.words[teller.head] if teller.pos != "VERB" else teller
    return asked or any(c.dep == "aux" and c.text.lower() in _MUST for c in analysis.children(above.number))


def _is_agent_noun(teller: Word) -> bool:
    return teller.pos == "NOUN" and teller.lemma in frames().agents | dealing_words().backers


def _giver(scene: Scene, teller: Word) -> Side:
    if _is_agent_noun(teller):
        who = called_so(scene, teller)
        return Side((who.id,), ()) if who is not None else Side()
    given = sides_of(scene, teller)[0]
    if given.ids:
        return given
    named = doers_of(scene, teller)
    return Side(named, ()) if named else given


def _taker(scene: Scene, teller: Word) -> Side:
    return sides_of(scene, teller)[1]


def _words(analysis: Analysis, teller: Word, name: Span) -> Span:
    """Return the words that a reader needs: from who gives, or the word that tells it, to the party's name."""
    first = min(
        (c.start for c in analysis.children(teller.number) if c.dep in {"nsubj", "nsubjpass"}), default=teller.start
    )
    return Span(min(first, name.start), max(name.end, teller.end))
