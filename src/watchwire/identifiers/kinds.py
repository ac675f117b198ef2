"""The kinds of identifying numbers: their labels, their form, and how much an equal one says."""

import re
from dataclasses import dataclass
from functools import cache, cached_property

from watchwire.tables import read_yaml

_MARKS = re.compile(r"[\W_]+")
_GENERAL = frozenset({"passport", "national-id", "tax", "registration", "other"})
"""Papers of a person or body: lists and people call one number by different names of these."""
_RELATED = (frozenset({"imo", "registration", "other"}), frozenset({"aircraft", "registration", "other"}))


@dataclass(frozen=True)
class Kind:
    """A kind of number. See `data/kinds.yaml` for what each field means."""

    name: str
    labels: tuple[str, ...]
    value: str
    check: str | None = None
    bare: bool = False
    strength: float = 0.85
    contradiction: float = 0.0

    @cached_property
    def form(self) -> re.Pattern[str]:
        """What a number of this kind looks like, in upper case and without separators."""
        return re.compile(self.value, re.IGNORECASE)


class _Kinds:
    """The table, read when it is first asked for."""

    @cached_property
    def all(self) -> dict[str, Kind]:
        held = read_yaml("watchwire.identifiers", "kinds.yaml")
        return {
            name: Kind(name, tuple(map(str, fields.pop("labels"))), **fields)
            for name, fields in ((name, dict(fields)) for name, fields in held.items())
        }

    def __getitem__(self, name: str) -> Kind:
        return self.all.get(name) or self.all["other"]

    def __contains__(self, name: object) -> bool:
        return name in self.all


KINDS = _Kinds()


def plain(label: str) -> str:
    """Return a label as labels are compared: letters and digits only, in lower case."""
    return _MARKS.sub("", label.casefold())


@cache
def labels() -> dict[str, str]:
    """Return the kind of each label."""
    return {plain(label): kind.name for kind in KINDS.all.values() for label in (kind.name, *kind.labels)}


def kind_named(label: str) -> str | None:
    """Return the kind that a label ("Passport No.") names; None for one that is unknown."""
    return labels().get(plain(label))


def compatible(asked: str | None, listed: str) -> bool:
    """Say whether a number said to be of one kind may be a listed one of another: people mix up their names."""
    if asked is None or asked == listed:
        return True
    if asked in _GENERAL and listed in _GENERAL:
        return True
    return any(asked in group and listed in group for group in _RELATED)
