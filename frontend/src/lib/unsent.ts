/** Whether this browser still holds scores of a person that the service does not have. */

/** How the keys of kept entries begin; the number grows when their form changes. */
export const OUTBOX_PREFIX = "salvaguarda.outbox.1";

export function hasUnsent(person: number): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(`${OUTBOX_PREFIX}/${person}/`));
  } catch {
    return false; // storage is switched off: nothing can be kept there
  }
}
