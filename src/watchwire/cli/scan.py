"""`watchwire scan`: listed names in texts, one JSON line a hit, without a language model."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from watchwire.cli.common import (
    AsOfOption,
    LibraryOption,
    PrivateOption,
    SecondsOption,
    day,
    limits,
    open_library,
    put_json,
    say,
)

if TYPE_CHECKING:
    from watchwire.model import Article
    from watchwire.screening import Screener


def scan(
    sources: Annotated[
        list[str],
        typer.Argument(help="Files, folders, http(s) addresses, feeds, archives, or - for standard input."),
    ],
    library: LibraryOption = None,
    as_of: AsOfOption = None,
    weak: Annotated[bool, typer.Option("--weak", help="Also print hits on weak aliases (support, no alerts).")] = False,
    explain: Annotated[
        str | None,
        typer.Option(help="A party's id: say what became of each of its names in the texts, and why."),
    ] = None,
    seconds: SecondsOption = 60.0,
    allow_private: PrivateOption = False,
) -> None:
    """Find listed names in texts: one JSON line a hit (source, start, end, text, party, name, score, band)."""
    from watchwire.brief import match_facts
    from watchwire.model import Band
    from watchwire.overtime import scan_within
    from watchwire.screening import settle
    from watchwire.screening.verbs import screener_for
    from watchwire.sources import SourceProblem, read_source

    screener = screener_for(open_library(library), day(as_of, "--as-of"))
    bounds = limits(allow_private)
    settle()
    note = screener.holdings.starter_note
    if note:
        say(f"watchwire: {note}")
    failed = 0
    for source in sources:
        for number, item in enumerate(read_source(source, bounds)):
            if isinstance(item, SourceProblem):
                failed += 1
                say(f"watchwire: {item}")
                continue
            if explain is not None:
                _explain(screener, item, explain)
                continue
            found, cut_short = scan_within(screener, item, seconds)
            for text in (*item.notes, *([cut_short] if cut_short else [])):
                say(f"watchwire: {item.url or source}: {text}")
            failed += cut_short is not None
            for match in found:
                if match.span is None or (match.band is Band.WEAK and not weak):
                    continue
                put_json(
                    {
                        "source": item.url or source,
                        "article": number,
                        **match_facts(match, "start", "end", "text", "party", "name", "score", "band", "status"),
                        **({"note": note} if note else {}),
                    }
                )
    sys.stdout.flush()
    if failed:
        raise typer.Exit(1)


def _explain(screener: "Screener", article: "Article", party: str) -> None:
    """Print one JSON line for each way in which a party's names stand in a text, found or not.

    Raises:
        UsageError: no list in use has the party.

    """
    from watchwire.errors import UsageError
    from watchwire.screening.explain import explain

    if screener.index.party_by_id(party) is None:
        raise UsageError(f"{party}: no list in use has this party; ids look like un-sc:KPi.076 (watchwire screen NAME)")
    for told in explain(screener.finder, article.text, party):
        put_json(
            {
                "party": told.party,
                "name": told.name,
                "start": told.start,
                "end": told.end,
                "text": article.text[told.start : told.end],
                "verdict": told.verdict,
                "probability": told.probability,
                "terms": [
                    {"feature": t.feature, "weight": round(t.weight, 3), "meaning": t.meaning} for t in told.terms
                ],
            }
        )
