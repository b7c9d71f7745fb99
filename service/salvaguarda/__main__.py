"""`python -m salvaguarda` is the command `salvaguarda`."""

from salvaguarda.cli import main

main()
