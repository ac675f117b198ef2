"""Many names: a list, or a frame of pandas or polars, in; answers, or the frame with our columns, out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from watchwire.bulk.rows import asked_row, row_of
from watchwire.errors import UsageError
from watchwire.model import Band, Match
from watchwire.notebook.frames import Frame, frame_of, make_frame
from watchwire.notebook.matches import Matches
from watchwire.screening import Screener
from watchwire.sources.columns import Columns, columns_of

if TYPE_CHECKING:
    from watchwire.lists import Library
    from watchwire.model import PartyKind

FIELDS = ("party", "caption", "score", "band", "name_listed", "lists", "status", "reasons", "fault")
"""The columns that a frame gets: a row a match, and one row for a name without any."""
Show = Callable[[int, int], None]


@dataclass(frozen=True)
class Answer:
    """What one name came to: its matches, best first, and what of its row could not be read."""

    asked: str
    matches: Matches
    faults: tuple[str, ...] = ()

    @property
    def alert(self) -> bool:
        """Whether a match is more than weak."""
        return any(match.band is not Band.WEAK for match in self.matches)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield our columns: a row a match, or one that is empty."""
        fault = "; ".join(self.faults) or None
        for match in self.matches:
            yield {**_cells(match), "fault": fault}
        if not self.matches:
            yield {**dict.fromkeys(FIELDS), "fault": fault}


def _cells(match: Match) -> dict[str, Any]:
    row = row_of(match)
    return {
        "party": row["party"],
        "caption": row["caption"],
        "score": float(row["score"]),
        "band": row["band"],
        "name_listed": row["name"],
        "lists": ", ".join(dict.fromkeys(item.list for item in match.party.listings)),
        "status": row["status"] or None,
        "reasons": "; ".join(row["reasons"]),
    }


class Answers(Sequence[Answer]):
    """The answers for a list of names, in its order. A notebook shows them as a table.

    Args:
        answers: one a name.
        note: what whoever reads them must know (the starter list alone was searched).

    """

    def __init__(self, answers: Iterable[Answer], note: str | None = None) -> None:
        self._answers = tuple(answers)
        self.note = note

    def __len__(self) -> int:
        return len(self._answers)

    def __getitem__(self, place: Any) -> Any:
        return Answers(self._answers[place], self.note) if isinstance(place, slice) else self._answers[place]

    def __repr__(self) -> str:
        found = sum(bool(answer.matches) for answer in self)
        return f"<Answers: {len(self)} asked, {found} with a possible match, {len(self.alerts)} more than weak>"

    def _repr_html_(self) -> str:
        from watchwire.notebook.show import answers_html

        return answers_html(self)

    @property
    def alerts(self) -> "Answers":
        """Those with a match that is more than weak."""
        return Answers((answer for answer in self if answer.alert), self.note)

    def records(self) -> list[dict[str, Any]]:
        """Return a dictionary a match, with what was asked; one with empty fields for a name without any."""
        return [{"asked": answer.asked, **row} for answer in self for row in answer.rows()]

    def to_pandas(self) -> Any:
        """Return the records as a pandas frame.

        Raises:
            UsageError: pandas is not installed.

        """
        return make_frame("pandas", self.records(), ("asked", *FIELDS))

    def to_polars(self) -> Any:
        """Return the records as a polars frame.

        Raises:
            UsageError: polars is not installed.

        """
        return make_frame("polars", self.records(), ("asked", *FIELDS))


def screen_many(
    names: Any,
    library: "Library | None" = None,
    kind: "PartyKind | None" = None,
    as_of: date | None = None,
    limit: int = 5,
    columns: Mapping[str, str] | None = None,
    progress: Show | bool = True,
) -> Any:
    """Screen many names: see `watchwire.screen`."""
    from watchwire.notebook.progress import shown
    from watchwire.notebook.show import show_in_notebooks
    from watchwire.screening.verbs import screener_for

    show_in_notebooks()
    screener = screener_for(library, as_of)
    frame = frame_of(names)
    rows = frame.rows() if frame is not None else [_row(name, number) for number, name in enumerate(names)]
    headings = frame.headings if frame is not None else list(dict.fromkeys(key for row in rows for key in row))
    understood = _understood(headings, columns)
    if rows and not understood.named:
        raise UsageError(f"no column for names was recognised ({understood.understood()}); say columns={{'name': …}}")
    with shown(progress, len(rows)) as show:
        answers = list(_answers(screener, understood, rows, kind, limit, show))
    if frame is None:
        return Answers(answers, screener.holdings.starter_note)
    return _joined(frame, answers)


def _row(name: Any, number: int) -> dict[str, str]:
    if isinstance(name, str):
        return {"name": name}
    if isinstance(name, Mapping):
        return {str(key): "" if value is None else str(value) for key, value in name.items()}
    raise UsageError(f"name {number}: {type(name).__name__}, where text or a mapping of fields was expected")


def _understood(headings: list[str], columns: Mapping[str, str] | None) -> Columns:
    """Return which heading is what; `columns` says it where headings do not ("Full legal nm": name)."""
    found = columns_of(headings)
    if not columns:
        return found
    unknown = [heading for heading in columns.values() if heading not in headings]
    if unknown:
        raise UsageError(f"columns: there is no {', '.join(map(repr, unknown))} among {', '.join(headings)}")
    fields = {key: value for key, value in found.fields.items() if value not in columns.values()}
    numbers = {key: value for key, value in found.numbers.items() if key not in columns.values()}
    fields |= {key: heading for key, heading in columns.items() if key in _FIELDS}
    numbers |= {heading: key for key, heading in columns.items() if key not in _FIELDS}
    taken = {*fields.values(), *numbers}
    return Columns(fields, tuple(heading for heading in headings if heading not in taken), numbers)


_FIELDS = frozenset({"name", "first_name", "middle_name", "last_name", "kind", "birth_date", "country"})


def _answers(
    screener: Screener, columns: Columns, rows: list[dict[str, str]], kind: "PartyKind | None", limit: int, show: Show
) -> Iterator[Answer]:
    from dataclasses import replace

    for number, row in enumerate(rows):
        full = {**dict.fromkeys([*columns.fields.values(), *columns.numbers], ""), **row}
        asked, faults = asked_row(screener, columns, full)
        if asked is not None and kind is not None and not asked.kinds:
            asked = replace(asked, kinds=frozenset({kind}))
        matches = screener.ask(asked, limit) if asked is not None else []
        text = asked.text if asked is not None else ""
        yield Answer(text, Matches(matches, text), tuple(faults))
        show(number + 1, len(rows))


def _joined(frame: Frame, answers: list[Answer]) -> Any:
    """Return the frame with our columns: each of its rows once a match, its own columns as they were."""
    places: list[int] = []
    cells: list[dict[str, Any]] = []
    for place, answer in enumerate(answers):
        for row in answer.rows():
            places.append(place)
            cells.append(row)
    return frame.joined(places, cells, FIELDS)
