"""What is only called so: a quotation that names a work, a law, a case or a show, and says nothing."""

from watchwire.model import Span
from watchwire.statements.english.senses import senses
from watchwire.statements.english.text import EDGES, Text

_TITLED = 4
_TITLE_WORD, _TITLE_LONGEST = 4, 6


def is_title(text: Text, quote: Span) -> bool:
    """Say whether a quotation is what a work, a law or a case is called (“a resolution on “Ending violence””)."""
    first = text.analysis.word_at(quote.start)
    before = (
        [w for w in text.words[max(0, first.number - _TITLED) : first.number] if w.pos not in EDGES] if first else []
    )
    if not before or set(text.string[before[-1].end : quote.start]) & set(".!?:;,\n"):
        return False
    last = before[-1].lemma.lower()
    return (
        last in senses().works
        or last in senses().titling
        or (len(before) > 1 and last in {"on", "of"} and before[-2].lemma.lower() in senses().works)
    )


def is_named(text: Text, quote: Span) -> bool:
    """Say whether a quotation after a preposition is what something is called (“on “*Meet the Press*””)."""
    words = text.analysis.words_in(quote)
    before = text.words[words[0].number - 1] if words and words[0].number else None
    while before is not None and before.pos == "PUNCT" and before.number:
        before = text.words[before.number - 1]
    small = {"PUNCT", "ADP", "DET", "CCONJ"}
    long = [word for word in words if len(word.text) >= _TITLE_WORD and word.pos not in small]
    titled = bool(long) and all(word.text[:1].isupper() for word in long)
    return (
        titled and len(words) <= _TITLE_LONGEST and before is not None and (before.pos == "ADP" or before.tag == "POS")
    )
