"""Endpoints that yente's clients know: `/match`, `/search`, `/entities` and their neighbours.

Parameters and properties mean what yente's documentation says (version 5.5); the scores and reasons are ours, and so is
what cannot be the same: docs/clients.md lists it.
"""

from watchwire.web.yente.routes import router

__all__ = ["router"]
