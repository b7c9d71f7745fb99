"""Regular expressions so long that compiling them would hold up every start, for lines that only a reading asks about."""

import re
from collections.abc import Iterator
from functools import cached_property


class LazyPattern:
    """A regular expression that is compiled when it is first asked. Methods and flags as those of `re`."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.pattern, self._flags = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def match(self, text: str) -> re.Match[str] | None:
        """The match at the beginning of the text; None when there is none."""
        return self._compiled.match(text)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match anywhere in the text; None when there is none."""
        return self._compiled.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match, from left to right."""
        return self._compiled.finditer(text)
