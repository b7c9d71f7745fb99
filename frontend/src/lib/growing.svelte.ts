/** A long list drawn piece by piece, so that its first rows are there at once and no key press waits for the rest. */

const FIRST = 60;
const STEP = 120;

/**
 * `limit` rises to `total()` within some frames. Call it while a component is set up; a new total that is lower begins
 * anew, a higher one goes on.
 */
export function growing(total: () => number): { readonly limit: number } {
  let limit = $state(FIRST);
  $effect(() => {
    const all = total();
    if (limit >= all) return;
    const timer = setTimeout(() => (limit = Math.min(all, limit + STEP)), 30);
    return () => clearTimeout(timer);
  });
  return {
    get limit() {
      return limit;
    },
  };
}
