"""Event triggers and goods, from data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from watchwire.tables import read_yaml


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a word tells: PLOVER root and mode.

    `needs` names goods one of which must be near, `objects` nouns one of which must be its object, `not_objects` nouns
    none of which may be; `no_object` that it has none at all; `particles` small words one of which must follow.
    """

    type: str
    mode: str
    needs: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    not_objects: frozenset[str] = frozenset()
    no_object: bool = False
    particles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Goods:
    """A category of goods or services: its activity key, label and pattern, and the patterns of its classes."""

    key: str
    label: str
    pattern: re.Pattern[str]
    classes: tuple[tuple[str, re.Pattern[str]], ...] = ()


@cache
def triggers() -> dict[tuple[str, str], tuple[Trigger, ...]]:
    """Return triggers by (part of speech, lemma); where there are several, those that need goods come first."""
    found: dict[tuple[str, str], list[Trigger]] = {}
    content: list[dict[str, Any]] = read_yaml("watchwire.events", "triggers.yaml")
    for row in content:
        trigger = Trigger(
            row["type"],
            row["mode"],
            tuple(row.get("needs", ())),
            frozenset(row.get("objects", ())),
            frozenset(row.get("not_objects", ())),
            bool(row.get("no_object", False)),
            frozenset(row.get("particles", ())),
        )
        for pos, column in (("VERB", "verbs"), ("NOUN", "nouns"), ("ADJ", "adjectives")):
            for lemma in row.get(column, ()):
                found.setdefault((pos, lemma), []).append(trigger)
    return {key: tuple(sorted(held, key=_order)) for key, held in found.items()}


@cache
def trigger_objects() -> frozenset[str]:
    """Return every noun that makes a verb tell a happening (“launched a *strike*”)."""
    return frozenset(noun for held in triggers().values() for trigger in held for noun in trigger.objects)


def _order(trigger: Trigger) -> int:
    """Try first what asks for most: goods, then objects, then the bare word."""
    return 0 if trigger.mode == "supply" else 1 if trigger.objects or trigger.particles else 2


