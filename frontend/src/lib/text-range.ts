/**
 * Between places in the DOM and places in a text that is rendered verbatim inside one element.
 *
 * Deleted words of a redline, the old text beside a new one (data-aside) and words for screen readers only are not part
 * of the (new) text.
 */
import type { TextRange } from "./selector";

function walker(root: Node): TreeWalker {
  return document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest("del, .visually-hidden, [data-aside]")
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
}

/** How many UTF-16 units of the text stand before a place of the DOM. */
function unitsBefore(root: Node, container: Node, offset: number): number {
  const place = document.createRange();
  place.setStart(container, offset);
  let units = 0;
  const nodes = walker(root);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    if (node === container) return units + offset;
    if (place.comparePoint(node, 0) >= 0) return units;
    units += (node as Text).length;
  }
  return units;
}

/** The part of the current selection that lies in the element; null when there is none. */
export function selectedRange(root: HTMLElement, selection: Selection | null): TextRange | null {
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(root)) return null;
  const startsInside = root.contains(range.startContainer);
  const endsInside = root.contains(range.endContainer);
  const start = startsInside ? unitsBefore(root, range.startContainer, range.startOffset) : 0;
  const end = endsInside ? unitsBefore(root, range.endContainer, range.endOffset) : textLength(root);
  return start < end ? { start, end } : null;
}

function textLength(root: Node): number {
  let length = 0;
  const nodes = walker(root);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) length += (node as Text).length;
  return length;
}

/** The DOM range of a place in the text; null when the text is shorter. */
export function domRange(root: HTMLElement, { start, end }: TextRange): Range | null {
  const range = document.createRange();
  let units = 0;
  let started = false;
  const nodes = walker(root);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const length = (node as Text).length;
    if (!started && start < units + length) {
      range.setStart(node, start - units);
      started = true;
    }
    if (started && end <= units + length) {
      range.setEnd(node, end - units);
      return range;
    }
    units += length;
  }
  return null;
}
