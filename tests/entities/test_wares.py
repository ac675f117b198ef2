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
