"""OFAC's lists within its files: which list a file is, and the listings of one party on several of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from watchwire.errors import ListError
from watchwire.lists.effects import effects_of, ordered
from watchwire.model import Effect, Fact, Listing

SDN = "us-ofac-sdn"
CONSOLIDATED = "us-ofac-cons"
_OFFICE = "Office of Foreign Assets Control"
_WHOLE = {"sdn list": SDN, "consolidated list": CONSOLIDATED}
"""Lists that a whole file is of; "Consolidated List" only gathers the others and adds nothing of its own."""


@dataclass(frozen=True, slots=True)
class OfacEntry:
    """One party on one of OFAC's lists, as a file has it."""

    list: str
    programmes: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    listed_on: date | None = None
    reason: str | None = None


def list_of_file(lists: Sequence[set[str]], name: str) -> str:
    """Return the list that a file is of: the one that its entries have in common.

    Parties of the non-SDN list are on the SDN list too by the dozen, so one mark of it decides nothing.

    Raises:
        ListError: no list has most of the entries.

    """
    held = [set(map(str.casefold, found)) for found in lists if found]
    counts = Counter(_WHOLE[word] for found in held for word in found & _WHOLE.keys())
    if not held:
        return CONSOLIDATED if "cons" in name.lower() else SDN
    whole = [list_id for list_id, count in counts.items() if count == len(held)]
    if len(whole) == 1:
        return whole[0]
    non_sdn = sum(bool(found - {"sdn list"}) and "sdn list" not in found for found in held)
    if counts[SDN] * 2 > len(held):
        return SDN
    if max(counts[CONSOLIDATED], non_sdn) * 2 > len(held):
        return CONSOLIDATED
    raise ListError(f"{name}: its entries have no list in common; neither the SDN nor the consolidated list")


_NON_SDN = ("NS-", "FSE", "561", "CMIC", "CAPTA", "UKRAINE-EO13662", "MBS", "ISA")
"""How the programmes begin that most entries of the consolidated file carry, and few of the SDN list do."""


def list_by_programmes(programmes: Sequence[tuple[str, ...]], name: str) -> str:
    """Return the list that a file is of, where entries name only their programmes."""
    if not programmes:
        return CONSOLIDATED if "cons" in name.lower() else SDN
    non_sdn = sum(any(text.startswith(_NON_SDN) for text in found) for found in programmes)
    return CONSOLIDATED if non_sdn * 2 > len(programmes) else SDN


def listings(
    list_id: str, reference: str, entries: Iterable[OfacEntry], remarks: str | None, facts: Iterable[Fact] = ()
) -> tuple[Listing, ...]:
    """Return one listing a list, that of the file's own list first.

    Lists other than the SDN list are told apart by the programme ("SSI: UKRAINE-EO13662"), as the consolidated file
    holds them all.
    """
    held = [entry for entry in entries if entry.list.casefold() != "consolidated list"] or list(entries)
    held.sort(key=lambda entry: ((entry.list.casefold() == "sdn list") != (list_id == SDN), entry.list))
    risk = any(
        "secondary sanctions" in text.casefold()
        for text in (remarks or "", *(f"{fact.label} {fact.value}" for fact in facts))
    )
    made = [_listing(entry, reference, risk) for entry in held]
    return tuple(made) or (_listing(OfacEntry("SDN List" if list_id == SDN else ""), reference, risk),)


def _listing(entry: OfacEntry, reference: str, risk: bool) -> Listing:
    sdn = entry.list.casefold() == "sdn list"
    code = short_name(entry.list)
    programmes = "; ".join(entry.programmes)
    if not sdn and code:
        programmes = f"{code}: {programmes}" if programmes else code
    effects = list(effects_of("ofac", entry.list)) if entry.list else []
    if not sdn and (not effects or Effect.OTHER in effects):
        effects = [effect for programme in entry.programmes for effect in effects_of("ofac", programme)] or effects
    known = [effect for effect in effects if effect is not Effect.OTHER]
    return Listing(
        SDN if sdn else CONSOLIDATED,
        reference,
        programmes or None,
        "; ".join(entry.authorities) or _OFFICE,
        listed_on=entry.listed_on,
        reason=entry.reason,
        source_url=f"https://sanctionssearch.ofac.treas.gov/Details.aspx?id={reference}",
        effects=ordered([*(known or effects), *([Effect.SECONDARY_SANCTIONS] if risk else [])]),
    )


_SHORT = (
    ("sectoral sanctions", "SSI"),
    ("palestinian", "PLC"),
    ("fse", "FSE"),
    ("foreign sanctions evaders", "FSE"),
    ("capta", "CAPTA"),
    ("correspondent account", "CAPTA"),
    ("part 561", "561"),
    ("menu-based", "MBS"),
    ("mbs", "MBS"),
    ("chinese military", "CMIC"),
    ("cmic", "CMIC"),
    ("iranian sanctions act", "ISA"),
)


def short_name(name: str) -> str:
    """Return the usual short name of one of OFAC's non-SDN lists, or the name itself."""
    folded = name.casefold()
    if folded in _WHOLE:
        return ""
    return next((short for word, short in _SHORT if word in folded), name)
