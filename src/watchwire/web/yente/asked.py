"""What an entity that somebody sends asks: its properties as a question, and what of it could not be read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

from watchwire.asking import understand
from watchwire.errors import UsageError
from watchwire.identifiers import key_of
from watchwire.model import BirthDate, Identifier, PartyKind
from watchwire.screening import Question
from watchwire.web.yente.schema import LEGAL_ENTITY, Schema, properties, schemata

_MOST_VALUES = 50
_MOST_NAMES = 20
_LONGEST = 1000
_PARTS = ("firstName", "secondName", "middleName", "fatherName", "motherName", "lastName")
_NAMES = ("name", "alias", "previousName", "weakAlias", "abbreviation")
_UNUSED = "known, and not used to tell parties apart"
Ignored = list[dict[str, str]]


@dataclass(frozen=True)
class Asking:
    """A question, the entity as it was understood, and what of it was not used, with why."""

    question: Question
    schema: Schema
    properties: dict[str, list[str]]
    ignored: Ignored


def asking_of(schema_name: str, given: dict[str, Any]) -> Asking:
    """Return what an entity asks.

    A value that cannot be read costs itself, not the query: what is left aside is told.

    Raises:
        UsageError: the schema is none that can be matched, or nothing in the entity can be looked up.

    """
    schema = schemata().get(schema_name)
    if schema is None:
        raise UsageError(f"schema {schema_name!r} is none that can be matched: {', '.join(schemata())}")
    ignored: Ignored = []
    known = schema.properties if schema.name != "Thing" else properties()  # of anything, anything may be said
    held: dict[str, list[str]] = {}
    for key, values in given.items():
        if key not in known:
            ignored.append({"property": key, "value": "", "why": f"{schema.name} has no such property"})
            continue
        held[key] = _values(key, values, ignored)
    numbers = tuple(_numbers(schema, held, ignored))
    names = _names(schema, held)
    kinds = schema.kinds
    typed = [understand(name) for name in names]
    if schema.name == LEGAL_ENTITY and any(one.vessel for one in typed):
        kinds = kinds | {PartyKind.VESSEL}  # "M/V …": clients send this schema where they do not know
    found = tuple(dict.fromkeys(name for one in typed for name in one.names))
    numbers += tuple(Identifier(n.kind or "", n.value) for one in typed for n in one.numbers)
    if not found and not numbers:
        raise UsageError("properties: a name or an identifying number is needed")
    question = Question(
        found,
        kinds,
        tuple(_dates(held, ignored)),
        tuple(_countries(held, ignored)),
        numbers,
        names[0] if names else "",
    )
    _say_unused(held, ignored)
    return Asking(question, schema, _cleaned(held, question), ignored)


def _cleaned(held: dict[str, list[str]], question: Question) -> dict[str, list[str]]:
    """Return the properties as they were understood, as yente repeats them: countries as codes, days as ISO."""
    from watchwire.geography import country_of

    found = {key: values for key, values in held.items() if values}
    for key, values in found.items():
        if properties()[key].type == "country":
            codes = [country_of(value.upper()) or country_of(value) for value in values]
            found[key] = [code.lower() for code in codes if code]
    if "birthDate" in found:
        found["birthDate"] = [str(born) for born in question.birth_dates]
    return {key: values for key, values in found.items() if values}


def _values(key: str, given: Any, ignored: Ignored) -> list[str]:
    """Return a property's values as texts, as yente takes them: one or several, numbers too."""
    several = given if isinstance(given, list) else [given]
    found: list[str] = []
    for value in several[:_MOST_VALUES]:
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            text = str(value).replace("\0", "").encode("utf-8", "replace").decode().strip()
            if text and len(text) <= _LONGEST:
                found.append(text)
            elif text:
                ignored.append({"property": key, "value": text[:80], "why": f"longer than {_LONGEST} characters"})
        elif value is not None:
            ignored.append({"property": key, "value": str(value)[:80], "why": "no text"})
    if len(several) > _MOST_VALUES:
        ignored.append({"property": key, "value": "", "why": f"more than {_MOST_VALUES} values; the rest is left out"})
    return found


def _names(schema: Schema, held: dict[str, list[str]]) -> list[str]:
    """Return the names: the whole ones, or all that the parts of a person's name make together."""
    whole = [name for key in _NAMES for name in held.get(key, [])]
    if not whole and schema.name == "Person":
        parts = [held[key] for key in _PARTS if held.get(key)]
        whole = [" ".join(pieces) for pieces in product(*parts)] if parts else []
        if len(parts) > 2:  # noqa: PLR2004  (lists often leave the middle ones out)
            first, last = held.get("firstName"), held.get("lastName")
            whole += [" ".join(pieces) for pieces in product(first, last)] if first and last else []
    return list(dict.fromkeys(whole))[:_MOST_NAMES]


def _numbers(schema: Schema, held: dict[str, list[str]], ignored: Ignored) -> Iterable[Identifier]:
    for key, values in held.items():
        kind = properties()[key].number
        if key == "registrationNumber" and schema.name == "Airplane":
            kind = "aircraft"
        for value in values if kind else ():
            if key_of(kind, value):
                yield Identifier("" if kind == "other" else kind, value)
            else:
                ignored.append({"property": key, "value": value, "why": "too short to tell anybody"})


def _each(
    held: dict[str, list[str]], keys: Iterable[str], read: Callable[[str], Any], what: str, ignored: Ignored
) -> Iterable[Any]:
    for key in keys:
        for value in held.get(key, []):
            try:
                found = read(value)
            except ValueError:
                found = None
            if found is None:
                ignored.append({"property": key, "value": value, "why": f"no {what} that can be read"})
            else:
                yield found


def _dates(held: dict[str, list[str]], ignored: Ignored) -> Iterable[BirthDate]:
    from watchwire.lists.values import birth_date

    return dict.fromkeys(_each(held, ("birthDate",), birth_date, "date", ignored))


def _countries(held: dict[str, list[str]], ignored: Ignored) -> Iterable[str]:
    from watchwire.geography import country_of

    keys = [key for key in held if properties()[key].type == "country"]
    return dict.fromkeys(
        _each(held, keys, lambda text: country_of(text.upper()) or country_of(text), "country", ignored)
    )


def _say_unused(held: dict[str, list[str]], ignored: Ignored) -> None:
    used = {*_NAMES, *_PARTS, "birthDate", "topics"}
    for key, values in held.items():
        item = properties()[key]
        if values and key not in used and not item.number and item.type != "country":
            ignored.append({"property": key, "value": "", "why": _UNUSED})
