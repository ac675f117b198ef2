"""Statements in English, by spaCy's parse: direct, indirect and mixed quotation, "according to", and cue nouns."""

import re
from collections.abc import Iterator
from dataclasses import replace

from watchwire.language import Analysis, Sentence, Word
from watchwire.model import Certainty, Manner, Span
from watchwire.statements.cues import CueLexicon, cue_lexicon
from watchwire.statements.quotes import find_quotes, is_utterance
from watchwire.statements.raw import RawStatement

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_REACH = 2
_AFTER = frozenset({"dobj", "obj", "xcomp", "ccomp", "oprd", "prep", "dative", "prt"})
_LABEL = re.compile(r"^[ \t]*(?P<who>[A-Z][A-Z.’' -]{2,40}[A-Z]|Q|A):[ \t]+(?P<said>[^\n]+?)[ \t]*$", re.MULTILINE)
_HEADLINE = re.compile(r"(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):\s+(?P<said>.+?)\s*$", re.DOTALL)
_HEARSAY = frozenset({"say", "report", "claim", "allege", "tell", "announce", "know", "confirm", "rumour", "rumor"})


def english_statements(analysis: Analysis) -> list[RawStatement]:
    """Return the statements of an English text in order of their content."""
    lexicon = cue_lexicon("en")
    quotes = [q for q in find_quotes(analysis.article) if is_utterance(q.of(analysis.article.text))]
    found: list[RawStatement] = []
    for sentence in analysis.sentences:
        found.extend(_verb_cues(analysis, sentence, lexicon, quotes))
        found.extend(_according(analysis, sentence, lexicon, quotes))
        found.extend(_noun_cues(analysis, sentence, lexicon, quotes))
    found.extend(_loose_quotes(analysis, lexicon, quotes, found))
    found.extend(_labelled(analysis))
    found.extend(_headline(analysis))
    return sorted(_distinct(found), key=lambda item: item.content[0])


# -- verbs


def _verb_cues(
    analysis: Analysis, sentence: Sentence, lexicon: CueLexicon, quotes: list[Span]
) -> Iterator[RawStatement]:
    for number in range(sentence.first, sentence.last):
        word = analysis.words[number]
        certainty = lexicon.verbs.get(word.lemma)
        speaks = certainty is not None
        if certainty is None and (word.lemma in lexicon.stances or word.lemma in lexicon.prepositions):
            certainty = Certainty.ASSERTED
        if certainty is None or word.pos != "VERB" or _inside(word, quotes):
            continue
        content = _content_of(analysis, word, sentence, quotes) if speaks else None
        source = _source_of(analysis, word)
        cue = None
        stance = False
        if content is None and word.lemma not in lexicon.clause_only:
            content = _object_of(analysis, word, source, certainty)
        if content is None and source is not None:
            content, cue = _stance_of(analysis, word, lexicon)
            stance = True
        if content is None or (source is None and not _impersonal(analysis, word, certainty)):
            continue
        if source is not None and any(source.overlaps(piece) for piece in content):
            content = _around(content, source)
            if not content:
                continue
        made = _made(analysis, word, source, content, certainty, lexicon, quotes, cue)
        yield replace(made, stance=stance)


def _stance_of(analysis: Analysis, cue: Word, lexicon: CueLexicon) -> tuple[tuple[Span, ...] | None, Span | None]:
    """Return what a verb of stance is about (“criticised the test”, “called for talks”), and the cue in full."""
    children = analysis.children(cue.number)
    for child in children:
        after = child.dep in {"prep", "prt"} and child.number > cue.number
        if after and child.lemma in lexicon.prepositions.get(cue.lemma, ()):
            span = _governed(analysis, child)
            if span is not None:
                head = _cue_span(analysis, cue)
                near = child.number - cue.number <= _REACH
                return (span,), Span(head.start, child.end) if near else head
    naming = cue.lemma in lexicon.naming and not any(child.dep == "oprd" for child in children)
    if cue.lemma not in lexicon.stances or naming:
        return None, None  # "called a taxi" is no stance, "called the test a threat" is
    for child in children:
        if child.dep in {"dobj", "obj", "xcomp", "ccomp", "oprd"} and child.number > cue.number:
            last = max(analysis.subtree(c.number)[1] for c in children if c.dep in _AFTER and c.number >= child.number)
            return (analysis.span(analysis.subtree(child.number)[0], last),), None
    return None, None


