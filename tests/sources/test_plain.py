"""Plain texts: which line is the headline, and who signs."""

import pytest

from watchwire.sources.plain import read_plain

BODY = "\n\nThe United States welcomes the release of the ship's crew, which was held for two months in Tartus."


@pytest.mark.parametrize(
    ("head", "title", "author"),
    [
        ("Tanker seen off Tartus", "Tanker seen off Tartus", None),
        ("Office of the Spokesperson", None, None),
        ("Office of the Spokesperson\n\nJoint Statement on the Crew of the Ship", "Joint Statement on the Crew of the Ship", None),
        ("Ann B. Lee, Secretary of State", None, "Ann B. Lee"),
        ("Ned Lee, Department Spokesperson\n\n2:32 p.m. EDT", None, "Ned Lee"),
        ("Ann Lee, Secretary of State\n\nBo Rae, Foreign Minister", None, "Ann Lee; Bo Rae"),
        ("Sunday, November 10, 2019\n\nTanker seen off Tartus", "Tanker seen off Tartus", None),
        ("Putin meets Kim, the president says", "Putin meets Kim, the president says", None),
        ("Lee, Minister, resigns over the ship.", "Lee, Minister, resigns over the ship.", None),
        ("Ann Lee, once Minister of Ships, dies aged 64", "Ann Lee, once Minister of Ships, dies aged 64", None),
    ],
)  # fmt: skip
def test_the_headline_and_who_signs(head: str, title: str | None, author: str | None) -> None:
    article = read_plain(head + BODY)
    assert (article.title, article.author) == (title, author)
    assert article.text == head + BODY
