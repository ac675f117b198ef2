"""How far the place of a name goes beyond the words found: its article, its legal forms."""

from typing import Final

from watchwire.names.anatomy import Role
from watchwire.names.forms import form_at
from watchwire.screening.entry import Entry
from watchwire.screening.passage import Passage
from watchwire.screening.signs import is_form, small_form

_FORM_WORDS: Final = 5

_CLOSING: Final = {"«": "»", "“": "”", "„": "“", "‹": "›", "(": ")", "「": "」", "《": "》"}
_MARKS: Final = frozenset({*_CLOSING, *_CLOSING.values()})


def with_article(passage: Passage, first: int, entry: Entry) -> int:
    """Let the span cover the particle that the listed name begins with ("al-Qaida")."""
    words, tokens = entry.anatomy.words, passage.tokens
    leads = words[0].role is Role.PARTICLE and words[0].norm != "the"
    if leads and first and tokens[first - 1].norm == words[0].norm:
        gap = passage.text[tokens[first - 1].end : tokens[first].start]
        if gap in {"-", " ", "‐", "‑"}:
            return first - 1
    return first


def with_forms(passage: Passage, first: int, last: int, entry: Entry) -> tuple[int, int]:
    """Let the span of a body's name cover the legal forms that stand directly around it, in small letters its own."""
    tokens, text = passage.tokens, passage.text

    def capital(place: int) -> bool:
        return 0 <= place < len(tokens) and bool(tokens[place].capital)

    def own_small(place: int) -> bool:
        return 0 <= place < len(tokens) and small_form(tokens[place].norm) in entry.lights

    def form(place: int) -> bool:
        return (capital(place) and is_form(tokens[place].norm)) or own_small(place)

    def beyond_stop(place: int) -> bool:
        """A word that begins the next sentence is no form ("... the Taliban. As ...")."""
        gap = text[tokens[place].end : tokens[place + 1].start]
        return ". " in gap and not tokens[place + 1].raw.isupper() and not is_form(tokens[place].norm)

    while form(last + 1) and not text[tokens[last].end : tokens[last + 1].start].strip(" .,") and not beyond_stop(last):
        # "Group of Companies" is one form.
        of = last + 2 < len(tokens) and tokens[last + 2].norm == "of" and form(last + 3)
        last += 3 if of else 1
    while (length := _form_before(passage, first)) and (capital(first - length) or own_small(first - length)):
        first -= length
    return first, last


def with_closing(text: str, start: int, end: int) -> int:
    """Let the span end behind a closing mark whose opening one stands inside it ("ЧВК «Вагнер»")."""
    close = _CLOSING.get(next((char for char in reversed(text[start:end]) if char in _MARKS), ""))
    return end + 1 if close is not None and text[end : end + 1] == close else end


def _form_before(passage: Passage, first: int) -> int:
    """Return how many words the legal form directly before a name has ("Limited Liability Company"), or 0."""
    tokens, text = passage.tokens, passage.text
    if not first or text[tokens[first - 1].end : tokens[first].start].strip(" .") != "":
        return 0
    for length in range(min(_FORM_WORDS, first), 0, -1):
        norms = [token.norm for token in tokens[first - length : first]]
        found = form_at(norms, 0)
        if (found is not None and found[0] == length) or (length == 1 and is_form(norms[0])):
            return length
    return 0
