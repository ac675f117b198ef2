"""What is judged on one page: an alert, its evidence, and an entry beside it; shown as a page, printed as a report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from watchwire.brief.why import Why, why_of
from watchwire.desk import views
from watchwire.desk.comparing import Field, compare_sides
from watchwire.desk.lists import lists_of
from watchwire.model import ListingStatus, Party
from watchwire.names.ofac_score import ofac_score
from watchwire.web.problems import not_found
from watchwire.web.state import State


@dataclass(frozen=True, slots=True)
class Review:
    """All that a reviewer looks at; `shown` is the id of the entry that stands beside the article."""

    view: views.AlertView
    shown: str
    party: Party | None
    fields: tuple[Field, ...]
    why: Why | None
    statuses: Sequence[ListingStatus | None]
    day: date | None
    ofac: int
    used: list[dict[str, str]]

    def values(self) -> dict[str, Any]:
        """Return what a template asks for by name."""
        return {
            "view": self.view,
            "alert": self.view.row,
            **{name: getattr(self, name) for name in self.__dataclass_fields__ if name != "view"},
        }


def review_of(held: State, number: int, as_of: date | None = None, entry: str | None = None) -> Review:
    """Return what is to be judged of an alert.

    Args:
        held: the server's state.
        number: the alert.
        as_of: the day for which its listings are judged; that of its first article if not given.
        entry: which of its entries stands beside the article; the leading one if not given.

    Raises:
        HTTPException: there is no such alert, or it does not stand for that entry.

    """
    with held.desk.store.look() as connection:
        view = views.alert_view(connection, number)
        if view is None:
            raise not_found(f"alert {number}")
        shown = entry or view.row["party"]
        if shown not in {item["party"] for item in view.parties}:
            raise not_found(f"entry {shown[:80]}")
        evidence = views.evidence_of(connection, view, shown)
    day = as_of or next((item["published"] for item in view.articles if item["published"]), None)
    with held.lock:
        screener = held.desk.reader.screener(day)
        party = screener.index.party_by_id(shown)
        statuses = [screener.holdings.status(party, item) for item in party.listings] if party else []
    fields = compare_sides(evidence.brief, evidence.entity, evidence.match, party) if evidence and party else ()
    name = next((item["name"] for item in view.parties if item["party"] == shown), view.row["caption"])
    why = why_of(evidence.match.comparison.reasons) if evidence else None
    score = ofac_score(view.row["subject"], name)
    return Review(view, shown, party, fields, why, statuses, day, score, lists_of(screener.holdings))
