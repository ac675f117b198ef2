"""From a sentence that may report a dealing to the concern that a reader is shown: who deals in what, which measure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from watchwire.events.certainty import carrier, certainty_of, statement_around, tense_of
from watchwire.events.lexicon import conduct_in
from watchwire.events.movements import movements
from watchwire.events.scene import Scene
from watchwire.language import Analysis, Word
from watchwire.measures.around import country_around
from watchwire.measures.common import in_order, is_only_meant, listing_tags, measures_on, sure_tags
from watchwire.measures.covering import Sides, measures_for
from watchwire.measures.doers import is_on_behalf
from watchwire.measures.flows import goods_head_at, goods_named
from watchwire.measures.telling_features import features_of
from watchwire.measures.telling_sides import hangs_on, others_in, side_of, state_helped
from watchwire.measures.tellings import Target, Telling, cues, head_of, tellings_in
from watchwire.measures.unmoved import changes_no_hands, is_seizing
from watchwire.model import (
    Certainty,
    Concern,
    Entity,
    Event,
    ListedRole,
    Measure,
    Span,
    Statement,
    Tense,
)

_CLIMB = 8
_OBJECTS = frozenset({"dobj", "obj", "dative", "iobj", "nsubjpass"})
_CARRIERS = frozenset({"vessels", "vehicles", "shipping"})
_WHOLE = 220
"""A sentence of no more characters is shown whole."""
_MUST = frozenset({"must", "shall", "should", "may", "can"})
_MIGHT = frozenset({"might", "could"})
_PARTIES = frozenset({"party", "said"})
_TESTS = frozenset({"missile-test", "nuclear-test", "enrichment"})
_UNTOLD = "on which side {} stands"


@dataclass(frozen=True, slots=True)
class _Found:
    """What a dealing is about, the word that tells it, and who stands where; some targets stand on no side."""

    activity: str
    kind: str
    cue: Word
    giving: tuple[Target, ...]
    getting: tuple[Target, ...]


def concern_of(scene: Scene, dealing: Telling, day: date) -> Concern | None:
    """Return the concern that a sentence may report; none where no measure covers it and nobody in it may be listed.

    Args:
        scene: the analysed text with its entities and statements.
        dealing: the sentence and the words of dealing in it.
        day: the day whose law is asked for.

    """
    if _names_only_things(dealing) and not _is_for_somebody(scene, dealing):
        return None
    parties = tuple(dict.fromkeys(t.entity for t in dealing.reached if t.kind in _PARTIES and t.entity is not None))
    found = _found(scene, dealing, bool(parties))
    if found is None or _is_rule(scene, found.cue) or (found.activity in _TESTS and _is_none(scene, found.cue)):
        return None
    measures = _measures(found, dealing.reached, day)
    if not measures and not parties:
        return None
    providers, receivers = _ids(found.giving), _ids(found.getting)
    others = others_in(scene, dealing, {*providers, *receivers, *(party.id for party in parties)})
    if found.activity in _TESTS and not providers:
        code = country_around(scene, dealing.sentence.span, found.activity, day)
        providers = (code,) if code is not None else ()
    elif receivers and not providers:
        providers = others
    elif providers and not receivers:
        receivers = others or state_helped(scene, dealing, found.cue)
    unsaid_doer = not providers and found.kind in {"activity", "support"}
    if unsaid_doer and any(t.kind in _PARTIES and is_on_behalf(scene.analysis, t.span) for t in dealing.inside):
        return None  # by whom it was done on somebody's behalf, the sentence does not tell
    statement = statement_around(found.cue, scene.told)
    roles = tuple(ListedRole(party.id, "actor") for party in parties if party.matches)
    return Concern(
        "", found.activity, providers, receivers, _words(scene, dealing, found.cue), _certainty(scene, found.cue), None,
        statement.id if statement else None, statement.speaker if statement else None, measures,
        roles, _unsaid(scene, found, dealing), kind=found.kind,
    )  # fmt: skip


def _is_rule(scene: Scene, cue: Word) -> bool:
    """Say whether a dealing is only wished for or possible, or what must or may not be (“nobody *may* sell it”)."""
    verb = _verb_of(scene, cue)
    if is_only_meant(scene.analysis, Span(cue.start, cue.end)):
        return True
    below = scene.analysis.children(verb.number) if verb is not None else ()
    if verb is not None and verb.dep == "csubj":  # “*conducting* more tests would be a breach”
        below = (*below, *scene.analysis.children(verb.head))
        return any(word.dep == "aux" and word.tag == "MD" for word in below)
    might = any(word.dep == "aux" and word.text.lower() in _MIGHT for word in below)
    if might and not any(word.dep == "aux" and word.lemma == "have" for word in below):
        return True  # “it *might install* missiles”, but not “it might have sold them”
    return any(word.dep == "aux" and word.text.lower() in _MUST for word in below)


def _names_only_things(dealing: Telling) -> bool:
    """Say whether a sentence names things of dealings, and nobody's doing anything with them (“its *weapons*”)."""
    return all(
        word.pos != "VERB" and word.lemma.lower() in cues().beside["things"]
        for held in dealing.cues.values()
        for word in held
    )


