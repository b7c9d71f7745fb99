/** Which key was meant, whatever the keyboard's alphabet. */

type KeyPress = Pick<
  KeyboardEvent,
  "key" | "code" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey" | "isComposing"
>;

/**
 * The key as shortcuts name it: "j", "1", "Shift+J", "?", "Enter"; "" when a modifier is held or an input method
 * composes. A Latin letter or digit counts as typed; on other alphabets the place of the key counts, so that
 * `j` works on Russian and Arabic keyboards and `1` on French ones.
 */
export function keyOf(event: KeyPress): string {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return "";
  const key = latinKey(event);
  if (!/^[a-z]$/i.test(key)) return key;
  return event.shiftKey ? `Shift+${key.toUpperCase()}` : key.toLowerCase();
}

/** The Latin letter or digit typed, else the one whose place on the keyboard was pressed, else the key's name. */
function latinKey(event: KeyPress): string {
  if (/^[a-z0-9]$/i.test(event.key)) return event.key;
  const placed = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(event.code);
  const letter = placed?.[1];
  const digit = event.shiftKey ? undefined : placed?.[2]; // with Shift the character above the digit is meant
  return letter ?? digit ?? event.key;
}

/** As keyOf, and chords with Control or Command as "Mod+Enter", "Mod+s". */
export function chordOf(event: KeyPress): string {
  if (event.altKey || event.isComposing) return "";
  if (!event.ctrlKey && !event.metaKey) return keyOf(event);
  const plain = keyOf({
    key: event.key,
    code: event.code,
    shiftKey: event.shiftKey,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    isComposing: false,
  });
  return plain && `Mod+${plain}`;
}

/** A single printable character, which WCAG 2.1.4 wants to be switchable. */
export function isSingleKey(chord: string): boolean {
  return /^(?:Shift\+)?[^\s+]$/u.test(chord);
}
