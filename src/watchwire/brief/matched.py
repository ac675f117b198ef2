"""The lines on possible matches: an entity, what it does in the story, and the subjects on the lists it may be."""

from watchwire.brief.line import Line, quoted
from watchwire.brief.roles import PartyRole, roles_in
from watchwire.brief.why import told_of
from watchwire.model import Band, Brief, ListingStatus, Match, Reason, Status

_REASONS = 5
_FURNITURE = "; in the site's furniture, not in the story"
_CHANGED = ", when the article was changed,"
_SILENT = frozenset({"mentioned", "unread", "unsure"})


def match_lines(brief: Brief) -> tuple[Line, ...]:
    """Return a line for each entity that may be a listed party: each subject once, with its listings inside."""
    lines = []
    roles = roles_in(brief)
    for entity in brief.entities:
        alerts = [match for match in entity.matches if match.band is not Band.WEAK]
        support = [match for match in entity.matches if match.band is Band.WEAK]
        if not alerts:
            continue
        own = [role for role in roles if role.entity == entity.id]
        small = [_role_text(role) for role in own if role.role not in _SILENT or role.of]
        small += _subject_texts(alerts)
        small += [f"supported by the weak alias “{match.name.full}” of {match.party.id}" for match in support]
        small += list(entity.notes)
        called = list(dict.fromkeys(quoted(brief, role, 80) for role in entity.roles))
        times = len(entity.mentions)
        text = f"named {times} time{'s' if times != 1 else ''}"
        if all(role.role == "mentioned" and not role.of for role in own):
            text += "; mentioned only"
        if called:
            text += "; " + "; ".join(called)
        tone = "strong" if any(match.band is Band.STRONG for match in alerts) else "possible"
        lines.append(Line(entity.name, text, tuple(small), (*entity.mentions, *entity.roles), tone))
    return tuple(lines)


def _role_text(role: PartyRole) -> str:
    return f"{role.role} here: {role.says}"


def _subject_texts(matches: list[Match]) -> list[str]:
    """Tell each subject once; where the name may be several subjects', say so before each."""
    subjects: dict[str, list[Match]] = {}
    for match in matches:
        subjects.setdefault(match.subject or match.party.id, []).append(match)
    texts: list[str] = []
    for number, held in enumerate(subjects.values(), 1):
        if len(subjects) > 1:
            texts.append(f"may be ({number} of {len(subjects)}): {held[0].party.caption}")
        texts += [text for match in held for text in _listing_texts(match)]
        texts += list(dict.fromkeys(why for match in held if (why := _why(match))))
    return texts


def _listing_texts(match: Match) -> list[str]:
    texts = []
    for number, listing in enumerate(match.party.listings):
        when = f"listed {listing.listed_on}" if listing.listed_on else "listing date not in the file"
        if listing.listed_by and listing.listed_on is None:
            when = f"listed not later than {listing.listed_by}"
        programme = f", {listing.programme}" if listing.programme else ""
        if listing.effects:
            programme += f" ({', '.join(effect.value for effect in listing.effects)})"
        texts.append(
            f"{match.band.value} {match.score:.2f}  {listing.list} {listing.reference}{programme}: "
            f"“{match.name.full}”, {when}{_status_text(match.statuses, number)}"
            f"{_status_text(match.statuses_modified, number, _CHANGED)}{_FURNITURE if match.in_furniture else ''}"
        )
    return texts


def _why(match: Match) -> str:
    told = [reason for reason in match.comparison.reasons if reason.feature not in {"listed name", "words agree"}]
    return "why: " + "; ".join(_reason(reason) for reason in told[:_REASONS]) if told else ""


def _reason(reason: Reason) -> str:
    """Return a reason with what it weighs, where it weighs anything (log-odds in a text, score in a look-up)."""
    told = told_of(reason)
    return f"{told[:1].lower()}{told[1:]} ({reason.weight:+.1f})" if reason.weight else reason.detail


def _status_text(statuses: tuple[ListingStatus, ...], number: int, when: str = "") -> str:
    if number >= len(statuses):
        return ""
    status = statuses[number]
    day = f"{status.as_of}{when}"
    if status.status is Status.UNKNOWN and status.said:
        return f"; on {day} {status.said}, {_by(status.basis)}"
    changed = f" ({status.changed_on})" if status.changed_on and status.status is not Status.LISTED else ""
    word = "listed" if status.status is Status.LISTED else status.status.value.upper()
    return f"; on {day} {word}{changed}, {_by(status.basis)}"


def _by(basis: str) -> str:
    return f"by the {basis}" if basis.startswith(("snapshot", "dates")) else basis
