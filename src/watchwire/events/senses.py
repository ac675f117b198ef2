"""Whether a trigger word stands in another sense than that of its event: set phrases, things where people are meant."""

import re

from watchwire.events.fired import fires, is_aimed
from watchwire.events.inherited import agents_below
from watchwire.events.lexicon import Trigger, frames, trigger_objects, triggers
from watchwire.events.objects import OBJECTS, TAKEN, has_any_object, has_object, suffering_noun
from watchwire.events.phrases import counted_of
from watchwire.events.unnamed import is_somebody
from watchwire.language import Analysis, Word
from watchwire.language.nouns import noun_class

_CLUBS = frozenset(
    {"bloc", "caucus", "faction", "academy", "university", "federation", "association", "competition", "tournament"}
    | {"squad", "party", "club", "team", "league", "school", "group", "council", "union", "body", "committee"}
)
_CALLED_IN = re.compile(r"\bfor (?:\w+ )?consultations?\b", re.IGNORECASE)
_CLAUSE = 160
_SELVES = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves", "oneself", "yourself"})
_TIMES = frozenset({"time", "day", "week", "month", "year", "hour", "minute", "night", "weekend", "period"})
_UNHELD = frozenset({"words", "idea", "act", "event"})


def in_another_sense(analysis: Analysis, word: Word, trigger: Trigger) -> bool:
    """Say whether what a word governs gives it a sense that is no such event.

    Args:
        analysis: the analysed text.
        word: the word.
        trigger: what it would tell.

    """
    if _is_set_phrase(analysis, word, trigger):
        return True
    if _is_question(analysis, word) or _is_kept_out(analysis, word) or _is_idiom(analysis, word, trigger):
        return True
    if word.lemma in {"attend", "join"} and _is_anothers(analysis, word):
        return True  # “attends the president's meeting with …”: the president meets
    if word.pos == "VERB" and word.lemma in frames().of_somebody and not trigger.objects:
        return _is_of_a_thing(analysis, word)
    if trigger.mode in {"attack", "test"}:
        return _is_no_attack(analysis, word, trigger)
    return _is_of_another_mode(analysis, word, trigger)


def _is_set_phrase(analysis: Analysis, word: Word, trigger: Trigger) -> bool:
    """Say whether a word with what stands below it is a phrase of its own meaning."""
    below = {c.lemma for c in analysis.children(word.number)}
    clause = any(c.dep == "ccomp" for c in analysis.children(word.number))
    return (
        _is_priced(analysis, word)
        or (word.lemma == "plead" and "guilty" in below)  # who pleads guilty, or not, asks for nothing
        or (word.pos == "NOUN" and bool(below & frames().bodily))  # “cardiac *arrest*”
        or (word.pos == "NOUN" and word.lemma == "exchange" and "of" not in below)  # “artillery *exchanges*”
        or (word.lemma == "concede" and clause)  # “conceded that …” yields nothing
        or (word.lemma == "raid" and word.pos == "VERB" and not _takes(analysis, word))  # “raided *down the left*”
        or (word.lemma == "end" and has_object(analysis, word, frozenset({"siege"})))  # it is ended by force
        or (word.lemma == "sanction" and _is_approved(analysis, word))
        or (word.lemma == "summon" and _is_called_home(analysis, word))
        or (word.lemma == "dismiss" and "from" in below)  # “dismissed from office” denies nothing
        # “recalled his *visit*” calls nobody home
        or (word.lemma == "recall" and bool(trigger.objects) and not has_object(analysis, word, frames().envoys))
    )


def _is_priced(analysis: Analysis, verb: Word) -> bool:
    """Say whether a sum is charged, and nobody accused (“the *bribes* charged by the officers”)."""
    if verb.lemma != "charge" or verb.pos != "VERB":
        return False
    held = [c for c in analysis.children(verb.number) if c.dep in TAKEN] or suffering_noun(analysis, verb)
    return any(c.lemma.lower() in frames().sums for c in held)