def _governed(analysis: Analysis, preposition: Word) -> Span | None:
    """Return what a preposition governs."""
    inner = [c for c in analysis.children(preposition.number) if c.number > preposition.number]
    if not inner:
        return None
    first = min(analysis.subtree(c.number)[0] for c in inner)
    last = max(analysis.subtree(c.number)[1] for c in inner)
    return analysis.span(first, last)


def _inside(word: Word, quotes: list[Span]) -> bool:
    return any(quote.start <= word.start < quote.end for quote in quotes)


def _impersonal(analysis: Analysis, word: Word, certainty: Certainty) -> bool:
    """“It is believed that …”, “was reported to have …”: a passive that reports without saying whose word it is."""
    passive = any(child.dep in {"auxpass", "nsubjpass"} for child in analysis.children(word.number))
    return passive and (certainty is Certainty.SPECULATED or word.lemma in _HEARSAY)


def _content_of(analysis: Analysis, cue: Word, sentence: Sentence, quotes: list[Span]) -> tuple[Span, ...] | None:
    """Return the clause that a cue governs, or the quotation beside it."""
    lexicon = cue_lexicon("en")
    pieces: list[Span] = []
    for child in analysis.children(cue.number):
        if child.dep in {"ccomp", "parataxis"} or (child.dep == "xcomp" and cue.lemma in lexicon.infinitive):
            span = _clause(analysis, child, cue)
            if span is not None:
                pieces.append(span)
    if cue.dep in {"ccomp", "parataxis"} and cue.head != cue.number and not pieces and _is_tag(analysis, cue):
        span = _rest_of_sentence(analysis, cue, sentence)
        if span is not None:
            pieces.append(span)
    in_sentence = [q for q in quotes if q.overlaps(sentence.span)]
    pieces.extend(
        q for q in in_sentence if not any(q.overlaps(piece) for piece in pieces) and _attached(analysis, q, cue)
    )
    grown = [_grow(piece, in_sentence) for piece in pieces]
    return tuple(sorted(dict.fromkeys(grown))) if grown else None


def _clause(analysis: Analysis, head: Word, cue: Word) -> Span | None:
    """Return the words below a clause's head, less what belongs to the cue in the middle of it."""
    first, last = analysis.subtree(head.number)
    if first <= cue.number < last:
        if head.number > cue.number:
            first = cue.number + 1
        else:
            last = cue.number
    while first < last and analysis.words[first].pos in {"PUNCT", "SPACE"}:
        first += 1
    for at in (first, first + 1):
        if at < last and analysis.words[at].lemma == "that" and analysis.words[at].pos == "SCONJ":
            first = at + 1
            break
    while last > first and analysis.words[last - 1].pos in {"PUNCT", "SPACE"}:
        last -= 1
    return analysis.span(first, last) if last > first else None


def _is_tag(analysis: Analysis, cue: Word) -> bool:
    """Say whether a cue with its subject stands beside the clause that it reports ("…, the minister said")."""
    return any(child.dep in _SUBJECTS for child in analysis.children(cue.number))


def _rest_of_sentence(analysis: Analysis, cue: Word, sentence: Sentence) -> Span | None:
    first, last = analysis.subtree(cue.number)
    if first - sentence.first >= sentence.last - last:
        last, first = first, sentence.first
    else:
        first, last = last, sentence.last
    while last > first and analysis.words[last - 1].pos in {"PUNCT", "SPACE"}:
        last -= 1
    while first < last and analysis.words[first].pos in {"PUNCT", "SPACE"}:
        first += 1
    return analysis.span(first, last) if last > first else None


