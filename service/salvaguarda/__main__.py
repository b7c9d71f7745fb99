"""`python -m salvaguarda` is the command `salvaguarda`."""

from salvaguarda.cli import main

if __name__ == "__main__":  # the processes that read uploads import this module under another name
    main()
