/** What can be done to the chosen provision, with its key. One list for the toolbar, the row and the keyboard. */
import type { PlainKey } from "../../lib/i18n.svelte";

export type Act = "merge" | "split" | "out" | "in" | "relabel" | "setAside" | "option";

interface Described {
  act: Act;
  label: PlainKey;
  help: PlainKey;
  /** As keyOf names it; the first is shown. */
  keys: readonly string[];
  /** The first key as it stands on a keyboard. */
  shown: string;
}

export const ACTS: readonly Described[] = [
  { act: "merge", label: "import.act.merge", help: "import.help.merge", keys: ["Backspace"], shown: "⌫" },
  { act: "split", label: "import.act.split", help: "import.help.split", keys: ["Enter"], shown: "↵" },
  { act: "out", label: "import.act.out", help: "import.help.out", keys: ["[", "<"], shown: "[" },
  { act: "in", label: "import.act.in", help: "import.help.in", keys: ["]", ">"], shown: "]" },
  { act: "relabel", label: "import.act.relabel", help: "import.help.relabel", keys: ["e"], shown: "e" },
  {
    act: "setAside",
    label: "import.act.setAside",
    help: "import.help.setAside",
    keys: ["Delete"],
    shown: "Del",
  },
  { act: "option", label: "import.act.option", help: "import.help.option", keys: ["o"], shown: "o" },
];

export const actOf = (key: string): Act | undefined => ACTS.find(({ keys }) => keys.includes(key))?.act;

/** The forms that some acts open before anything is mended. */
export type Form = "split" | "relabel" | "setAside";
export const FORMS: ReadonlySet<string> = new Set<Form>(["split", "relabel", "setAside"]);
