"""Who stands on which side in a sentence that may report a dealing: by the cue, the verbs above, prepositions."""

from collections.abc import Collection

from watchwire.events import frames
from watchwire.events.lexicon import goods
from watchwire.events.scene import Scene
from watchwire.language import Analysis, Word
from watchwire.measures.tellings import Target, Telling, cues, head_of
from watchwire.model import Entity, EntityKind

_CLIMB = 8
_SUBJECTS = frozenset({"nsubj", "csubj"})
_OBJECTS = frozenset({"dobj", "obj", "dative", "iobj", "nsubjpass"})
_OWN = frozenset({"poss", "amod", "compound", "nmod"})
_NAMED = frozenset({EntityKind.ORGANIZATION, EntityKind.PERSON, EntityKind.VESSEL, EntityKind.AIRCRAFT})
_GETS_HELP = frozenset({"finance", "support"})
_PARTIES = frozenset({"party", "said"})


def side_of(scene: Scene, dealing: Telling, target: Target, cue: Word) -> str | None:
    """Return whether a target `gives` or `gets`, by how it hangs on the verb and by what goods come from it.

    Args:
        scene: the analysed text with its entities.
        dealing: the sentence.
        target: who or what stands in it.
        cue: the word that tells the dealing.

    """
    analysis, held = scene.analysis, cues().beside
    word, first = head_of(analysis, target.span), True
    numbers = {w.number for words in dealing.cues.values() for w in words}
    for _ in range(_CLIMB):
        if word is None or word.head == word.number:
            return None
        above = analysis.words[word.head]
        lemma = above.lemma.lower()
        if word.dep == "pobj" and lemma in held["from"] | held["to"]:
            return "gives" if lemma in held["from"] else "gets"
        if word.dep in _OWN and first and target.kind == "land":
            return _of_goods(analysis, above)
        if above.pos == "VERB" or above.number == cue.number:
            told = above.number in numbers or _leads_to(analysis, above, cue)
            side = _of_verb(dealing, target, cue, (word, above), first=first)
            if side is not None and (told or (side == "gives" and lemma in held["charging"])):
                return side
            if not told:
                return None
        first = first and word.dep in _OWN
        word = above
    return None


def _of_goods(analysis: Analysis, noun: Word) -> str | None:
    """Return the side of a country before goods: they come from it, or are for its own (“for *Iranian* drones”)."""
    while noun.dep in _OWN:
        noun = analysis.words[noun.head]
    if not any(item.pattern.search(noun.text) for item in goods()):
        return None
    return "gets" if noun.dep == "pobj" and analysis.words[noun.head].lemma == "for" else "gives"


def _of_verb(dealing: Telling, target: Target, cue: Word, pair: tuple[Word, Word], *, first: bool) -> str | None:
    """Return the side of a subject or object of a verb."""
    word, verb = pair
    lemma, held = verb.lemma.lower(), cues().beside
    gets = cue.lemma.lower() in held["getting"]
    if word.dep in _OBJECTS and lemma in held["charging"] and verb.pos == "VERB":
        return "gives"  # “accused *him* of selling”
    if word.dep in _SUBJECTS:
        return "gets" if gets or (target.kind in _PARTIES and _is_helped(dealing)) else "gives"
    if word.dep not in _OBJECTS or (first and lemma in frames().bought and target.kind != "land"):
        return None  # “sold *Northwind*”: a firm changes hands
    return "gives" if gets else "gets"


def _leads_to(analysis: Analysis, verb: Word, cue: Word) -> bool:
    """Say whether whoever does what one verb tells does what the cue tells (“*used* a shop to sell it”)."""
    word = cue
    for _ in range(_CLIMB):
        if word.number == verb.number:
            return True
        if word.head == word.number or word.dep in {"relcl", "ccomp", "advcl"}:
            return word.dep == "advcl" and word.head == verb.number and word.tag == "VBG"
        word = analysis.words[word.head]
    return False


