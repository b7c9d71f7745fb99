/** px above what is brought up. */
const MARGIN = 8;

/** Moves the keyboard within a part whose pressed button may be gone; never takes it away from somewhere else. */
export function goOnAt(part: HTMLElement | undefined, target: HTMLElement | null | undefined): void {
  const { activeElement, body } = document;
  if (target && (activeElement === body || part?.contains(activeElement)))
    target.focus({ preventScroll: true });
}

/** Shows an element from its top, in its pane where panes scroll by themselves: the page around them stays where it is. */
export function bringUp(element: HTMLElement | undefined): void {
  const pane = element?.closest(".pane");
  if (!element || !pane) return;
  if (getComputedStyle(pane).overflowY === "visible") element.scrollIntoView({ block: "start" });
  else
    pane.scrollBy({
      top: element.getBoundingClientRect().top - pane.getBoundingClientRect().top - MARGIN,
    });
}
