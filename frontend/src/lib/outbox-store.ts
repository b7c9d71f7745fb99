/** Where unsent work survives a reload: the browser's own storage, one key an entry. */
import type { Entry } from "./outbox";
import { OUTBOX_PREFIX } from "./unsent";

/** tab: whose entry it is, so that a closed tab's work is found by another one. */
export interface StoredEntry {
  tab: string;
  entry: Entry;
}

export interface OutboxStore {
  /** Whether the entry is kept; false when the browser refuses (storage full or switched off). */
  put(entry: Entry): boolean;
  remove(entry: Entry): void;
  list(): StoredEntry[];
  /** Makes another tab's entry one's own. */
  adopt(stored: StoredEntry): void;
}

/** The entry of a stored text; null when it is not one (another version, a cut text). */
function parsed(text: string | null): Entry | null {
  try {
    const entry = JSON.parse(text ?? "null") as Entry | null;
    return entry?.id && entry.cell && entry.body && entry.phase ? entry : null;
  } catch {
    return null;
  }
}

/** The store of one person's entries in one tab. Another person's entries are never seen. */
export function outboxStore(storage: Storage, person: number, tab: string): OutboxStore {
  const prefix = `${OUTBOX_PREFIX}/${person}/`;
  const keyOf = (owner: string, id: string) => `${prefix}${owner}/${id}`;
  return {
    put(entry) {
      try {
        storage.setItem(keyOf(tab, entry.id), JSON.stringify(entry));
        return true;
      } catch {
        return false;
      }
    },
    remove: (entry) => storage.removeItem(keyOf(tab, entry.id)),
    list() {
      const keys = Array.from({ length: storage.length }, (_, k) => storage.key(k) ?? "");
      return keys
        .filter((key) => key.startsWith(prefix))
        .sort()
        .flatMap((key) => {
          const entry = parsed(storage.getItem(key));
          return entry ? [{ tab: key.slice(prefix.length).split("/")[0]!, entry }] : [];
        });
    },
    adopt({ tab: owner, entry }) {
      if (owner === tab) return;
      if (this.put(entry)) storage.removeItem(keyOf(owner, entry.id));
    },
  };
}