def _is_helped(dealing: Telling) -> bool:
    return False if "supply" in dealing.cues else not _GETS_HELP & dealing.cues.keys()


def hangs_on(scene: Scene, target: Target, cue: Word, heads: Collection[int] = ()) -> bool:
    """Say whether a target hangs on the word that tells a dealing (or one of `heads`), no other verb in between.

    Args:
        scene: the analysed text with its entities.
        target: who or what stands in the sentence.
        cue: the word that tells a dealing.
        heads: the numbers of verbs on which it may hang as well.

    """
    word = head_of(scene.analysis, target.span)
    for _ in range(_CLIMB):
        if word is None or word.head == word.number:
            return False
        word = scene.analysis.words[word.head]
        if word.number == cue.number:
            return True
        if word.pos == "VERB":
            return word.number in heads
    return False


def others_in(scene: Scene, dealing: Telling, taken: set[str]) -> tuple[str, ...]:
    """Return who stands on the other side: whoever else a sentence names as a doer or as whom it is done to.

    Args:
        scene: the analysed text with its entities.
        dealing: the sentence.
        taken: the ids of those who stand on a side already.

    """
    span = dealing.sentence.span
    found: list[Entity] = []
    for entity in scene.entities:
        if entity.kind not in _NAMED or entity.id in taken:
            continue
        for mention in (*entity.mentions, *entity.pronouns):
            if span.start <= mention.start < span.end:
                word = scene.analysis.word_at(mention.end - 1)
                above = scene.analysis.words[word.head] if word is not None else None
                if word is None or above is None or above.lemma in frames().tellers:
                    continue
                if dealing.kind == "dealing" and _judges(scene, word, above):
                    continue
                if word.dep in _SUBJECTS | _OBJECTS or above.lemma == "by":
                    found.append(entity)
                    break
    return tuple(entity.id for entity in found[:2])


def _judges(scene: Scene, word: Word, above: Word) -> bool:
    """Say whether somebody only accuses, lists or takes from those who deal (“*the ministry* charged them with it”)."""
    held = cues().beside
    verb = scene.analysis.words[above.head] if above.lemma == "by" else above
    doer = above.lemma == "by" or (word.dep in _SUBJECTS and not _is_passive(scene.analysis, verb))
    return doer and verb.lemma.lower() in held["charging"] | held["judging"]


def _is_passive(analysis: Analysis, verb: Word) -> bool:
    return any(c.dep in {"nsubjpass", "auxpass"} for c in analysis.children(verb.number))


def state_helped(scene: Scene, dealing: Telling, cue: Word) -> tuple[str, ...]:
    """Return the country of a capital that is told to get something, or to be helped (“gave *Damascus* money”).

    Args:
        scene: the analysed text with its entities.
        dealing: the sentence.
        cue: the word that tells the dealing.

    """
    analysis, span = scene.analysis, dealing.sentence.span
    for entity in scene.entities:
        if entity.kind in _NAMED or len(entity.countries) != 1:
            continue
        for mention in entity.mentions:
            word = analysis.word_at(mention.end - 1) if span.contains(mention) else None
            if word is not None and _is_helped_by(analysis, word, cue):
                return entity.countries
    return ()


def _is_helped_by(analysis: Analysis, word: Word, cue: Word) -> bool:
    """Say whether somebody is the object of a dealing, or of a verb of help, or does what is helped with."""
    if word.dep == "compound" and analysis.words[word.number - 1].lemma in frames().giving:
        word = analysis.words[word.head]  # “gave *Damascus* money”
    above = analysis.words[word.head]
    if word.dep == "nsubj" and above.dep in {"ccomp", "xcomp"} and above.tag == "VB":
        above = analysis.words[above.head]  # “helped *Damascus* to monitor”
    elif word.dep not in _OBJECTS - {"nsubjpass"}:
        return False
    return above.lemma in frames().helping or above.number == cue.number
