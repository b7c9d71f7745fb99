/** Small settings that this browser keeps. Storage may be switched off; then nothing is kept and nothing fails. */

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`salvaguarda.${name}`);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`salvaguarda.${name}`);
    else localStorage.setItem(`salvaguarda.${name}`, value);
  } catch {
    // private mode or a full disk: the setting lasts until the page is closed
  }
}
