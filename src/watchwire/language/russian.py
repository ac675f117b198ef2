"""Russian by natasha's parts: razdel splits, slovnet tags, parses and names, pymorphy3 gives base forms.

The models lie in natasha as data (Alexander Kukushkin and others, MIT). The package itself is not imported: it
needs pymorphy2, which Python 3.11 cannot run. Dependency labels are those of Universal Dependencies.
"""

import hashlib
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from watchwire.errors import WatchwireError
from watchwire.language.analysis import Analysis, Name, OneByOne, Sentence, Word, stretches
from watchwire.model import Article, Span
from watchwire.tables import read_table

_LABELS = {"PER": "person", "ORG": "organization", "LOC": "place"}
_MISSING = "language ru: events and concerns were not read (names, dates and statements were)"
_UNREAD = ("events", "concerns", "designations")
_PARTS = ("natasha", "slovnet", "navec", "razdel", "pymorphy3")


def installed() -> bool:
    """Say whether all that Russian needs is installed (`pip install watchwire[ru]`)."""
    return all(find_spec(part) is not None for part in _PARTS)


@cache
def _models() -> dict[str, Any]:
    """Load the models, each only if it is the file that was reviewed.

    Raises:
        WatchwireError: a model is missing or another file.

    """
    from navec import Navec
    from slovnet import NER, Morph, Syntax

    spec = find_spec("natasha")
    folder = Path(str(spec.origin)).parent / "data" if spec and spec.origin else Path()
    paths: dict[str, Path] = {}
    for row in read_table("watchwire.language", "russian_model.tsv"):
        path = folder / row["file"]
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != row["sha256"]:
            raise WatchwireError(
                f"{path}: not the model of natasha 1.6.0 that was reviewed; pip install natasha==1.6.0"
            )
        paths[row["model"]] = path
    vectors = Navec.load(paths["vectors"])
    models: dict[str, Any] = {"ner": NER, "morph": Morph, "syntax": Syntax}
    loaded = {name: kind.load(paths[name]) for name, kind in models.items()}
    for model in loaded.values():
        model.navec(vectors)
    return loaded


@cache
def _morphology() -> Any:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


@lru_cache(maxsize=1 << 14)
def _base(word: str) -> str:
    return str(_morphology().parse(word)[0].normal_form)


class Russian(OneByOne):
    """Russian: words, base forms, parse and names."""

    code = "ru"

    def load(self) -> None:
        """Load the models."""
        _models()

    def analyse(self, article: Article) -> Analysis:
        """Analyse paragraph by paragraph, so that no sentence crosses one."""
        from razdel import sentenize, tokenize

        words: list[Word] = []
        sentences: list[Sentence] = []
        names: list[Name] = []
        models = _models()
        for span in stretches(article):
            text = span.of(article.text)
            pieces = [(piece, list(tokenize(piece.text))) for piece in sentenize(text) if piece.text.strip()]
            chunks = [[token.text for token in tokens] for _, tokens in pieces]
            tagged = zip(pieces, models["morph"].map(chunks), models["syntax"].map(chunks), strict=True)
            for (piece, tokens), morph, syntax in tagged:
                base, start = len(words), span.start + piece.start
                words.extend(_words(tokens, morph.tokens, syntax.tokens, start, base))
                sentences.append(Sentence(base, len(words), Span(start, start + len(piece.text))))
            names.extend(_names(models["ner"](text), span.start))
        return Analysis(article, tuple(words), tuple(sentences), tuple(names), (_MISSING,), _UNREAD)


def _words(tokens: list[Any], morph: list[Any], syntax: list[Any], offset: int, base: int) -> list[Word]:
    found: list[Word] = []
    for number, (token, tags, place) in enumerate(zip(tokens, morph, syntax, strict=True)):
        head = int(place.head_id)
        found.append(
            Word(
                base + number,
                offset + token.start,
                offset + token.stop,
                token.text,
                _base(token.text.lower()),
                tags.pos,
                tags.feats.get("VerbForm", tags.feats.get("Case", "")),
                place.rel,
                base + head - 1 if 0 < head <= len(tokens) else base + number,
            )
        )
    return found


def _names(markup: Any, offset: int) -> list[Name]:
    found: list[Name] = []
    for span in markup.spans:
        label = _LABELS.get(span.type)
        if label is not None:
            found.append(Name(Span(offset + span.start, offset + span.stop), label, _nominative(markup, span, label)))
    return found


def _nominative(markup: Any, span: Any, label: str) -> str | None:
    """Return the name of a person or place in the nominative, as lists and tables have it; of a body, None."""
    words = markup.text[span.start : span.stop].split()
    if label == "person":
        return " ".join(_person_word(word) for word in words)
    return _place_name(words) if label == "place" else None


def _person_word(word: str) -> str:
    """Return one word of a person's name in the nominative: a reading as a name goes before others."""
    readings = _morphology().parse(word)
    named = next((r for r in readings if {"Surn", "Name", "Patr"} & set(r.tag.grammemes)), None)
    if named is None:
        return word
    nominative = named.inflect({"nomn"})
    return str(nominative.word if nominative is not None else named.normal_form).title()


def _place_name(words: list[str]) -> str:
    """Return a place's name in the nominative: its noun, and adjectives that agree with it ("Южной Кореи")."""
    if words[-1].isupper():
        return " ".join(words)
    noun = _morphology().parse(words[-1])[0]
    base = noun.inflect({"nomn"}) or noun
    wanted = {"nomn"} | ({str(noun.tag.gender)} if noun.tag.gender and noun.tag.number == "sing" else set())
    before = [_morphology().parse(word)[0] for word in words[:-1]]
    adjectives = [str((word.inflect(wanted) or word).word).title() for word in before]
    return " ".join([*adjectives, str(base.word).title() if words[-1][0].isupper() else str(base.word)])
