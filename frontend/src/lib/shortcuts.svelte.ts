import { untrack } from "svelte";
import { type PlainKey } from "./i18n.svelte";
import { chordOf, isSingleKey } from "./keys";
import { recall, remember } from "./memory";

export interface Shortcut {
  /** As keyOf and chordOf name it: "j", "Shift+J", "Mod+Enter", "?". */
  key: string;
  /** What it does, for the overview. */
  label: PlainKey;
  run: (event: KeyboardEvent) => void;
  /** Also while the cursor is in a text field; only for chords and Escape. */
  whileTyping?: boolean;
  /** Not in the overview, for instance one of ten digits. */
  hidden?: boolean;
}

let registered = $state.raw<readonly Shortcut[]>([]);
let singleKeys = $state(recall("single-keys") !== "off");

export const shortcuts = {
  /** Everything that a key does now, for the overview. */
  get all(): readonly Shortcut[] {
    return registered;
  },
  /** Whether single letters and digits act; a person can switch that off (WCAG 2.1.4). */
  get singleKeys(): boolean {
    return singleKeys;
  },
  set singleKeys(on: boolean) {
    singleKeys = on;
    remember("single-keys", on ? "on" : "off");
  },
};

/** Two shortcuts on one key: a mistake in the program. */
export function clashes(all: readonly Shortcut[]): string[] {
  const seen = new Set<string>();
  return all.map((one) => one.key).filter((key) => seen.size === seen.add(key).size);
}

/**
 * Adds shortcuts; returns the function that takes them away again. In a screen:
 * `$effect(() => registerShortcuts([...]))`. Throws on a key that is taken.
 */
export function registerShortcuts(added: readonly Shortcut[]): () => void {
  // Read without following it: an effect that registers must not run again because it registered.
  const all = [...untrack(() => registered), ...added];
  const taken = clashes(all);
  if (taken.length) throw new Error(`shortcut registered twice: ${taken.join(", ")}`);
  registered = all;
  return () => (registered = registered.filter((one) => !added.includes(one)));
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement && !/^(?:button|checkbox|radio|submit|reset|file)$/.test(target.type)
  );
}

/** The one listener of the program. A dialog that is open keeps its keys to itself. */
export function onKeydown(event: KeyboardEvent): void {
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const chord = chordOf(event);
  const shortcut = chord && registered.find((one) => one.key === chord);
  if (!shortcut) return;
  if (!singleKeys && isSingleKey(chord)) return;
  if (!shortcut.whileTyping && isTyping(event.target)) return;
  event.preventDefault();
  shortcut.run(event);
}
