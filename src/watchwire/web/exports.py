"""Rows as a file to take away: CSV, Excel, FollowTheMoney; what is exported is what is filtered."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import orjson
from fastapi import Request
from fastapi.responses import Response

from watchwire.brief import alert_entities
from watchwire.desk.accounts import User
from watchwire.desk.record import note
from watchwire.tables import safe_cell
from watchwire.web.state import State, state_of

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def taken(request: Request, user: User, rows: Sequence[dict[str, Any]], form: str, name: str) -> Response:
    """Return rows as a file, and put on record who took what away, by which filters."""
    asked = {key: value for key, value in request.query_params.items() if value}
    held = state_of(request)
    note(held.desk.store, user.name, "export", name, {"format": form, "asked": asked, "rows": len(rows)})
    return _ftm(held, rows) if form == "ftm" else export(rows, form, name)


def filed(request: Request, user: User, pdf: bytes, subject: str, asked: dict[str, Any], name: str) -> Response:
    """Return a report for the file as PDF, and put on record who took it."""
    detail = {"format": "pdf", "asked": asked, "rows": 1}
    note(state_of(request).desk.store, user.name, "export", subject, detail)
    disposition = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return Response(pdf, media_type="application/pdf", headers=disposition)


def export(rows: Sequence[dict[str, Any]], form: str, name: str) -> Response:
    """Return rows as a file; no cell of it is taken for a formula by a spreadsheet."""
    if form == "jsonl":
        lines = b"".join(orjson.dumps(row, default=str) + b"\n" for row in rows)
        return _file(lines, "application/x-ndjson", f"{name}.jsonl")
    heads = list(dict.fromkeys(key for row in rows for key in row))
    cells = [[_cell(row.get(head)) for head in heads] for row in rows]
    if form == "xlsx":
        return _file(_excel(heads, cells), _EXCEL, f"{name}.xlsx")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(cells)
    return _file(out.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", f"{name}.csv")


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return safe_cell(value if isinstance(value, str) else str(value))


def _excel(heads: list[str], cells: list[list[Any]]) -> bytes:
    import re

    from openpyxl import Workbook

    illegal = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Watchwire")
    sheet.append(heads)
    for row in cells:
        sheet.append([illegal.sub("\ufffd", cell)[:32_000] if isinstance(cell, str) else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ftm(held: State, rows: Sequence[dict[str, Any]]) -> Response:
    """Return alerts as FollowTheMoney entities, each once."""
    with held.lock:
        index = held.desk.reader.screener(None).index
        parties = {row["party"]: index.party_by_id(row["party"]) for row in rows}
    found = {item["id"]: item for row in rows for item in alert_entities(row, parties[row["party"]])}
    lines = b"".join(orjson.dumps(item) + b"\n" for item in found.values())
    return _file(lines, "application/x-ndjson", "alerts.ftm.json")


def _file(body: bytes, kind: str, name: str) -> Response:
    return Response(body, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
