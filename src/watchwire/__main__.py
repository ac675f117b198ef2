"""`python -m watchwire`."""

from watchwire.cli import main

main()