@dataclass(frozen=True, slots=True)
class Frames:
    """Words that say how an event is meant: wished, promised, denied, told in fiction, or of long ago."""

    wishes: frozenset[str]
    promises: frozenset[str]
    fiction: frozenset[str]
    fears: frozenset[str]
    nowhere: frozenset[str]
    unspecific: frozenset[str]
    efforts: frozenset[str]
    negations: frozenset[str]
    undoing: frozenset[str]
    proof: frozenset[str]
    settling: frozenset[str]
    modals: frozenset[str]
    doubting: frozenset[str]
    put_off: frozenset[str]
    factive: frozenset[str]
    going_on_with: frozenset[str]
    prevented: frozenset[str]
    charging: frozenset[str]
    targets: frozenset[str]
    elements: frozenset[str]
    deeds: frozenset[str]
    suffered: frozenset[str]
    of_whom: frozenset[str]
    known_by_victim: frozenset[str]
    blacklists: frozenset[str]
    invested: frozenset[str]
    asking: frozenset[str]
    requested: frozenset[str]
    bringing_about: frozenset[str]
    workers: frozenset[str]
    courts: frozenset[str]
    inquiries: frozenset[str]
    running_over: frozenset[str]
    envoys: frozenset[str]
    done_to_things: frozenset[str]
    mutual: frozenset[str]
    own_rallies: frozenset[str]
    bodily: frozenset[str]
    unfrozen: frozenset[str]
    judged: frozenset[str]
    grounds: frozenset[str]
    ready: frozenset[str]
    joining: frozenset[str]
    hoping: frozenset[str]
    minding: frozenset[str]
    hearsay: frozenset[str]
    doubtful: frozenset[str]
    suspected: frozenset[str]
    tellers: frozenset[str]
    people_only: frozenset[str]
    excluding: frozenset[str]
    taking: frozenset[str]
    glad: frozenset[str]
    sending: frozenset[str]
    receiving: frozenset[str]
    bounds: frozenset[str]
    plans: frozenset[str]
    going_on: frozenset[str]
    gone_by: frozenset[str]
    possible: frozenset[str]
    anybody: frozenset[str]
    rules: frozenset[str]
    meeting_people: frozenset[str]
    bought: frozenset[str]
    firms: frozenset[str]
    everyday: frozenset[str]
    carrying: frozenset[str]
    leaving: frozenset[str]
    departing: frozenset[str]
    starting: frozenset[str]
    consulting: frozenset[str]
    meeting_places: frozenset[str]
    forces: frozenset[str]
    suffering: frozenset[str]
    describing: frozenset[str]
    of_somebody: frozenset[str]
    circumstances: frozenset[str]
    gatherings: frozenset[str]
    projectiles: frozenset[str]
    flying: frozenset[str]
    coming_down: frozenset[str]
    open_space: frozenset[str]
    quantities: frozenset[str]
    measures: frozenset[str]
    labour: frozenset[str]
    striking: frozenset[str]
    hitting: frozenset[str]
    shot: frozenset[str]
    moved: frozenset[str]
    arrivals: frozenset[str]
    asking_of: frozenset[str]
    brought: frozenset[str]
    hearing: frozenset[str]
    appointed: frozenset[str]
    thought: frozenset[str]
    alleged: frozenset[str]
    holding_true: frozenset[str]
    thrown: frozenset[str]
    awaiting: frozenset[str]
    meeting_each_other: frozenset[str]
    throwing: frozenset[str]
    heading: frozenset[str]
    due: frozenset[str]
    of_matter: frozenset[str]
    contests: frozenset[str]
    ridden: frozenset[str]
    called: frozenset[str]
    in_words: frozenset[str]
    carried_out: frozenset[str]
    nearly: frozenset[str]
    hit_by_arms: frozenset[str]
    planted: frozenset[str]
    sums: frozenset[str]
    open_whether: frozenset[str]
    threatening: frozenset[str]
    hurting: frozenset[str]
    heads_of: frozenset[str]
    habitual: frozenset[str]
    removing: frozenset[str]
    charged_of: frozenset[str]
    aside: frozenset[str]
    pursuing: frozenset[str]
    helping: frozenset[str]
    helping_in_words: frozenset[str]
    giving: frozenset[str]
    given: frozenset[str]
    materially: frozenset[str]
    acting: frozenset[str]
    agents: frozenset[str]
    beside: frozenset[str]
    letting: frozenset[str]
    on_whose: frozenset[str]
    dealing: frozenset[str]
    through: frozenset[str]
    parts: frozenset[str]
    running: frozenset[str]
    trading: frozenset[str]
    historical: re.Pattern[str]
    ownership: re.Pattern[str]
    owning: re.Pattern[str]
    positions: re.Pattern[str]
    no_more: frozenset[str]
    leading: re.Pattern[str]
    led: re.Pattern[str]
    said_behind: re.Pattern[str]
    said_ahead: re.Pattern[str]
    issuers: Mapping[str, re.Pattern[str]]


@cache
def frames() -> Frames:
    """Return the words that say how an event is meant."""
    content: dict[str, Any] = read_yaml("watchwire.events", "frames.yaml")
    issuers = {key: re.compile(rf"\b(?:{'|'.join(words)})") for key, words in content["issuers"].items()}
    listers = f"(?:{'|'.join(word for words in content['issuers'].values() for word in words)})"
    posts = "|".join(content["positions"])
    patterns: dict[str, Any] = {
        "historical": re.compile("|".join(content["historical"])),
        "ownership": re.compile(rf"\b(?:{'|'.join(content['ownership'])})\b", re.IGNORECASE),
        "owning": re.compile(rf"\b(?:{'|'.join(content['owning'])})\b", re.IGNORECASE),
        "positions": re.compile(rf"\b(?:{posts})\b", re.IGNORECASE),
        "leading": _between(content["leading"], posts),
        "led": _between(content["led"], posts),
        "said_behind": _said(content["said_behind"], listers),
        "said_ahead": _said(content["said_ahead"], listers),
        "issuers": issuers,
    }
    words: dict[str, Any] = {key: frozenset(held) for key, held in content.items() if key not in patterns}
    return Frames(**words, **patterns)


