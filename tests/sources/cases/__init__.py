"""Case tables of the readers, one file a kind of source."""
