/** Where the focus goes after a change of screen: its h1, whenever that appears. */

let pending = false;

export function expectArrival(): void {
  pending = true;
}

/** Attach to the h1 of a screen (PageHead does it): `<h1 tabindex="-1" {@attach arrivalFocus}>`. */
export function arrivalFocus(heading: HTMLElement): void {
  if (!pending) return;
  pending = false;
  heading.focus({ preventScroll: true });
}