def _is_for_somebody(scene: Scene, dealing: Telling) -> bool:
    """Say whether goods are named, and a target behind a preposition of where from or to (“engines *for* them”)."""
    held = cues().beside
    heads = [head_of(scene.analysis, target.span) for target in dealing.inside]
    words = scene.analysis.words
    led = [words[w.head] for w in heads if w is not None and words[w.head].lemma.lower() in held["from"] | held["to"]]
    led = [w for w in led if words[w.head].pos == "NOUN" or words[w.head].tag == "VBN"]
    return bool(led) and any(True for _ in goods_named(scene.analysis, dealing.sentence.span))


def _is_none(scene: Scene, cue: Word) -> bool:
    """Say whether a sentence tells that nobody did something (“had *never* attempted to test one”)."""
    word = _verb_of(scene, cue)
    for _ in range(_CLIMB):
        if word is None or any(c.dep == "neg" for c in scene.analysis.children(word.number)):
            return word is not None
        word = scene.analysis.words[word.head] if word.dep == "xcomp" else None
    return False


def _found(scene: Scene, dealing: Telling, listed: bool) -> _Found | None:
    """Return what a sentence tells; none where it names no goods and nobody that may be listed."""
    cue = _cue(scene, dealing)
    named = _activity(scene, dealing, cue)
    if named is None and (not listed or _names_unmoved(scene, dealing)):
        return None
    if named is None and all(is_seizing(word) for words in dealing.cues.values() for word in words):
        return None
    if (
        dealing.kind == "dealing"
        and not dealing.cues.keys() - {"support", "test"}
        and cue.lemma in cues().beside["making"]
    ):
        return None  # who builds missiles gives nobody any
    activity, kind = named or ((dealing.kind, dealing.kind) if dealing.kind != "dealing" else ("support", "support"))
    giving: list[Target] = []
    getting: list[Target] = []
    # who stands beside the word that tells it counts before who stands in another clause
    for target in sorted(dealing.inside, key=lambda t: not hangs_on(scene, t, cue)):
        side = side_of(scene, dealing, target, cue)
        who = _key(target)
        if side == "gives" and who not in map(_key, getting):
            giving.append(target)
        elif side == "gets" and who not in map(_key, giving):
            getting.append(target)
    if dealing.kind != "dealing" and not giving:  # who owns, holds an office, travels or meets
        giving = [t for t in dealing.reached if t.kind in _PARTIES][:1]
        getting = [t for t in getting if _key(t) not in map(_key, giving)]
    if kind == "support" and dealing.where == "same" and not _takes_part(scene, dealing, (*giving, *getting)):
        return None
    return _Found(activity, kind, cue, tuple(giving), tuple(getting))


def _takes_part(scene: Scene, dealing: Telling, sides: tuple[Target, ...]) -> bool:
    """Say whether a listed party stands on a side, or hangs on a word of dealing."""
    parties = [t for t in dealing.inside if t.kind in _PARTIES]
    words = [w for held in dealing.cues.values() for w in held]
    heads = {w.head for w in words}  # “whose *customers* include” it
    return any(t in sides or any(hangs_on(scene, t, w, heads) for w in words) for t in parties)


