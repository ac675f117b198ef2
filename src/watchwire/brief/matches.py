"""A match as plain values: the rows of the JSON contract, and the facts that short answers pick from."""

from collections.abc import Iterator
from typing import Any

from watchwire.model import Listing, ListingStatus, Match


def match_rows(match: Match) -> Iterator[dict[str, Any]]:
    """Yield one row a listing of the matched party."""
    for number, listing in enumerate(match.party.listings):
        status = match.statuses[number] if number < len(match.statuses) else None
        changed = match.statuses_modified[number] if number < len(match.statuses_modified) else None
        yield {**_match_row(match, listing, status), **_modified(changed)}


def _modified(status: ListingStatus | None) -> dict[str, Any]:
    """Return what a listing was on the day on which the article was changed."""
    return {
        "status_modified": status.status.value if status else None,
        "status_modified_as_of": status.as_of.isoformat() if status else None,
        "status_modified_basis": status.basis if status else None,
        "status_modified_changed_on": _changed(status),
        "status_modified_said": status.said if status else None,
        "status_modified_between": _between(status),
    }


def match_facts(match: Match, *keys: str) -> dict[str, Any]:
    """Return what short answers say of a match: those facts of it that are asked for, in that order; without keys all.

    This is the one place where a match becomes plain values, save for the rows of the contract above.
    """
    facts: dict[str, Any] = {
        "start": match.span.start if match.span else None,
        "end": match.span.end if match.span else None,
        "text": match.query,
        "party": match.party.id,
        "reference": match.party.listing.reference,
        "caption": match.party.caption,
        "kind": match.party.kind.value,
        "name": match.name.full,
        "score": match.score,
        "band": match.band.value,
        "status": match.status.status.value if match.status else None,
        "as_of": match.status.as_of.isoformat() if match.status else None,
        "lists": [listing.list for listing in match.party.listings],
        "references": [listing.reference for listing in match.party.listings],
        "reasons": [f"{reason.feature}: {reason.detail}" for reason in match.comparison.reasons],
    }
    return {key: facts[key] for key in keys or facts}


def _match_row(match: Match, listing: Listing, status: ListingStatus | None) -> dict[str, Any]:
    return {
        "party": match.party.id,
        "subject": match.subject or match.party.id,
        "caption": match.party.caption,
        "kind": match.party.kind.value,
        "list": listing.list,
        "reference": listing.reference,
        "name": match.name.full,
        "name_quality": match.name.quality.value,
        "score": match.score,
        "band": match.band.value,
        "in_furniture": match.in_furniture,
        "programme": listing.programme,
        "listed_on": listing.listed_on.isoformat() if listing.listed_on else None,
        "listed_by": listing.listed_by.isoformat() if listing.listed_by else None,
        "delisted_on": listing.delisted_on.isoformat() if listing.delisted_on else None,
        "effects": [effect.value for effect in listing.effects],
        "status": status.status.value if status else "unknown",
        "status_as_of": status.as_of.isoformat() if status else None,
        "status_basis": status.basis if status else "no day to judge by",
        "status_changed_on": _changed(status),
        "status_said": status.said if status else "no day to judge by",
        "status_between": _between(status),
        "birth_dates": [str(born) for born in match.party.birth_dates],
        "source": listing.source_url,
        "reasons": [
            {"feature": reason.feature, "weight": round(reason.weight, 4), "detail": reason.detail}
            for reason in match.comparison.reasons
        ],
    }


def _changed(status: ListingStatus | None) -> str | None:
    return status.changed_on.isoformat() if status and status.changed_on else None


def _between(status: ListingStatus | None) -> list[str | None] | None:
    if status is None or status.between is None:
        return None
    return [day.isoformat() if day else None for day in status.between]
