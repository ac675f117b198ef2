"""Who did what to whom, when and where (PLOVER types)."""

from watchwire.events.build import build_events
from watchwire.events.certainty import is_motive
from watchwire.events.factuality import factuality
from watchwire.events.lexicon import frames, goods_class, goods_label, is_conduct
from watchwire.events.telling import has_sides, is_left_out
from watchwire.events.told_as import told_as

__all__ = [
    "build_events",
    "factuality",
    "frames",
    "goods_class",
    "goods_label",
    "has_sides",
    "is_conduct",
    "is_left_out",
    "is_motive",
    "told_as",
]
