"""How far the name of a body goes: with all that it is for, and without its owner or the office that follows it."""

import re

from watchwire.entities.roles import office_of
from watchwire.language.nouns import noun_class
from watchwire.model import Span

_BODY = re.compile(
    r"\b(?:Department|Ministry|Office|Bureau|Agency|Committee|Commission|Court|Institute|University|League|Association"
    r"|Society|Center|Centre|Council|Foundation|Coalition|Organization|Organisation|Academy|Alliance|Fund|Network)$"
)
_FURTHER_BODY = re.compile(
    r"\b(?:Department|Ministry|Office|Bureau|Agency|Embassy|Institute|University|Council|Cent(?:er|re)|Service|Union"
    r"|Commission|Organi[sz]ation)\b|\b[A-Z][\w’'-]+ (?:Academy|Institution|School|College|Fund|Foundation|Museum"
    r"|Hospital|Association|Society|Bank|Forum|Alliance|Authority|Board|Committee|Network)\b"
)
_AFFAIRS = re.compile(r"(?:,? (?:and |the )?[A-Z][\w-]+){1,9} Affairs\b(?! [A-Z])")
_OFFICE_AFTER = re.compile(
    r" (?:[Mm]inisters?|[Pp]residents?|[Ss]ecretar(?:y|ies)|[Dd]irectors?|[Cc]hairs?|[Aa]mbassadors?)\b"
)
_OF_WHAT = re.compile(
    r" (?:of|for) (?:the )?[A-Z][\w.-]+(?:(?: and|, [A-Z]\w+,? and)? [A-Z]\w+)*"
    r"(?:(?<=[a-z]) of [A-Z][\w-]+(?: [A-Z][\w-]+)?)?"
)
_RANKED = r"(?:Senior|Principal|Deputy|Assistant|Acting) "
_LISTED = re.compile(
    r"((?:, (?:and )?(?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+)?)*),? and (?:the )?"
    rf"([A-Z][a-z]+(?: (?!{_RANKED})(?:of [A-Z]|[A-Z])[a-z]+)*)(?![\w’'-]| (?!{_RANKED})[A-Z])"
)
_LISTING = re.compile(
    r"\b(?:Institute|Bureau|Office|Cent(?:er|re)|Ministry|Department|Committee|Commission|Council|Foundation|League"
    r"|Association|Agency|Directorate|Division|Academy|School|Secretariat|Alliance|Network|Forum|Coalition)"
    r" (?:of|for|on) (?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+)?$"
)
_RANK = re.compile(r"([A-Z]{2,6}) (?:Ally|Allies|Member|Members|Alliance|Chief)$")
_OWNER = re.compile(r"[A-Z]\w+[’']s (?=(?:Office|Bureau|Department|Ministry|Agency|Committee|Commission) )")
_OFFICE_OF = re.compile(r"\bOffice of the (?:UN|U\.N\.|United Nations|EU|European Union)$")
_WHOSE = re.compile(r"(?: [A-Z]\w+){1,4}(?: (?:for|of|on) (?:the )?[A-Z]\w+(?: [A-Z]\w+){0,3})?")
_CAMPUS = re.compile(r"\bUniversity of (?:[A-Z]\w+ ?)+$")
_DOING = re.compile(r"\b(?:on|for|to|of) [A-Z]\w+(?:ing|ting)$")
_DONE = re.compile(r" (?:the )?[A-Z]\w+(?: [A-Z]\w+)?")
_AT = re.compile(r" at [A-Z]\w+(?: [A-Z]\w+)?\b")
_APPEALS = re.compile(r"\bCourts? of Appeals?$")
_CIRCUIT = re.compile(r" for the [A-Z][\w.]+(?: [A-Z][\w.]+)* (?:Circuit|District)\b")
_ENGLAND = re.compile(r"\bof England$")
_WALES = re.compile(r" and Wales\b")
_RESERVE = re.compile(r"\b(?:Federal Reserve|Central) Bank$")
_WHERE = re.compile(r" of (?:the )?[A-Z]\w+(?: [A-Z]\w+)?")
_CRUELTY = re.compile(r"\bPrevention of Cruelty$")
_TO_WHOM = re.compile(r" to [A-Z]\w+(?: and [A-Z]\w+)?")
_JOINT = re.compile(r"\bOrgani[sz]ation for [A-Z][\w-]+(?: and [A-Z][\w-]+)?$")
_IN_WORLD = re.compile(r" in (?:Europe|Asia|Africa|the Americas)\b")
_NATIONS = re.compile(r"^(?:UN|U\.N\.|United Nations)$")
_COMMISSIONER = re.compile(r" High Commissioner for (?:Refugees|Human Rights)\b")
_FURTHER = (
    (_CRUELTY, _TO_WHOM),
    (_OFFICE_OF, _WHOSE),
    (_CAMPUS, _AT),
    (_APPEALS, _CIRCUIT),
    (_ENGLAND, _WALES),
    (_RESERVE, _WHERE),
    (_JOINT, _IN_WORLD),
    (_NATIONS, _COMMISSIONER),
)
"""Names that are cut, and what goes on with them (“University of Texas *at Arlington*”)."""
_MINISTERS = frozenset(
    {"foreign", "prime", "deputy", "vice", "defense", "defence", "finance", "interior", "justice", "health"}
    | {"assistant", "under", "permanent", "general"}
)
_FIELDS = frozenset({"act", "idea", "words", "event", "amount", "thing", "group", "person"})
"""What the words mean that say what a body is for (“peace”, “security”, “trade”)."""
_REACH = 80
_LEAST = 2
_RANKS = frozenset({"Special", "Deputy", "Assistant", "Acting", "Senior", "Executive", "Vice", "Under"})


