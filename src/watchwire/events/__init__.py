"""Who did what to whom, when and where (PLOVER types)."""

from watchwire.events.build import build_events, is_motive
from watchwire.events.lexicon import frames, goods_class, goods_label

__all__ = ["build_events", "frames", "goods_class", "goods_label", "is_motive"]
