"""A walk over an element in document order, without recursion: hostile files nest deeply."""

from collections.abc import Callable

from lxml import etree


def walk(
    root: etree._Element,
    enter: Callable[[etree._Element], bool],
    words: Callable[[str], None],
    leave: Callable[[etree._Element], None],
) -> None:
    """Calls enter for each element, words for each text, leave at each element's end.

    enter: False leaves the element out with all that is in it; leave is then not called. Words behind an element
    (its tail) come after it.
    """
    if not enter(root):
        return
    words(root.text or "")
    waiting = [(root, iter(root))]
    while waiting:
        element, children = waiting[-1]
        child = next(children, None)
        if child is None:
            leave(element)
            waiting.pop()
            if waiting:
                words(element.tail or "")
        elif isinstance(child.tag, str) and enter(child):
            words(child.text or "")
            waiting.append((child, iter(child)))
        else:
            words(child.tail or "")
