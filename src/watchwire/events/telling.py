"""Which events a brief tells: few and right, those whose frame is filled."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from watchwire.events.told_as import told_as
from watchwire.model import Certainty, Entity, EntityKind, Event, Statement, Tense
from watchwire.tables import read_yaml

_TOGETHER = 2
_NOBODY = re.compile(r"(?:no|none)\b|nobody", re.IGNORECASE)
_OWNED = re.compile(r"(?:its|his|her)\b", re.IGNORECASE)
_UNTOLD = re.compile(
    r"(?:(?:their|his|her|its) (?:\w+ )?(?:homes?|houses?|apartments?|flats?|offices?|cars?|vehicles?|compounds?"
    r"|property|premises|bases?|positions?)|the (?:country|nation))$",
    re.IGNORECASE,
)
"""What is done to is somebody's of whom the words do not say who he is (“attacked *their homes*”, “*the country*”)."""
_ANY = re.compile(r"an? ", re.IGNORECASE)
_PRONOUN_DOES = re.compile(
    r"\b(?:it|they|he|she|its|their)(?: (?:had|has|have|also|then|later|already|\w+ly))* $", re.I
)
_OF_PRONOUN = re.compile(r"\b(?:on|against|to|of) (?:it|him|her|them)$")
_PROMISED = frozenset({Certainty.PROMISED, Certainty.WARNED})


@cache
def _telling() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml("watchwire.events", "telling.yaml")
    return content


def frame_lacks(event: Event, entities: Mapping[str, Entity], verb: bool, lemma: str = "") -> str | None:
    """Return what an event lacks to be told (a few words), or None if its frame is filled.

    Args:
        event: the event.
        entities: the entities of the article by id.
        verb: whether a verb tells it, and not a noun.
        lemma: the word that tells it.

    """
    frames = _telling()
    acts = tuple(frames.get(event.mode, {}).get("acts", ()))
    spoken = event.mode in frames["speech"] and not (verb and lemma.startswith(acts))
    if spoken or (event.mode == "agree" and event.type not in frames["concluded"]):
        return "speech, told among the statements"
    if event.tense is Tense.HYPOTHETICAL:
        return "only thought of"
    frame: dict[str, Any] | None = frames.get(event.mode)
    if frame is None:
        return "a kind that no frame tells"
    if (ahead := _only_ahead(event, frame)) is not None:
        return ahead
    done_to = [entities[key].kind for key in event.recipients if key in entities]
    if frame.get("held") and done_to and all(kind is EntityKind.PLACE for kind in done_to):
        return "a place is not held"
    if _is_suffered(event, frame, lemma, done_to):
        return None
    if not verb and not frame.get("nouns", True):
        return "told by a noun only"
    if verb and frame.get("victim") and any(kind is not EntityKind.PLACE for kind in done_to):
        return None
    return _lacking_side(event, frame, entities)


def _only_ahead(event: Event, frame: dict[str, Any]) -> str | None:
    """Return how an event is only to come, where its kind is told once it has happened; None where it is told."""
    if frame.get("done") and event.tense is Tense.PLANNED:
        return "only to come"
    promised = event.certainty in _PROMISED and event.tense is not Tense.PAST
    return "only promised or threatened" if promised and not frame.get("promised") else None


def _is_suffered(event: Event, frame: dict[str, Any], lemma: str, done_to: list[EntityKind]) -> bool:
    """Say whether a noun tells what somebody by name has suffered (“after Petrov's *arrest*”)."""
    known = lemma in frame.get("victim_nouns", ()) and event.tense is Tense.PAST
    return known and EntityKind.PERSON in done_to


def is_left_out(event: Event, statements: Iterable[Statement], text: str) -> bool:
    """Say whether no brief tells an event: mere speech, which the statements tell, and what is only thought of.

    (praise, blame, a request, a promise; “may expel”, “asked whether to meet”; “the cooperation” as a topic)

    Args:
        event: the event.
        statements: the statements and stances of the article.
        text: the text of the article.

    """
    frames = _telling()
    if event.tense is Tense.HYPOTHETICAL:
        return True
    frame: dict[str, Any] = frames.get(event.mode, {})
    written = event.span.of(text).lower()
    if _is_only_aimed_at(event, frame) or written in frame.get("topics", ()):
        return True
    if _is_one_sided(event, frame, written) or _is_of_nobody_known(event, text) or _is_general(event, text):
        return True
    if _is_accident(event, text):
        return True
    if event.mode == "yield" and event.recipients and told_as("yield", event.span.of(text)) == "yield":
        return True  # “*granted* bail to Petrov”: what is yielded is not among those who take part
    if event.mode == "yield" and any(not s.stance and s.cue_span.overlaps(event.span) for s in statements):
        return True  # who “conceded” something in words yields nothing
    if event.mode not in frames["speech"]:
        return event.mode == "agree" and event.type not in frames["concluded"]
    if not written.startswith(tuple(frame.get("acts", ()))):
        return True
    # “charged *that* they lied” is said, and nobody is taken to court
    places = (event.span, *event.also)
    return any(not item.stance and item.cue_span.overlaps(place) for item in statements for place in places)


