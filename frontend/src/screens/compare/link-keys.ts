/** The keys of the compare screen. */
import type { Shortcut } from "../../lib/shortcuts.svelte";

/** What the keys do on the screen. */
export interface Reach {
  step: (by: 1 | -1) => void;
  go: (by: 1 | -1) => void;
  look: () => void;
  confirm: () => void;
  unlink: () => void;
  relink: () => void;
  undo: () => void;
  search: () => void;
}

export function linkKeys(reach: Reach): Shortcut[] {
  return [
    { key: "n", label: "compare.key.next", run: () => reach.step(1) },
    { key: "p", label: "compare.key.previous", run: () => reach.step(-1) },
    { key: "j", label: "compare.key.nextLink", run: () => reach.go(1) },
    { key: "k", label: "compare.key.previousLink", run: () => reach.go(-1) },
    { key: "s", label: "compare.key.look", run: reach.look },
    { key: "c", label: "compare.key.confirm", run: reach.confirm },
    { key: "x", label: "compare.key.unlink", run: reach.unlink },
    { key: "l", label: "compare.key.relink", run: reach.relink },
    { key: "u", label: "compare.key.undo", run: reach.undo },
    { key: "/", label: "compare.key.search", run: reach.search },
  ];
}
