"""What somebody types into a look-up: which names and numbers it holds, and what kind of party it means."""

from watchwire.asking.typed import Typed, understand

__all__ = ["Typed", "understand"]