def _is_accident(event: Event, text: str) -> bool:
    """Say whether the sentence tells that people came to harm, and how, and nobody did it (“a *crash* killed nine”).

    Where it names a weapon or a fighter too, somebody may have.
    """
    if event.mode != "attack" or event.actors or event.words is None:
        return False
    harm, mishap, armed = _of_accidents()
    words = event.words.of(text)
    return bool(harm.match(event.span.of(text)) and mishap.search(words)) and not armed.search(words)


@cache
def _of_accidents() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what tells harm, what a mishap, and what that somebody did it: beginnings of words."""
    held = _telling()["accidents"]
    harm, mishap, armed = (rf"\b(?:{'|'.join(held[name])})" for name in ("harm", "mishaps", "armed"))
    return re.compile(harm, re.I), re.compile(mishap, re.I), re.compile(armed, re.I)


def _is_only_aimed_at(event: Event, frame: Mapping[str, Any]) -> bool:
    """Say whether what an event tells is only an aim (“summoned him *to protest*”), or threatened."""
    aims = frame.get("aims", True)
    if event.tense is Tense.PLANNED and event.date is None and aims is not True:
        return aims is False or event.certainty is not Certainty.PROMISED
    return bool(frame.get("done")) and event.certainty is Certainty.WARNED


def _is_general(event: Event, text: str) -> bool:
    """Say whether only somebody of a kind does it to somebody of a kind, now (“*a big state* invades *a small one*”).

    A headline's deeds have the time of the text below, and are past.
    """
    if event.tense is not Tense.PRESENT or event.actors or event.recipients or event.mode not in _telling()["deeds"]:
        return False
    return bool(event.actor_spans) and all(_ANY.match(span.of(text)) for span in event.actor_spans)


def _is_one_sided(event: Event, frame: Mapping[str, Any], written: str) -> bool:
    """Say whether a text leaves out a side without which nothing is told (“Asmara occupies”, “offered asylum”).

    Args:
        event: the event.
        frame: what the kind of event must have.
        written: the word that tells it.

    """
    given = bool(event.actors or event.actor_spans or event.actor_countries)
    taken = bool(event.recipients or event.recipient_spans or event.place)
    sides = frame.get("sides")
    if written.startswith(tuple(frame.get("alone", ()))):
        return sides == "both" and not given  # of these one side says enough: “Petrov apologised”
    if sides == "together":
        return len({*event.actors, *event.recipients, *event.actor_spans, *event.recipient_spans}) < _TOGETHER
    return (sides in {"giver", "both"} and not given) or (sides in {"taker", "both"} and not taken)


def _is_of_nobody_known(event: Event, text: str) -> bool:
    """Say whether who takes part is nobody, or told by a pronoun that stands for nobody named (“*its* ministry”)."""
    if event.certainty is Certainty.DENIED and any(_NOBODY.match(span.of(text)) for span in event.recipient_spans):
        return True
    if any(_OF_PRONOUN.search(span.of(text)) for span in event.recipient_spans):
        return True
    if event.recipient_spans and not event.recipients and all(_UNTOLD.match(s.of(text)) for s in event.recipient_spans):
        return True
    if not (event.actors or event.actor_spans or event.actor_countries):
        return _PRONOUN_DOES.search(text[: event.span.start]) is not None
    alone = event.actor_spans if not event.actors else ()
    return bool(alone) and all(_OWNED.match(span.of(text)) for span in alone)


def has_sides(event: Event) -> bool:
    """Say whether a text says enough of who takes part: somebody by name, or by words that say it as well.

    (“a *Danish* court → six sailors”; “*a Kenyan constable* was shot”; of a deed, both by words: “gunmen → 12 men”)

    Args:
        event: the event.

    """
    if event.actors or event.recipients:
        return True
    deed = event.mode in _telling()["deeds"]
    if event.actor_spans and event.recipient_spans:
        return deed or bool(event.actor_countries or event.recipient_countries)
    return deed and bool(event.recipient_spans and event.recipient_countries)


def _lacking_side(event: Event, frame: dict[str, Any], entities: Mapping[str, Entity]) -> str | None:
    actors = [key for key in event.actors if key in entities]
    recipients = [key for key in event.recipients if key in entities]
    if not actors and not recipients and not event.goods and not (event.actor_spans and has_sides(event)):
        return "no party"
    if any(entities[key].coordinates is not None for key in actors):
        return "a town does nothing"
    if frame.get("goods") and event.goods is None:
        return "no listed goods"
    # “The U.S. government is offering …”: of which country who has no name is says enough.
    for_a_state = bool(event.actor_spans and event.actor_countries)
    actor = bool(actors) or for_a_state or (frame.get("actor") == "anybody" and bool(event.actor_spans))
    recipient = bool(recipients) or (frame.get("recipient") == "anybody" and bool(event.recipient_spans))
    recipient = recipient or bool(event.recipient_spans and event.recipient_countries)  # “three Norwegian diplomats”
    recipient = recipient or (bool(frame.get("place")) and event.place is not None)
    people = bool(frame.get("people") and actors and event.recipient_spans)
    if frame.get("together") and len({*actors, *recipients}) < _TOGETHER and not people:
        return "one party alone"
    if frame.get("either"):
        return None if actor or recipient else "nobody on either side"
    if "actor" in frame and not actor:
        return "no actor"
    if frame.get("travels") and any(entities[key].kind is EntityKind.PLACE for key in actors):
        return "a place does not travel"
    if "recipient" in frame and not recipient:
        return "nobody it is done to"
    return None
