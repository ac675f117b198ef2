"""What a text tells of a name's bearer elsewhere: his office, said once; further members of his family."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from watchwire.names.classes import country_tokens
from watchwire.screening.entry import family_of
from watchwire.screening.found import Found

Families = dict[int, dict[str, set[int]]]
CARRIED: Final = {
    "role agrees": "role agrees elsewhere",
    "office of another country": "office of another country elsewhere",
    "private occupation": "private occupation elsewhere",
}
"""What holds of a name wherever a text has the same words, and what it is called there."""
_POINTS: Final = ("full name in text", "role agrees", "role agrees elsewhere")
"""What points to the bearer of a family name."""
_KIN: Final = -0.5
"""Log-odds of a full name alone from which it stands for a member of the family."""
HALF: Final = frozenset(
    {"given name missing", "first given name missing", "family name missing", "initial", "first word missing"}
)
"""Features that say that half of a person's name stands there."""
LONGER: Final = frozenset({"goes on left", "goes on right", "one name in two words"})
"""Features that say that the words are part of a longer name, or one name of it."""
_NO_BEARER: Final = HALF | LONGER | {"other name inside", "junior not said"}
"""What says that the words are not a listed person's own given and family name."""


def families_in(text: str, items: Sequence[Found]) -> Families:
    """Return, by the number of the family name's word, full names in the text and the subjects that may bear them."""
    found: Families = defaultdict(lambda: defaultdict(set))
    for item in items:
        if item.group == "person" and not item.entry.weak and item.log_odds > _KIN:
            found[item.entry.ids[family_of(item.entry)]][text[item.start : item.end]].add(item.entry.subject)
    return found


def kin_named(text: str, item: Found, families: Families) -> float:
    """Return how rare the family name is that another listed person has, who is named in full elsewhere in the text."""
    if not families or item.group != "person" or not _NO_BEARER.isdisjoint(item.features):
        return 0.0
    number = family_of(item.entry)
    named = families.get(item.entry.ids[number], {})
    words = text[item.start : item.end]
    here = named.get(words, set()) | {item.entry.subject}
    kin = any(subjects - here for other, subjects in named.items() if other != words)
    return item.entry.rarities[number] if kin else 0.0


def carry(text: str, items: Sequence[Found]) -> None:
    """Let what a text once says of a name's bearer hold wherever it has the same words."""
    said: set[tuple[int, str, str]] = set()
    for item in items:
        for feature in CARRIED:
            if item.context.get(feature):
                said.add((item.entry.number, text[item.start : item.end], feature))
    if not said:
        return
    for item in items:
        for feature, carried in CARRIED.items():
            if (item.entry.number, text[item.start : item.end], feature) in said and not item.context.get(feature):
                item.context[carried] = 1.0


def tell_towns(items: Sequence[Found]) -> None:
    """Note where a family name alone is a town's name, too, and nothing in the text points to a bearer of it."""
    for item in items:
        if item.group == "lone" and item.picks[0][0] in country_tokens():
            item.context["a town, nobody named"] = float(not any(item.context.get(name) for name in _POINTS))
