"""Tools for language-model agents over MCP: read a text, screen a name, scan a text. Nothing is kept or decided."""

from typing import TYPE_CHECKING, Any

from watchwire.errors import UsageError, WatchwireError

if TYPE_CHECKING:
    from watchwire.lists import Library

_LONGEST = 200_000
REMEDY = "watchwire mcp needs its extra: pip install 'watchwire[mcp]'"


def build(library: "Library") -> Any:
    """Return the MCP server.

    Raises:
        UsageError: the library `mcp` is not installed.

    """
    try:
        from mcp.server import MCPServer as Server
    except ImportError:
        try:
            from mcp.server.fastmcp import FastMCP as Server  # type: ignore[attr-defined,no-redef]
        except ImportError as error:
            raise UsageError(REMEDY) from error
    from watchwire.brief import brief_record, match_facts
    from watchwire.desk.lists import Fresh, checked_against
    from watchwire.model import Band, PartyKind
    from watchwire.screening import Query
    from watchwire.sources.plain import read_plain

    server = Server(
        "watchwire",
        instructions="Possible matches of sanctioned parties, with evidence. Say `possible match`; a person decides.",
    )
    lists = Fresh(library)

    def checked(text: str) -> str:
        if not text.strip() or len(text) > _LONGEST:
            raise ValueError(f"a text of 1 to {_LONGEST} characters")
        return text

    @server.tool()
    def read(text: str) -> dict[str, Any]:
        """Read a news text: listed parties named, who said what and how certain, events, measures that may apply."""
        try:
            record = brief_record(lists.reader.brief(read_plain(checked(text))))
        except WatchwireError as error:
            raise ValueError(str(error)) from error
        record["article"].pop("text")
        return record

    @server.tool()
    def screen(name: str, kind: str = "", limit: int = 5) -> dict[str, Any]:
        """Is this name on a sanctions list? Kind: person, organization, vessel, aircraft or nothing."""
        asked = Query(checked(name)[:500], PartyKind(kind) if kind else None)
        screener = lists.reader.screener(None)
        found = screener.screen(asked, max(1, min(limit, 20)))
        return {
            **checked_against(screener.holdings),
            "matches": [
                match_facts(match, "party", "caption", "score", "band", "name", "lists", "reasons") for match in found
            ],
        }

    @server.tool()
    def scan(text: str) -> dict[str, Any]:
        """Which listed names stand in this text? Places count characters of the text."""
        article = read_plain(checked(text))
        screener = lists.reader.screener(None)
        hits = [m for m in screener.scan(article) if m.span is not None and m.band is not Band.WEAK]
        return {
            **checked_against(screener.holdings),
            "hits": [match_facts(match, "start", "end", "text", "party", "caption", "score", "band") for match in hits],
        }

    return server


def run(library: "Library") -> None:
    """Serve on standard input and output until the client goes."""
    build(library).run()
