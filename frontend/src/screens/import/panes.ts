const FRAMES = 4;
const settling = new WeakMap<HTMLElement, number>();

/**
 * Scrolls a pane, and nothing else, so far that an element is seen. Rows get their true heights only when they come into
 * view, so it looks again for a few frames; a later call for the same pane takes over.
 */
export function scrollWithin(pane: HTMLElement | undefined, element: Element | null | undefined): void {
  if (!pane || !element) return;
  cancelAnimationFrame(settling.get(pane) ?? 0);
  bring(pane, element, FRAMES);
}

function bring(pane: HTMLElement, element: Element, frames: number): void {
  const box = element.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  const seen = box.top >= frame.top && (box.bottom <= frame.bottom || box.top < frame.top + frame.height / 2);
  if (!seen) pane.scrollTop += box.top - frame.top - frame.height / 4;
  if (frames > 0)
    settling.set(
      pane,
      requestAnimationFrame(() => bring(pane, element, frames - 1)),
    );
}