def _key(target: Target) -> str:
    return target.entity.id if target.entity is not None and target.kind != "land" else target.code or ""


def _cue(scene: Scene, dealing: Telling) -> Word:
    """Return the word that tells it: one that a target hangs on, else the first verb, else the first noun."""
    words = sorted((w for held in dealing.cues.values() for w in held), key=lambda w: w.number)
    heads = set()
    for target in dealing.inside:
        word = head_of(scene.analysis, target.span)
        for _ in range(3):
            if word is None or word.head == word.number:
                break
            word = scene.analysis.words[word.head]
            heads.add(word.number)
    return min(words, key=lambda w: (w.number not in heads, w.pos != "VERB", w.number))


def _activity(scene: Scene, dealing: Telling, cue: Word) -> tuple[str, str] | None:
    """Return what is dealt in, with the kind of concern: the goods named nearest to the cue, money, a test."""
    if dealing.kind != "dealing":
        return None
    span = dealing.sentence.span
    text = span.of(scene.analysis.article.text)
    tried = cue in dealing.cues.get("test", ()) or not {"supply", "finance"} & dealing.cues.keys()
    if tried and _tells_a_test(dealing):
        kind = conduct_in(cue.text) or conduct_in(text)
        if kind is not None:
            return kind[0], "activity"
    works = "labour" in dealing.cues or cue.lemma.lower() in movements().labour
    near = [
        (item.key in _CARRIERS, abs(place.start - cue.start), item.key)
        for item, place in goods_named(scene.analysis, span)
        if (works or item.key != "labour")
        and not _is_undone(scene.analysis, place)
        and not _is_unmoved(scene.analysis, item.key, place)
    ]
    if near:
        return min(near)[2], "activity"
    return ("finance", "activity") if "finance" in dealing.cues and "supply" not in dealing.cues else None


def _is_unmoved(analysis: Analysis, key: str, goods: Span) -> bool:
    head = goods_head_at(analysis, goods)
    return head is not None and changes_no_hands(analysis, head, key)


def _names_unmoved(scene: Scene, dealing: Telling) -> bool:
    """Say whether the goods that a sentence names are weapons in use, or seized property."""
    named = goods_named(scene.analysis, dealing.sentence.span)
    return any(_is_unmoved(scene.analysis, item.key, place) for item, place in named)


def _is_undone(analysis: Analysis, goods: Span) -> bool:
    """Say whether goods are destroyed or given up, and change no hands (“agreed to *destroy* its weapons”)."""
    word = head_of(analysis, goods)
    above = analysis.words[word.head] if word is not None and word.dep in _OBJECTS else None
    given_up = above is not None and any(c.dep == "prt" and c.lemma == "up" for c in analysis.children(above.number))
    return given_up or (above is not None and above.lemma in cues().beside["undoing"])


def _tells_a_test(dealing: Telling) -> bool:
    """Say whether a sentence tells that something is tried or fired, and does not only name what could be."""
    return any(w.pos == "VERB" or w.lemma.lower() in cues().beside["trying"] for w in dealing.cues.get("test", ()))


def _ids(targets: Iterable[Target]) -> tuple[str, ...]:
    """Return the targets of a side as the ids of who is named, or the codes of countries."""
    return tuple(dict.fromkeys(_key(target) for target in targets))


def _measures(found: _Found, reached: tuple[Target, ...], day: date) -> tuple[Measure, ...]:
    """Return the measures that cover it: on listed parties, and on trade with a country in its direction."""
    measures: dict[str, Measure] = {}
    tags = frozenset(tag for t in reached if t.kind == "party" and t.entity for tag in listing_tags(t.entity))
    if tags:
        held = measures_on("travel" if found.kind == "travel" else "asset-freeze", set(tags), day)
        measures.update((m.id, m) for m in held)
    if found.kind in {"activity", "support"}:
        known = {*found.giving, *found.getting}
        open_side = [t for t in reached if t not in known]
        giving = _codes((*found.giving, *open_side))
        getting = _codes((*found.getting, *open_side))
        for sides in (Sides(giving, (), tags), Sides((), getting, frozenset(), tags)):
            measures.update((m.id, m) for m in measures_for(found.activity, sides, day))
    return in_order(measures.values())


