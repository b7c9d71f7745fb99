/** Scrolls a pane, and nothing else, so far that an element is seen. */
export function scrollWithin(pane: HTMLElement | undefined, element: Element | null | undefined): void {
  if (!pane || !element) return;
  const box = element.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  if (box.top >= frame.top && box.bottom <= frame.bottom) return;
  pane.scrollTop += box.top - frame.top - frame.height / 4;
}