def _is_called_home(analysis: Analysis, verb: Word) -> bool:
    """Say whether a country asks its own envoy in (“summoned its ambassador *for consultations*”)."""
    low, high = analysis.subtree(verb.number)
    behind = analysis.article.text[verb.end : verb.end + _CLAUSE]  # the parser ends a sentence before a quotation
    return any(w.lemma.lower() == "consultation" for w in analysis.words[low:high]) or bool(_CALLED_IN.search(behind))


def _takes(analysis: Analysis, verb: Word) -> bool:
    """Say whether a verb has an object, or is a passive's, and leads nowhere by a small word."""
    below = analysis.children(verb.number)
    joined = [c for c in below if c.dep == "conj" and c.pos == "VERB"]  # “*raided* and searched their house”
    below = (*below, *(c for other in joined for c in analysis.children(other.number) if c.dep in TAKEN))
    return (verb.tag == "VBN" or any(c.dep in TAKEN for c in below)) and not any(
        c.dep == "prt" or c.lemma == "down" for c in below
    )


def _is_approved(analysis: Analysis, verb: Word) -> bool:
    """Say whether what is sanctioned is allowed, and nobody punished (“a hospital *sanctioned for* Omsk”)."""
    below = analysis.children(verb.number)
    aims = [c for c in below if c.dep == "prep" and c.lemma == "for"]
    held = [c for preposition in aims for c in analysis.children(preposition.number)]
    return any(c.dep == "pobj" and c.pos == "PROPN" for c in held)


def _is_of_another_mode(analysis: Analysis, word: Word, trigger: Trigger) -> bool:
    """Say whether a word that fits tells another kind of happening here."""
    if trigger.mode == "visit":
        # “*landed troops* on the shore”; “peacekeeping troops arrived in Oslo” are no visitors
        return (word.lemma == "land" and has_any_object(analysis, word)) or _is_force(analysis, word)
    if trigger.mode == "coerce":
        return _is_upheld(analysis, word) or _is_torn_down_in_words(analysis, word)
    if trigger.mode == "aid":
        return _is_invested(analysis, word) or _is_no_gift(analysis, word)
    return (
        (trigger.mode == "designate" and _is_appointed(analysis, word))
        or (trigger.mode == "train" and word.pos == "VERB" and _is_lesson(analysis, word))
        or (trigger.mode == "protest" and _is_own_rally(analysis, word))
        or (trigger.mode == "sanction" and word.lemma == "freeze" and has_object(analysis, word, frames().unfrozen))
    )


def _is_upheld(analysis: Analysis, verb: Word) -> bool:
    """Say whether laws of every day are enforced, or others passed, and not martial law (“*enforces the laws*”)."""
    laws = [c for c in analysis.children(verb.number) if c.dep in TAKEN and c.lemma.lower() == "law"]
    return any("martial" not in {c.lemma.lower() for c in analysis.children(law.number)} for law in laws)


def _is_torn_down_in_words(analysis: Analysis, verb: Word) -> bool:
    """Say whether what is torn down is nothing that stands (“*demolishing democracy*”)."""
    taken = [c for c in analysis.children(verb.number) if c.dep in TAKEN and c.pos == "NOUN"]
    return verb.lemma in frames().of_matter and any(noun_class(c.lemma.lower()) in _UNHELD for c in taken)


def _is_no_attack(analysis: Analysis, word: Word, trigger: Trigger) -> bool:
    """Say whether nobody is attacked, or what is fired is fired at somebody where it would be a test."""
    if trigger.mode == "attack" and (
        _is_of_workers(analysis, word) or _is_in_words(analysis, word) or _is_of_no_target(analysis, word)
    ):
        return True
    if word.pos != "VERB":
        return False
    if trigger.objects and trigger.mode == "attack" and _has_hit(analysis, word):
        return True  # “a missile *fired* by the rebels hit a ship”: one deed
    if trigger.mode == "test" and (has_object(analysis, word, frames().shot) or _has_hit(analysis, word)):
        return True  # “launched rocket *fire* against a camp”
    if trigger.mode == "test" and word.lemma == "fire" and not has_any_object(analysis, word):
        return is_aimed(analysis, word)  # “*fired* at the district with rockets”
    # “into the sea” is a test, “at a base” an attack
    return fires(analysis, word) and is_aimed(analysis, word) is (trigger.mode == "test")


