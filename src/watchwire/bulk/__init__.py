"""Many names at once: rows of a table or a frame in, matches with reasons out."""

from watchwire.bulk.rows import ADDED, asked_row, cells_of, names_of_added, row_of

__all__ = ["ADDED", "asked_row", "cells_of", "names_of_added", "row_of"]
