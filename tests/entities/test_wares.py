"""A firm and its wares are two; so are a man and a firm that ends with his family name."""

import pytest

from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.model import Article, Entity


def entities(text: str) -> dict[str, Entity]:
    found = build_entities(language_for("en").analyse(Article(text, language="en")), [])
    return {entity.name: entity for entity in found}


@pytest.mark.parametrize("ware", ["Maps", "Pay", "Cloud"])
def test_a_firm_is_not_its_wares(ware: str) -> None:
    text = f"Microsoft said that it had left Norway. Users of Microsoft {ware} were late. Microsoft was sorry."
    found = entities(text)
    assert len(found["Microsoft"].mentions) >= 2


def test_a_firm_that_is_called_so_in_full_is_one() -> None:
    found = entities("Ford Motor Company said that it had left Norway. Ford was sorry.")
    assert len(found["Ford Motor Company"].mentions) == 2


def test_a_firm_is_not_what_it_makes_where_the_text_calls_that_by_its_own_name_too() -> None:
    found = entities(
        "Harbora confirmed that it will ship the system in June. As Harbora Panes is used by most ports, both boards "
        "met. The firm's Panes system is old. Harbora said it was unsure."
    )
    assert len(found["Harbora"].mentions) == 2


def test_a_firm_is_called_by_the_first_word_of_its_name_alone_else() -> None:
    found = entities(
        "Harbora confirmed that it will ship the system in June. As Harbora Panes is used by most ports, both boards "
        "met. The firm's system is old. Harbora said it was unsure."
    )
    assert len(found["Harbora Panes"].mentions) == 3
