/** Puts words on the clipboard, also where a browser gives none because the page came without HTTPS. */
export async function copyText(words: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    copyBySelecting(words);
  }
}

function copyBySelecting(words: string): void {
  const from = document.activeElement;
  const field = document.createElement("textarea");
  field.value = words;
  // What stands outside of an open dialog cannot be selected.
  (from?.closest("dialog") ?? document.body).append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
  if (from instanceof HTMLElement) from.focus();
}
