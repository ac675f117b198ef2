"""A story as JSON (`docs/json.md`) and as lines for a person."""

from collections.abc import Iterator, Sequence
from typing import Any

from watchwire.model import Brief, Certainty
from watchwire.stories.story import Claim, Story, Telling

_LONGEST = 200
_SINGLES = 8


def story_record(story: Story, briefs: Sequence[Brief]) -> dict[str, Any]:
    """Return a story as plain JSON values; articles are numbered from 0 in the order of their days."""
    source_of = {article: number for number, source in enumerate(story.sources) for article in source.articles}
    return {
        "articles": [
            {
                "place": place,
                "url": briefs[place].article.url,
                "site": briefs[place].article.site,
                "title": briefs[place].article.title,
                "published": _day(briefs[place]),
                "sha256": briefs[place].article.sha256,
                "source": source_of[number],
            }
            for number, place in enumerate(story.articles)
        ],
        "sources": [
            {"articles": list(s.articles), "agencies": list(s.agencies), "reasons": list(s.reasons)}
            for s in story.sources
        ],
        "copies": [{"first": c.first, "second": c.second, "share": c.share} for c in story.copies],
        "listed": [{"party": name, "articles": list(articles)} for name, articles in story.listed],
        "claims": [_claim(claim) for claim in story.claims],
    }


def _day(brief: Brief) -> str | None:
    on = brief.article.published.on
    return on.isoformat() if on else None


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "kind": claim.kind,
        "text": claim.text,
        "certainty": claim.certainty.value,
        "contested": claim.contested,
        "differing": [
            {"of": d.of, "values": [{"value": value, "articles": list(articles)} for value, articles in d.values]}
            for d in claim.differing
        ],
        "independent_sources": len(claim.sources),
        "sources": list(claim.sources),
        "speakers": list(claim.speakers),
        "first": claim.first,
        "tellings": [
            {
                "article": t.article,
                "id": t.id,
                "speaker": t.speaker,
                "certainty": t.certainty.value,
                "span": [t.start, t.end],
                "text": t.text,
            }
            for t in claim.tellings
        ],
    }


def story_lines(story: Story, briefs: Sequence[Brief]) -> Iterator[str]:
    """Yield a story's lines: articles by source, listed parties, claims with who confirms and who denies."""
    count = len(story.articles)
    yield f"Story of {count} article{'s' if count > 1 else ''} from {len(story.sources)} independent source(s)"
    for number, source in enumerate(story.sources, 1):
        agencies = f" (credits {', '.join(source.agencies)})" if source.agencies else ""
        yield f"  source {number}{agencies}"
        for article in source.articles:
            brief = briefs[story.articles[article]]
            place = brief.article.site or brief.article.url or "no address"
            yield f"    [{article + 1}] {_day(brief) or 'no date'}  {brief.article.title or 'no title'} ({place})"
        for reason in source.reasons:
            yield f"        {reason}"
    if story.listed:
        yield "  possible listed parties: " + "; ".join(
            f"{name} [{', '.join(str(a + 1) for a in articles)}]" for name, articles in story.listed
        )
    several = [c for c in story.claims if c.kind == "activity" or len({t.article for t in c.tellings}) > 1]
    if several:
        yield "  what is claimed"
        for claim in several:
            yield from _claim_lines(claim)
    alone = [claim for claim in story.claims if claim not in several]
    if alone:
        yield f"  told by one article only: {len(alone)} claims"
        for claim in alone[:_SINGLES]:
            yield f"    {_telling_line(claim.tellings[0])}"


def _claim_lines(claim: Claim) -> Iterator[str]:
    mark = "CONTESTED" if claim.contested else claim.certainty.value
    yield f"    {mark}, {len(claim.sources)} independent source(s), first in [{claim.first + 1}]: {_short(claim.text)}"
    for count in claim.differing:
        values = "; ".join(f"{value:,g} [{', '.join(str(a + 1) for a in held)}]" for value, held in count.values)
        yield f"        sources differ on {count.of}: {values}"
    sides = [("for", [t for t in claim.tellings if t.certainty is not Certainty.DENIED])]
    sides.append(("against", [t for t in claim.tellings if t.certainty is Certainty.DENIED]))
    for side, tellings in sides:
        for telling in tellings:
            head = f"{side:<8}" if claim.contested else ""
            yield f"        {head}{_telling_line(telling)}"


def _telling_line(telling: Telling) -> str:
    who = telling.speaker or "the article"
    return f"[{telling.article + 1}] {telling.certainty.value} by {who}: “{_short(telling.text)}”"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"
