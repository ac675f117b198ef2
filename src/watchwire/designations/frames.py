"""The words that report a designation, from data."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from watchwire.model import Action
from watchwire.tables import read_yaml


@dataclass(frozen=True, slots=True)
class Light:
    """Verbs that say nothing without their object: "imposed sanctions on"."""

    action: Action
    verbs: frozenset[str]
    nouns: frozenset[str]
    words: re.Pattern[str]
    prepositions: frozenset[str]


@dataclass(frozen=True, slots=True)
class OnList:
    """Verbs whose object is the target when a list is named: "added ... to the Entity List"."""

    action: Action
    verbs: frozenset[str]
    prepositions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frames:
    """All of them; see `data/frames.yaml` for what each means."""

    context: re.Pattern[str]
    title: re.Pattern[str]
    plain: dict[str, Action]
    light: tuple[Light, ...]
    lists: tuple[OnList, ...]
    striking: frozenset[str]
    struck_with: re.Pattern[str]
    freezing: frozenset[str]
    frozen: frozenset[str]
    private: frozenset[str]
    list_words: re.Pattern[str]
    modals: frozenset[str]
    conditions: frozenset[str]
    again: frozenset[str]
    not_doers: frozenset[str]
    listed_as: re.Pattern[str]
    held: frozenset[str]
    holding: frozenset[str]
    nominal: frozenset[str]
    upon: frozenset[str]
    building: frozenset[str]
    titles: frozenset[str]
    half_titles: frozenset[str]
    firm_tail: re.Pattern[str]
    not_targets: re.Pattern[str]
    legal_forms: frozenset[str]
    group_ends: frozenset[str]
    continuing: frozenset[str]
    steps: frozenset[str]
    aiming: frozenset[str]
    calling: frozenset[str]
    blacklists: re.Pattern[str]
    acts: frozenset[str]
    entries: dict[str, Action]
    nouns: frozenset[str]
    counts: frozenset[str]
    reasons: re.Pattern[str]
    reason_ends: re.Pattern[str]
    reason_tail: re.Pattern[str]
    authorities: re.Pattern[str]
    back: re.Pattern[str]
    today: re.Pattern[str]
    day_of_acts: re.Pattern[str]
    listing_follows: re.Pattern[str]
    standing: re.Pattern[str]
    own_day: re.Pattern[str]
    before: re.Pattern[str]
    besides: re.Pattern[str]
    counted: re.Pattern[str]
    follows: re.Pattern[str]
    this_act: re.Pattern[str]
    doers: frozenset[str]
    speaking: frozenset[str]
    own_acts: frozenset[str]


@cache
def frames() -> Frames:
    """Return the frames."""
    data: dict[str, Any] = read_yaml("watchwire.designations", "frames.yaml")
    plain = dict.fromkeys(data["designating"], Action.DESIGNATED) | dict.fromkeys(data["delisting"], Action.DELISTED)
    return Frames(
        re.compile(data["context"]),
        re.compile(data["title"]),
        plain,
        tuple(
            Light(
                Action(row["action"]),
                frozenset(row["verbs"]),
                frozenset(row["nouns"]),
                re.compile(row["words"]),
                frozenset(row["prepositions"]),
            )
            for row in data["light"]
        ),
        tuple(
            OnList(Action(row["action"]), frozenset(row["verbs"]), frozenset(row["prepositions"]))
            for row in data["lists"]
        ),
        frozenset(data["striking"]),
        re.compile(data["struck_with"]),
        frozenset(data["freezing"]),
        frozenset(data["frozen"]),
        frozenset(data["private"]),
        re.compile(data["list_words"]),
        frozenset(data["modals"]),
        frozenset(data["conditions"]),
        frozenset(data["again"]),
        frozenset(data["not_doers"]),
        re.compile(data["listed_as"]),
        frozenset(data["held"]),
        frozenset(data["holding"]),
        frozenset(data["nominal"]),
        frozenset(data["upon"]),
        frozenset(data["building"]),
        frozenset(data["titles"]),
        frozenset(data["half_titles"]),
        re.compile(data["firm_tail"]),
        re.compile(data["not_targets"]),
        frozenset(data["legal_forms"]),
        frozenset(data["group_ends"]),
        frozenset(data["continuing"]),
        frozenset(data["steps"]),
        frozenset(data["aiming"]),
        frozenset(data["calling"]),
        re.compile(data["blacklists"]),
        frozenset(data["acts"]),
        {noun: Action(action) for action, nouns in data["entries"].items() for noun in nouns},
        frozenset(data["nouns"]),
        frozenset(data["counts"]),
        re.compile(data["reasons"]),
        re.compile(data["reason_ends"]),
        re.compile(data["reason_tail"]),
        re.compile(data["authorities"]),
        re.compile(data["back"]),
        re.compile(data["today"]),
        re.compile(data["day_of_acts"]),
        re.compile(data["listing_follows"]),
        re.compile(data["standing"]),
        re.compile(data["own_day"]),
        re.compile(data["before"]),
        re.compile(data["besides"]),
        re.compile(data["counted"]),
        re.compile(data["follows"]),
        re.compile(data["this_act"]),
        frozenset(data["doers"]),
        frozenset(data["speaking"]),
        frozenset(data["own_acts"]),
    )
