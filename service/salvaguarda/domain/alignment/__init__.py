"""Which provisions of one draft answer to which of another.

`align` is in `alignment.align`: importing the values does not load scipy.
"""

from salvaguarda.domain.alignment.links import Link, Relation

__all__ = ["Link", "Relation"]
