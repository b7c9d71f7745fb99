"""The fence around words of others in a prompt: lines with a code that no such words can hold.

The code is a part of the hash of the words inside, so nobody can write a text that holds its own. The words of another
fence might (a criterion is public): then the code is made of everything that is sent, which nobody can foresee either. No
secret: the same words give the same request on every installation.
"""

import json
from collections.abc import Collection, Mapping
from hashlib import sha256
from itertools import count

CODE_LENGTH = 24
"""Hexadecimal digits: 96 bits."""


def boundary_for(values: Mapping[str, str], elsewhere: Collection[str] = ()) -> str:
    """The code of a fence around these values (input name → words): 24 small hexadecimal digits.

    elsewhere: further words of the same prompt, outside this fence. The code stands in none of them, in no letter case.

    >>> boundary_for({"provision": "Each Party shall act."})
    '3b708ce059966367dfd92e41'
    """
    everything = sorted(each.lower() for each in (*values.values(), *elsewhere))
    for attempt in count():
        # Beyond the first attempt, of everything: else a text with the next ten thousand codes would have as many tried.
        code = _code(attempt, values, everything if attempt else [])
        if not any(code in each for each in everything):
            return code
    raise AssertionError  # a text that holds every code has no end


def _code(attempt: int, values: Mapping[str, str], everything: list[str]) -> str:
    words = json.dumps([attempt, sorted(values.items()), *everything], ensure_ascii=False)
    return sha256(words.encode(errors="surrogatepass")).hexdigest()[:CODE_LENGTH]


def opening(name: str, code: str) -> str:
    """The line that opens a fence."""
    return f"<<< {name} {code} >>>"


def closing(name: str, code: str) -> str:
    """The line that closes a fence."""
    return f"<<< end {name} {code} >>>"
