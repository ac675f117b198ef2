"""Names that people bear."""

from watchwire.entities.given_names import is_family_name, is_given_name, sex_of_given_name


def test_given_names_of_both_tables() -> None:
    assert is_given_name("Sergei") and is_given_name("Darrell")
    assert sex_of_given_name("Darrell") == "m" and sex_of_given_name("Nichole") == "f"


def test_words_of_english_are_no_given_names() -> None:
    assert not any(map(is_given_name, ("Harmony", "Norway", "Company")))


def test_family_names() -> None:
    assert is_family_name("Miller") and not is_family_name("Ministry")
