"""The desk: watching, alerting, deciding. The only room that changes state."""

from watchwire.desk.intake import Desk

__all__ = ["Desk"]
