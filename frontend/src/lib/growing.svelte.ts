/** A long list drawn piece by piece, so that its first rows are there at once and no key press waits for the rest. */

const FIRST = 60;
const STEP = 120;

/**
 * `limit` rises to `total()` within some frames; it begins anew when `key()` changes (another filter), and goes on when
 * only the list does. Call it while a component is set up.
 */
export function growing(total: () => number, key: () => string): { readonly limit: number } {
  let grown = $state.raw({ key: "", limit: FIRST });
  const limitNow = () => (grown.key === key() ? grown.limit : FIRST);
  $effect(() => {
    const limit = limitNow();
    const name = key();
    if (limit >= total()) return;
    const timer = setTimeout(() => (grown = { key: name, limit: limit + STEP }), 30);
    return () => clearTimeout(timer);
  });
  return {
    get limit() {
      return limitNow();
    },
  };
}
