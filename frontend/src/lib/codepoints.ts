/**
 * Offsets between JavaScript strings (UTF-16 units) and the service (code points).
 *
 * One index per text: building it walks the text once, and a text without astral characters costs nothing after that.
 */
export interface Offsets {
  /** UTF-16 index → code point index. An index inside a surrogate pair counts as the start of its character. */
  toCodePoints(unit: number): number;
  /** Code point index → UTF-16 index. */
  toUnits(point: number): number;
}

const ASTRAL = /[\u{10000}-\u{10FFFF}]/gu;

/** How many elements of an ascending list are below a value. */
function countBelow(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Both directions of counting for one text. */
export function offsetsOf(text: string): Offsets {
  const units: number[] = [];
  for (const match of text.matchAll(ASTRAL)) units.push(match.index);
  if (units.length === 0) return { toCodePoints: (unit) => unit, toUnits: (point) => point };
  const points = units.map((unit, k) => unit - k);
  return {
    // A pair that starts before `unit` took two units for one character; inside it, this gives the character's start.
    toCodePoints: (unit) => unit - countBelow(units, unit),
    toUnits: (point) => point + countBelow(points, point),
  };
}

/** The first `count` code points of a text. */
export function firstPoints(text: string, count: number): string {
  return [...text.slice(0, count * 2)].slice(0, count).join("");
}

/** The last `count` code points of a text. */
export function lastPoints(text: string, count: number): string {
  const tail = text.slice(-count * 2);
  const whole = /^[\uDC00-\uDFFF]/.test(tail) ? tail.slice(1) : tail;
  return [...whole].slice(-count).join("");
}
