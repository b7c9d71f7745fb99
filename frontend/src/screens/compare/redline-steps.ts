/** The changes of a drawn redline, for stepping through them. */

/** The first element of each change in reading order; a deletion and the insertion beside it are one change. */
export function changesIn(root: Element): Element[] {
  return [...root.querySelectorAll("ins, del")].filter((element) => {
    const before = element.previousSibling;
    return !(before instanceof HTMLElement && /^(?:INS|DEL)$/.test(before.tagName));
  });
}