def _attached(analysis: Analysis, quote: Span, cue: Word) -> bool:
    """Say whether a quotation in the cue's sentence is what it reports: no other cue stands between them."""
    lexicon = cue_lexicon("en")
    low, high = sorted((quote.start, cue.start))
    between = (w for w in analysis.words if low < w.start < high and w.number != cue.number)
    return not any(
        w.pos == "VERB" and w.lemma in lexicon.verbs and not quote.start <= w.start < quote.end for w in between
    )


def _grow(piece: Span, quotes: list[Span]) -> Span:
    """Let a content that cuts a quotation cover it."""
    for quote in quotes:
        if quote.overlaps(piece) and not piece.contains(quote):
            piece = Span(min(piece.start, quote.start), max(piece.end, quote.end))
    return piece


def _object_of(analysis: Analysis, cue: Word, source: Span | None, certainty: Certainty) -> tuple[Span, ...] | None:
    """“confirmed the meeting”, “denied a report”: a plain object is content where the verb can only report."""
    if source is None:
        return None
    strict = certainty in {Certainty.CONFIRMED, Certainty.DENIED, Certainty.PROMISED}
    announcing = cue.lemma in {"announce", "allege", "claim", "declare", "report", "predict", "forecast"}
    if not strict and not announcing:
        return None
    for child in analysis.children(cue.number):
        if child.dep in {"dobj", "obj"} and child.pos in {"NOUN", "PROPN", "VERB"}:
            return (analysis.span(*analysis.subtree(child.number)),)
    return None


def _source_of(analysis: Analysis, cue: Word) -> Span | None:
    """Return the subject of a cue; for a verb in a chain ("said and added") that of the first one."""
    seen: set[int] = set()
    word = cue
    while word.number not in seen:
        seen.add(word.number)
        for child in analysis.children(word.number):
            if child.dep == "agent":
                inner = analysis.children(child.number)
                if inner:
                    return _noun_phrase(analysis, inner[0])
        for child in analysis.children(word.number):
            if child.dep == "nsubj" and child.lemma not in {"which", "that", "it", "there", "what"}:
                if child.lemma == "who" and word.dep == "relcl":
                    return _noun_phrase(analysis, analysis.words[word.head], without=word.number)
                return _noun_phrase(analysis, child)
        if word.dep in {"conj", "xcomp", "advcl"} and word.head != word.number:
            word = analysis.words[word.head]
        elif word.dep in {"acl", "relcl"} and analysis.words[word.head].pos in {"NOUN", "PROPN"} and word.tag == "VBG":
            return _noun_phrase(analysis, analysis.words[word.head], without=word.number)
        else:
            break
    return None


def _noun_phrase(analysis: Analysis, head: Word, without: int | None = None) -> Span:
    """Return a noun phrase without its relative clauses and appended remarks."""
    first = last = head.number
    stack = [head.number]
    while stack:
        for child in analysis.children(stack.pop()):
            if child.number == without or child.dep in {"relcl", "acl", "punct", "advcl"}:
                continue
            first, last = min(first, child.number), max(last, child.number)
            stack.append(child.number)
    return analysis.span(first, last + 1)


def _around(content: tuple[Span, ...], source: Span) -> tuple[Span, ...]:
    """Cut the source out of its own content."""
    kept: list[Span] = []
    for piece in content:
        if not piece.overlaps(source):
            kept.append(piece)
            continue
        if source.start - piece.start > 1:
            kept.append(Span(piece.start, source.start - 1))
        if piece.end - source.end > 1:
            kept.append(Span(source.end + 1, piece.end))
    return tuple(kept)


# -- "according to" and nouns


def _according(
    analysis: Analysis, sentence: Sentence, lexicon: CueLexicon, quotes: list[Span]
) -> Iterator[RawStatement]:
    for number in range(sentence.first, sentence.last - 1):
        word, after = analysis.words[number], analysis.words[number + 1]
        if word.text.lower() != "according" or after.text.lower() != "to" or _inside(word, quotes):
            continue
        sources = [w for w in (*analysis.children(after.number), *analysis.children(word.number)) if w.dep == "pobj"]
        if not sources:
            continue
        source = _noun_phrase(analysis, sources[0])
        low, high = word.number, analysis.subtree(sources[0].number)[1]
        content = _less(analysis, sentence, low, high)
        if content:
            cue = Span(word.start, after.end)
            yield _made(analysis, word, source, content, Certainty.ASSERTED, lexicon, quotes, cue)


