/** Words as they are compared in a search: no case, no accents. */
export function folded(words: string): string {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
