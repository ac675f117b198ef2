"""The lists in use, and the rule base."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from watchwire.web.api.shapes import MaybeDay, MaybeWords, json
from watchwire.web.state import state_of
from watchwire.web.who import Reader

router = APIRouter()


@router.get("/lists")
def lists(request: Request, user: Reader) -> Response:  # noqa: ARG001
    """Which lists are in use: versions, ages, counts, hashes."""
    from watchwire.desk.views import list_rows

    return json({"lists": list_rows(state_of(request).desk)})


@router.get("/measures")
def measures(
    user: Reader,  # noqa: ARG001
    on: MaybeDay = None,
    activity: MaybeWords = None,
) -> Response:
    """The measures of the rule base, in force on a day, that cover an activity."""
    from watchwire.brief.contract import measure_record
    from watchwire.measures import rule_base

    found = [
        measure_record(measure)
        for measure in rule_base()
        if (on is None or measure.in_force_on(on)) and (not activity or activity in measure.activities)
    ]
    return json({"measures": found})