def whole_body(text: str, span: Span) -> Span:
    """Return a body without its owner (“Treasury's Office”), and with what it is of (“Department of the Treasury”)."""
    owner = _OWNER.match(span.of(text))
    if owner is not None:
        span = Span(span.start + owner.end(), span.end)
    further_of = next((further for name, further in _FURTHER if name.search(span.of(text))), None)
    pattern = _OF_WHAT if _BODY.search(span.of(text)) else further_of
    further = pattern.match(text[span.end : span.end + _REACH]) if pattern is not None else None
    span = Span(span.start, span.end + _without_title(further[0])) if further is not None else span
    whom = _TO_WHOM.match(text, span.end) if _CRUELTY.search(span.of(text)) else None
    span = Span(span.start, whom.end()) if whom is not None else span
    doing = _DOING.search(span.of(text))
    rest = _DONE.match(text, span.end) if doing is not None else None
    span = Span(span.start, rest.end()) if rest is not None else span  # “Council on Bridging *the Great Divide*”
    return _without_office(text, _without_rank(text, _with_list(text, span)))


def _without_title(further: str) -> int:
    """Return how far what a body is for goes, without the office after it (“ for Risk Reduction *Special Envoy*”)."""
    words = further.split(" ")
    kept = len(words)
    while kept > _LEAST and (office_of(words[kept - 1]) is not None or words[kept - 1] in _RANKS):
        kept -= 1
    return len(" ".join(words[:kept])) if kept > _LEAST else len(further)


def _with_list(text: str, span: Span) -> Span:
    """Return a body with all that it is for (“Institute for Women, *Peace and Security*”), if that is no other body."""
    charge = _AFFAIRS.match(text[span.end : span.end + _REACH]) if _LISTING.search(span.of(text)) else None
    if charge is not None and not _FURTHER_BODY.search(charge[0]):
        return Span(span.start, span.end + charge.end())  # “Bureau of Oceans *and International Scientific Affairs*”
    listed = _LISTED.match(text[span.end : span.end + _REACH]) if _LISTING.search(span.of(text)) else None
    if listed is None or _FURTHER_BODY.search(listed[0]):
        return span
    last = [words.split()[-1].lower() for words in re.split(r",| and |\bof\b", listed[0]) if words.strip()]
    things = all(noun_class(word) in _FIELDS or noun_class(word.removesuffix("s")) in _FIELDS for word in last)
    return Span(span.start, span.end + listed.end()) if things else span


def _without_rank(text: str, span: Span) -> Span:
    """Return “NATO” of “NATO Allies”: what follows an acronym in the plural is its members."""
    rank = _RANK.match(span.of(text))
    return Span(span.start, span.start + rank.end(1)) if rank is not None else span


def _without_office(text: str, span: Span) -> Span:
    """Return “G7” of “G7 Foreign”, where “Ministers” follows: the word says what ministers they are."""
    words = span.of(text).split()
    if len(words) < 2 or _OFFICE_AFTER.match(text, span.end) is None:  # noqa: PLR2004
        return span
    return Span(span.start, span.end - len(words[-1]) - 1) if words[-1].lower() in _MINISTERS else span
