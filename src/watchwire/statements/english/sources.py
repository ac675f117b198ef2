"""Who says it: the source that a cue has in its sentence."""

from watchwire.entities.people import people_words
from watchwire.language import Word
from watchwire.language.nouns import noun_class
from watchwire.model import Certainty, Span
from watchwire.statements.english import joined
from watchwire.statements.english.bare import is_bare_passive
from watchwire.statements.english.edges import after_preposition
from watchwire.statements.english.phrases import is_next_deed, noun_phrase
from watchwire.statements.english.senses import can_hold, is_somebody, senses
from watchwire.statements.english.text import SUBJECTS, Text

_RELATIVE = frozenset({"who", "which", "that"})
_PARTICIPLE = frozenset({"advcl", "acl", "relcl"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CLIMBS = 4
_LONGEST_TAG = 8
"""How many words a tag has behind its verb at most, with the comma and the next word."""
_QUOTES = frozenset("“”\"‘’'")
_CHAINED = frozenset({"conj", "xcomp", "advcl"})


def source_of(text: Text, cue: Word) -> Span | None:
    """Return the subject or agent of a cue; for a verb in a chain (“said and added”) that of the first one."""
    if (first := of_headline(text, cue) or _who_sent(text, cue)) is not None:
        return first
    if is_bare_passive(text, cue):
        return None  # “nine drummers *said* to be members”: by somebody else
    if (behind := inverted(text, cue)) is not None:
        return behind
    if (sender := _sender(text, cue)) is not None:
        return source_of(text, sender)
    if (paper := _paper_obtained(text, cue)) is not None:
        return noun_phrase(text, paper, without=cue.number)
    if (relayed := _relayed(text, cue)) is not None:
        return noun_phrase(text, relayed, without=_as(text, relayed))
    return _subject_above(text, cue)


def _subject_above(text: Text, cue: Word) -> Span | None:
    """Return the subject of a cue, or the one that it shares with a verb above it."""
    seen: set[int] = set()
    word = cue
    while word.number not in seen:
        seen.add(word.number)
        active = cue.dep == "conj" and cue.tag in _FINITE and word is text.head(cue)
        own = None if _is_platform(text, word) else _own_source(text, word, chained=word is not cue, active=active)
        beyond = own is not None and not text.quoted(cue) and _is_quoted(text, own)
        own = None if beyond else own  # “*Noting* that it was late, she said “we will …””
        head = text.head(word)
        reported = word is not cue and _is_reported(text, word)
        onward = reported and (is_next_deed(text, cue, word) or _is_the_speakers(text, cue, word))
        beside = cue.tag == "VBG" and not (cue.lemma in senses().feeling and own is not None and can_hold(text, own))
        spoken_of = own is not None and reported and (beside or onward or not can_hold(text, own))
        spoken_of = spoken_of or (word is not cue and _is_behind_tag(text, cue, word))
        if own is not None and not spoken_of and not _is_its_object(text, cue, own):
            return own
        if own is not None:
            word = head  # “said that Israel …, arguing that …”: who said so argues, and not what he spoke of
            continue
        if word is cue and _is_done_to(text, cue):
            return None  # “admitted it and *was promised* that …”, “are to *be offered* help”: by somebody else
        above = _tag_of(text, word) if beyond else _above(text, word)
        if not isinstance(above, Word):
            return above
        word = above
    return None


def _is_quoted(text: Text, source: Span) -> bool:
    words = text.analysis.words_in(source)
    return bool(words) and text.quoted(words[0])


def _tag_of(text: Text, quoted: Word) -> Word | None:
    """Return the verb by which somebody says a quotation of which a verb is the main one."""
    beside = (c for c in text.children(quoted) if c.dep == "parataxis" and not text.quoted(c))
    above = text.head(quoted)
    return next(beside, above if above.number != quoted.number else None)


def inverted(text: Text, cue: Word) -> Span | None:
    """Return who speaks behind a verb between commas in another's clause (“The silence, said *the port*, meant …”)."""
    if cue.tag not in _FINITE or cue.number == 0 or text.words[cue.number - 1].text != "," or text.quoted(cue):
        return None
    behind = text.words[cue.number + 1 : cue.number + 1 + _LONGEST_TAG]
    comma = next((n for n, word in enumerate(behind) if word.text == ","), 0)
    if not comma or comma + 1 >= len(behind) or behind[comma + 1].tag not in _FINITE | {"MD"}:
        return None
    nouns = behind[:comma]
    plain = all(word.pos in {"DET", "ADJ", "NOUN", "PROPN", "PART"} for word in nouns) and nouns[-1].pos != "PART"
    own = text.head(behind[comma + 1]) if behind[comma + 1].dep in {"aux", "auxpass"} else behind[comma + 1]
    before = any(c.dep in SUBJECTS and c.number < cue.number for c in (*text.children(cue), *text.children(own)))
    return text.analysis.span(nouns[0].number, nouns[-1].number + 1) if plain and before else None


def _sender(text: Text, cue: Word) -> Word | None:
    """Return the verb by which a paper is sent whose participle a cue is (“*sent* a letter to Lund *warning* that …”).

    The parser may take for its subject to whom it is sent.
    """
    subject = next((c for c in text.children(cue) if c.dep in SUBJECTS and c.number < cue.number), None)
    before = text.words[text.subtree(subject)[0] - 1] if subject is not None else None
    if cue.tag != "VBG" or before is None or before.lemma != "to":
        return None
    above = text.head(cue)
    above = text.head(above) if above.pos == "ADP" else above
    verb = text.head(above) if above.pos == "NOUN" else above
    objects = (c for c in text.children(verb) if c.dep in {"dobj", "obj"})
    sent = verb.lemma in senses().issuing and any(c.lemma in senses().issued for c in objects)
    return verb if sent and verb.number < cue.number else None


def _paper_obtained(text: Text, cue: Word) -> Word | None:
    """Return the paper that somebody has and a participle tells of (“came upon *a letter* listing names”)."""
    above = text.head(cue)
    if cue.tag != "VBG" or cue.dep != "advcl" or above.number > cue.number or text.words[cue.number - 1].text == ",":
        return None
    return next((c for c in text.children(above) if c.number < cue.number and _is_obtained(text, c)), None)


def _relayed(text: Text, cue: Word) -> Word | None:
    """Return whose words somebody only passes on (“the agency quoted *Berg* as saying …”), or None."""
    above = text.head(text.head(cue)) if cue.dep == "pcomp" and text.head(cue).lemma == "as" else cue
    if above.lemma not in senses().relaying or any(c.dep == "auxpass" for c in text.children(above)):
        return None
    objects = [c for c in text.children(above) if c.dep in {"dobj", "obj"} and c.number > above.number]
    behind = [c for c in text.children(above) if c.dep == "prep" and c.lemma == "as"]
    saying = any(c.dep == "pcomp" and c.tag == "VBG" for at in behind for c in text.children(at))
    if objects and not saying and above is cue and _is_behind_quotation(text, cue):
        return objects[0] if _is_party(objects[0]) else None
    return objects[0] if objects and saying else None


def _is_behind_quotation(text: Text, cue: Word) -> bool:
    """Say whether a verb's subject stands right behind a quotation (““It is late,” *the radio* quoted Berg”)."""
    subject = next((c for c in text.children(cue) if c.dep == "nsubj" and c.number < cue.number), None)
    first = text.subtree(subject)[0] if subject is not None else 0
    return first > 0 and text.words[first - 1].tag == "''"


def _as(text: Text, noun: Word) -> int | None:
    return next((c.number for c in text.children(noun) if c.dep == "prep" and c.lemma == "as"), None)


def _is_done_to(text: Text, verb: Word) -> bool:
    """Say whether a verb stands in the passive, and tells what was said to its subject and not by it."""
    return verb.lemma not in senses().relaying and any(c.dep == "auxpass" for c in text.children(verb))


def of_headline(text: Text, cue: Word) -> Span | None:
    """Return who a headline is about where his next word follows (“Lund calls it “late,” *says* it is over”)."""
    title = len(text.analysis.article.title or "")
    if cue.start >= title or cue.tag != "VBZ" or text.quoted(cue):
        return None
    before = [w for w in text.words[: cue.number] if w.text not in _QUOTES]
    verb = next((w for w in before if w.tag == "VBZ"), None)
    if not before or before[-1].text != "," or verb is None or any(w.tag in {"WDT", "WP"} for w in before):
        return None
    own = next((c for c in text.children(verb) if c.dep == "nsubj" and text.subtree(c)[0] == 0), None)
    inner = [c for c in text.children(cue) if c.dep in SUBJECTS and c.number > verb.number]
    return noun_phrase(text, own) if own is not None and own.number < verb.number and not inner else None


def _who_sent(text: Text, cue: Word) -> Span | None:
    """Return who sent the paper in which somebody says so (“*Berg* sent Lund a letter, in which *he* said …”)."""
    children = text.children(cue)
    him = any(c.dep == "nsubj" and c.text.lower() in {"he", "she"} for c in children)
    placed = (c for c in children if c.dep == "prep" and c.lemma == "in" and c.number < cue.number)
    inside = any(c.tag == "WDT" for preposition in placed for c in text.children(preposition))
    if cue.dep != "relcl" or not him or not inside:
        return None
    word, paper = text.head(cue), False
    for _ in range(_CLIMBS * 2):
        paper = paper or word.lemma in senses().issued
        subjects = [c for c in text.children(word) if c.dep == "nsubj"] if word.pos == "VERB" else []
        objects = [c for c in text.children(word) if c.dep in {"dobj", "obj"} and c.lemma in senses().issued]
        if subjects and word.dep != "relcl":
            single = subjects[0].tag in {"NN", "NNP"} and (paper or bool(objects))
            return noun_phrase(text, subjects[0]) if single else None
        if word.head == word.number:
            return None
        word = text.head(word)
    return None


def _is_behind_tag(text: Text, cue: Word, told: Word) -> bool:
    """Say whether a participle follows the tag behind what is told (““Oslo was brave,” Berg said, *recalling* …”)."""
    tag = text.head(told)
    told_by = told.dep == "ccomp" and tag.lemma in text.lexicon.verbs and told.number < tag.number < cue.number
    return cue.tag == "VBG" and told_by


def _is_the_speakers(text: Text, cue: Word, told: Word) -> bool:
    """Say whether a verb joined to a reported clause agrees with who reports it (“they say she is *and back* …”)."""
    own = any(child.dep in SUBJECTS for child in text.children(cue))
    return cue.dep == "conj" and not own and joined.is_next_deed(text, text.head(told), cue, told)


def _above(text: Text, word: Word) -> Word | Span | None:
    """Return the verb whose subject a verb without one shares, or who does it; None where that cannot be told."""
    head = text.head(word)
    if word.dep == "conj" and (ours := _caller(text, word)) is not None:
        return ours
    if _of_other_form(text, word):
        return None  # “thanked them for the work on X and condemning Y”: the parser joined what no grammar joins
    if (work := _work(text, word)) is not None and (owners := _owners(text, work)):
        return noun_phrase(text, owners[0], without=_mark(text, owners[0]))
    if (writer := _writer(text, word)) is not None:
        return writer
    done = word.tag == "VBN" and word.dep in _PARTICIPLE and not _has_auxiliary(text, word)
    if done or _is_asked_for(text, word):
        return None  # “a device called X”, “urge others *to support* them”: not the subject above, or not told
    if word.dep in _CHAINED:
        return head
    if word.dep == "pcomp":
        return _through(text, head)
    if word.dep in {"acl", "relcl"} and head.pos in {"NOUN", "PROPN"} and word.tag == "VBG":
        return _of_noun(text, head, word)
    return None


def _writer(text: Text, verb: Word) -> Word | None:
    """Return the verb by which somebody turns to others to say so (“*wrote* to staff working there *to thank*”).

    The parser may hang the purpose on what is told of those others.
    """
    between, marked = text.head(verb), any(c.text.lower() == "to" and c.dep == "aux" for c in text.children(verb))
    if verb.tag != "VB" or verb.dep not in {"advcl", "xcomp"} or between.dep != "acl" or not marked:
        return None
    noun = text.head(between)
    above = text.head(text.head(noun)) if noun.dep == "pobj" else text.head(noun)
    return above if above.lemma in senses().turning and above.number < noun.number else None


def _caller(text: Text, verb: Word) -> Word | None:
    """Return the verb above whose subject calls on people (“*We reject* the use of force to … *and call on* …”)."""
    above = verb
    for _ in range(_CLIMBS):
        above = text.head(above)
        if above.tag == "VBP" and above.dep == "ROOT":
            return above if joined.is_our_call(text, above, verb) else None
    return None


def _through(text: Text, head: Word) -> Word | Span | None:
    """Return the verb whose subject does what a preposition leads to, or who else does it."""
    if head.lemma == "from" and text.head(head).lemma in senses().leaving:
        return None  # “have shifted from *emphasizing* growth”: they do so no more
    if head.lemma == "of" and text.words[head.number - 1].lemma == "instead":
        return None  # “instead of *welcoming* it”: he does not
    if head.lemma == "for" and (blamed := _blamed(text, head)) is not None:
        return noun_phrase(text, blamed)
    if (moved := _moved(text, head)) is not None:
        return noun_phrase(text, moved)
    if (judged := _judged(text, head)) is not None:
        return noun_phrase(text, judged, without=text.head(head).number)
    verb = text.head(head)  # “before adding …”: the preposition hangs on the verb whose subject speaks
    posted = head.lemma in {"on", "via"} and verb.pos == "NOUN" and verb.dep in {"dobj", "obj"}
    return text.head(verb) if posted else verb


def _blamed(text: Text, preposition: Word) -> Word | None:
    """Return who did what somebody does something to him for (“arrested *hundreds* for criticising the ban”)."""
    verb = text.head(preposition)
    if verb.pos != "VERB" or preposition.number < verb.number or verb.lemma in text.lexicon.carrying:
        return None
    objects = [c for c in text.children(verb) if c.dep in {"dobj", "obj", "nsubjpass"}]
    for at in text.children(verb):  # “shouted *at them* for refusing”
        objects.extend(c for c in text.children(at) if at.dep == "prep" and at.lemma == "at" and c.dep == "pobj")
    people = (c for c in objects if _is_party(c) or c.lemma.lower() in senses().counts)
    return next(people, None)


def _is_party(noun: Word) -> bool:
    """Say whether an object means somebody: a name, a pronoun for people, or a noun for them."""
    return noun.pos == "PROPN" or noun.text.lower() in senses().objects or is_somebody(noun)


def _judged(text: Text, preposition: Word) -> Word | None:
    """Return who is found to have done a thing (“found *the commander* guilty of ordering it”), or None."""
    verdict = text.head(preposition)
    if verdict.pos == "ADJ" and verdict.dep == "amod" and text.head(verdict).number < verdict.number:
        return text.head(verdict) if _is_party(text.head(verdict)) else None
    if verdict.pos != "ADJ" or verdict.dep not in {"oprd", "ccomp", "xcomp"}:
        return None
    finder = text.head(verdict)
    people = [c for c in text.children(verdict) if c.dep == "nsubj"]
    people = people or [c for c in text.children(finder) if c.dep in {"dobj", "obj"} and c.number < verdict.number]
    return next((c for c in people if _is_party(c)), None)


def _is_asked_for(text: Text, word: Word) -> bool:
    """Say whether an infinitive is what somebody is asked to do, or joined to that."""
    asking = text.head(word)
    if word.dep == "xcomp" and any(c.text.lower() == "it" and c.dep in SUBJECTS for c in text.children(asking)):
        empty = asking.pos == "ADJ" or any(c.dep == "acomp" for c in text.children(asking))
        if empty:
            return True  # “it is easy *to call* this a defeat”: whoever may do so
    relied = asking.lemma in senses().counting and any(c.lemma in {"on", "upon"} for c in text.children(asking))
    if word.tag == "VB" and word.dep in {"xcomp", "advcl"} and relied:
        return True  # “can count on Oslo *to support* them”
    called = asking.lemma in senses().calling and any(
        c.lemma in {"on", "upon", "for"} and asking.number < c.number < word.number for c in text.children(asking)
    )
    if word.tag == "VB" and word.dep in {"xcomp", "advcl"} and called:
        return True  # “call on them *to cease*”
    if word.dep != "xcomp" or word.tag != "VB" or asking.lemma not in text.lexicon.addressing:
        return False
    return any(
        c.dep in {"dobj", "obj", "nsubjpass"} and (c.pos in {"PROPN", "PRON"} or is_somebody(c))
        for c in text.children(asking)
    ) or any(c.dep in SUBJECTS and c.number > asking.number for c in text.children(word))


def _of_noun(text: Text, head: Word, word: Word) -> Word | Span | None:
    """Return whose participle stands beside a noun: the noun's own, or of the verb above where it only says where."""
    through = text.head(head)
    denied = text.lexicon.verbs.get(through.lemma) is Certainty.DENIED or through.lemma in senses().asking
    if head.dep in {"dobj", "obj"} and denied and word.lemma in {"say", "argue"}:
        return through  # “dismissed the claim *saying* it was too late”
    if head.lemma in senses().matter or _is_obtained(text, head):
        return noun_phrase(text, head, without=word.number)  # “found *a note* listing names”
    if head.dep != "pobj":
        issued = head.dep in {"dobj", "obj"} and through.lemma in senses().issuing
        paper_of_theirs = issued and head.lemma in senses().issued | people_words().papers
        # “published a video *explaining* …”: who published it explains
        return through if paper_of_theirs else noun_phrase(text, head, without=word.number)
    paper = text.head(through)
    placed = through.lemma in senses().placing
    if not placed and paper.pos == "NOUN" and paper.lemma in people_words().papers:
        return owner_of(text, paper) or noun_phrase(text, paper, without=through.number)
    objects = [c for c in text.children(paper) if c.dep in {"dobj", "obj"}] if paper.pos == "VERB" else []
    if (had := next((item for item in objects if _is_obtained(text, item)), None)) is not None:
        return noun_phrase(text, had, without=word.number)  # “recovered *a letter* from a firm complaining …”
    papers = people_words().papers | senses().issued
    if not placed and any(item.lemma in papers for item in objects):
        return paper  # “issued a ruling against Oslo finding that …”, “sent a letter to Lund warning that …”
    if not placed:
        return noun_phrase(text, head, without=word.number)
    above = paper  # “posted a message on Twitter blaming Iran”: who posted it does
    if above.pos in {"NOUN", "PROPN"} and above.dep in {"dobj", "obj"}:
        above = text.head(above)
    if above.pos != "VERB":
        return noun_phrase(text, above, without=through.number)
    return above


def _is_obtained(text: Text, paper: Word) -> bool:
    """Say whether somebody only has a paper that another wrote."""
    papers = senses().issued | people_words().papers
    return paper.dep in {"dobj", "obj"} and paper.lemma in papers and text.head(paper).lemma in senses().obtaining


def _is_its_object(text: Text, cue: Word, own: Span) -> bool:
    """Say whether a subject is a pronoun for whom the cue has as its object (“as *he* leaves and thanks *him*”)."""
    subject = own.of(text.string).lower()
    objects = {c.text.lower() for c in text.children(cue) if c.dep in {"dobj", "obj"}}
    return any(subject in pair and objects & pair for pair in (set(held.split()) for held in senses().same))


def _owners(text: Text, noun: Word) -> list[Word]:
    return [child for child in text.children(noun) if child.dep == "poss"]


def _mark(text: Text, owner: Word) -> int | None:
    return next((child.number for child in text.children(owner) if child.tag == "POS"), None)


def _of_other_form(text: Text, verb: Word) -> bool:
    """Say whether a verb is joined to one whose subject it cannot share: “-ing” to a finite verb, “-s” to “we”."""
    above = text.head(verb)
    if above.number >= verb.number or above.tag not in _FINITE:
        return False
    if (
        verb.dep == "conj"
        and above.tag == "VBP"
        and any(c.dep == "aux" and c.tag == "VBZ" for c in text.children(verb))
    ):
        return True  # “we stand with you as the regime, instead of …, *has condemned* …”
    if _has_auxiliary(text, verb):
        return False
    after = text.words[min(verb.number + 1, len(text.words) - 1)]
    if verb.dep == "advcl" and verb.tag == "VBZ" and after.text == "to" and verb.lemma in text.lexicon.with_infinitive:
        return not any(c.dep in SUBJECTS | {"mark"} for c in text.children(verb))  # “opposes Oslo's bold *plans* to …”
    if verb.dep == "conj" and after.text == "to" and verb.lemma in text.lexicon.with_infinitive:
        one = any(c.dep in SUBJECTS and c.tag in {"NN", "NNP"} for c in text.children(above))
        if above.tag in {"VBD", "VBZ"} and (verb.tag == "VB" or (verb.tag == "VBP" and one)):
            return True  # “received a house and *offer* to repair it”: a noun
    if verb.dep == "conj" and verb.tag == "VBG":
        return True
    return verb.dep in {"conj", "advcl"} and verb.tag == "VBZ" and above.tag == "VBP"


def _work(text: Text, verb: Word) -> Word | None:
    """Return the noun that an infinitive says the purpose of, also where the parser hangs it on the verb above."""
    if verb.tag != "VB" or verb.dep not in {"acl", "advcl", "relcl", "xcomp", "conj"}:
        return None
    while verb.dep == "conj" and text.head(verb).tag == "VB":
        verb = text.head(verb)
    marker = next((c for c in text.children(verb) if c.text.lower() == "to" and c.dep == "aux"), None)
    before = text.words[marker.number - 1] if marker is not None and marker.number else None
    return before if before is not None and before.pos == "NOUN" and before.lemma in senses().work else None


def _moved(text: Text, preposition: Word) -> Word | None:
    """Return who does what a preposition leads to: not who made him (“pressed Oslo *into announcing* a vote”)."""
    verb = text.head(preposition)
    if preposition.lemma not in senses().moving or verb.pos != "VERB":
        return None
    objects = [c for c in text.children(verb) if c.dep in {"dobj", "obj"} and c.number < preposition.number]
    return next(filter(_is_party, objects), None)


def _is_platform(text: Text, verb: Word) -> bool:
    """Say whether a participle's subject is only where something stands (“a message on Telegram blaming Norway”)."""
    above = text.head(verb)
    return (
        verb.tag == "VBG" and verb.dep == "pcomp" and above.lemma in senses().placing and above.number + 1 < verb.number
    )


def _is_reported(text: Text, verb: Word) -> bool:
    """Say whether a verb heads what somebody is reported to say."""
    above = text.head(verb)
    if text.quoted(above) and not text.quoted(verb):
        return False  # ““Oslo showed strength,” Berg *said*”, where the parser makes one of the other
    return (
        verb.dep == "ccomp" and above.pos == "VERB" and above.lemma in text.lexicon.verbs and above.number < verb.number
    )


def _has_auxiliary(text: Text, verb: Word) -> bool:
    return any(child.dep in {"aux", "auxpass"} for child in text.children(verb))


def _own_source(text: Text, word: Word, chained: bool, active: bool = False) -> Span | None:
    relayed = word.lemma in senses().relaying  # “was quoted by the radio as saying”: the radio only passes it on
    subjects = {"nsubj", "nsubjpass"} if chained or relayed else {"nsubj"}  # “was forced to resign and said …”
    children = text.children(word)
    for child in children if not relayed else ():
        if (
            child.dep == "agent" and word.tag != "VBD" and not (active and _is_passive_of(text, word))
        ):  # not “the mayor said *by telephone*”
            inner = text.children(child)
            if inner and not _is_means(text, inner[0]):
                return noun_phrase(text, inner[0])
    outside = [c for c in children if c.dep in subjects and (text.quoted(word) or not text.quoted(c))]
    before = [child for child in outside if child.number < word.number]
    for child in outside:
        if len(before) > 1 and child in before and child is not _clear_subject(text, before):
            continue
        if child.lemma.lower() in senses().empty or child.pos in {"VERB", "AUX", "ADV"}:
            continue
        if (clear := after_preposition(text, child)) is not None:
            return clear
        if child.lemma in _RELATIVE:
            if word.dep == "relcl":
                return _told_of(text, word)
            continue
        listed = _after_list(text, child, word)
        return noun_phrase(text, child) if listed is None else noun_phrase(text, listed)
    return None


def _is_passive_of(text: Text, verb: Word) -> bool:
    """Say whether a verb in the passive has a subject, which one joined to it shares (“was told and left”)."""
    return any(c.dep == "nsubjpass" and c.lemma not in _RELATIVE for c in text.children(verb))


def _told_of(text: Text, verb: Word) -> Span:
    """Return whom a relative clause tells of: not the participle between (“a *boy*, then aged 13, who said …”)."""
    noun = text.head(verb)
    if noun.dep == "appos" and text.head(noun).pos == "PROPN" and noun.pos == "NOUN" and _is_nearest(text, noun, verb):
        return noun_phrase(text, text.head(noun), without=noun.number)  # “*Ole Berg*, an associate who agreed to …”
    if (one := _one_of(text, noun, verb)) is not None:
        below = next((c.number for c in text.children(one) if noun.number in range(*text.subtree(c))), None)
        return noun_phrase(text, one, without=below)
    if (who := _who_is_there(text, noun, verb)) is not None:
        return noun_phrase(text, who, without=verb.number)
    comma = text.words[text.subtree(noun)[0] - 1]
    before = text.words[comma.number - 1]
    if noun.tag == "VBN" and comma.text == "," and before.pos in {"NOUN", "PROPN"}:
        return noun_phrase(text, before)
    return noun_phrase(text, noun, without=verb.number)


def _is_nearest(text: Text, noun: Word, verb: Word) -> bool:
    """Say whether “who” is the subject of a clause, and a comma parts its noun from the name before that."""
    person = any(c.lemma.lower() == "who" and c.dep in SUBJECTS for c in text.children(verb))
    first = text.subtree(noun)[0]
    return person and first > 0 and text.words[first - 1].text == ","


def _one_of(text: Text, noun: Word, verb: Word) -> Word | None:
    """Return the one of several of whom “who” tells (“said *Berg*, one of the miners who said *he* was late”)."""
    of = text.head(noun)
    one = text.head(of)
    clauses = (c for c in text.children(verb) if c.dep == "ccomp")
    single = any(c.text.lower() in {"he", "she"} and c.dep in SUBJECTS for k in clauses for c in text.children(k))
    if noun.tag != "NNS" or of.lemma != "of" or one.text.lower() != "one" or not single:
        return None
    return text.head(one) if one.dep == "appos" and text.head(one).pos == "PROPN" else one


def _who_is_there(text: Text, place: Word, verb: Word) -> Word | None:
    """Return the person of whom “who” tells behind where he is (“a *member* of the office in Oslo, who …”)."""
    person = any(c.lemma.lower() == "who" and c.dep in SUBJECTS for c in text.children(verb))
    if not person or place.pos != "PROPN" or place.dep != "pobj" or text.head(place).lemma not in senses().where:
        return None
    if not any(n.label == "place" and n.span.start <= place.start < n.span.end for n in text.analysis.names):
        return None
    noun = place
    for _ in range(_CLIMBS):
        noun = text.head(text.head(noun)) if noun.dep == "pobj" else noun
        if noun.pos == "NOUN" and noun_class(noun.lemma.lower()) == "person":
            return noun
    return None


def _is_means(text: Text, noun: Word) -> bool:
    """Say whether a noun after “by” tells only how something was said (“ordered *by radio* to stop”)."""
    return noun.lemma.lower() in senses().means and not text.children(noun)


def _clear_subject(text: Text, subjects: list[Word]) -> Word:
    """Return the subject of a verb to which the parser gives two: the last, unless it ends what is said of the first.

    “Wikileaks editor-in-chief *Hrafnsson* said”, but “the *board* looking into the loss of the ferry Nordact says”.
    """
    first, last = subjects[0], subjects[-1]
    if _is_between_commas(text, first, last):
        return first  # “a *spokesman* for the firm, the Blue Line, who lives there, said”
    said = any(child.dep in {"acl", "relcl"} for child in text.children(first))
    return first if said and text.subtree(first)[1] == text.subtree(last)[0] else last


def _is_between_commas(text: Text, first: Word, last: Word) -> bool:
    """Say whether a later subject stands between commas behind somebody, and tells of what he is or is of."""
    begins, ends = text.subtree(last)
    commas = begins > 0 and text.words[begins - 1].text == "," and text.words[ends - 1].text == ","
    return commas and first.pos == "NOUN" and is_somebody(first) and text.subtree(first)[1] == begins


def _after_list(text: Text, subject: Word, verb: Word) -> Word | None:
    """Return who speaks where the parser joins him to a list or a place before (“… and Chad, *Nordact* says”)."""
    first = text.subtree(subject)[0]
    behind = first > 0 and text.words[first - 1].text == "," and text.words[max(0, first - 2)].pos in {"PROPN", "NOUN"}
    listed = any(child.dep == "conj" for child in text.children(subject))
    if not behind or not (listed or _is_where(text, subject)):
        return None
    apposed = [c for c in text.children(subject) if c.dep == "appos" and text.subtree(c)[1] == verb.number]
    return next((c for c in apposed if text.words[text.subtree(c)[0] - 1].text == ","), None)


def _is_where(text: Text, noun: Word) -> bool:
    """Say whether a name is that of where something was (“in Bergen's oldest store, *Lindora*, where it fell, …”)."""
    clauses = [c for c in text.children(noun) if c.dep == "relcl"]
    return noun.pos == "PROPN" and any(text.words[text.subtree(c)[0]].lemma.lower() == "where" for c in clauses)


def owner_of(text: Text, noun: Word) -> Span | None:
    """Return whose a noun of speech is: “the ministry's claim”, “a statement by the ministry”, “issued a warning”."""
    for child in text.children(noun):
        if child.dep == "compound" and noun.text.endswith("ing") and child.pos == "PROPN":
            continue  # “a ruling against Berg finding that …”, where the parser sees a finding of Berg's
        if child.dep in {"poss", "compound"} and child.pos in {"PROPN", "NOUN", "PRON"}:
            thanked = _thanked(text, noun) if child.lemma.lower() in senses().their else None
            mark = _mark(text, child)
            return thanked or _who_affirms(text, noun, child) or noun_phrase(text, child, without=mark)
        if child.dep == "prep" and child.lemma in {"by", "from"}:
            inner = text.children(child)
            if inner:
                return noun_phrase(text, inner[0])
    if (issuer := issuer_of(text, noun)) is not None:
        return issuer
    head = text.head(noun)
    return (
        source_of(text, head)
        if head.pos == "VERB" and noun.dep == "dobj" and head.lemma in text.lexicon.carrying
        else None
    )


def _who_affirms(text: Text, noun: Word, owner: Word) -> Span | None:
    """Return who affirms what is “ours” outside quotations (“*She* reiterated our support for …”)."""
    verb = text.head(noun)
    if (
        owner.text.lower() not in {"our", "my"}
        or noun.dep not in {"dobj", "obj"}
        or verb.lemma not in text.lexicon.verbs
    ):
        return None
    source = source_of(text, verb)
    return None if source is None or source.of(text.string).lower() in {"we", "i"} else source


def issuer_of(text: Text, noun: Word) -> Span | None:
    """Return who issued a paper that says so beside it (“a statement *released by the court*”)."""
    for child in text.children(noun) if noun.lemma in senses().issued else ():
        if child.dep in {"acl", "relcl"} and child.tag == "VBN" and child.lemma in senses().issuing:
            for agent in text.children(child):
                inner = text.children(agent) if agent.dep == "agent" else ()
                if inner:
                    return noun_phrase(text, inner[0], without=_what_it_is(text, inner[0]))
    return None


def _what_it_is(text: Text, issuer: Word) -> int | None:
    """Return the word for the paper that a parse takes for its issuer (“by the navies, *the first such document*”)."""
    apposed = (c for c in text.children(issuer) if c.dep == "appos" and c.pos == "NOUN" and c.number > issuer.number)
    papers = senses().issued | people_words().papers
    return next((c.number for c in apposed if c.lemma in papers), None)


def _thanked(text: Text, noun: Word) -> Span | None:
    """Return who is thanked or blamed for what is his (“We thank *Berg and his staff* for their support of …”)."""
    preposition = text.head(noun)
    verb = text.head(preposition)
    while verb.pos in {"NOUN", "PROPN"} and verb.dep in {"conj", "dobj", "obj", "appos"}:
        verb = text.head(verb)  # the parser may hang it on one of them
    if noun.dep != "pobj" or preposition.lemma != "for" or verb.lemma not in senses().thanking:
        return None
    objects = [c for c in text.children(verb) if c.dep in {"dobj", "obj"} and c.pos != "PRON"]
    return noun_phrase(text, objects[0], without=preposition.number) if objects else None
