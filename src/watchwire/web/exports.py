"""Rows as a file to take away: CSV, Excel, FollowTheMoney; what is exported is what is filtered."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import orjson
from fastapi.responses import Response

from watchwire.tables import safe_cell

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export(rows: Sequence[dict[str, Any]], form: str, name: str) -> Response:
    """Return rows as a file; no cell of it is taken for a formula by a spreadsheet."""
    if form == "ftm":
        lines = b"".join(orjson.dumps(_ftm(row)) + b"\n" for row in rows)
        return _file(lines, "application/x-ndjson", f"{name}.ftm.json")
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


def _ftm(row: dict[str, Any]) -> dict[str, Any]:
    """Return an alert as a note about the listed party."""
    subject, caption, state = row.get("subject"), row.get("caption"), row.get("state")
    text = f"possible match: {subject} – {caption} ({row.get('band')} {row.get('score')}), {state}"
    return {
        "id": f"watchwire-alert-{row.get('id')}",
        "schema": "Note",
        "properties": {
            "name": [str(row.get("subject"))],
            "description": [text],
            "entity": [str(row.get("party"))],
            "date": [str(row.get("raised_at"))],
        },
    }


def _file(body: bytes, kind: str, name: str) -> Response:
    return Response(body, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
