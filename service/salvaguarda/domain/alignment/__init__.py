"""Which provisions of one draft answer to which of another.

`align` is in `alignment.align`: importing the values does not load scipy.
"""

from salvaguarda.domain.alignment.links import ALIGNMENT_VERSION, Link, Relation

__all__ = ["ALIGNMENT_VERSION", "Link", "Relation"]
