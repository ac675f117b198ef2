"""Reconciliation for OpenRefine, in the protocol's version 0.2 (W3C community group report of 10 April 2023).

The service is at `/reconcile` for all lists and at `/reconcile/LIST` for one: it takes batches of names, suggests
entities, types and properties, shows previews, and gives properties of parties that were chosen (data extension).
"""

from watchwire.web.openrefine.routes import router
from watchwire.web.openrefine.services import router as services

__all__ = ["router", "services"]
