"""Alert rules in the browser: seen by all, changed by an admin, tried on what is stored before they are saved."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from watchwire.desk.accounts import Role, User
from watchwire.desk.channels import KINDS
from watchwire.desk.rules import Rule, rule_record
from watchwire.desk.ruling import Tried, checked_rules, kept_rules, save_rules, try_rules
from watchwire.desk.views import list_rows
from watchwire.errors import DecisionRefused, WatchwireError
from watchwire.measures.schema import activity_keys
from watchwire.model import Status
from watchwire.store.keeping import clean
from watchwire.web.pages.common import Admin, Visitor, number_of
from watchwire.web.render import page
from watchwire.web.state import state_of

router = APIRouter()
_WORDS = ("lists", "programmes", "countries", "statuses", "concerns", "channels")
_BANDS = {"strong and possible": ["strong", "possible"], "strong": ["strong"], "possible": ["possible"]}
_LONGEST = 1000


@router.get("/rules")
def rules(request: Request, user: Visitor) -> Response:
    """The rules in force."""
    with state_of(request).desk.store.look() as connection:
        held = kept_rules(connection)
    return _shown(request, user, [_row(rule) for rule in _in_force(request, held.rules)], held.id)


def _in_force(request: Request, kept: tuple[Rule, ...]) -> tuple[Rule, ...]:
    given = state_of(request).desk.given
    return kept if given is None else given


def _shown(
    request: Request,
    user: User,
    rows: list[dict[str, str]],
    seen: int,
    status: int = 200,
    problem: str | None = None,
    tried: Tried | None = None,
    saved: bool = False,
) -> Response:
    held = state_of(request)
    with held.desk.store.look() as connection:
        kept = kept_rules(connection)
    known = list_rows(held.desk)
    named = {word.strip() for row in rows for word in row["lists"].split(",") if word.strip()}
    return page(
        request, "rules.html", user, status=status, rows=rows, seen=seen, problem=problem, tried=tried, saved=saved,
        bands=list(_BANDS), by_file=held.desk.given is not None, kept=kept, kinds=[k for k in KINDS if k != "jsonl:"],
        may_change=user.may(Role.ADMIN) and held.desk.given is None, lists=known,
        unknown=sorted(named - {row["list"] for row in known}),
        statuses=[status.value for status in Status], concerns=sorted(activity_keys()),
    )  # fmt: skip


def _row(rule: Rule) -> dict[str, str]:
    """Return a rule as the fields of a form."""
    record = rule_record(rule)
    bands = next((name for name, held in _BANDS.items() if set(held) == set(record["bands"])), "")
    return {"name": rule.name, "bands": bands, **{key: ", ".join(record.get(key, ())) for key in _WORDS}}


def _content(row: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of a form as a file of rules has the rule."""
    words = {key: [word.strip() for word in row[key].split(",") if word.strip()] for key in _WORDS}
    return {
        "name": row["name"],
        "bands": _BANDS.get(row["bands"], [row["bands"]]),
        **{key: held for key, held in words.items() if held},
    }


@router.post("/rules")
async def change(request: Request, user: Admin) -> Response:
    """Add, move, remove, try or save rules; only saving changes anything."""
    return await run_in_threadpool(_change, request, user, await request.form())


def _change(request: Request, user: User, form: FormData) -> Response:
    held = state_of(request)
    if held.desk.given is not None:
        raise HTTPException(409, "the rules are those of the file that this server was started with")
    rows, seen = _rows(form), number_of(_word(form, "seen") or "0")
    act, _, place = _word(form, "act").partition(":")
    if act in {"up", "down", "remove", "add"}:
        return _shown(request, user, _moved(rows, act, number_of(place or "0")), seen)
    try:
        content = [_content(row) for row in rows]
        if act == "try":
            checked = checked_rules(content)
            with held.desk.store.look() as connection:
                tried = try_rules(connection, checked)
            return _shown(request, user, rows, seen, tried=tried)
        with held.desk.store.write() as connection:
            save_rules(connection, content, seen, user)
    except DecisionRefused as error:
        return _shown(request, user, rows, seen, 409, f"{error}. What you wrote is below; look again, then save.")
    except WatchwireError as error:
        return _shown(request, user, rows, seen, 422, str(error))
    return RedirectResponse("/rules", 303)


def _word(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _rows(form: FormData) -> list[dict[str, str]]:
    """Return the rules of a form: each field is there once a rule, in order."""
    columns = {
        key: [(clean(v) or "").strip()[:_LONGEST] for v in form.getlist(key) if isinstance(v, str)]
        for key in ("name", "bands", *_WORDS)
    }
    if len({len(held) for held in columns.values()}) != 1:
        raise HTTPException(422, "a rule lacks some of its fields; load the page again")
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _moved(rows: list[dict[str, str]], act: str, place: int) -> list[dict[str, str]]:
    if act == "add":
        return [*rows, _row(Rule(name=f"rule {len(rows) + 1}"))]
    if place >= len(rows):
        return rows
    row = rows.pop(place)
    if act != "remove":
        rows.insert(max(0, place - 1) if act == "up" else place + 1, row)
    return rows