def _is_lesson(analysis: Analysis, verb: Word) -> bool:
    """Say whether somebody is only told what to do, or a subject is taught at school (“*taught chemistry*”)."""
    below = analysis.children(verb.number)
    if verb.lemma == "instruct":
        return any(c.dep in {"xcomp", "ccomp"} for c in below)
    taken = [c for c in below if c.dep in TAKEN]
    return verb.lemma == "teach" and not any(c.pos == "PROPN" or is_somebody(c) for c in taken)


def _is_own_rally(analysis: Analysis, word: Word) -> bool:
    """Say whether who rallies is for somebody and protests against nothing (“a *campaign* rally”)."""
    held = [word, *(c for c in analysis.children(word.number) if c.dep in OBJECTS)]
    rallies = [c for c in held if c.pos == "NOUN" and c.lemma.lower() == "rally"]
    return any(c.lemma.lower() in frames().own_rallies for item in rallies for c in analysis.children(item.number))


def _is_no_gift(analysis: Analysis, verb: Word) -> bool:
    """Say whether nobody is helped with anything: a court grants relief, or who is taken away is not said by whom."""
    below = analysis.children(verb.number)
    agents = agents_below(analysis, verb)
    if any(c.lemma.lower() in frames().courts for c in (*agents, *below) if c.dep in {"nsubj", "pobj"}):
        return True
    passive = any(c.dep in {"nsubjpass", "auxpass"} for c in below)
    if verb.lemma in {"evacuate", "rescue", "shelter"} and passive and not agents:
        return True
    furthered = [c for c in below if c.dep in TAKEN and c.pos == "NOUN"]
    return verb.lemma in {"aid", "assist"} and any(noun_class(c.lemma.lower()) in _UNHELD for c in furthered)


def _is_of_no_target(analysis: Analysis, verb: Word) -> bool:
    """Say whether what is hit is no target: what is said, thought or done (“*cuts* were shot down”)."""
    if verb.pos != "VERB":
        return False
    below = analysis.children(verb.number)
    if verb.lemma in frames().in_words and any(c.dep == "ccomp" and c.number > verb.number for c in below):
        return not any(c.dep in TAKEN for c in below)
    hit = [c for c in below if c.dep in {"dobj", "obj", "nsubjpass"} and c.pos == "NOUN"]
    lexicon = frames()
    if verb.lemma in lexicon.hit_by_arms and not (hit and _is_by_arms(analysis, verb)):
        return True  # “*hit* the headlines”, “waves *pounded* the coast”
    if verb.lemma in lexicon.carried_out and hit and not any(is_somebody(c) for c in hit):
        return True  # “executed *search warrants*”
    down = verb.lemma == "shoot" and any(c.dep == "prt" and c.lemma == "down" for c in below)
    if down and not any(c.lemma.lower() in lexicon.targets | lexicon.projectiles or is_somebody(c) for c in hit):
        return bool(hit)  # “the *plan* was shot down”
    return bool(hit) and all(
        noun_class(c.lemma.lower()) in {"words", "idea", "act"}
        and not any(
            c.lemma.lower() in known
            for known in (lexicon.targets, lexicon.deeds, lexicon.circumstances, trigger_objects())
        )
        and not is_somebody(c)
        for c in hit
    )


def _is_by_arms(analysis: Analysis, verb: Word) -> bool:
    """Say whether troops, their arms or an attack hit a place or people (“a *drone* hit a house”)."""
    below = analysis.children(verb.number)
    who = [*(c for c in below if c.dep == "nsubj"), *agents_below(analysis, verb)]
    who = [w for c in who for w in (c, *counted_of(analysis, c))]
    arms = frames().forces | frames().projectiles | frames().planted | frames().deeds
    struck = [c for c in below if c.dep in {"dobj", "obj", "nsubjpass"}]
    held = [c for c in struck if c.pos == "PROPN" or is_somebody(c) or c.lemma.lower() in frames().targets]
    return bool(held) and any(w.lemma.lower() in arms | {"strike"} for w in who)


