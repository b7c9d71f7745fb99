import { describe, expect, it } from "vitest";
import { chordOf, isSingleKey, keyOf } from "../../src/lib/keys";

const press = (key: string, code: string, held: Partial<KeyboardEvent> = {}) => ({
  key,
  code,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...held,
});

describe("keyOf", () => {
  it.each([
    ["English", "j", "KeyJ", "j"],
    ["Russian", "о", "KeyJ", "j"],
    ["Arabic", "ت", "KeyJ", "j"],
    ["Greek", "ξ", "KeyJ", "j"],
    ["Dvorak, by the letter typed", "j", "KeyC", "j"],
    ["French digit row", "&", "Digit1", "1"],
    ["Arabic-Indic digit", "٣", "Digit3", "3"],
    ["number pad", "2", "Numpad2", "2"],
    ["named key", "ArrowDown", "ArrowDown", "ArrowDown"],
  ])("%s: %s at %s is %s", (_, key, code, expected) => {
    expect(keyOf(press(key, code))).toBe(expected);
  });
  it("names a capital with Shift on every alphabet", () => {
    expect(keyOf(press("J", "KeyJ", { shiftKey: true }))).toBe("Shift+J");
    expect(keyOf(press("О", "KeyJ", { shiftKey: true }))).toBe("Shift+J");
  });
  it("reads a letter without Shift as small under Caps Lock", () => {
    expect(keyOf(press("J", "KeyJ"))).toBe("j");
  });
  it("takes the character for a digit key with Shift, so that ? and / stay themselves", () => {
    expect(keyOf(press("?", "Slash", { shiftKey: true }))).toBe("?");
    expect(keyOf(press("/", "Digit7", { shiftKey: true }))).toBe("/");
    expect(keyOf(press("1", "Digit1", { shiftKey: true }))).toBe("1");
  });
  it.each(["ctrlKey", "metaKey", "altKey", "isComposing"])("is empty with %s", (held) => {
    expect(keyOf(press("j", "KeyJ", { [held]: true }))).toBe("");
  });
});

describe("chordOf", () => {
  it("names Control and Command alike", () => {
    expect(chordOf(press("Enter", "Enter", { ctrlKey: true }))).toBe("Mod+Enter");
    expect(chordOf(press("ы", "KeyS", { metaKey: true }))).toBe("Mod+s");
  });
  it("leaves AltGr to the keyboard layout", () => {
    expect(chordOf(press("@", "KeyQ", { ctrlKey: true, altKey: true }))).toBe("");
  });
});

describe("isSingleKey", () => {
  it.each(["j", "2", "?", "Shift+J"])("%s can be switched off", (chord) =>
    expect(isSingleKey(chord)).toBe(true),
  );
  it.each(["Enter", "Escape", "Mod+Enter", "Mod+s", "ArrowDown"])("%s stays", (chord) =>
    expect(isSingleKey(chord)).toBe(false),
  );
});
