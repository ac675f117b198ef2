"""REST API and pages, both thin over the desk, the rooms of screening and the brief."""

from watchwire.web.app import create_app
from watchwire.web.settings import Settings

__all__ = ["Settings", "create_app"]
