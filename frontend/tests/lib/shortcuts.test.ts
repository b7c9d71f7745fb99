import { expect, it } from "vitest";
import { clashes, registerShortcuts, shortcuts } from "../../src/lib/shortcuts.svelte";

const shortcut = (key: string) => ({ key, label: "keys.help" as const, run: () => undefined });

it("finds two shortcuts on one key", () => {
  expect(clashes([shortcut("j"), shortcut("k"), shortcut("j")])).toEqual(["j"]);
});

it("refuses a key that is taken, and frees it when its screen is left", () => {
  const leave = registerShortcuts([shortcut("j")]);
  expect(() => registerShortcuts([shortcut("j")])).toThrow("registered twice: j");
  leave();
  registerShortcuts([shortcut("j")])();
  expect(shortcuts.all).toEqual([]);
});