def _has_hit(analysis: Analysis, verb: Word) -> bool:
    """Say whether what was fired is said to have hit (“a missile *fired* by the rebels struck a ship”)."""
    above = analysis.words[verb.head]
    if verb.tag != "VBN" or verb.dep != "acl" or above.dep != "nsubj":
        return False
    hitting = analysis.words[above.head]
    return any(trigger.mode == "attack" for trigger in triggers().get((hitting.pos, hitting.lemma), ()))


def _is_of_workers(analysis: Analysis, noun: Word) -> bool:
    """Say whether in a strike work is laid down, or food refused, and nobody is hit (“a *hunger* strike”)."""
    if noun.pos == "VERB" and noun.lemma == "strike" and not has_any_object(analysis, noun):
        above = analysis.words[noun.head]
        held = (*analysis.children(noun.number), *analysis.children(above.number))
        who = [c for c in held if c.dep == "nsubj"]
        return above.lemma == "vote" or any(c.lemma.lower() in frames().workers for c in who)
    if noun.pos != "NOUN" or noun.lemma != "strike":
        return False
    kinds = {c.lemma.lower() for c in analysis.children(noun.number) if c.dep in {"compound", "amod", "nmod"}}
    above = analysis.words[noun.head]
    verb = analysis.words[above.head] if above.dep == "prep" else above
    return bool(kinds & frames().labour) or (verb.lemma in frames().striking and not kinds & frames().hitting)


def _is_in_words(analysis: Analysis, verb: Word) -> bool:
    """Say whether somebody is attacked for something that he does, has said or stands for, and so in words only.

    (“attacked Berg *for his handling* of the crisis”, “attacked Norway *over its record*”, “attacked her *as a liar*”)
    """
    if verb.pos != "VERB" or verb.lemma not in frames().in_words:
        return False
    for preposition in analysis.children(verb.number):
        if preposition.dep != "prep" or preposition.lemma not in {"for", "over", "as", "on"}:
            continue
        for ground in analysis.children(preposition.number):
            if ground.dep == "pcomp" or ground.tag == "VBG" or (preposition.lemma == "as" and ground.dep == "pobj"):
                return True
            told = noun_class(ground.lemma.lower()) in {"words", "idea", "act"}
            if ground.dep == "pobj" and told and ground.lemma.lower() not in frames().circumstances | _TIMES:
                return True
    return False


def _is_force(analysis: Analysis, verb: Word) -> bool:
    """Say whether troops or their arms move, and nobody visits."""
    subjects = [c for c in analysis.children(verb.number) if c.dep == "nsubj"]
    near = {w.lemma.lower() for c in subjects for w in (c, *counted_of(analysis, c), *_of(analysis, c))}
    return verb.pos == "VERB" and bool(near & frames().moved)


def _of(analysis: Analysis, noun: Word) -> list[Word]:
    below = (c for c in analysis.children(noun.number) if c.dep == "prep" and c.lemma == "of")
    return [c for preposition in below for c in analysis.children(preposition.number) if c.dep == "pobj"]


def _is_idiom(analysis: Analysis, word: Word, trigger: Trigger) -> bool:
    """Say whether a small word makes a verb tell something else (“shot *himself*”, “blasted *off*”)."""
    below = {c.lemma for c in analysis.children(word.number)}
    holds = any(c.dep in OBJECTS | {"nsubjpass"} for c in analysis.children(word.number))
    if word.lemma == "seize" and below & {"on", "upon"} and not holds:
        return True
    himself = any(c.dep in OBJECTS and c.lemma.lower() in _SELVES for c in analysis.children(word.number))
    away = any(c.dep == "prt" and c.lemma == "off" for c in analysis.children(word.number))
    cut = away and word.lemma == "hack"  # “*hacked off* their limbs”
    return (himself and trigger.mode in {"attack", "detain"}) or (away and trigger.mode in {"accuse", "attack"}) or cut


