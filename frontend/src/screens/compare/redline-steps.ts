/** The changes of a drawn redline, for stepping through them; and places in its words. */
import { domRange } from "../../lib/text-range";

/** The first element of each change in reading order; a deletion and the insertion beside it are one change. */
export function changesIn(root: Element): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>("ins, del")].filter((element) => {
    const before = element.previousSibling;
    return !(before instanceof HTMLElement && /^(?:INS|DEL)$/.test(before.tagName));
  });
}

/** Where the step from the change at `at` leads (-1: before the first); null past the last or first one. */
export function stepOf(at: number, by: 1 | -1, count: number): number | null {
  const next = at < 0 && by < 0 ? count - 1 : at + by;
  return next >= 0 && next < count ? next : null;
}

/** Selects a place of the new words (UTF-16 units) and shows it; false when the words are not there. */
export function reveal(root: HTMLElement, place: { start: number; end: number }): boolean {
  const range = domRange(root, place);
  const selection = document.getSelection();
  if (!range || !selection) return false;
  selection.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  range.startContainer.parentElement?.scrollIntoView({ block: "center" });
  const box = range.getBoundingClientRect();
  // The element may be a whole text: its middle is not the place.
  if (box.top < 0 || box.bottom > window.innerHeight) window.scrollBy(0, box.top - window.innerHeight / 3);
  return true;
}
