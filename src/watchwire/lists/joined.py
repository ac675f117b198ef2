"""Which listed entries are one subject, for the lists in use: worked out once for a set of lists, then kept."""

from typing import TYPE_CHECKING

import orjson

from watchwire.lists.kept import Kept
from watchwire.lists.subjects import Join, Subjects, Why, join_subjects

if TYPE_CHECKING:
    from watchwire.lists.holdings import Holdings


def subjects_of(holdings: "Holdings") -> Subjects:
    """Return the subjects of all parties that are screened against.

    It takes seconds for large lists the first time, and is then read from a file by every process.
    """
    return _KEPT.of(holdings, lambda: join_subjects(holdings.parties))


def _record(subjects: Subjects) -> bytes:
    joins = [[join.one, join.other, str(join.why), join.detail] for join in subjects.joins]
    apart = [[join.one, join.other, str(join.why), join.detail] for join in subjects.apart]
    leads = sorted({subjects.of(join.one) for join in subjects.joins})
    return orjson.dumps({"joins": joins, "apart": apart, "members": {lead: subjects.members(lead) for lead in leads}})


def _read(data: bytes) -> Subjects:
    record = orjson.loads(data)
    members = {lead: tuple(map(str, held)) for lead, held in record["members"].items()}
    leading = {one: lead for lead, held in members.items() for one in held}
    joins = tuple(_join(item) for item in record["joins"])
    apart = tuple(_join(item) for item in record["apart"])
    return Subjects(joins, apart, leading, members)


def _join(item: list[str]) -> Join:
    one, other, why, detail = item
    return Join(str(one), str(other), Why(why), str(detail))


_KEPT = Kept[Subjects]("subjects-2", _record, _read)