def _less(analysis: Analysis, sentence: Sentence, low: int, high: int) -> tuple[Span, ...]:
    """Return what is left of a sentence, or of the clause around, without words `[low, high)`."""
    pieces: list[Span] = []
    for begin, end in ((sentence.first, low), (high, sentence.last)):
        first, last = begin, end
        while first < last and analysis.words[first].pos in {"PUNCT", "SPACE", "CCONJ"}:
            first += 1
        while last > first and analysis.words[last - 1].pos in {"PUNCT", "SPACE", "CCONJ"}:
            last -= 1
        if last - first > 1:
            pieces.append(analysis.span(first, last))
    if len(pieces) == 2 and pieces[1].start - pieces[0].end > 0:  # noqa: PLR2004
        before = analysis.words[low - 1].lemma if low > sentence.first else ""
        if before in {"but", "and", "while", "although", "though"}:
            return (pieces[1],)
    return tuple(pieces)


def _noun_cues(
    analysis: Analysis, sentence: Sentence, lexicon: CueLexicon, quotes: list[Span]
) -> Iterator[RawStatement]:
    """“a warning that …”, “a confirmation that …”, “the ministry's claim that …”."""
    for number in range(sentence.first, sentence.last):
        word = analysis.words[number]
        certainty = lexicon.nouns.get(word.lemma)
        if certainty is None or word.pos != "NOUN" or _inside(word, quotes):
            continue
        for child in analysis.children(number):
            if child.dep not in {"acl", "ccomp", "relcl"} or child.pos not in {"VERB", "AUX"}:
                continue
            marks = {c.lemma for c in analysis.children(child.number) if c.dep in {"mark", "nsubj"}}
            span = _clause(analysis, child, word)
            if span is None or "that" not in marks:
                continue
            source = _owner(analysis, word)
            if _only_read_as(analysis, word):
                certainty = Certainty.SPECULATED
            yield _made(analysis, word, source, (span,), certainty, lexicon, quotes)
        yield from _about(analysis, word, certainty, lexicon, quotes)


def _about(
    analysis: Analysis, noun: Word, certainty: Certainty, lexicon: CueLexicon, quotes: list[Span]
) -> Iterator[RawStatement]:
    """“The minister's criticism of the deal”: a noun with an owner, and a preposition that leads to its content."""
    source = _owner(analysis, noun)
    if source is None:
        return
    for child in analysis.children(noun.number):
        after = child.dep == "prep" and child.number > noun.number
        if after and child.lemma in lexicon.prepositions.get(noun.lemma, ()):
            span = _governed(analysis, child)
            if span is not None and not span.overlaps(source):
                cue = Span(noun.start, child.end)
                made = _made(analysis, noun, source, (span,), certainty, lexicon, quotes, cue)
                yield replace(made, stance=True)
                return


def _only_read_as(analysis: Analysis, noun: Word) -> bool:
    """“is interpreted as a confirmation”: somebody's reading, not the thing itself."""
    preposition = analysis.words[noun.head]
    governor = analysis.words[preposition.head]
    return preposition.lemma == "as" and governor.lemma in {
        "interpret",
        "see",
        "view",
        "read",
        "take",
        "regard",
        "treat",
    }


def _owner(analysis: Analysis, noun: Word) -> Span | None:
    for child in analysis.children(noun.number):
        if child.dep in {"poss", "compound"} and child.pos in {"PROPN", "NOUN", "PRON"}:
            return _noun_phrase(analysis, child)
        if child.dep == "prep" and child.lemma in {"by", "from"}:
            inner = analysis.children(child.number)
            if inner:
                return _noun_phrase(analysis, inner[0])
    head = analysis.words[noun.head]
    if head.pos == "VERB" and head.lemma in {"issue", "make", "give", "repeat", "renew", "express", "voice"}:
        return _source_of(analysis, head)
    return None


