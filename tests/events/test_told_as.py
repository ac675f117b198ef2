"""What a brief calls a happening."""

import pytest

from watchwire.events import told_as


@pytest.mark.parametrize(
    ("mode", "written", "called"),
    [
        ("detain", "expelled", "expel"),
        ("detain", "Arrested", "detain"),
        ("detain", "sentenced", "sentence"),
        ("accuse", "extradited", "extradite"),
        ("accuse", "accused", "accuse"),
        ("attack", "expelled", "attack"),
        ("meet", "met", "meet"),
        ("accuse", "opened", "investigate"),
        ("yield", "acquitted", "acquit"),
        ("coerce", "declared", "declare"),
        ("reduce", "declared", "expel"),
    ],
)
def test_a_happening_is_called_by_its_own_word(mode: str, written: str, called: str) -> None:
    assert told_as(mode, written) == called
