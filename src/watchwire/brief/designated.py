"""The lines on designations and delistings that an article reports: a table where there are several targets."""

from watchwire.brief.line import Line, Row, quoted
from watchwire.model import Action, Brief, Designation, Entered, Status, Target

_LISTINGS = 3
"""How many listings of a target are told; the JSON holds all."""
_NAMED = 3
"""How many targets of several are named before the table of them."""
_UNSAID = frozenset({"we", "i", "they", "the department", "the ministry", "the secretary", "the minister"})
"""What stands for who did it and names nobody, where the text does not say who is meant."""
_DOERS_LONGEST = 80
"""How many characters of the words for those who did it are told."""


def designation_lines(brief: Brief) -> tuple[Line, ...]:
    """Return a line for each report; its targets are rows where there are several."""
    return tuple(_line(brief, item) for item in brief.designations)


def _line(brief: Brief, item: Designation) -> Line:
    how = "; ".join(part for part in (_by(brief, item), _when(brief, item), _under(brief, item)) if part)
    small = [f"reason given: {quoted(brief, item.reason)}"] if item.reason else []
    spans = tuple(span for span in (item.cue, *(target.span for target in item.targets), item.reason) if span)
    if len(item.targets) == 1:
        target = item.targets[0]
        details = [f"the text calls it: {quoted(brief, target.detail)}"] if target.detail else []
        known = [_listed(target)] if target.named else ["not named in this sentence"]
        return Line(target.name, f"{said_of(item)} {how}".rstrip(), (*details, *small, *known), spans, _tone(item))
    rows = tuple(_row(brief, target) for target in item.targets)
    return Line(_together(item), f"{said_of(item)} {how}".rstrip(), tuple(small), spans, _tone(item), rows)


def _together(item: Designation) -> str:
    """Return whom an act of several targets hits, in words: the first of them, and how many more."""
    names = [target.name for target in item.targets]
    if len(names) <= _NAMED:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"


_SAID = {
    Action.DESIGNATED: "designated",
    Action.DELISTED: "delisted",
    Action.VISA_RESTRICTED: "put under visa restrictions",
    Action.REWARD_OFFERED: "sought, a reward offered",
}


def said_of(item: Designation) -> str:
    """Return what was done to the targets, in words."""
    return _SAID[item.action]


def _tone(item: Designation) -> str:
    return "strong" if any(target.matches for target in item.targets) else "plain"


def _row(brief: Brief, target: Target) -> Row:
    detail = quoted(brief, target.detail, 100) if target.detail else ""
    return Row((target.name, detail, _listed(target) if target.named else "not named"), (target.span,))


def doer_of(brief: Brief, item: Designation) -> str:
    """Return who did it as the text has it, or an empty string."""
    entity = brief.entity(item.by) if item.by else None
    words = quoted(brief, item.by_span, _DOERS_LONGEST) if item.by_span else ""
    words = f"the {words[4:]}" if words.startswith("The ") else words
    several = entity is not None and item.by_span not in entity.mentions and " and " in words
    if entity is not None and not several:
        return entity.name
    return "" if words.lower() in _UNSAID else words


def _by(brief: Brief, item: Designation) -> str:
    doer = doer_of(brief, item)
    return f"by {doer}" if doer else ""


def when_of(brief: Brief, item: Designation) -> str:
    """Return when it was done as far as the text says, or an empty string: a day, or words for a month or a year."""
    if item.on is not None:
        return f"on {item.on}"
    words = quoted(brief, item.date_span, 40) if item.date_span else ""
    if words.lower().startswith("last "):
        return words[:1].lower() + words[1:]
    return f"in {words}" if words else ""


def _when(brief: Brief, item: Designation) -> str:
    return when_of(brief, item) or "day not said"


def authorities_of(brief: Brief, item: Designation, *, parts: bool = True) -> str:
    """Return the instruments that the text gives as the ground, with or without the parts of them."""
    names = {one.id: one.name for one in brief.instruments}
    told = [
        f"{names[one.instrument]}{f' section {one.part}' if one.part and parts else ''}"
        for one in item.authorities
        if one.instrument in names
    ]
    return ", ".join(dict.fromkeys(told))


def _under(brief: Brief, item: Designation) -> str:
    told = authorities_of(brief, item)
    return f"under {told}" if told else ""


def _listed(target: Target) -> str:
    """Say what the lists held have of a target, and how long after the reported day."""
    if not target.matches:
        return "no possible match on the lists held"
    left = {match.party.id for match in target.matches if match.status and match.status.status is Status.DELISTED}
    told = [_entry(entered, entered.party in left) for entered in target.entered[:_LISTINGS]]
    more = len(target.entered) - len(told)
    return "possible match: " + "; ".join(told) + (f"; and {more} more" if more > 0 else "")


def _entry(entered: Entered, gone: bool) -> str:
    text = f"{entered.list} {entered.reference}"
    if entered.listed_on is None:
        text += ", listing date not in the file"
    elif entered.days is None:
        text += f", listed {entered.listed_on}"
    else:
        text += f", listed {entered.listed_on}, {apart(entered.days)}"
    return f"{text}, since delisted" if gone else text


def apart(days: int) -> str:
    """Say how far a listing is from the reported day."""
    if days == 0:
        return "the same day"
    unit = "day" if abs(days) == 1 else "days"
    return f"{days} {unit} later" if days > 0 else f"{-days} {unit} before"
