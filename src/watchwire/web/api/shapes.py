"""What requests to the API may look like, and how answers are written."""

import json as plain_json
import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

import orjson
from fastapi import Query
from fastapi.responses import Response
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    WithJsonSchema,
)

from watchwire.desk import decisions
from watchwire.errors import UsageError
from watchwire.model import PartyKind
from watchwire.screening import Query as Asked

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNHELD = re.compile("[\x00\ud800-\udfff]")


def _holdable(text: str) -> str:
    """Let no character through that is none: they can be neither stored, nor shown, nor written as JSON."""
    if _UNHELD.search(text):
        raise ValueError("NUL and lone surrogates are no text")
    return text


Sound = AfterValidator(_holdable)
Words = Annotated[str, StringConstraints(max_length=500), Sound]


def _iso(value: Any) -> Any:
    """Let only an ISO day through: numbers would be taken for seconds since 1970."""
    if value is not None and not (isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value))):
        raise ValueError("a day like 2023-09-12")
    return value


def _empty(value: Any) -> Any:
    """Take a field that a form left empty for one that was not given."""
    return None if value == "" else value


def _or_empty(schema: dict[str, Any]) -> WithJsonSchema:
    """Describe a field that a form may leave empty."""
    return WithJsonSchema({"anyOf": [schema, {"const": ""}, {"type": "null"}]})


Day = Annotated[date, BeforeValidator(_iso)]
MaybeWords = Annotated[Words | None, BeforeValidator(_empty)]
MaybeDay = Annotated[Day | None, BeforeValidator(_empty), _or_empty({"type": "string", "format": "date"})]
MaybeFlag = Annotated[bool | None, BeforeValidator(_empty), _or_empty({"type": "boolean"})]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
MaybeNumber = Annotated[
    Number | None, BeforeValidator(_empty), _or_empty({"type": "integer", "minimum": 1, "maximum": 2**31 - 1})
]
Offset = Annotated[int, Query(ge=0, le=2**31 - 1)]
Table = Literal["json", "jsonl", "csv", "xlsx"]
Comment = Annotated[str, StringConstraints(min_length=1, max_length=10_000), Sound]
LINES, TABLE = "application/x-ndjson", "text/csv"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def also(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """Describe the further forms in which an answer may come."""
    return {200: {"description": "OK", "content": {kind: {"schema": {}} for kind in ("application/json", *kinds)}}}


def json(content: Any, status: int = 200) -> Response:
    """Return values as JSON; dates as ISO text."""
    try:
        body = orjson.dumps(content, default=str)
    except TypeError:  # lone surrogates, which JSON can escape and UTF-8 cannot hold
        body = plain_json.dumps(content, default=str).encode("ascii")
    return Response(body, status, media_type="application/json")


class Strict(BaseModel):
    """A body that holds nothing that we do not know."""

    model_config = ConfigDict(extra="forbid")


class Text(Strict):
    """A text or an address to read."""

    text: Annotated[str, Sound] | None = None
    url: Words | None = None
    published: Day | None = None
    as_of: Day | None = None
    keep: StrictBool = Field(False, description="Store it at the desk: needs the role of an analyst.")


class Form(StrEnum):
    """How a brief is given."""

    JSON = "json"
    HTML = "html"
    MARKDOWN = "markdown"
    FTM = "ftm"


class Name(Strict):
    """A name to screen, and what is known of its bearer."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=500), Sound]
    kind: Literal["person", "organization", "vessel", "aircraft", "other"] | None = None
    birth_date: Words | None = None
    country: Words | None = None


class Screening(Name):
    """One name to screen."""

    limit: int = Field(5, ge=1, le=50)
    as_of: Day | None = None
    ofac_score: StrictBool = False


class Bulk(Strict):
    """Many names to screen."""

    names: list[Name] = Field(min_length=1, max_length=10_000)
    limit: int = Field(5, ge=1, le=50)
    as_of: Day | None = None


Seen = Annotated[int, Field(ge=0, le=2**31 - 1, description="The alert's `version` that was looked at.")]


class Deciding(Strict):
    """A decision on an alert, as it was seen: where somebody changed it since, the answer is 409 and says how."""

    state: decisions.State
    comment: Comment
    seen: Seen


class Chosen(Strict):
    """An alert as it was seen."""

    alert: Number
    seen: Seen


class Many(Strict):
    """One decision on several alerts."""

    state: decisions.State
    comment: Comment
    alerts: list[Chosen] = Field(min_length=1, max_length=500)


class GoodGuy(Strict):
    """A subject that is not a listed party."""

    subject: Annotated[str, StringConstraints(min_length=1, max_length=500), Sound]
    party: Annotated[str, StringConstraints(min_length=1, max_length=128), Sound]
    reason: Annotated[str, StringConstraints(min_length=3, max_length=10_000), Sound]
    expires: Day


def asked(name: Name) -> Asked:
    """Return what a request asks as a query.

    Raises:
        UsageError: a field cannot be read.

    """
    from watchwire.geography import country_of
    from watchwire.lists.values import birth_date

    country = name.country.strip() if name.country else ""
    try:
        code = country_of(country) if country else None
        if country and code is None:
            raise UsageError(f"country {country!r} is unknown; use its name or its two-letter code")
        return Asked(
            name.name,
            PartyKind(name.kind) if name.kind else None,
            birth_date(name.birth_date) if name.birth_date and name.birth_date.strip() else None,
            code,
        )
    except ValueError as error:
        raise UsageError(str(error)) from error
