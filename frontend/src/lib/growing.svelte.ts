/** A long list drawn piece by piece, so that its first rows are there at once and no key press waits for the rest. */

const STEP = 120;

/**
 * `limit` starts at half of `step` and rises to `total()` within some frames; it begins anew when `key()` changes
 * (another filter), and goes on when only the list does. step: less where an entry is large. Call it while a component
 * is set up.
 */
export function growing(total: () => number, key: () => string, step = STEP): { readonly limit: number } {
  const first = step / 2;
  let grown = $state.raw({ key: "", limit: first });
  const limitNow = () => (grown.key === key() ? grown.limit : first);
  $effect(() => {
    const limit = limitNow();
    const name = key();
    if (limit >= total()) return;
    const timer = setTimeout(() => (grown = { key: name, limit: limit + step }), 30);
    return () => clearTimeout(timer);
  });
  return {
    get limit() {
      return limitNow();
    },
  };
}