# -- transcripts


def _labelled(analysis: Analysis) -> Iterator[RawStatement]:
    """A transcript names the speaker at the head of a paragraph ("MR PRICE: ...", "QUESTION: ...")."""
    text = analysis.article.text
    for match in _LABEL.finditer(text):
        content = Span(match.start("said"), match.end("said"))
        word = analysis.word_at(match.start("said"))
        if word is None or analysis.article.in_furniture(content) or len(match["said"].split()) <= _REACH:
            continue
        source = Span(match.start("who"), match.end("who"))
        cue = Span(match.end("who"), match.end("who") + 1)
        yield RawStatement(cue, word.number, source, (content,), Manner.QUOTED, Certainty.ASSERTED, "")


def _headline(analysis: Analysis) -> Iterator[RawStatement]:
    """“Lindqvist: Deal would break resolutions”: a headline that begins with its source and a colon."""
    text = analysis.article.text
    title = analysis.article.title or ""
    match = _HEADLINE.match(title)
    start = text.find(title) if match is not None else -1
    if match is None or start < 0 or len(match["said"].split()) <= _REACH:
        return
    named = any(
        name.span.start <= start + match.start("who") + 1 < name.span.end or name.span.of(text).endswith(match["who"])
        for name in analysis.names
    )
    known = match["who"].lower() in cue_lexicon("en").headline_sources
    word = analysis.word_at(start + match.start("said"))
    if word is None or not (named or known):
        return
    source = Span(start + match.start("who"), start + match.end("who"))
    content = Span(start + match.start("said"), start + match.end("said"))
    cue = Span(source.end, source.end + 1)
    quotes = [q for q in find_quotes(analysis.article) if q.overlaps(content)]
    yield RawStatement(cue, word.number, source, (content,), _manner((content,), quotes), Certainty.ASSERTED, "")


# -- quotations that no cue of their sentence governs


def _loose_quotes(
    analysis: Analysis, lexicon: CueLexicon, quotes: list[Span], found: list[RawStatement]
) -> Iterator[RawStatement]:
    """Give a quotation without a cue to the cue nearest in its paragraph."""
    covered = [piece for item in found for piece in item.content]
    for quote in quotes:
        if any(piece.overlaps(quote) for piece in covered):
            continue
        cue = _nearest_cue(analysis, quote, lexicon, quotes)
        if cue is None:
            yield from _after_colon(analysis, quote)
            continue
        source = _source_of(analysis, cue)
        if source is not None and not source.overlaps(quote):
            yield _made(analysis, cue, source, (quote,), lexicon.verbs[cue.lemma], lexicon, quotes)


def _after_colon(analysis: Analysis, quote: Span) -> Iterator[RawStatement]:
    """“The answer did not surprise Shaw: "..."”: a colon leads to a quotation; the last person before it speaks."""
    text = analysis.article.text
    colon = len(text[: quote.start - 1].rstrip()) - 1
    before = analysis.sentence_at(colon) if colon > 0 and text[colon] == ":" else None
    if before is None:
        return
    people = [
        name for name in analysis.names if before.span.start <= name.span.start < colon and name.label == "person"
    ]
    word = analysis.word_at(quote.start)
    if people and word is not None:
        cue = Span(colon, colon + 1)
        yield RawStatement(cue, word.number, people[-1].span, (quote,), Manner.QUOTED, Certainty.ASSERTED, "")


def _nearest_cue(analysis: Analysis, quote: Span, lexicon: CueLexicon, quotes: list[Span]) -> Word | None:
    text = analysis.article.text
    best: tuple[int, Word] | None = None
    for word in analysis.words:
        if word.pos != "VERB" or lexicon.verbs.get(word.lemma) is None or _inside(word, quotes):
            continue
        gap = quote.start - word.end if word.end <= quote.start else word.start - quote.end
        if gap < 0 or gap > 250:  # noqa: PLR2004  (about two sentences)
            continue
        between = text[min(word.end, quote.end) : max(word.start, quote.start)]
        if "\n\n" in between:
            continue
        if best is None or gap < best[0]:
            best = (gap, word)
    return best[1] if best else None


