"""What a brief tells of a reported activity: who is said to do what with whom, and which measures cover it."""

from dataclasses import replace

from watchwire.brief.line import Line, country_names, names_of, quoted, share_of
from watchwire.events import goods_class, goods_label, is_conduct
from watchwire.model import Brief, Concern, Measure, Verification

_PARAGRAPH = " ¶ "
_UNSURE = " (paragraph number unverified)"
_BELOW = "   "
"""How a line begins that belongs to the one above it."""
_KINDS = {
    "travel": "journey",
    "meeting": "meeting with a listed party",
    "ownership": "hint at ownership",
    "position": "position",
    "support": "support for or business with a listed party",
}


def concern_lines(brief: Brief) -> tuple[Line, ...]:
    """Return a line for each reported activity, every measure that covers it in full."""
    return tuple(_concern_line(brief, concern) for concern in brief.concerns)


def _concern_line(brief: Brief, concern: Concern) -> Line:
    head = _concern_head(brief, concern)
    by = brief.entity(concern.by) if concern.by else None
    statement = next((s for s in brief.statements if s.id == concern.statement), None)
    said = (
        by.name
        if by
        else (quoted(brief, statement.speaker_span) if statement and statement.speaker_span else "the article")
    )
    text = f"{concern.certainty.value}, by {said}: “{quoted(brief, concern.span)}”"
    small = []
    for measure in concern.measures:
        small.extend(_measure_lines(measure, {m.id for m in concern.measures}))
    small.extend(
        f"today also {measure.issuer} {measure.instrument} ¶ {measure.paragraph}, since {measure.in_force_from}"
        for measure in concern.begun
    )
    if concern.ended:
        small.append(f"no longer in force today: {', '.join(concern.ended)}")
    roles: dict[str, list[str]] = {}
    for item in concern.listed:
        roles.setdefault(item.role, []).append(names_of(brief, (item.entity,)))
    if roles:
        small.append(
            "possible listed parties in the article: "
            + "; ".join(f"{role}: {', '.join(names)}" for role, names in roles.items())
        )
    if concern.unsaid:
        small.append("left open by the text: " + "; ".join(concern.unsaid))
    return Line(
        head, text, tuple(small), (concern.span, *concern.also), "concern", confidence=share_of(concern.confidence)
    )


def _side(brief: Brief, keys: tuple[str, ...]) -> str:
    """Return who stands on a side: the names of entities and of countries."""
    names = [name for key in keys if (name := names_of(brief, (key,)) or country_names((key,)))]
    return ", ".join(dict.fromkeys(names)) or "not said"


def _concern_head(brief: Brief, concern: Concern) -> str:
    if concern.kind == "support" and not concern.providers and not concern.receivers:
        named = names_of(brief, tuple(item.entity for item in concern.listed))
        return f"{_KINDS[concern.kind]}: {named}, on which side is not said"
    if concern.kind != "activity":
        one, other = _side(brief, concern.providers), _side(brief, concern.receivers)
        weight = "" if concern.kind == "support" else " (of less weight)"
        return f"{_KINDS[concern.kind]}: {one} → {other}{weight}"
    label = goods_label(concern.activity)
    kind = goods_class(concern.activity, quoted(brief, concern.span))
    if not concern.providers and not concern.receivers and concern.listed:
        named = names_of(brief, tuple(item.entity for item in concern.listed))
        return f"{label}{f' ({kind})' if kind else ''}: {named}, on which side is not said"
    sides = _side(brief, concern.providers)
    if not is_conduct(concern.activity):
        sides += f" → {_side(brief, concern.receivers)}"
    return f"{label}{f' ({kind})' if kind else ''}: {sides}"


def _measure_lines(measure: Measure, beside: set[str]) -> list[str]:
    """Say what a measure asks, how sure its paragraph is, what widened it by then, and what may except from it."""
    mark = "" if measure.verification is Verification.VERIFIED else _UNSURE
    contested = f" Contested: {measure.contested_by}." if measure.contested_by else ""
    wider = [other for other in measure.widened_by if other in beside]
    widened = f" Widened by {', '.join(wider)}." if wider else ""
    named = f"{measure.issuer} {measure.instrument}{_PARAGRAPH}{measure.paragraph}{mark}"
    lines = [f"{named}: {measure.summary}{widened}{contested}"]
    if measure.exceptions:
        lines.append(f"{_BELOW}exception that may apply: {measure.exceptions}")
    return lines


def told_once(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return lines in which a measure is told in full where it is named first, then by its paragraph alone."""
    told: set[str] = set()
    return tuple(replace(line, small=_once(line.small, told)) for line in lines)


def _once(small: tuple[str, ...], told: set[str]) -> tuple[str, ...]:
    kept: list[str] = []
    again: list[str] = []
    of_one_told = False  # what is excepted from a measure stands below it
    for text in small:
        if _PARAGRAPH in text and ": " in text:
            of_one_told = text in told
            if of_one_told:
                again.append(text.split(": ", 1)[0].removesuffix(_UNSURE))
                continue
            told.add(text)
        elif text.startswith(_BELOW):
            if of_one_told:
                continue
        else:
            of_one_told = False
            kept, again = _with_those(kept, again), []
        kept.append(text)
    return tuple(_with_those(kept, again))


def _with_those(kept: list[str], again: list[str]) -> list[str]:
    return [*kept, f"as told above: {'; '.join(again)}"] if again else kept
