"""The research transcription of the EU's Official Journal as a FollowTheMoney file (tests only; not the EU's own format)."""

import csv
import json
import re
from pathlib import Path

_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def _iso(text: str) -> str | None:
    found = _DATE.search(text)
    if found:
        return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
    year = re.search(r"\b(1[89]\d\d|20\d\d)\b", text)
    return year[0] if year else None


def _several(text: str) -> list[str]:
    return [piece.strip() for piece in text.split(";") if piece.strip()]


def to_ftm(source: Path) -> str:
    """Return the transcription as JSON Lines: a party and its sanction a row."""
    lines = []
    with source.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), 1):
            key = f"{row['celex']}-{row['annex']}-{row['recordId'] or f'row{number}'}".replace(" ", "")
            properties = {
                "name": [row["name"]],
                "alias": _several(row["alias"]),
                "weakAlias": _several(row["weakAlias"]),
                "previousName": _several(row["previousName"]),
                "position": _several(row["position"]),
                "birthDate": [day for day in [_iso(row["birthDate"])] if day],
                "topics": ["sanction"],
            }
            if "Russia" in row["nationality"] or (row["celex"] == "32014R0269" and not row["nationality"]):
                properties["nationality"] = ["ru"]
            schema = row["schema"] or "LegalEntity"
            lines.append(
                {
                    "id": key,
                    "schema": schema,
                    "properties": properties,
                    "datasets": [f"eu-{row['celex'].lower()}"],
                }
            )
            sanction = {
                "entity": [key],
                "programId": [row["programKey"]],
                "authorityId": [key],
                "startDate": [day for day in [_iso(row["startDate"])] if day],
                "reason": [row["reason"][:500]],
            }
            lines.append(
                {
                    "id": f"{key}-s",
                    "schema": "Sanction",
                    "properties": sanction,
                    "datasets": [f"eu-{row['celex'].lower()}"],
                }
            )
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n"
