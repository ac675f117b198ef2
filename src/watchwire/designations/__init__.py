"""Designations and delistings that a text reports: who, whom, under what authority, when and why."""

from watchwire.designations.build import LookUp, find_designations

__all__ = ["LookUp", "find_designations"]
