"""Business with a listed party, what it owns and leads, and where a person under a travel ban goes: how news tells it."""

from datetime import date

import pytest

from watchwire.model import Article, Concern, Published
from watchwire.read import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str) -> tuple[Concern, ...]:
    article = Article(text, language="en", published=Published(date(2023, 9, 12), "given", "given"))
    return reader.brief(article).concerns


@pytest.mark.parametrize(
    "text",
    [
        "Traders hand Ri Pyong Chol seven dollars for each kilogram sold, a teacher said.",
        "The brokers handed Ri Pyong Chol some 40,000 dollars a month in tolls.",
        "Fishermen pay Ri Pyong Chol a fee for each canoe, a lawmaker said.",
        "Anna Keller laundered at least $37 million for Ri Pyong Chol by buying phones in bulk.",
        "Drums of solvent, it is charged, were dispatched from a broker in Oslo to men of Ri Pyong Chol at the port.",
        "Payment for the crates was routed via Ri Pyong Chol, two papers show.",
        "Payments to Ri Pyong Chol were booked as gifts.",
        "Ri Pyong Chol settled 30 of the invoices through a shop in Oslo.",
        "The money was collected by Ri Pyong Chol in the suburbs.",
        "The yard repaired a vessel for Ri Pyong Chol and was paid in cash.",
        "The bank opened accounts for Ri Pyong Chol in 2022 and closed them a year later.",
        "Anna Keller recruited guards for Ri Pyong Chol, the court heard.",
    ],
)
def test_business_is_read_in_a_row(reader: Reader, text: str) -> None:
    assert "support" in {concern.kind for concern in read(reader, text)}


@pytest.mark.parametrize(
    "text",
    [
        "Ri Pyong Chol paid a heavy price for the war, analysts said.",
        "Ri Pyong Chol has ordered the country's factories to double the production of shells.",
        "Ri Pyong Chol has ordered the country's defense industry to double weapons production.",
        "The president said he would never give money to Ri Pyong Chol.",
        "The minister called on all states to stop paying Ri Pyong Chol.",
        "Anyone who sells fuel to Ri Pyong Chol risks a fine.",
        "The fight against Ri Pyong Chol costs the army a billion dollars a year.",
        "In 1985 Anna Keller shipped rifles to Ri Pyong Chol.",
    ],
)
def test_what_is_no_business(reader: Reader, text: str) -> None:
    assert not read(reader, text)


@pytest.mark.parametrize(
    ("text", "kind", "certainty"),
    [
        ("Northwind Shipping Ltd belongs to Ri Pyong Chol, the registry shows.", "ownership", "asserted"),
        ("Northwind Shipping Ltd, a company owned by Ri Pyong Chol, holds it.", "ownership", "asserted"),
        ("Northwind Shipping Ltd is not owned by Ri Pyong Chol, she said.", "ownership", "denied"),
        ("Northwind Shipping Ltd, believed to be owned by Ri Pyong Chol, holds it.", "ownership", "speculated"),
        ("Ri Pyong Chol bought 60 percent of the shares in Northwind Shipping Ltd.", "ownership", "asserted"),
        ("Ri Pyong Chol, who heads Northwind Shipping Ltd, spoke on Friday.", "position", "asserted"),
        ("Northwind Shipping Ltd, whose chairman is Ri Pyong Chol, lost money.", "position", "asserted"),
        ("Northwind Shipping Ltd is chaired by Ri Pyong Chol.", "position", "asserted"),
        ("Ri Pyong Chol sits on the board of Northwind Shipping Ltd.", "position", "asserted"),
        ("Ri Pyong Chol flew to Oslo on Monday.", "travel", "asserted"),
        ("Ri Pyong Chol left Pyongyang for Oslo on Monday.", "travel", "asserted"),
        ("Ri Pyong Chol has been in Oslo since Monday for treatment.", "travel", "asserted"),
        ("Ri Pyong Chol was seen at a hotel in Oslo on Monday.", "travel", "asserted"),
        ("Ri Pyong Chol made a trip to Oslo last week.", "travel", "asserted"),
        ("Ri Pyong Chol sat down with Anna Keller, the German envoy, in Oslo.", "meeting", "asserted"),
        ("The Norwegian foreign minister received Ri Pyong Chol at the airport.", "meeting", "asserted"),
    ],
)
def test_what_is_owned_led_and_visited(reader: Reader, text: str, kind: str, certainty: str) -> None:
    assert (kind, certainty) in {(c.kind, c.certainty.value) for c in read(reader, text)}


@pytest.mark.parametrize(
    "text",
    [
        "Northwind Shipping Ltd paid bodies controlled by Ri Pyong Chol.",
        "Ri Pyong Chol, the former head of Northwind Shipping Ltd, spoke on Friday.",
        "Ri Pyong Chol cancelled a trip to Oslo.",
        "Ri Pyong Chol left the door open for Oslo.",
    ],
)
def test_what_is_not_owned_led_or_visited(reader: Reader, text: str) -> None:
    assert not {c.kind for c in read(reader, text)} & {"ownership", "position", "travel"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tom Keller, a trader on the European Union's sanctions list since 2012, owns Northwind Shipping Ltd.", True),
        ("Northwind Shipping Ltd is owned by Tom Keller, who was added to the UN sanctions list in 2020.", True),
        ("Northwind Shipping Ltd is owned by Tom Keller, who is not on any sanctions list.", False),
        ("Northwind Shipping Ltd is owned by Tom Keller, who works for the United Nations.", False),
    ],
)
def test_whom_the_text_calls_listed(reader: Reader, text: str, found: bool) -> None:
    assert ("ownership" in {concern.kind for concern in read(reader, text)}) is found
