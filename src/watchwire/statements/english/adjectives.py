"""Adjectives as cues: “is confident that”, “were critical of”, “made clear that”, “it is unclear whether”."""

from collections.abc import Iterator
from dataclasses import replace

from watchwire.language import Sentence, Word
from watchwire.model import Certainty, Span
from watchwire.statements.english.making import made, verbal_group
from watchwire.statements.english.phrases import around, clause, governed
from watchwire.statements.english.senses import doubts_of, is_anybody
from watchwire.statements.english.sources import source_of
from watchwire.statements.english.text import Text
from watchwire.statements.raw import RawStatement

_LINKS = frozenset({"be", "remain", "become", "feel", "sound", "make"})
_WITHIN = 5


def adjective_cues(text: Text, sentence: Sentence) -> Iterator[RawStatement]:
    """Yield the statements whose cue is an adjective after a linking verb, outside quotations."""
    for word in text.words[sentence.first : sentence.last]:
        if word.dep not in {"acomp", "ccomp", "oprd", "ROOT"}:
            continue
        certainty = text.lexicon.adjectives.get(word.lemma) or text.lexicon.adjectives.get(word.text.lower())
        if certainty is None or text.quoted(word):
            continue
        link = text.head(word)
        if link.lemma not in _LINKS or not 0 < word.number - link.number <= _WITHIN:
            continue
        found = _content(text, link, word)
        if found is None:
            continue
        span, last = found
        source = source_of(text, link)
        if source is None and not _impersonal(text, link):
            continue
        if source is not None and is_anybody(source.of(text.string)):
            continue
        cue = Span(verbal_group(text, link, word).start, last.end)
        content = around(text, (span,), source) if source is not None else (span,)
        if content:
            about = last.number != word.number
            told = Certainty.ASSERTED if about else certainty  # “concerned about the raids” does not doubt the raids
            if _has_happened(text, link, word):
                told = Certainty.ASSERTED  # “concerned that parliament passed a law”: it did
            yield replace(
                made(text, link, source, content, told, cue), stance=about, doubts=doubts_of(text, link, source)
            )


def _has_happened(text: Text, link: Word, adjective: Word) -> bool:
    """Say whether what somebody is concerned about has taken place: a clause with its verb in the past."""
    below = (*text.children(adjective), *text.children(link))
    return adjective.lemma == "concerned" and any(c.dep == "ccomp" and c.tag == "VBD" for c in below)


def _content(text: Text, link: Word, adjective: Word) -> tuple[Span, Word] | None:
    """Return what an adjective is about, and the last word of its cue."""
    below = [c for c in (*text.children(adjective), *text.children(link)) if c.number > adjective.number]
    for child in below:
        clausal = child.dep in {"ccomp", "csubj"} or (child.dep == "advcl" and _marked(text, child))
        if clausal and (span := clause(text, child, adjective)) is not None:
            return span, adjective
    for child in text.children(adjective):
        if child.number <= adjective.number:
            continue
        settled = adjective.text.lower() in text.lexicon.undertaking
        if child.dep == "xcomp" and settled and (span := clause(text, child, adjective)) is not None:
            return span, adjective
        if child.dep == "prep" and child.lemma in text.lexicon.about.get(adjective.text.lower(), ()):
            about = governed(text, child)
            if about is not None:
                return about, child
    return None


def _marked(text: Text, verb: Word) -> bool:
    return any(child.dep == "mark" and child.lemma in {"that", "whether", "if"} for child in text.children(verb))


def _impersonal(text: Text, link: Word) -> bool:
    return any(child.lemma == "it" and child.dep in {"nsubj", "expl"} for child in text.children(link))
