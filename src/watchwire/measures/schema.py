"""What a rule file must look like, and clear errors where it does not."""

from datetime import date
from typing import Any

from watchwire.errors import DataFileError
from watchwire.model import Measure, Verification

DIRECTIONS = frozenset({"supply-to", "procure-from", "both", "hosting", "travel", "finance", "listing"})
_NEEDED = ("id", "paragraph", "title", "summary", "activities", "direction", "source", "paragraph_seen")
_KNOWN = frozenset(
    {
        *_NEEDED,
        "targets",
        "programmes",
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
    faults: list[str] = []
    made: list[Measure] = []
    for number, entry in enumerate(content["measures"], 1):
        found = _faults(entry)
        where = f"{name}, measure {number} ({entry.get('id', '?') if isinstance(entry, dict) else '?'})"
        faults.extend(f"{where}: {fault}" for fault in found)
        if not found:
            made.append(_measure(content, entry))
    if faults:
        raise DataFileError("\n".join(faults))
    return made


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
