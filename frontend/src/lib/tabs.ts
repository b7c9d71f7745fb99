/**
 * Which tabs of this browser are alive, by Web Locks: a tab holds the lock with its name until it is closed.
 *
 * Without Web Locks (plain HTTP on another machine's address) no other tab counts as alive: its unsent work may then be
 * sent twice, which the service recognises as the same content.
 */
const PREFIX = "salvaguarda.tab/";
const KEY = "salvaguarda.tab";

/** Claims a name for this tab, the one it had before a reload when no copy of the tab holds it. */
export async function claimTab(session: Storage, locks: LockManager | undefined): Promise<string> {
  const earlier = session.getItem(KEY);
  const fresh = crypto.getRandomValues(new Uint32Array(2)).join("-");
  const name = earlier && (await hold(earlier, locks)) ? earlier : fresh;
  if (name === fresh) await hold(fresh, locks);
  session.setItem(KEY, name);
  return name;
}

/** Takes the lock for as long as the page lives; false when another tab has it. */
function hold(name: string, locks: LockManager | undefined): Promise<boolean> {
  if (!locks) return Promise.resolve(true);
  return new Promise((settle) => {
    void locks.request(PREFIX + name, { ifAvailable: true }, (lock) => {
      settle(lock !== null);
      return lock ? new Promise<never>(() => undefined) : undefined;
    });
  });
}

/** The other tabs that are open now; this one is not among them. */
export async function otherTabs(own: string, locks: LockManager | undefined): Promise<Set<string>> {
  const held = (await locks?.query())?.held ?? [];
  const names = held.flatMap((lock) => (lock.name?.startsWith(PREFIX) ? lock.name.slice(PREFIX.length) : []));
  return new Set(names.filter((name) => name !== own));
}
