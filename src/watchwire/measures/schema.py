"""What a rule file must look like, and clear errors where it does not."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from watchwire.errors import DataFileError
from watchwire.events.lexicon import goods, kinds_of_conduct
from watchwire.geography import countries
from watchwire.model import Measure, Verification

ISSUERS = ("UN", "US", "EU", "UK")
# Activities beside the goods and services of the lexicon (`events/data/goods.yaml`).
OTHER_ACTIVITIES = frozenset({"asset-freeze", "travel", "procedure", "inspection", "support"})
DIRECTIONS = frozenset({"supply-to", "procure-from", "both", "hosting", "travel", "finance", "listing", "conduct"})
_NEEDED = ("id", "paragraph", "title", "summary", "activities", "direction", "source", "paragraph_seen")
_KNOWN = frozenset(
    {
        *_NEEDED,
        "targets",
        "programmes",
        "groups",
        "binds",
        "counterparts",
        "from",
        "until",
        "exceptions",
        "widened_by",
        "superseded_by",
        "implements",
        "contested_by",
        "checked_on",
        "instrument",
    }
)


def measures_from(content: Any, name: str) -> list[Measure]:
    """Turn the content of a rule file into measures.

    Raises:
        DataFileError: an entry does not fit; all faults of the file are named together.

    """
    if not isinstance(content, dict) or not isinstance(content.get("measures"), list):
        raise DataFileError(f"{name}: expected a mapping with the keys issuer, instrument and measures")
    if not content.get("issuer"):
        raise DataFileError(f"{name}: `issuer` is missing (UN, US, EU, UK, or another)")
    faults: list[str] = []
    made: list[Measure] = []
    for number, entry in enumerate(content["measures"], 1):
        found = _faults({**_shared(content), **entry} if isinstance(entry, dict) else entry)
        where = f"{name}, measure {number} ({entry.get('id', '?') if isinstance(entry, dict) else '?'})"
        faults.extend(f"{where}: {fault}" for fault in found)
        if not found:
            made.append(_measure(content, entry))
    if faults:
        raise DataFileError("\n".join(faults))
    return made


def _shared(content: dict[str, Any]) -> dict[str, Any]:
    """Return what a file says once for all its measures."""
    return {key: content[key] for key in ("targets", "programmes", "counterparts", "from", "until") if key in content}


def _faults(entry: Any) -> list[str]:
    if not isinstance(entry, dict):
        return ["not a mapping"]
    faults = [f"`{key}` is missing" for key in _NEEDED if key not in entry]
    faults += [f"`{key}` is not known; known are {', '.join(sorted(_KNOWN))}" for key in entry.keys() - _KNOWN]
    if entry.get("direction") not in DIRECTIONS:
        faults.append(f"`direction` is {entry.get('direction')!r}, expected one of {', '.join(sorted(DIRECTIONS))}")
    faults += [
        f"`{key}` is {entry[key]!r}, expected a date like 2006-10-14"
        for key in ("from", "until", "checked_on")
        if entry.get(key) is not None and not isinstance(entry[key], date)
    ]
    if not isinstance(entry.get("paragraph_seen"), bool):
        faults.append("`paragraph_seen` must be true (the number was seen in a source) or false")
    faults += _faults_of_values(entry)
    return faults


def activity_keys() -> frozenset[str]:
    """Return every activity that a measure may name."""
    return frozenset([*(item.key for item in goods()), *(kind.key for kind in kinds_of_conduct())]) | OTHER_ACTIVITIES


def _faults_of_values(entry: dict[str, Any]) -> list[str]:
    """Check values against what else we know: activities of the lexicon, countries, an order of dates, an address."""
    known = activity_keys()
    faults = [
        f"`activities` has {key!r}, expected some of {', '.join(sorted(known))}"
        for key in entry.get("activities") or ()
        if key not in known
    ]
    faults += [
        f"`{field}` has {code!r}, expected two-letter country codes (YAML reads a bare NO as false: quote it)"
        for field in ("targets", "counterparts")
        for code in entry.get(field) or ()
        if code not in countries() and code != "EU"
    ]
    begin, end = entry.get("from"), entry.get("until")
    if isinstance(begin, date) and isinstance(end, date) and end <= begin:
        faults.append(f"`until` is {end}, not after `from` {begin}")
    if not str(entry.get("source", "https://")).startswith("https://"):
        faults.append(f"`source` is {entry['source']!r}, expected an https address")
    if not any(entry.get(key) for key in ("targets", "programmes", "groups")) and entry.get("direction") != "listing":
        faults.append("nothing says whom it is about: give `targets`, `programmes` or `groups`")
    return faults


def cross_faults(measures: Sequence[Measure]) -> list[str]:
    """Return what is wrong between measures: an id twice, a reference to none, a later measure that begins earlier."""
    by_id: dict[str, Measure] = {}
    faults = []
    for measure in measures:
        if measure.id in by_id:
            faults.append(f"{measure.id}: two measures have this id")
        by_id[measure.id] = measure
    for measure in measures:
        for field in ("widened_by", "superseded_by", "implements"):
            strangers = [other for other in getattr(measure, field) if other not in by_id]
            faults += [f"{measure.id}: `{field}` names {other}, which is no measure" for other in strangers]
        for other in (*measure.widened_by, *measure.superseded_by):
            later = by_id.get(other)
            begin, then = measure.in_force_from, later.in_force_from if later else None
            if begin and then and then < begin:
                faults.append(f"{measure.id}: {other}, which follows it, begins on {then}, before {begin}")
        if measure.superseded_by and measure.in_force_until is None:
            faults.append(f"{measure.id}: superseded, but no `until` says since when")
    return faults


def _measure(content: dict[str, Any], entry: dict[str, Any]) -> Measure:
    def many(key: str) -> tuple[str, ...]:
        return tuple(str(value) for value in entry.get(key, content.get(key, ())) or ())

    return Measure(
        id=entry["id"],
        issuer=content["issuer"],
        instrument=entry.get("instrument", content.get("instrument", "")),
        paragraph=str(entry["paragraph"]),
        title=entry["title"],
        summary=entry["summary"],
        activities=many("activities"),
        direction=entry["direction"],
        targets=many("targets"),
        programmes=many("programmes"),
        groups=many("groups"),
        binds=many("binds"),
        counterparts=many("counterparts"),
        in_force_from=entry.get("from", content.get("from")),
        in_force_until=entry.get("until", content.get("until")),
        exceptions=entry.get("exceptions"),
        widened_by=many("widened_by"),
        superseded_by=many("superseded_by"),
        implements=many("implements"),
        contested_by=entry.get("contested_by", content.get("contested_by")),
        source=entry["source"],
        checked_on=entry.get("checked_on", content.get("checked_on")),
        verification=Verification.VERIFIED if entry["paragraph_seen"] else Verification.UNVERIFIED,
    )
