"""A brief from its JSON: what `contract` wrote, as values again, so that a stored brief is shown like a fresh one.

Of a matched party the contract holds what a brief shows of it, not its whole entry; ask the library for that.
"""

from datetime import date
from typing import Any

from watchwire.errors import UsageError
from watchwire.model import (
    Action,
    Answer,
    Article,
    Authority,
    Band,
    BirthDate,
    Brief,
    Certainty,
    Citation,
    Comparison,
    Concern,
    Confidence,
    DateExpression,
    Designation,
    Effect,
    Entered,
    Entity,
    EntityKind,
    Event,
    Furniture,
    FurnitureKind,
    Instrument,
    ListedRole,
    Listing,
    ListingStatus,
    ListVersion,
    Manner,
    Match,
    Measure,
    NameQuality,
    PartialDate,
    Party,
    PartyKind,
    PartyName,
    Published,
    Reason,
    Span,
    Standing,
    Statement,
    Status,
    Target,
    Tense,
    Verification,
)


def brief_from_record(record: dict[str, Any]) -> Brief:
    """Return the brief that a record tells.

    Raises:
        UsageError: it is no brief of Watchwire.

    """
    try:
        article = _article(record["article"])
        return Brief(
            record["watchwire"],
            article,
            tuple(ListVersion(**version) for version in record["lists"]),
            _day(record["as_of"]),
            tuple(_entity(item) for item in record["entities"]),
            tuple(_statement(item) for item in record["statements"]),
            tuple(_event(item) for item in record["events"]),
            tuple(_date(item) for item in record["dates"]),
            tuple(_concern(item) for item in record["concerns"]),
            tuple(record["notes"]),
            # Briefs that were stored before these parts had a place in them have none.
            tuple(_instrument(item) for item in record.get("instruments", ())),
            tuple(record.get("unread", ())),
            tuple(_designation(item) for item in record.get("designations", ())),
            _day(record.get("as_of_modified")),
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise UsageError(f"this is no brief of Watchwire: {type(error).__name__}: {error}") from error


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _span(pair: list[int]) -> Span:
    return Span(pair[0], pair[1])


def _maybe(pair: list[int] | None) -> Span | None:
    return _span(pair) if pair else None


def _places(items: list[dict[str, Any]]) -> tuple[Span, ...]:
    return tuple(Span(item["start"], item["end"]) for item in items)


def _article(item: dict[str, Any]) -> Article:
    published = Published(
        _day(item["published"]),
        item["published_from"],
        item["published_how"],
        _day(item["published_earliest"]),
        _day(item["published_latest"]),
    )
    return Article(
        item["text"],
        item["url"],
        item["site"],
        item["title"],
        item["author"],
        published,
        item["language"],
        tuple(Furniture(Span(f["start"], f["end"]), FurnitureKind(f["kind"])) for f in item["furniture"]),
        tuple(item["notes"]),
        # Briefs of earlier versions say nothing of these.
        _day(item.get("modified")),
        item.get("section"),
        item.get("lead"),
        item.get("free"),
        item.get("country"),
    )


def _entity(item: dict[str, Any]) -> Entity:
    where = item["coordinates"]
    return Entity(
        item["id"],
        item["name"],
        EntityKind(item["kind"]),
        _places(item["mentions"]),
        tuple(item["countries"]),
        _places(item["roles"]),
        _matches(item["matches"]),
        tuple(item["found_by"]),
        tuple(item["notes"]),
        _places(item["pronouns"]),
        (where[0], where[1]) if where else None,
        _confidence(item),
    )


def _matches(items: list[dict[str, Any]]) -> tuple[Match, ...]:
    rows: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in items:
        rows.setdefault((row["party"], row["name"]), []).append(row)
    return tuple(_match(held) for held in rows.values())


def _confidence(item: dict[str, Any]) -> Confidence | None:
    """Return a confidence; briefs made before there was one have none."""
    value = item.get("confidence")
    reasons = tuple((held["feature"], held["weight"]) for held in item.get("confidence_reasons", ()))
    return Confidence(value, reasons) if value is not None else None


def _match(rows: list[dict[str, Any]]) -> Match:
    first = rows[0]
    listings = tuple(
        Listing(
            row["list"],
            row["reference"],
            row["programme"],
            listed_on=_day(row["listed_on"]),
            listed_by=_day(row.get("listed_by")),
            delisted_on=_day(row.get("delisted_on")),
            source_url=row["source"],
            effects=tuple(Effect(effect) for effect in row.get("effects", ())),
        )
        for row in rows
    )
    name = PartyName(first["name"], quality=NameQuality(first["name_quality"]))
    caption = PartyName(first["caption"])
    party = Party(
        first["party"],
        PartyKind(first["kind"]),
        (caption,) if caption.full == name.full else (caption, name),
        listings,
        tuple(_birth(text) for text in first["birth_dates"]),
    )
    reasons = tuple(Reason(r["feature"], r["weight"], r["detail"]) for r in first["reasons"])
    return Match(
        party,
        name,
        Comparison(first["score"], reasons),
        Band(first["band"]),
        None,
        None,
        _statuses(rows, "status"),
        first.get("subject"),
        first.get("in_furniture", False),
        _statuses(rows, "status_modified"),
    )


def _statuses(rows: list[dict[str, Any]], key: str) -> tuple[ListingStatus, ...]:
    return tuple(
        ListingStatus(
            Status(row[key]),
            date.fromisoformat(row[f"{key}_as_of"]),
            row[f"{key}_basis"],
            _day(row[f"{key}_changed_on"]),
            row.get(f"{key}_said") or "",
            _between(row.get(f"{key}_between")),
        )
        for row in rows
        if row.get(f"{key}_as_of")
    )


def _between(days: list[str | None] | None) -> tuple[date | None, date | None] | None:
    return (_day(days[0]), _day(days[1])) if days else None


def _birth(text: str) -> BirthDate:
    circa = text.startswith("circa ")
    first, _, last = text.removeprefix("circa ").partition("..")
    return BirthDate(PartialDate.parse(first), PartialDate.parse(last) if last else None, circa)


def _statement(item: dict[str, Any]) -> Statement:
    return Statement(
        item["id"],
        item["speaker"],
        _maybe(item["speaker_span"]),
        _span(item["cue_span"]),
        tuple(_span(pair) for pair in item["content_spans"]),
        Manner(item["manner"]),
        Certainty(item["certainty"]),
        item["modal"],
        item["stance"],
        tuple(Answer(held["statement"], held["kind"], held["party"]) for held in item.get("answers", ())),
        tuple(item.get("doubts", ())),
        _confidence(item),
        tuple(_span(pair) for pair in item.get("stands_for", ())),
    )


def _date(item: dict[str, Any]) -> DateExpression:
    return DateExpression(
        _span(item["span"]), item["kind"], item["value"], item["grain"], _day(item["from"]), _day(item["to"])
    )


def _event(item: dict[str, Any]) -> Event:
    day = item["date"]
    return Event(
        item["id"],
        item["type"],
        _span(item["span"]),
        tuple(item["actors"]),
        tuple(item["recipients"]),
        item["mode"],
        item["goods"],
        None,
        DateExpression(_span(day["span"]), "", day["text"], "", _day(day["from"]), _day(day["to"])) if day else None,
        item["place"],
        Certainty(item["certainty"]),
        Tense(item["tense"]),
        item["statement"],
        tuple(_span(pair) for pair in item["also"]),
        tuple(item["actor_countries"]),
        tuple(item["recipient_countries"]),
        tuple(_span(pair) for pair in item.get("actor_spans", ())),
        tuple(_span(pair) for pair in item.get("recipient_spans", ())),
        _confidence(item),
        Confidence(kind) if (kind := item.get("kind_confidence")) is not None else None,
        _span(item["words"]) if item.get("words") else None,
    )


def _concern(item: dict[str, Any]) -> Concern:
    return Concern(
        item["id"],
        item["activity"],
        tuple(item["from"]),
        tuple(item["to"]),
        _span(item["span"]),
        Certainty(item["certainty"]),
        item["event"],
        item["statement"],
        item["by"],
        tuple(_measure(measure) for measure in item["measures"]),
        tuple(ListedRole(role["entity"], role["role"]) for role in item["listed"]),
        tuple(item["unsaid"]),
        tuple(_span(pair) for pair in item["also"]),
        item["kind"],
        tuple(_measure(measure) for measure in item["measures_begun_since"]),
        tuple(item["measures_ended_since"]),
        _confidence(item),
    )


def _instrument(item: dict[str, Any]) -> Instrument:
    return Instrument(
        item["id"],
        item["key"],
        item["kind"],
        item["issuer"],
        item["name"],
        item["title"],
        tuple(Citation(_span(held["span"]), held["part"]) for held in item["citations"]),
        tuple(_measure(measure) for measure in item["measures"]),
        Standing(item["standing"]),
        _day(item["in_force_from"]),
        _day(item["in_force_until"]),
        item["source"],
    )


def _designation(item: dict[str, Any]) -> Designation:
    return Designation(
        item["id"],
        Action(item["action"]),
        _span(item["cue_span"]),
        _span(item["span"]),
        tuple(_target(target) for target in item["targets"]),
        item["by"],
        _maybe(item["by_span"]),
        _day(item["on"]),
        _maybe(item["date_span"]),
        tuple(Authority(one["instrument"], one["part"]) for one in item["authorities"]),
        _maybe(item["reason_span"]),
    )


def _target(item: dict[str, Any]) -> Target:
    return Target(
        item["name"],
        _span(item["span"]),
        item["named"],
        item["entity"],
        _maybe(item["detail_span"]),
        _matches(item["matches"]),
        tuple(
            Entered(one["party"], one["list"], one["reference"], _day(one["listed_on"]), one["days"])
            for one in item["listings"]
        ),
    )


def _measure(item: dict[str, Any]) -> Measure:
    return Measure(
        item["id"],
        item["issuer"],
        item["instrument"],
        item["paragraph"],
        item["title"],
        item["summary"],
        (),
        "",
        (),
        binds=tuple(item["binds"]),
        in_force_from=_day(item["in_force_from"]),
        in_force_until=_day(item["in_force_until"]),
        exceptions=item["exceptions"],
        widened_by=tuple(item["widened_by"]),
        superseded_by=tuple(item["superseded_by"]),
        implements=tuple(item["implements"]),
        contested_by=item["contested_by"],
        source=item["source"],
        verification=Verification(item["status"]),
    )
