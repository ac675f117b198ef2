"""Watchwire."""
