"""spaCy's rules for the part of speech, the form and the lemma of words, each sort of word asked only once.

The rules look at the tag of a word, at how it hangs in its sentence, whether it is a blank, and at some few words by
themselves. Words of which all that is the same get the same from them, so what they say is kept; where two words
together may be meant (“there is”, “gonna”), spaCy looks itself.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_SEEN = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})
_MOST = 1 << 15
"""How many words are kept with their sort."""
_PLAIN, _BLANK, _NAMED, _LEADING = range(4)


class WordRules:
    """A component that does what spaCy's `attribute_ruler` does.

    Args:
        component: that one, with rules that `can_keep` knows.

    """

    def __init__(self, component: Any) -> None:
        self._component = component
        leading = _leading(component.patterns)
        self._named, self._leading = _Words(_tokens(component.patterns)), _Words(leading)
        strings = component.vocab.strings
        self._leading_deps = {strings[first["DEP"]] for first in leading if "LOWER" not in first}
        self._sorts: dict[int, int] = {}
        self._kept: dict[tuple[int, int, int], tuple[Any, ...]] = {}

    def __call__(self, doc: Any) -> Any:
        """Give the words of a parsed text what the rules say of them."""
        sorts = [self._sort(token) for token in doc]
        if _LEADING in sorts or any(token.dep in self._leading_deps for token in doc):
            return self._component(doc)
        for token, sort in zip(doc, sorts, strict=True):
            key = token.tag, token.dep, token.lower if sort == _NAMED else sort
            kept = self._kept.get(key)
            if kept is None:
                kept = self._kept[key] = self._asked(token)
            token.tag, token.dep, token.pos, token.lemma, token.morph = kept
        return doc

    def _sort(self, token: Any) -> int:
        """Return whether a word is one of those that rules name, or with which a rule of several words begins."""
        found = self._sorts.get(token.lower)
        if found is None:
            if len(self._sorts) >= _MOST:
                self._sorts.clear()
            word = token.lower_
            named = _LEADING if word in self._leading else _NAMED if word in self._named else _PLAIN
            found = self._sorts[token.lower] = _BLANK if token.is_space else named
        return found

    def _asked(self, token: Any) -> tuple[Any, ...]:
        """Return what the rules say of a word by itself."""
        from spacy.tokens import Doc

        alone = Doc(token.vocab, words=[token.text], tags=[token.tag_], deps=[token.dep_], heads=[0])
        word = self._component(alone)[0]
        return word.tag, word.dep, word.pos, word.lemma, word.morph


class _Words:
    """The words that rules name, by themselves or by a pattern."""

    def __init__(self, tokens: Iterable[dict[str, Any]]) -> None:
        told = [token["LOWER"] for token in tokens if "LOWER" in token]
        lists = [held for spec in told if isinstance(spec, Mapping) for key, held in spec.items() if key != "REGEX"]
        self._words = {spec for spec in told if isinstance(spec, str)}.union(*lists)
        self._patterns = [re.compile(spec["REGEX"]) for spec in told if isinstance(spec, Mapping) and "REGEX" in spec]

    def __contains__(self, word: str) -> bool:
        return word in self._words or any(pattern.search(word) for pattern in self._patterns)


def can_keep(component: Any) -> bool:
    """Say whether a component of spaCy has rules of which each sees no more of a text than is kept here."""
    rules = getattr(component, "patterns", None)
    if not isinstance(rules, list) or not hasattr(component, "matcher"):
        return False
    return all(token.keys() <= _SEEN for token in _tokens(rules)) and all(
        "LOWER" in first or isinstance(first.get("DEP"), str) for first in _leading(rules)
    )


def _leading(rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what rules of several words say of the first of them."""
    return [pattern[0] for rule in rules for pattern in rule["patterns"] if len(pattern) > 1]


def _tokens(rules: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return (token for rule in rules for pattern in rule["patterns"] for token in pattern)