# -- the whole


def _made(
    analysis: Analysis,
    cue: Word,
    source: Span | None,
    content: tuple[Span, ...],
    certainty: Certainty,
    lexicon: CueLexicon,
    quotes: list[Span],
    cue_span: Span | None = None,
) -> RawStatement:
    negated = any(c.dep == "neg" for c in analysis.children(cue.number))
    if negated:
        flipped = {Certainty.CONFIRMED: Certainty.ASSERTED, Certainty.DENIED: Certainty.ASSERTED}
        certainty = flipped.get(certainty, Certainty.DENIED if cue.lemma in {"believe", "think"} else certainty)
    modal, weak = _modality(analysis, cue, content, lexicon)
    if weak and certainty is Certainty.ASSERTED:
        certainty = Certainty.SPECULATED
    if certainty is Certainty.ASSERTED and _unsure_source(analysis, source):
        certainty = Certainty.SPECULATED
    return RawStatement(
        cue_span or _cue_span(analysis, cue),
        cue.number,
        source,
        content,
        _manner(content, quotes),
        certainty,
        modal,
    )


def _cue_span(analysis: Analysis, cue: Word) -> Span:
    """Return the cue with its auxiliaries and negation ("did not say", "is interpreted")."""
    first = cue.number
    for child in analysis.children(cue.number):
        if child.dep in {"aux", "auxpass", "neg"} and cue.number - child.number <= _REACH + 1:
            first = min(first, child.number)
    between = analysis.words[first : cue.number]
    if any(word.pos not in {"AUX", "PART", "ADV"} for word in between):
        first = cue.number
    return analysis.span(first, cue.number + 1)


def _modality(analysis: Analysis, cue: Word, content: tuple[Span, ...], lexicon: CueLexicon) -> tuple[str, bool]:
    """Return the words that weaken or turn the content's main verb, and whether they make it a guess."""
    found: list[str] = []
    weak = False
    heads = [c for c in analysis.children(cue.number) if c.dep in {"ccomp", "parataxis", "acl"}]
    for head in heads:
        for child in analysis.children(head.number):
            lemma = child.text.lower()
            if child.dep in {"aux", "neg"} and (lemma in lexicon.modals or lemma in lexicon.negators):
                found.append(lemma)
    for piece in content:
        first = analysis.word_at(piece.start)
        for number in range(first.number, len(analysis.words)) if first is not None else ():
            word = analysis.words[number]
            if word.start >= piece.end:
                break
            if (lemma := word.text.lower()) in lexicon.weakeners:
                found.append(lemma)
                weak = True
    if any(modal in {"may", "might"} for modal in found):
        weak = True
    return " ".join(dict.fromkeys(found)), weak


def _unsure_source(analysis: Analysis, source: Span | None) -> bool:
    text = source.of(analysis.article.text).lower() if source else ""
    return "unconfirmed" in text or "rumor" in text or "rumour" in text


def _manner(content: tuple[Span, ...], quotes: list[Span]) -> Manner:
    total = sum(len(piece) for piece in content)
    quoted = sum(
        max(0, min(piece.end, quote.end) - max(piece.start, quote.start)) for piece in content for quote in quotes
    )
    if quoted == 0:
        return Manner.PARAPHRASED
    return Manner.QUOTED if quoted >= 0.9 * total - 4 else Manner.MIXED


def _distinct(found: list[RawStatement]) -> list[RawStatement]:
    """Drop repeats: the same cue twice, or the same content twice without a source of its own."""
    kept: dict[tuple[Span, tuple[Span, ...]], RawStatement] = {}
    for item in found:
        key = (item.cue, item.content)
        held = kept.get(key)
        if held is None or (held.source is None and item.source is not None):
            kept[key] = item
    return list(kept.values())
