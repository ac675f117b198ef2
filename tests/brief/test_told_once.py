"""A measure is told in full once; where it covers a second activity, its paragraph is enough."""

import pytest

from watchwire.brief.concerned import told_once
from watchwire.brief.line import Line

FREEZE = "UN S/RES/9001 (2031) ¶ 4: Funds must be frozen."
BAN = "UN S/RES/9001 (2031) ¶ 7 (paragraph number unverified): Boats must not be sold."
EXCEPT = "   exception that may apply: lifeboats."
PARTY = "possible listed parties in the article: actor: Harbour Firm"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([(FREEZE, PARTY)], [(FREEZE, PARTY)]),
        ([(FREEZE,), (FREEZE, PARTY)], [(FREEZE,), ("as told above: UN S/RES/9001 (2031) ¶ 4", PARTY)]),
        (
            [(BAN, EXCEPT), (FREEZE, BAN, EXCEPT, PARTY)],
            [(BAN, EXCEPT), (FREEZE, "as told above: UN S/RES/9001 (2031) ¶ 7", PARTY)],
        ),
        ([(BAN, EXCEPT), (BAN, EXCEPT)], [(BAN, EXCEPT), ("as told above: UN S/RES/9001 (2031) ¶ 7",)]),
        (
            [(BAN, EXCEPT, FREEZE), (BAN, EXCEPT, FREEZE)],
            [(BAN, EXCEPT, FREEZE), ("as told above: UN S/RES/9001 (2031) ¶ 7; UN S/RES/9001 (2031) ¶ 4",)],
        ),
        ([(PARTY,), (PARTY,)], [(PARTY,), (PARTY,)]),
    ],
)
def test_told_once(given: list[tuple[str, ...]], told: list[tuple[str, ...]]) -> None:
    lines = tuple(Line("boats: A → B", "asserted", small) for small in given)
    assert [line.small for line in told_once(lines)] == told
