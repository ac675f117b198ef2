"""Texts of other languages than English: the countries they name, and family names of listed people in their cases.

No recogniser reads these languages: a family name is known once a list's name has been found whole in the text.
"""

import re
from collections.abc import Iterator

from watchwire.entities.group import Group
from watchwire.entities.mention import Mention, new_mention
from watchwire.entities.words import words_of
from watchwire.geography import country_words, names_of_countries
from watchwire.language import Analysis
from watchwire.language.places import Places
from watchwire.model import EntityKind, Span
from watchwire.names.scripts import one_form
from watchwire.names.tokens import Token, tokenize
from watchwire.scripts import ALPHABETS_WITH_CAPITALS, script_of

_LEAST = 4
_ENDING = 4
"""How many letters a case may add to a family name ("Lavrovval")."""
_VOWELS = "aáeéiíoóuúyýаеёиоуыэюяіїεαιουήίάόςй"
_SEMITIC = frozenset({"Arab", "Hebr"})
_ARTICLE = "ال"
_CLITICS = re.compile(r"[وف]?[بكل]?(?:ال|ل)?|[ושהבלמכ]{0,2}")
_PARTS = re.compile(r"[·・•‧]")
"""What stands between the parts of a foreign name in Chinese and Japanese."""


def countries_abroad(analysis: Analysis) -> list[Mention]:
    """Return the countries named in a text that is not English, in their cases and with their clitics."""
    article = analysis.article
    if article.language in {None, "en"}:
        return []
    found: list[Mention] = []
    for start, end, code in names_of_countries(article.text):
        span = Span(start, end)
        if span.of(article.text) not in country_words() and not article.in_furniture(span):
            mention = new_mention(article.text, span, EntityKind.PLACE, "gazetteer")
            mention.country, mention.country_role = code, "name"
            found.append(mention)
    return found


def add_family_names_abroad(analysis: Analysis, groups: list[Group], mentions: list[Mention]) -> None:
    """Add further places of listed people to their groups: the family name alone, in its case and with its clitics."""
    article = analysis.article
    if "people" not in analysis.unread:
        return
    taken = Places((mention.span, mention) for mention in mentions)
    for group in groups:
        taken_here = [mention for mention in group.mentions if mention.matches]
        for family in dict.fromkeys(filter(None, (_family_of(article.text, mention) for mention in taken_here))):
            for span in _places_of(article.text, family):
                if not taken.over(span) and not article.in_furniture(span):
                    words = tuple(token.norm for token in tokenize(family))
                    mention = Mention(span, EntityKind.PERSON, {"document"}, words)
                    group.mentions.append(mention)
                    taken.add(span, mention)


def _family_of(text: str, mention: Mention) -> str | None:
    """Return the last word of a name of several, as the text writes it; names of syllables are not cut."""
    name = mention.span.of(text)
    script = script_of(name)
    if script in {"Hani", "Hang"}:
        parts = _PARTS.split(name)
        return parts[-1] if len(parts) > 1 and len(parts[-1]) > 1 else None
    words = tokenize(name)
    if len(words) < 2:  # noqa: PLR2004
        return None
    last = words[-1].raw.removeprefix(_ARTICLE)
    return last if len(last) >= (3 if script in _SEMITIC else _LEAST) else None


def _places_of(text: str, family: str) -> Iterator[Span]:
    script = script_of(family)
    if script in {"Hani", "Hang"}:
        yield from (Span(found.start(), found.end()) for found in re.finditer(re.escape(family), text))
        return
    for token in words_of(text):
        if script_of(token.raw) == script and _is_family(token, family, script):
            yield Span(token.start, token.end)


def _is_family(token: Token, family: str, script: str) -> bool:
    if script in _SEMITIC:
        word, name = one_form(token.raw), one_form(family)
        return word.endswith(name) and _CLITICS.fullmatch(word[: -len(name)]) is not None
    if script not in ALPHABETS_WITH_CAPITALS:
        return token.raw == family
    word, name = token.raw.casefold(), family.casefold()
    stem = name[:-1] if name[-1] in _VOWELS and len(name) > _LEAST else name
    return bool(token.capital) and word.startswith(stem) and len(word) - len(stem) <= _ENDING
