"""Statements in Russian, by the parse in Universal Dependencies: verbs of speech, "по словам", and quotations."""

from collections.abc import Iterator

from watchwire.language import Analysis, Sentence, Word
from watchwire.language.quotes import find_quotes, is_utterance
from watchwire.model import Certainty, Manner, Span
from watchwire.statements.cues import CueLexicon, cue_lexicon
from watchwire.statements.raw import RawStatement

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_CLAUSES = frozenset({"ccomp", "parataxis", "csubj"})
_EDGES = ' ,.;:—–-«»“”„"'


def russian_statements(analysis: Analysis) -> list[RawStatement]:
    """Return the statements of a Russian text in order of their content."""
    lexicon = cue_lexicon("ru")
    quotes = [q for q in find_quotes(analysis.article) if is_utterance(q.of(analysis.article.text))]
    found: list[RawStatement] = []
    for sentence in analysis.sentences:
        for word in analysis.words[sentence.first : sentence.last]:
            if word.lemma in lexicon.verbs and word.pos == "VERB":
                found.extend(_by_verb(analysis, word, sentence, lexicon, quotes))
            elif word.lemma in lexicon.nouns and word.pos == "NOUN":
                found.extend(_by_phrase(analysis, word, sentence, lexicon))
    return sorted(found, key=lambda item: item.content[0])


def _by_verb(
    analysis: Analysis, cue: Word, sentence: Sentence, lexicon: CueLexicon, quotes: list[Span]
) -> Iterator[RawStatement]:
    """“X сказал, что …”, “…, сообщает X”, and a quotation beside the verb."""
    if any(q.start <= cue.start < q.end for q in quotes):
        return
    inside = [q for q in quotes if sentence.span.overlaps(q)]
    clause = _clause(analysis, cue, lexicon)
    content = clause or inside[:1] or _object(analysis, cue, lexicon) or _around(analysis, cue, sentence)
    if not content:
        return
    source = _subject(analysis, cue)
    if source is not None and any(piece.contains(source) for piece in content):
        return
    yield _raw(analysis, cue, source, tuple(content), lexicon, inside)


def _clause(analysis: Analysis, cue: Word, lexicon: CueLexicon) -> list[Span]:
    """Return the clause that a verb of speech governs, without its "что"."""
    for child in analysis.children(cue.number):
        infinitive = child.dep == "xcomp" and cue.lemma in lexicon.infinitive
        if not (child.dep in _CLAUSES or infinitive) or child.lemma in lexicon.verbs:
            continue
        if child.dep == "parataxis" and child.number > cue.number and cue.lemma in lexicon.clause_only:
            continue
        first, last = analysis.subtree(child.number)
        while first < last and (analysis.words[first].pos in {"PUNCT", "SCONJ"}):
            first += 1
        if first < last and not first <= cue.number < last:
            return [_trimmed(analysis, first, last)]
    return []


def _object(analysis: Analysis, cue: Word, lexicon: CueLexicon) -> list[Span]:
    """“Опроверг сообщения о поставках”: what is denied or confirmed may be a plain object."""
    if lexicon.verbs[cue.lemma] not in {Certainty.DENIED, Certainty.CONFIRMED}:
        return []
    objects = [c for c in analysis.children(cue.number) if c.dep == "obj"]
    return [_trimmed(analysis, *analysis.subtree(objects[0].number))] if objects else []


def _around(analysis: Analysis, cue: Word, sentence: Sentence) -> list[Span]:
    """Return what stands before an aside: "Поезд прибыл на станцию, сообщает ТАСС"."""
    if cue.dep not in {"parataxis", "root"}:
        return []
    first, last = analysis.subtree(cue.number)
    if first > sentence.first and last >= sentence.last - 1:
        return [_trimmed(analysis, sentence.first, first)]
    if cue.dep == "parataxis" and first == sentence.first and last < sentence.last - 1:
        return [_trimmed(analysis, last, sentence.last)]
    return []


def _trimmed(analysis: Analysis, first: int, last: int) -> Span:
    span = analysis.span(first, last)
    text = span.of(analysis.article.text)
    start = span.start + len(text) - len(text.lstrip(_EDGES))
    end = span.end - (len(text) - len(text.rstrip(_EDGES)))
    return Span(start, end) if start < end else span


def _subject(analysis: Analysis, cue: Word) -> Span | None:
    for child in analysis.children(cue.number):
        if child.dep in _SUBJECTS:
            first, last = analysis.subtree(child.number)
            # A relative clause is no part of who speaks.
            clause = [c.number for c in analysis.children(child.number) if c.dep in {"acl:relcl", "acl", "parataxis"}]
            last = min([last, *(analysis.subtree(k)[0] for k in clause if k > child.number)])
            return _trimmed(analysis, first, last)
    if cue.dep == "conj":
        return _subject(analysis, analysis.words[cue.head])
    return None


def _by_phrase(analysis: Analysis, noun: Word, sentence: Sentence, lexicon: CueLexicon) -> Iterator[RawStatement]:
    """“По словам X, …”: the rest of the sentence is what X says."""
    before = [c for c in analysis.children(noun.number) if c.dep == "case"]
    if not before or before[0].text.lower() != "по":
        return
    owners = [
        c for c in analysis.children(noun.number) if c.dep in {"nmod", "flat:name", "appos"} and c.number > noun.number
    ]
    if not owners:
        return
    first, last = analysis.subtree(noun.number)
    source = _trimmed(analysis, *analysis.subtree(owners[0].number))
    after = last < sentence.last - 1 and first <= sentence.first + 1
    low, high = (last, sentence.last) if after else (sentence.first, first)
    if low >= high:
        return
    cue = Span(analysis.words[before[0].number].start, noun.end)
    content = _trimmed(analysis, low, high)
    yield RawStatement(
        cue,
        noun.number,
        source,
        (content,),
        Manner.PARAPHRASED,
        _weighed(analysis, noun, lexicon.nouns[noun.lemma], (content,), lexicon),
        "",
    )


def _raw(
    analysis: Analysis,
    cue: Word,
    source: Span | None,
    content: tuple[Span, ...],
    lexicon: CueLexicon,
    quotes: list[Span],
) -> RawStatement:
    quoted = [piece for piece in content if any(q.overlaps(piece) for q in quotes)]
    whole = quoted and all(any(q.contains(piece) for q in quotes) for piece in content)
    manner = Manner.QUOTED if whole else Manner.MIXED if quoted else Manner.PARAPHRASED
    certainty = _weighed(analysis, cue, lexicon.verbs[cue.lemma], content, lexicon)
    negated = any(c.lemma in lexicon.negators for c in analysis.children(cue.number))
    return RawStatement(
        Span(cue.start, cue.end), cue.number, source, content, manner, certainty, "не" if negated else ""
    )


def _weighed(
    analysis: Analysis, cue: Word, certainty: Certainty, content: tuple[Span, ...], lexicon: CueLexicon
) -> Certainty:
    """A cue that is negated, or a content that is called doubtful, makes an assertion a speculation."""
    negated = any(c.lemma in lexicon.negators for c in analysis.children(cue.number))
    if negated:
        return Certainty.SPECULATED if certainty is not Certainty.DENIED else Certainty.ASSERTED
    if certainty in {Certainty.ASSERTED, Certainty.CONFIRMED}:
        words = [w for w in analysis.words if any(p.start <= w.start < p.end for p in content)]
        if any(w.text.lower() in lexicon.weakeners for w in words):
            return Certainty.SPECULATED
    return certainty
