"""How certain a happening is in the text: told as fact, as possible or planned, or as not so; past or to come."""

import re

from watchwire.events.factuality import factuality
from watchwire.events.lexicon import frames
from watchwire.language import Analysis, Word
from watchwire.model import Certainty, Span, Statement, Tense
from watchwire.statements.told import Told

_REACH = 8
_OBJECTS = frozenset({"xcomp", "ccomp", "dobj", "pcomp", "conj"})
_LED = frozenset({"xcomp", "pcomp", "dobj", "obj", "pobj", "prep", "conj"})
_ABOUT = frozenset({"prep", "pobj", "acl"})
_MUST = frozenset({"should", "must", "shall"})
_HYPOTHETICAL = frozenset(
    {"would", "could", "may", "might", "should", "must", "if", "whether", "can", "unless", "lest"}
)
_STOPS = frozenset({";", ":", "\n", ".", "–", "—"})
_CONCERN = frozenset({"concern", "concerned", "worry", "worried"})
_ONCE = frozenset({"when", "once", "until"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOW = frozenset({"am", "is", "are", "'s", "’s", "'re", "’re", "'m", "’m"})
_FUTURE = frozenset({"will", "shall"})
OPEN = frozenset({Certainty.SPECULATED, Certainty.PROMISED, Certainty.WARNED})
"""Certainties of what may be or is to come: what their clauses take for known is not told with them."""
_DONE = {"did": Tense.PAST, "does": Tense.PRESENT, "do": Tense.PRESENT}


def statement_around(word: Word, told: Told) -> Statement | None:
    """Return the innermost statement whose content holds a word's beginning; stances hold none."""
    around = [s for s in told.holding(Span(word.start, word.start + 1)) if not s.stance]
    return min(around, key=lambda s: sum(map(len, s.content_spans)), default=None)


def carrier(analysis: Analysis, word: Word, told: Told) -> Statement | None:
    """Return the statement whose certainty is that of a happening in it: the innermost one around it.

    A piece of content without a verb is the subject of what is claimed (“*The explosion* is said to have …”): what it
    names is not in doubt with the rest.
    """
    held = statement_around(word, told)
    if held is None:
        return None
    if held.certainty in OPEN and presupposed(analysis, word, held):
        return None
    if len(held.content_spans) == 1:
        return held
    piece = next(piece for piece in held.content_spans if piece.start <= word.start < piece.end)
    return held if _has_verb(analysis, piece) else None


def presupposed(analysis: Analysis, word: Word, statement: Statement) -> bool:
    """Say whether a happening stands in a clause of a guess or a promise that takes it for known.

    (“may accept the treaty *that it rejected*”, “vowed to reply *after they bombed it*”)

    Args:
        analysis: the analysed text.
        word: the word that tells the happening.
        statement: the guess.

    """
    seen: set[int] = set()
    while word.number not in seen and any(piece.start <= word.start < piece.end for piece in statement.content_spans):
        seen.add(word.number)
        if word.dep == "relcl" or (word.dep == "advcl" and word.tag == "VBD" and _is_when(analysis, word)):
            return True
        word = analysis.words[word.head]
    return False


def _is_when(analysis: Analysis, verb: Word) -> bool:
    below = analysis.children(verb.number)
    return any(c.text.lower() in {"when", "after", "since"} and c.number < verb.number for c in below)


def _has_verb(analysis: Analysis, piece: Span) -> bool:
    return any(word.pos in {"VERB", "AUX"} for word in analysis.words_in(piece))


def certainty_of(analysis: Analysis, word: Word, statement: Statement | None) -> Certainty:
    """Return the certainty of the happening that a word tells, within the statement that carries it."""
    if factuality(analysis, word) == "negated" or _is_unplanned(analysis, word) or _is_of_nobody(analysis, word):
        return Certainty.DENIED
    if _is_disbelieved(analysis, word) or _is_only_nearly(analysis, word):
        return Certainty.DENIED
    certainty = statement.certainty if statement else Certainty.ASSERTED
    if certainty is Certainty.ASSERTED and any(
        c.lemma.lower() in frames().hearsay for c in analysis.children(word.number)
    ):
        return Certainty.SPECULATED  # “*allegedly* opened fire”
    if certainty is Certainty.ASSERTED and _hangs_on(analysis, word, frames().promises, _OBJECTS):
        return Certainty.PROMISED
    if certainty is Certainty.ASSERTED and _hangs_on(
        analysis, word, frames().threatening, frozenset({"xcomp", "conj"})
    ):
        return Certainty.WARNED  # “threatened to *sanction* them”
    # “concern over *Norway's* invasion” doubts nothing: whose it is is known
    feared = frames().fears - (_CONCERN if word.pos == "NOUN" and _is_known(analysis, word) else frozenset[str]())
    if certainty is Certainty.ASSERTED and _hangs_on(analysis, word, feared, _OBJECTS | _ABOUT):
        return Certainty.SPECULATED
    if certainty is Certainty.ASSERTED and (_is_thought(analysis, word) or _is_suspected(analysis, word)):
        return Certainty.SPECULATED
    return certainty


def _is_of_nobody(analysis: Analysis, verb: Word) -> bool:
    """Say whether a verb is said of nobody (“summoned *no one*”, “*nobody* was arrested”)."""
    sides = (c for c in analysis.children(verb.number) if c.dep in {"nsubj", "nsubjpass", "dobj", "obj"})
    nobody = ((w.text.lower(), w.dep) for c in sides for w in (c, *analysis.children(c.number)))
    return any(text in {"nobody", "none"} or (text == "no" and dep == "det") for text, dep in nobody)


def _is_only_nearly(analysis: Analysis, verb: Word) -> bool:
    """Say whether something almost happened, and did not (“was *nearly* killed”, and not “killed *nearly* 40”)."""
    below = analysis.children(verb.number)
    near = (c for c in below if c.dep == "advmod" and c.lemma.lower() in frames().nearly)
    return any(c.number < verb.number for c in near)


def _is_disbelieved(analysis: Analysis, verb: Word) -> bool:
    """Say whether a verb tells what somebody does not believe (“did not believe *it had built or deployed* one”)."""
    while verb.dep == "conj" and analysis.words[verb.head].pos in {"VERB", "AUX"}:
        verb = analysis.words[verb.head]
    above = analysis.words[verb.head]
    below = analysis.children(above.number)
    return verb.dep == "ccomp" and above.lemma in frames().holding_true and any(c.dep == "neg" for c in below)


def _is_thought(analysis: Analysis, verb: Word) -> bool:
    """Say whether a verb tells what is only thought or said (“*presumed* killed”, “is *believed* to have …”)."""
    before = analysis.words[verb.number - 1] if verb.number else verb
    if verb.tag == "VBN" and before.tag == "VBN" and before.lemma in frames().thought:
        return True
    while verb.dep == "conj" and analysis.words[verb.head].pos == "VERB":
        verb = analysis.words[verb.head]
    above = analysis.words[verb.head]
    passive = above.tag == "VBN" and any(c.dep == "auxpass" for c in analysis.children(above.number))
    # “Norway *reported to* be selling …”: a headline leaves “is” out
    bare = (
        above.tag in {"VBN", "VBD"} and analysis.words[above.number + 1].text.lower() == "to" and above.lemma != "claim"
    )
    held = verb.dep == "xcomp" and any(c.text.lower() == "to" for c in analysis.children(verb.number))
    return held and above.lemma in frames().thought | frames().alleged and (passive or bare)


def _is_suspected(analysis: Analysis, word: Word) -> bool:
    """Say whether somebody is only thought to have done what a word tells, or the word itself says so.

    (“is *believed to have* shipped oil”, “a ship *suspected of* sending oil”, “the *alleged* transfer of missiles”)
    """
    if word.pos == "NOUN" and any(c.text.lower() in frames().doubtful for c in analysis.children(word.number)):
        return True
    for _ in range(_REACH):
        above = analysis.words[word.head]
        if above.number == word.number or word.dep not in _LED or above.number > word.number:
            return False
        if above.text.lower() in frames().suspected and (word.dep == "xcomp" or word.lemma == "of"):
            return not any(c.dep in {"dobj", "obj"} for c in analysis.children(above.number))
        word = above
    return False


def _is_unplanned(analysis: Analysis, verb: Word) -> bool:
    """Say whether an infinitive tells what nobody plans (“there are *no plans* for Berg to meet them”)."""
    above = analysis.words[verb.head]
    if verb.tag != "VB" or above.pos != "NOUN" or above.lemma not in frames().plans | frames().asking:
        return False
    return any(c.dep == "det" and c.lemma == "no" for c in analysis.children(above.number))


def _hangs_on(analysis: Analysis, word: Word, lemmas: frozenset[str], through: frozenset[str]) -> bool:
    """Say whether an event hangs, through some links, on one of some words ("agreed to provide", "fears of a raid")."""
    for _ in range(4):
        # “an allegation *that he did so*” is no relative clause, whatever the parser says: its “that” is no subject.
        said = word.dep == "relcl" and _is_whole(analysis, word)
        if word.head == word.number or not (word.dep in through or said):
            return False
        below, word = word, analysis.words[word.head]
        if below.number < word.number and any(
            between.text in _STOPS for between in analysis.words[below.number : word.number]
        ):
            return False  # “Norway expels two; Oslo vows a reply”
        if word.lemma in lemmas:
            return True
    return False


def _is_whole(analysis: Analysis, clause: Word) -> bool:
    """Say whether a clause lacks nothing, so that it is what somebody alleges (“an allegation *he attacked her*”)."""
    below = analysis.children(clause.number)
    own = any(c.dep == "nsubj" and c.tag not in {"WDT", "WP"} for c in below)
    return any(c.dep == "mark" for c in below) or (own and any(c.dep in {"dobj", "obj"} for c in below))


def _is_known(analysis: Analysis, noun: Word) -> bool:
    """Say whether a happening is known to who speaks of it: it has an owner (“discussed *the DPRK's* launch”)."""
    return any(c.dep == "poss" for c in analysis.children(noun.number))


def tense_of(analysis: Analysis, word: Word) -> Tense:
    """Say when the happening that a word tells takes place, or that it is only thought of."""
    settled = _settled(analysis, word) if word.pos == "NOUN" else None
    return settled or _by_verbs(analysis, word)


def is_settled(analysis: Analysis, word: Word) -> bool:
    """Say whether the text takes a happening for done: a deed of somebody's, or the ground of thanks or blame.

    (“*Norway's* invasion”, “the *wrongful* detention of …”, “thanked Oslo *for sheltering* them”)

    Args:
        analysis: the analysed text.
        word: the word that tells the happening.

    """
    return _settled(analysis, word) is Tense.PAST if word.pos == "NOUN" else _after(analysis, word)


def _settled(analysis: Analysis, noun: Word) -> Tense | None:
    """Say when the happening of a noun takes place, where its adjectives or its verb settle it."""
    about = {c.lemma for c in analysis.children(noun.number)}
    if any(_YEAR.fullmatch(lemma) for lemma in about):
        return Tense.PAST  # “wanted for the *1989* kidnapping of”
    if about & frames().possible:
        return Tense.HYPOTHETICAL
    if about & frames().going_on:
        return Tense.PRESENT
    if _is_set_out_for(analysis, noun):
        return Tense.PLANNED
    if noun.lemma.lower() in frames().deeds and any(
        c.dep == "relcl" and c.tag == "VBD" for c in _clauses_behind(analysis, noun)
    ):
        return Tense.PAST  # “the attack on a station that *killed* 50”
    judged = bool(about & frames().judged) and noun.lemma.lower() in frames().deeds
    if judged or about & frames().gone_by or (noun.lemma.lower() in frames().deeds and _is_owned(analysis, noun)):
        return Tense.PAST
    return Tense.HYPOTHETICAL if "further" in about else _told_by_verb(analysis, noun)


def _is_set_out_for(analysis: Analysis, noun: Word) -> bool:
    """Say whether somebody only sets out for a journey (“headed *for his first visit*”)."""
    before = analysis.words[noun.head]
    verb = analysis.words[before.head]
    out = noun.dep == "pobj" and before.lemma in {"for", "on"} and verb.lemma in frames().departing | {"head", "set"}
    return out and noun.lemma.lower() in frames().arrivals


def _clauses_behind(analysis: Analysis, noun: Word) -> list[Word]:
    """Return what hangs on a noun, or on what it is about, as the parser often has it."""
    below = analysis.children(noun.number)
    about = [c for item in below if item.dep == "prep" for c in analysis.children(item.number) if c.dep == "pobj"]
    return [c for held in (noun, *about) for c in analysis.children(held.number)]


def _is_owned(analysis: Analysis, noun: Word) -> bool:
    """Say whether a deed is that of somebody (“discuss *Russia's* invasion”), and nobody warns of it or prevents it."""
    below = analysis.children(noun.number)
    owned = any(c.dep == "poss" or (c.dep in {"prep", "agent"} and c.lemma == "by") for c in below)
    if noun.lemma.lower() in frames().known_by_victim:  # “*the* assassination *of* President Moïse”
        owned = owned or ({"the", "of"} <= {c.lemma for c in below if c.dep in {"det", "prep"}})
    above = analysis.words[noun.head]
    over = analysis.words[above.head] if above.dep == "prep" or above.pos == "ADP" else above
    thought = (
        frames().prevented
        | frames().wishes
        | frames().fears
        | frames().put_off
        | frames().plans - {"discuss", "consider"}
    )
    return owned and not {above.lemma, over.lemma} & (thought - frames().factive)


def _by_verbs(analysis: Analysis, word: Word) -> Tense:
    """Climb over the verbs that hold a happening to the first that settles its time."""
    seen: set[int] = set()
    current = below = _joined_infinitive(analysis, word) or word
    while current.number not in seen:
        seen.add(current.number)
        helpers = {c.text.lower() for c in analysis.children(current.number) if c.dep in {"aux", "mark", "auxpass"}}
        if helpers & _HYPOTHETICAL or _once(analysis, current, helpers) or _is_aim(analysis, current, helpers):
            return Tense.HYPOTHETICAL
        if current is word and not helpers - {"that"} and _is_demanded(analysis, word):
            return Tense.HYPOTHETICAL
        if _after(analysis, current) or _was_glad(analysis, current) or _was_allowed(analysis, current):
            return Tense.PAST
        wished = _is_hoped_for(analysis, current, word) or _follows_ready(analysis, current)
        beside = below.dep == "advcl" and below.tag == "VBG"  # “stopped sales, *sending* troops”: what is done with it
        if wished or (
            current is not word and not beside and (current.lemma in frames().prevented or _is_ready(current))
        ):
            return Tense.HYPOTHETICAL
        if (
            (current.tag == "VB" or (current.tag == "VBN" and "be" in helpers))
            and "to" in helpers
            and _done_with(analysis, current)
        ):
            below, current = current, analysis.words[current.head]
            continue
        held = current is not word and not beside
        if helpers & _FUTURE or (held and current.lemma in frames().plans | frames().wishes):
            asked = current.lemma in frames().requested and not helpers & _FUTURE
            return Tense.HYPOTHETICAL if asked else Tense.PLANNED
        if current is word and _aimed_at(analysis, word):
            return Tense.HYPOTHETICAL
        passive = current.tag == "VBN" and "be" in helpers  # “*to be* extradited”
        if (current.tag in {"VB", "NN"} or passive) and "to" in helpers:
            return Tense.HYPOTHETICAL if _doubted_above(analysis, current) else Tense.PLANNED
        if (told := _by_form(current, helpers)) is not None:
            return told
        below, current = current, analysis.words[current.head]
    return Tense.PAST if word.pos == "VERB" else Tense.PRESENT


def _joined_infinitive(analysis: Analysis, verb: Word) -> Word | None:
    """Return the infinitive to which a bare one is joined that the parser hangs on the verb above both.

    (“has to *review* and approve it”)
    """
    above = analysis.words[verb.head]
    if verb.tag != "VB" or verb.dep != "conj" or above.tag not in {"VBZ", "VBP", "VBD"}:
        return None
    between = (c for c in analysis.children(above.number) if above.number < c.number < verb.number)
    return next((c for c in between if c.dep == "xcomp" and c.tag == "VB"), None)


def _is_demanded(analysis: Analysis, verb: Word) -> bool:
    """Say whether a clause tells what somebody asks for (“demanded *that he apologise*”)."""
    bare = verb.tag in {"VB", "VBP"} and verb.dep == "ccomp"
    return bare and analysis.words[verb.head].lemma in frames().requested


def _by_form(verb: Word, helpers: set[str]) -> Tense | None:
    """Return the time that the form of a verb tells, with what helps it."""
    if verb.pos not in {"VERB", "AUX"}:
        return None
    if verb.tag == "VB":
        return next((_DONE[helper] for helper in sorted(helpers) if helper in _DONE), None)  # “*did* not arrest”
    if verb.tag == "VBG" and helpers & {"was", "were"}:
        return Tense.PAST
    begun = verb.dep == "acl" and not helpers  # “a partnership *begun* during his visit”
    if verb.tag == "VBD" or (
        verb.tag == "VBN" and (begun or helpers & {"was", "were", "has", "have", "had", "been", "having"})
    ):
        return Tense.PAST
    going_on = verb.tag == "VBG" or (verb.tag == "VBN" and "being" in helpers)
    now = verb.tag in {"VBZ", "VBP"} or (going_on and bool(helpers & _NOW))
    return Tense.PRESENT if now else None


def _is_ready(word: Word) -> bool:
    """Say whether a word only says that somebody would do what hangs on it ("its *openness* to meeting them")."""
    return (word.pos == "NOUN" and word.lemma in frames().ready) or word.lemma in frames().minding


def _follows_ready(analysis: Analysis, verb: Word) -> bool:
    """Say whether words of being ready stand before an infinitive, whatever it hangs on ("its *readiness to* meet")."""
    before = analysis.words[max(0, verb.number - 2) : verb.number]
    return len(before) > 1 and before[1].text.lower() == "to" and _is_ready(before[0])


def _is_hoped_for(analysis: Analysis, current: Word, event: Word) -> bool:
    """Say whether what a noun tells is only wished ("*support for* the conclusion of talks"); a deed has happened."""
    if event.pos != "NOUN" or event.lemma.lower() in frames().deeds or current.lemma != "for":
        return False
    above = analysis.words[current.head]
    return above.pos == "NOUN" and above.lemma in frames().hoping


def _done_with(analysis: Analysis, verb: Word) -> bool:
    """Say whether an infinitive tells what is done with the verb above it ("*helped* to provide")."""
    above = analysis.words[verb.head]
    if verb.dep not in {"xcomp", "advcl", "ccomp"} or above.pos != "VERB":
        return False
    if above.lemma in frames().settling:
        return verb.dep == "xcomp"
    if above.lemma in frames().bringing_about:
        return True  # “*forced* him to resign”
    together = any(child.lemma == "together" for child in analysis.children(above.number))
    return together and above.lemma in frames().joining


def _was_glad(analysis: Analysis, verb: Word) -> bool:
    """Say whether an infinitive tells what somebody did and was glad of (“was honored *to host* her”)."""
    above = analysis.words[verb.head]
    if verb.tag != "VB" or verb.dep not in {"xcomp", "ccomp", "advcl"} or above.lemma not in frames().glad:
        return False
    helpers = {c.text.lower() for c in (above, analysis.words[above.head], *analysis.children(above.number))}
    return bool(helpers & {"was", "were"})


def _was_allowed(analysis: Analysis, verb: Word) -> bool:
    """Say whether an infinitive tells what somebody was let do (“was *allowed to* meet her”)."""
    above = analysis.words[verb.head]
    allowed = above.lemma in frames().letting and above.tag == "VBN" and verb.dep in {"xcomp", "ccomp"}
    return allowed and any(c.text.lower() in {"was", "were", "been"} for c in analysis.children(above.number))


def _aimed_at(analysis: Analysis, verb: Word) -> bool:
    """Say whether an -ing form tells only what somebody is about to do (“the objective *of taking* the town”)."""
    above = analysis.words[verb.head]
    if verb.tag != "VBG" or verb.dep != "pcomp":
        return False
    held = analysis.words[above.head].lemma
    # “warned them *against invading*”, “came *close to* invading”
    return held in frames().efforts or above.lemma == "against" or (above.lemma == "to" and held == "close")


def _is_aim(analysis: Analysis, verb: Word, helpers: set[str]) -> bool:
    """Say whether a clause in the present tells for what something else is done (“waived it *so that* he is tried”)."""
    now = verb.tag in {"VBZ", "VBP"} or (verb.tag == "VBN" and bool(helpers & {"is", "are"}))
    words = analysis.words
    return now and any(
        c.dep == "mark" and c.text.lower() == "that" and c.number and words[c.number - 1].text.lower() == "so"
        for c in analysis.children(verb.number)
    )


def _once(analysis: Analysis, verb: Word, helpers: set[str]) -> bool:
    """Say whether a clause tells what will be at a time to come (“*when* he is sentenced”, “*until* they leave”)."""
    now = verb.tag in {"VBZ", "VBP"} or (verb.tag == "VBN" and bool(helpers & {"is", "are"}))
    above = analysis.words[verb.head]
    first = (
        above if verb.dep == "conj" and above.pos in {"VERB", "AUX"} else verb
    )  # “*when* law is broken and A *invades*”
    return now and any(
        c.text.lower() in _ONCE and c.dep in {"advmod", "mark"} and c.number < first.number
        for clause in (verb, first)
        for c in analysis.children(clause.number)
    )


def _after(analysis: Analysis, word: Word) -> bool:
    """Say whether an -ing form tells what has happened (“*after* forcing it to land”, “action *in* arresting him”)."""
    above = analysis.words[word.head]
    if word.tag != "VBG" or word.dep != "pcomp" or above.pos not in {"ADP", "SCONJ"}:
        return False
    if above.lemma in {"after", "since"}:
        return True
    held = analysis.words[above.head]
    if above.lemma == "in" and held.pos == "NOUN":
        return held.lemma not in frames().efforts
    if above.lemma == "for" and held.pos != "VERB":
        held = analysis.words[held.head]  # “thanked *Oslo* for sheltering …”, where the parser hangs “for” on Oslo
    known = frames().factive | frames().grounds if above.lemma == "for" else frames().factive
    return above.lemma in {"in", "for", "by"} and held.lemma in known


def _told_by_verb(analysis: Analysis, noun: Word) -> Tense | None:
    """Say when a happening takes place whose noun is the object of a verb that settles it, or puts it off."""
    for _ in range(_REACH):  # “follows the Special Summit, *President Berg's visit* to the region, and …”
        above = analysis.words[noun.head]
        if noun.dep not in {"conj", "appos"} or above.pos not in {"NOUN", "PROPN"}:
            break
        noun = above
    if noun.dep not in {"dobj", "obj", "nsubjpass"} or above.pos != "VERB":
        return None
    if above.lemma in frames().put_off:
        return Tense.HYPOTHETICAL
    known = above.lemma == "discuss" and _is_known(analysis, noun)
    helpers = {c.text.lower() for c in analysis.children(above.number) if c.dep == "aux"}
    if above.lemma in frames().going_on_with and helpers & (_FUTURE | _HYPOTHETICAL | {"to"}):
        return None  # “will *resume* tests”
    return Tense.PAST if above.lemma in frames().factive or known else None


def _doubted_above(analysis: Analysis, word: Word) -> bool:
    """Say whether a verb that an infinitive hangs on is itself only possible ("could be preparing to ship")."""
    before = analysis.words[max(0, word.number - _REACH) : word.number]
    if any(w.lemma in frames().due for w in before):
        return True  # “a *deadline* set by the bloc to release them”
    above = analysis.words[word.head]
    told = [above, *(c for c in analysis.children(above.number) if c.dep == "acomp" and c.number < word.number)]
    if word.dep != "conj" and any(c.pos == "ADJ" and c.lemma in frames().open_whether for c in told):
        return True  # “makes it *impossible* for him to be tried”
    verb = analysis.words[above.head]  # “would *need* plants to enrich it”
    for_it = word.dep == "acl" and above.dep in {"dobj", "obj"}
    if for_it and {c.text.lower() for c in analysis.children(verb.number) if c.dep == "aux"} & _HYPOTHETICAL:
        return True
    for _ in range(3):
        called = frames().asking | frames().ready  # “the *call* … to cooperate”, “its *readiness* to meet”
        asked = word.dep in {"acl", "advcl"} and analysis.words[word.head].lemma in called
        after = analysis.words[word.head + 1] if word.head + 1 < len(analysis.words) else word
        if word.dep == "xcomp" and analysis.words[word.head].lemma in {"have", "need"} and after.text == "to":
            return True  # “*has to* approve it”
        if word.head == word.number or not (asked or word.dep in {"xcomp", "ccomp", "conj"}):
            return False
        word = analysis.words[word.head]
        helpers = {c.text.lower() for c in analysis.children(word.number) if c.dep in {"aux", "mark"}}
        if helpers & _HYPOTHETICAL or word.lemma in called:
            return True
    return False


def is_motive(analysis: Analysis, span: Span) -> bool:
    """Say whether an event is no happening of today: wished, forbidden or asked for, told in fiction, or of long ago.

    ("needs ammunition", "to prevent transfers", "the film tells how ...", "during the Korean War")
    """
    sentence = analysis.sentence_at(span.start)
    if sentence is not None and frames().historical.search(sentence.span.of(analysis.article.text)):
        return True
    word = analysis.word_at(span.start)
    if sentence is not None and word is not None and _asked(analysis, word, sentence.span):
        return True
    if word is not None and _forbidden(analysis, word):
        return True
    if (
        word is not None
        and word.dep in {"acl", "relcl"}
        and analysis.words[word.head].lemma.lower() in frames().anybody
    ):
        return True
    for _ in range(_REACH):
        if word is None or word.head == word.number:
            return False
        word = analysis.words[word.head]
        subjects = [c.lemma for c in analysis.children(word.number) if c.dep == "nsubj" and not _counts(analysis, c)]
        particles = {f"{word.lemma} {c.lemma}" for c in analysis.children(word.number) if c.dep == "prt"}
        done = word.lemma in frames().letting and word.tag in {"VBD", "VBN"}  # “having let them use it”
        if (frames().wishes & {word.lemma, *particles} and not done) or frames().fiction.intersection(subjects):
            return True
        if word.pos == "VERB" and word.dep == "ROOT":
            return False
    return False


def _counts(analysis: Analysis, noun: Word) -> bool:
    """Say whether a noun only counts what follows it (“a *series* of launches” is none on screen)."""
    below = analysis.children(noun.number)
    return noun.lemma in frames().quantities and any(c.dep == "prep" and c.lemma == "of" for c in below)


def _forbidden(analysis: Analysis, word: Word) -> bool:
    """Say whether a verb tells what must not be done ("states should not provide arms")."""
    children = analysis.children(word.number)
    return any(c.dep == "neg" for c in children) and any(c.text.lower() in _MUST for c in children if c.dep == "aux")


def _asked(analysis: Analysis, word: Word, sentence: Span) -> bool:
    """Say whether an event is the condition of a question ("if they do provide arms, what will you do?")."""
    text = sentence.of(analysis.article.text).rstrip()
    return text.endswith("?") and any(c.lemma == "if" and c.dep == "mark" for c in analysis.children(word.number))
