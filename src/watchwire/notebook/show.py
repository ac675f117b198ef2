"""What a notebook shows: small tables of matches, and briefs whole. Everything from outside is escaped."""

import sys
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from watchwire.model import Brief, Comparison, Match, Reason

if TYPE_CHECKING:
    from watchwire.notebook.many import Answers

_SHOWN = 50
_STYLE = (
    "<style>.ww td,.ww th{text-align:left!important;vertical-align:top;padding:.2em .7em .2em 0}"
    ".ww .strong{color:#b00020;font-weight:600}.ww .possible{color:#8a5a00;font-weight:600}"
    ".ww .weak,.ww small{color:#666}"
    ".ww summary{cursor:pointer}.ww ul{margin:.2em 0;padding-left:1.2em}</style>"
)
_NOTE = "Possible matches by name; a person decides."
_SHOWN_ALREADY: set[int] = set()


def show_in_notebooks() -> None:
    """Let IPython, where it runs, show matches, comparisons and briefs as HTML."""
    shell = _shell()
    if shell is None or id(shell) in _SHOWN_ALREADY:
        return
    _SHOWN_ALREADY.add(id(shell))
    html = shell.display_formatter.formatters["text/html"]
    html.for_type(Match, lambda match: matches_html([match], match.query or ""))
    html.for_type(Comparison, comparison_html)
    html.for_type(Brief, brief_html)


def _shell() -> Any:
    """Return the running IPython; it is never imported by us."""
    held = sys.modules.get("IPython")
    return held.get_ipython() if held is not None else None


def matches_html(matches: Sequence[Match], asked: str) -> str:
    """Return matches as a table."""
    if not matches:
        return f"{_STYLE}<div class='ww'>{escape(asked)}: no possible match</div>"
    title = f"<caption>{escape(asked)}</caption>" if asked else ""
    rows = "".join(f"<tr>{match_cells(match)}</tr>" for match in matches[:_SHOWN])
    return f"{_STYLE}<table class='ww'>{title}{_head()}<tbody>{rows}</tbody></table><small>{_NOTE}</small>"


def _head(first: str = "") -> str:
    cells = [*([first] if first else []), "match", "listed party", "lists", "why"]
    return f"<thead><tr>{''.join(f'<th>{cell}</th>' for cell in cells)}</tr></thead>"


def match_cells(match: Match) -> str:
    """Return a match as cells of a row: how sure, who, on which lists, and why."""
    party = match.party
    named = f"<br><small>as {escape(match.name.full)}</small>" if match.name.full != party.caption else ""
    lists = "<br>".join(escape(_listing(match, number)) for number in range(len(party.listings)))
    born = f", born {party.birth_dates[0]}" if party.birth_dates else ""
    where = f", {', '.join(party.countries)}" if party.countries else ""
    about = escape(f"{party.kind.value}{born}{where}")
    return (
        f"<td><span class='{match.band.value}'>{match.band.value} {match.score:.2f}</span></td>"
        f"<td>{escape(party.caption)}{named}<br><small>{about}</small></td>"
        f"<td>{lists}</td><td>{reasons_html(match.comparison.reasons)}</td>"
    )


def _listing(match: Match, number: int) -> str:
    listing = match.party.listings[number]
    text = f"{listing.list} {listing.reference}"
    text += f", {listing.programme}" if listing.programme else ""
    text += f", listed {listing.listed_on}" if listing.listed_on else ""
    if number < len(match.statuses):
        status = match.statuses[number]
        text += f"; on {status.as_of}: {status.status.value}"
    return text


def reasons_html(reasons: Iterable[Reason]) -> str:
    """Return reasons as a list that opens."""
    told = [(f"{reason.feature}: {reason.detail}", reason.weight) for reason in reasons]
    items = "".join(f"<li>{escape(text)}{f' ({weight:+.2f})' if weight else ''}</li>" for text, weight in told)
    return f"<details><summary>reasons</summary><ul>{items}</ul></details>"


def comparison_html(comparison: Comparison) -> str:
    """Return a comparison: its score, and the reasons that add up to it."""
    return f"{_STYLE}<div class='ww'><b>{comparison.score:.2f}</b>{reasons_html(comparison.reasons)}</div>"


def brief_html(brief: Brief) -> str:
    """Return a brief in a frame of its own, so that its style and the notebook's leave one another alone."""
    from watchwire.brief.html import render_html

    style = "width:100%;height:36em;border:1px solid #ccc"
    return f"<iframe srcdoc='{escape(render_html(brief))}' sandbox='allow-scripts' style='{style}'></iframe>"


def answers_html(answers: "Answers") -> str:
    """Return the answers for many names: those with a match first, the others counted."""
    found = [answer for answer in answers if answer.matches]
    rows = []
    for answer in found[:_SHOWN]:
        for number, match in enumerate(answer.matches):
            first = f"<td rowspan='{len(answer.matches)}'>{escape(answer.asked)}</td>" if not number else ""
            rows.append(f"<tr>{first}{match_cells(match)}</tr>")
    faults = [answer for answer in answers if answer.faults]
    said = [f"{len(answers)} asked, {len(found)} with a possible match"]
    said += [f"the first {_SHOWN} are shown"] if len(found) > _SHOWN else []
    said += [f"{len(faults)} with something that could not be read"] if faults else []
    said += [answers.note] if answers.note else []
    table = f"<table class='ww'>{_head('asked')}<tbody>{''.join(rows)}</tbody></table>" if rows else ""
    problems = "".join(f"<li>{escape(a.asked)}: {escape('; '.join(a.faults))}</li>" for a in faults[:10])
    return (
        f"{_STYLE}<div class='ww'><p>{escape('; '.join(said))}</p>{table}"
        f"{f'<ul>{problems}</ul>' if problems else ''}<small>{_NOTE}</small></div>"
    )