def _said(phrases: list[str], listers: str) -> re.Pattern[str]:
    """Return what says that somebody is listed; of several phrases with a group `told` each has its own name first."""
    whole = "|".join(phrase.replace("{issuer}", listers) for phrase in phrases)
    for number in range(whole.count("?P<told>"), 1, -1):
        at = whole.rindex("?P<told>")
        whole = whole[:at] + f"?P<told{number}>" + whole[at + len("?P<told>") :]
    return re.compile(whole)


def _between(phrases: list[str], posts: str) -> re.Pattern[str]:
    """Return what stands between two names, where phrases name a post as `{posts}`."""
    return re.compile("|".join(phrase.replace("{posts}", f"(?:{posts})") for phrase in phrases), re.IGNORECASE)


@cache
def goods() -> tuple[Goods, ...]:
    """Return the goods categories, the more specific patterns first."""
    content: dict[str, Any] = read_yaml("watchwire.events", "goods.yaml")
    made = [_goods(key, row) for key, row in content.items()]
    specific = {
        "missile", "nuclear", "chemical", "training", "luxury", "dual-use", "joint-venture", "ship-to-ship", "shipping",
        "science", "machinery", "charcoal",
    }  # fmt: skip
    return tuple(sorted(made, key=lambda item: item.key not in specific))


def _goods(key: str, row: dict[str, Any]) -> Goods:
    classes = tuple((name, _pattern(words)) for name, words in row.get("classes", {}).items())
    words = [word for held in row.get("classes", {}).values() for word in held] + row.get("words", [])
    return Goods(key, row["label"], _pattern(words), classes)


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(words) + r")\b", re.IGNORECASE)


def goods_class(key: str, text: str) -> str | None:
    """Return the class of a category (of arms, by the UN Register) that a phrase names."""
    item = next((item for item in goods() if item.key == key), None)
    return next((name for name, pattern in item.classes if pattern.search(text)), None) if item else None


def goods_in(text: str) -> tuple[Goods, re.Match[str]] | None:
    """Return the first category that a phrase names, with the words."""
    for item in goods():
        match = item.pattern.search(text)
        if match:
            return item, match
    return None


def goods_label(key: str) -> str:
    """Return the label of a category of goods, or of a kind of conduct."""
    labels = {item.key: item.label for item in goods()} | {kind.key: kind.label for kind in kinds_of_conduct()}
    return labels.get(key, key)


@dataclass(frozen=True, slots=True)
class KindOfConduct:
    """What measures forbid somebody to do alone: its key and label, the words that mean it, may mean it, or do not.

    `acts` are verbs and nouns that tell it where `words` name their object in the same sentence (theft by computer);
    where there are none, the words alone tell it.
    """

    key: str
    label: str
    words: re.Pattern[str]
    loose: re.Pattern[str] | None
    never: re.Pattern[str] | None
    acts: frozenset[str]


@cache
def kinds_of_conduct() -> tuple[KindOfConduct, ...]:
    """Return what measures forbid a side to do alone: launches, tests, enrichment, theft by computer."""
    content: dict[str, Any] = read_yaml("watchwire.events", "conduct.yaml")
    return tuple(
        KindOfConduct(
            key,
            row["label"],
            _pattern(row["words"]),
            _pattern(row["loose"]) if "loose" in row else None,
            _pattern(row["never"]) if "never" in row else None,
            frozenset(row.get("acts", ())),
        )
        for key, row in content.items()
    )


@cache
def acts_alone() -> tuple[KindOfConduct, ...]:
    """Return the kinds of conduct that a verb tells with its object."""
    return tuple(kind for kind in kinds_of_conduct() if kind.acts)


def is_conduct(key: str) -> bool:
    """Say whether an activity is done by one side alone (a test, a theft), and no supply."""
    return any(kind.key == key for kind in kinds_of_conduct())


def conduct_in(text: str) -> tuple[str, bool] | None:
    """Return which kind of test a phrase names, and whether it surely is of that kind ("a missile" may be any).

    Args:
        text: the words of the event.

    """
    tests = tuple(kind for kind in kinds_of_conduct() if not kind.acts)
    for kind in tests:
        if kind.words.search(text):
            return kind.key, True
    for kind in tests:
        if kind.loose is not None and kind.loose.search(text):
            return None if kind.never is not None and kind.never.search(text) else (kind.key, False)
    return None
