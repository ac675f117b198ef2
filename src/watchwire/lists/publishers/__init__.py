"""One module a publisher. Ours are named here; others plug in under the entry point group `watchwire.publishers`."""

OURS = (
    "un:UnitedNations",
    "ofac_csv:OfacCsv",
    "ofac_xml:OfacXml",
    "ofac_advanced:OfacAdvanced",
    "ofac_enhanced:OfacEnhanced",
    "eu_csv:EuropeanUnionCsv",
    "eu:EuropeanUnion",
    "uk:UnitedKingdom",
    "uk_tables:UkTables",
    "australia:Australia",
    "canada:Canada",
    "us_csl:ConsolidatedScreeningList",
    "us_csl:ScreeningListJson",
    "switzerland:Switzerland",
    "opensanctions:SimpleTargets",
    "opensanctions:Senzing",
    "ftm:FollowTheMoney",
    "starter:Starter",
    "watchlist:Watchlist",
)
"""Module and class, in the order in which they are asked: the watchlist takes any table with a column of names."""
