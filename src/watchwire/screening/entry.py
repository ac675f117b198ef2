"""One listed name as the search sees it."""

from typing import TYPE_CHECKING, Final

from watchwire.model import Party, PartyKind, PartyName
from watchwire.names.anatomy import Anatomy, Role
from watchwire.screening.marks import letter_bit

if TYPE_CHECKING:
    from watchwire.screening.index import Index
    from watchwire.screening.surroundings import Standing


_GROUPS: Final = {
    PartyKind.PERSON: "person",
    PartyKind.ORGANIZATION: "body",
    PartyKind.OTHER: "body",
    PartyKind.VESSEL: "craft",
    PartyKind.AIRCRAFT: "craft",
}


class Entry:
    """One listed name in the index. Its party is read from the index only when somebody asks for it.

    `group` names the weights of the model that apply to it; `ids` are the word ids of its words that count, in order;
    `order` are the places of those words in the anatomy, `content` those words and `firsts` their first letters as
    bits; `norms` are all its words; `bag` holds the ids and `initials` a person's first letters, for a quick look
    whether a name can be near; `inner_form` says that a legal form stands between its words; `marked` are those of
    its words that count before which a mark of punctuation stands in the list ("IM. A.A. KULAKOVA"), by number;
    `lights` its words that do not count; `family` is which of them is the family name by which its bearer is called;
    `rarities` say how rare each of those words is on the lists (0 to 1); `small` are the places of the words that the
    list writes without a capital; `press` says that only our table of press forms has it,
    `given_joined` that two syllables of a Korean given name are one word of it. Parties are numbered in the
    order of their ids; `subject` is the number of the leading entry of the party's subject, as one party that several
    lists have is one subject.
    """

    __slots__ = (
        "_index", "anatomy", "bag", "content", "family", "firsts", "given_joined", "group", "ids", "initials",
        "inner_form", "kind", "lights", "marked", "norms", "number", "order", "party_number", "press", "rarities",
        "small", "subject", "weak",
    )  # fmt: skip

    def __init__(
        self,
        index: "Index",
        number: int,
        party_number: int,
        kind: PartyKind,
        weak: bool,
        press: bool,
        anatomy: Anatomy,
        ids: tuple[int, ...],
        order: tuple[int, ...],
        small: frozenset[int],
        rarities: tuple[float, ...],
        given_joined: bool = False,
    ) -> None:
        self._index = index
        self.number = number
        self.party_number = party_number
        self.subject = index.subject_of(party_number)
        self.kind = kind
        self.weak = weak
        self.press = press
        self.anatomy = anatomy
        self.ids = ids
        self.order = order
        self.small = small
        self.rarities = rarities
        self.given_joined = given_joined
        self.group = "syllabic" if anatomy.korean or given_joined else _GROUPS[kind]
        self.bag = frozenset(ids)
        self.content = tuple([anatomy.words[k] for k in order])
        self.firsts = [letter_bit(anatomy.words[k].norm) for k in order]
        self.norms = frozenset([word.norm for word in anatomy.words])
        first, last = (order[0], order[-1]) if order else (0, 0)
        self.inner_form = any(word.form for word in anatomy.words[first:last])
        self.lights = frozenset([word.norm for word in anatomy.words if word.light])
        self.marked = _marked(anatomy, order)
        families = [k for k, place in enumerate(order) if anatomy.words[place].role is Role.FAMILY]
        self.family = families[0] if families else len(order) - 1
        letters = frozenset([anatomy.words[k].norm[0] for k in order])
        self.initials = letters if anatomy.person else frozenset()

    def is_initial(self, number: int) -> bool:
        """Say whether one of its words that count is a single letter."""
        word = self.anatomy.words[self.order[number]]
        return len(word.norm) == 1 or word.initial

    @property
    def party(self) -> Party:
        """The party that bears the name."""
        return self._index.party(self.party_number)

    @property
    def list(self) -> str:
        """The list that the party stands on."""
        return self._index.list_of(self.party_number)

    @property
    def name(self) -> PartyName:
        """The name as the list gives it."""
        position: int = self._index.arrays.view("entry_name")[self.number]
        names = self.party.names
        return names[position] if position < len(names) else self._index.press_names_of(self.party_number)[position]

    @property
    def standing(self) -> "Standing":
        """What the list says of the party, for comparison with a text."""
        return self._index.standing_of(self.party_number)


def _marked(anatomy: Anatomy, order: tuple[int, ...]) -> frozenset[int]:
    """Return which of the words that count a mark of punctuation comes before, a hyphen aside."""
    words = anatomy.words
    return frozenset(
        [
            number
            for number in range(1, len(order))
            for k in range(order[number - 1], order[number])
            if words[k + 1].start - words[k].end > 1
        ]
    )


def family_of(entry: Entry) -> int:
    """Return which of a name's words that count is the family name by which its bearer is called."""
    return entry.family