def _is_kept_out(analysis: Analysis, word: Word) -> bool:
    """Say whether somebody is only kept out of a gathering or a club (“was expelled from the talks”)."""
    if word.lemma not in frames().excluding:
        return False
    preps = [c for c in analysis.children(word.number) if c.dep == "prep" and c.lemma == "from"]
    held = [c for prep in preps for c in analysis.children(prep.number) if c.dep == "pobj"]
    return any(c.lemma.lower() in frames().gatherings or c.lemma.lower() in _CLUBS for c in held)


def _is_question(analysis: Analysis, word: Word) -> bool:
    """Say whether what is asked is a question, and not for something (“was asked what he thinks”)."""
    if word.lemma != "ask":
        return False
    below = analysis.children(word.number)
    if any(c.dep == "prep" and c.lemma in {"about", "regarding"} for c in below):
        return True
    for child in below:
        if child.dep in {"ccomp", "advcl"} and child.number > word.number:
            first, _ = analysis.subtree(child.number)
            opens = analysis.words[first]
            if opens.tag in {"WP", "WRB", "WDT"} or opens.text.lower() in {"whether", "if"}:
                return True
    return False


def _is_anothers(analysis: Analysis, word: Word) -> bool:
    """Say whether what a verb governs is somebody's own."""
    objects = [c for c in analysis.children(word.number) if c.dep in OBJECTS]
    return any(c.dep == "poss" for item in objects for c in analysis.children(item.number))


def _is_appointed(analysis: Analysis, word: Word) -> bool:
    """Say whether somebody is designated to an office, an honour or a day (“designated Thailand a major ally”)."""
    below = analysis.children(word.number)
    joined = [c for verb in below if verb.dep == "conj" for c in analysis.children(verb.number)]
    taken = (*below, *(joined if not any(c.dep in OBJECTS for c in below) else ()))
    whom = [c for c in taken if c.dep in {"dobj", "obj", "dative", "iobj"} and c.pos in {"NOUN", "PROPN", "PRON"}]
    named = whom[1:] if word.pos == "VERB" else []
    for child in below:
        if child.dep in {"oprd", "attr", "ccomp", "xcomp"} and child.pos in {"NOUN", "PROPN"}:
            named.append(child)
        elif child.dep == "prep" and child.lemma == "as":
            named.extend(c for c in analysis.children(child.number) if c.dep in {"pobj", "pcomp"})
        elif child.dep in OBJECTS or (word.pos == "NOUN" and child.dep == "prep" and child.lemma == "of"):
            # The parser often hangs “as …” on the object.
            below_it = analysis.children(child.number)
            held = [*below_it, *(c for item in below_it if item.dep == "pobj" for c in analysis.children(item.number))]
            preps = (c for c in held if c.dep == "prep" and c.lemma == "as")
            named.extend(c for prep in preps for c in analysis.children(prep.number) if c.dep in {"pobj", "pcomp"})
    if word.pos == "VERB" and any(c.lemma.lower() in frames().appointed for c in whom):
        return True  # “designated *a watchdog*”
    near = {w.lemma.lower() for item in named for w in (item, *analysis.children(item.number))}
    return bool(named) and not near & frames().blacklists


def _is_of_a_thing(analysis: Analysis, word: Word) -> bool:
    """Say whether what is set free or taken cannot be held (“released a summary”, “captured their arrival”)."""
    objects = [c for c in analysis.children(word.number) if c.dep in OBJECTS | {"nsubjpass"}]
    return any(c.pos == "NOUN" and (c.text == "%" or noun_class(c.lemma.lower()) in _UNHELD) for c in objects)


def _is_invested(analysis: Analysis, word: Word) -> bool:
    """Say whether what is given is put in for gain (“contributed $17 billion of direct investment”)."""
    for child in analysis.children(word.number):
        if child.dep in OBJECTS:
            first, last = analysis.subtree(child.number)
            if any(w.lemma.lower() in frames().invested for w in analysis.words[first:last]):
                return True
    return False
