"""One module a publisher. Ours are named here; others plug in under the entry point group `watchwire.publishers`."""

OURS = (
    "un:UnitedNations",
    "ofac_csv:OfacCsv",
    "ofac_xml:OfacXml",
    "ofac_advanced:OfacAdvanced",
    "ofac_enhanced:OfacEnhanced",
    "eu:EuropeanUnion",
    "uk:UnitedKingdom",
    "us_csl:ConsolidatedScreeningList",
    "ftm:FollowTheMoney",
    "starter:Starter",
    "watchlist:Watchlist",
)
"""Module and class, in the order in which they are asked: the watchlist takes any table with a column of names."""
