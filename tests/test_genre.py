"""Whether a text reads like news at all."""

import pytest

from watchwire.read import Reader
from watchwire.sources.plain import read_plain

SHOP = (
    "Ten lamps for your desk\n\nPick the lamp that you like. Order it today and save. Your desk deserves it. Choose a colour. "
    "The small lamp costs $19.99 and lasts for years. The tall lamp costs $29.99.\n\nTake it home and put it on your desk. "
    "Press the button once and your room is bright. Clean it with a soft cloth. Keep it away from water. You can send it back "
    "within a month if you do not like it. Tell your friends about it and share your pictures with us.\n"
)
NEWS = (
    "Ferry sinks off Oslo\n\nA ferry sank off Oslo on Tuesday, and forty people were brought to the shore. Maria Lopez, the mayor, "
    "said that the ship had left the harbour in a storm. “You do not sail in such weather,” she said. Divers searched the wreck "
    "until the evening. The owner sold tickets for $19.99 and $29.99 until an hour before. The harbour was closed for two days, "
    "and the police have asked the crew for its papers. Nobody was hurt, the hospital told reporters.\n"
)
INTERVIEW = (
    "An interview\n\nWhat do you do in your office? I read your letters and answer them. Why do you want to be mayor? I was born "
    "here and I know the town. What will you change? The buses will run at night. Do you like your town? I do. What do you say "
    "to your critics? I tell them to come and see me. Who taught you all that? My mother was a teacher, and she read to us in the "
    "evening, which we all liked very much. Will you win? We shall see in a week, when the town has voted.\n"
)


@pytest.mark.parametrize(("text", "told"), [(SHOP, True), (NEWS, False), (INTERVIEW, False)])
def test_a_page_that_sells_is_told_as_no_news(text: str, told: bool) -> None:
    brief = Reader().brief(read_plain(text))
    assert any("reads like no news" in note for note in brief.notes) is told
