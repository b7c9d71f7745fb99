"""The version somebody else saved, as the API would show it: goes into a 412 answer."""

from functools import singledispatch

from salvaguarda.domain.people import Person


@singledispatch
def present_current(current: object, reader: Person | None) -> object:  # noqa: ARG001  (each kind registers its own)
    """What the reader may see of `current`; presenters register their kind of record here.

    None (it is gone) and what is ready for the wire already pass as they are.
    """
    return current
