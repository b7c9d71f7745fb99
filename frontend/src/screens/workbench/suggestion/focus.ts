/** Moves the keyboard within a part whose pressed button may be gone; never takes it away from somewhere else. */
export function goOnAt(part: HTMLElement | undefined, target: HTMLElement | null | undefined): void {
  const { activeElement, body } = document;
  if (target && (activeElement === body || part?.contains(activeElement)))
    target.focus({ preventScroll: true });
}