def _codes(targets: Iterable[Target]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t.code for t in targets if t.code is not None and t.kind != "theirs"))


def _certainty(scene: Scene, cue: Word) -> Certainty:
    held = certainty_of(scene.analysis, cue, carrier(scene.analysis, cue, scene.told))
    verb = _verb_of(scene, cue)
    verb = _bringing_about(scene.analysis, verb) if verb is not None else None
    tense = tense_of(scene.analysis, verb) if verb is not None else Tense.PAST
    if tense in {Tense.HYPOTHETICAL, Tense.PLANNED} and held in {Certainty.ASSERTED, Certainty.CONFIRMED}:
        return Certainty.SPECULATED
    return held


def _bringing_about(analysis: Analysis, verb: Word) -> Word:
    """Return the verb that says whether what an infinitive tells has come about (“*enabled* them to profit”)."""
    above = analysis.words[verb.head]
    if verb.tag == "VB" and verb.dep in {"xcomp", "ccomp"} and above.lemma in cues().beside["bringing"]:
        return above
    return verb


def _verb_of(scene: Scene, word: Word) -> Word | None:
    for _ in range(_CLIMB):
        if word.pos == "VERB":
            return word
        if word.head == word.number:
            return None
        word = scene.analysis.words[word.head]
    return None


def _words(scene: Scene, dealing: Telling, cue: Word) -> Span:
    """Return the words that a reader needs: the sentence, or of a long one the clause that tells it with a target."""
    verb = _verb_of(scene, cue)
    span = dealing.sentence.span
    if verb is None or len(span) <= _WHOLE:
        return span
    first, last = scene.analysis.subtree(verb.number)
    clause = scene.analysis.span(first, last)
    inside = span.start <= clause.start and clause.end <= span.end
    holds = not dealing.inside or any(clause.contains(target.span) for target in dealing.inside)
    return clause if inside and holds else span


def _unsaid(scene: Scene, found: _Found, dealing: Telling) -> tuple[str, ...]:
    """Say what the sentence leaves open."""
    left: list[str] = []
    known = {*found.giving, *found.getting}
    loose = [t for t in dealing.reached if t not in known]
    names = dict.fromkeys(
        t.entity.name if t.entity is not None else t.span.of(scene.analysis.article.text)
        for t in loose
        if t.kind != "theirs"
    )
    if found.kind in {"activity", "support"} and names:
        left.append(_UNTOLD.format(" and ".join(names)))
    if dealing.where != "same":
        left.append("who it is: the sentence names nobody that may be listed, the text around it does")
    return tuple(left)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may report a dealing: what is seen of it, and the concern that it would be.

    `number` and `place` are those of the sentence. `concern` makes the concern, or none where nothing would cover it:
    most sentences turn out to report nothing, and need none.
    """

    number: int
    kind: str
    place: Span
    seen: tuple[str, ...]
    concern: Callable[[], Concern | None]


def find_candidates(
    analysis: Analysis,
    entities: tuple[Entity, ...],
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
    concerns: tuple[Concern, ...],
    day: date | None,
) -> tuple[Candidate, ...]:
    """Return the sentences that may report a dealing with a listed party, or with a country that measures are about.

    Args:
        analysis: the analysed text.
        entities: the entities of the article.
        statements: its statements.
        events: its events.
        concerns: the concerns that events and flows report.
        day: the day whose law is asked for; today's, when it is not known.

    """
    if not analysis.parsed or analysis.article.language != "en":
        return ()  # the words of dealing are English
    scene = Scene(analysis, entities, statements, ())
    listed = frozenset(entity.id for entity in entities if sure_tags(entity))
    return tuple(
        Candidate(
            dealing.number,
            dealing.kind,
            dealing.sentence.span,
            features_of(scene, dealing, events, concerns, len(listed)),
            partial(concern_of, scene, dealing, day or date.today()),
        )
        for dealing in tellings_in(scene, listed)
    )
