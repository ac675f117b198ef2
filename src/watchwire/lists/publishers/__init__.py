"""One module a publisher; each is announced by an entry point in pyproject.toml."""
