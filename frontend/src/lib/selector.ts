/**
 * Evidence as W3C TextQuoteSelector + TextPositionSelector.
 *
 * Stored offsets count code points of the provision's full text; ranges inside the browser count UTF-16 units.
 */
import { firstPoints, lastPoints, offsetsOf } from "./codepoints";

export interface Quote {
  exact: string;
  prefix: string;
  suffix: string;
  start: number;
  end: number;
}

/** Half-open, in UTF-16 units. */
export interface TextRange {
  start: number;
  end: number;
}

/** ok: where it was stored. drifted: found elsewhere. orphan: its words are not in the text any more. */
export type Anchor = (TextRange & { state: "ok" | "drifted" }) | { state: "orphan" };

const CONTEXT = 32;
const LOW_SURROGATE = /[\uDC00-\uDFFF]/;

/** The range without white space at its ends and without half characters; null when nothing is left. */
export function trimRange(text: string, range: TextRange): TextRange | null {
  let start = Math.max(0, Math.min(range.start, range.end));
  let end = Math.min(text.length, Math.max(range.start, range.end));
  if (LOW_SURROGATE.test(text[start] ?? "")) start -= 1;
  if (LOW_SURROGATE.test(text[end] ?? "")) end += 1;
  while (start < end && /\s/.test(text[start]!)) start += 1;
  while (end > start && /\s/.test(text[end - 1]!)) end -= 1;
  return start < end ? { start, end } : null;
}

const LETTER = /[\p{L}\p{N}\p{M}]/u;
const SCRIPT_WITHOUT_SPACES =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** Whether a place cuts a word in two. */
function isInsideWord(text: string, place: number): boolean {
  const before = lastPoints(text.slice(Math.max(0, place - 2), place), 1);
  const after = firstPoints(text.slice(place, place + 2), 1);
  return (
    LETTER.test(before) &&
    LETTER.test(after) &&
    !SCRIPT_WITHOUT_SPACES.test(before) &&
    !SCRIPT_WITHOUT_SPACES.test(after)
  );
}

/** The range widened so that it begins and ends with whole words: a hand on the mouse seldom hits their edges. */
export function wholeWords(text: string, range: TextRange): TextRange {
  let { start, end } = trimRange(text, range) ?? range;
  while (isInsideWord(text, start)) start -= 1;
  while (isInsideWord(text, end)) end += 1;
  return { start, end };
}

/** The quote of a range; null when the range holds only white space. */
export function quoteOf(text: string, range: TextRange): Quote | null {
  const trimmed = trimRange(text, range);
  if (!trimmed) return null;
  const offsets = offsetsOf(text);
  return {
    exact: text.slice(trimmed.start, trimmed.end),
    prefix: lastPoints(text.slice(0, trimmed.start), CONTEXT),
    suffix: firstPoints(text.slice(trimmed.end), CONTEXT),
    start: offsets.toCodePoints(trimmed.start),
    end: offsets.toCodePoints(trimmed.end),
  };
}

/** How many characters two texts share at the end of the first and the end of the second. */
function sharedEnd(left: string, right: string): number {
  let shared = 0;
  while (
    shared < Math.min(left.length, right.length) &&
    left[left.length - 1 - shared] === right[right.length - 1 - shared]
  )
    shared += 1;
  return shared;
}

function sharedStart(left: string, right: string): number {
  let shared = 0;
  while (shared < Math.min(left.length, right.length) && left[shared] === right[shared]) shared += 1;
  return shared;
}

/** The occurrence of a quote with the best context, nearest to where it stood among equals; null when there is none. */
function bestOccurrence(text: string, quote: Quote, near: number): TextRange | null {
  let best: TextRange | null = null;
  let bestContext = -1;
  for (let at = text.indexOf(quote.exact); at >= 0; at = text.indexOf(quote.exact, at + 1)) {
    const end = at + quote.exact.length;
    const before = text.slice(Math.max(0, at - quote.prefix.length), at);
    const after = text.slice(end, end + quote.suffix.length);
    const context = sharedEnd(before, quote.prefix) + sharedStart(after, quote.suffix);
    const nearer = best === null || Math.abs(at - near) < Math.abs(best.start - near);
    if (context > bestContext || (context === bestContext && nearer)) {
      best = { start: at, end };
      bestContext = context;
    }
  }
  return best;
}

/** Where a quote stands in a text: by its position first, then by its exact words with the best context. */
export function anchor(text: string, quote: Quote): Anchor {
  const offsets = offsetsOf(text);
  const start = offsets.toUnits(quote.start);
  const end = offsets.toUnits(quote.end);
  if (text.slice(start, end) === quote.exact && quote.exact) return { start, end, state: "ok" };
  const found = quote.exact ? bestOccurrence(text, quote, start) : null;
  return found ? { ...found, state: "drifted" } : { state: "orphan" };
}

/** Where those of the quotes stand that are in the text. */
export function placesOf(text: string, quotes: readonly Quote[]): TextRange[] {
  return quotes.flatMap((quote) => {
    const place = anchor(text, quote);
    return place.state === "orphan" ? [] : place;
  });
}

/** Whether two quotes point at the same words of the same place. */
export function sameQuote(left: Quote, right: Quote): boolean {
  return left.start === right.start && left.end === right.end && left.exact === right.exact;
}
