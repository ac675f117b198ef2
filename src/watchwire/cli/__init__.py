"""The command line: one command a file, thin over the rooms."""

from watchwire.cli.app import main

__all__ = ["main"]
