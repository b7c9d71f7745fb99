/** Places in a text where a new provision can begin. Pure; places are UTF-16 units. */

const PLACE = /(?<=\s)\S|(?<=\S)[([]|(?<=\S)[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/g;
/** What looks like a number or an option at the beginning of a provision. */
const NUMBERED = /^[([]*(?:\p{L}|\p{N}{1,3}|[ivxIVX]{1,5})[.)\]]|^[([]*Option\s/u;
const ENDS = /[.;:!?。；：！？؛؟][”»"')\]]*\s*$|\n\s*$/;

/** Where words begin, in order: behind white space, before an opening bracket, and before each Chinese or Japanese sign. */
export function gapsOf(text: string): number[] {
  const begin = text.length - text.trimStart().length;
  return [...text.matchAll(PLACE)].map((match) => match.index).filter((at) => at > begin);
}

/** Whether what follows is likely to be a provision or a sentence of its own. */
function begins(text: string, at: number): boolean {
  return NUMBERED.test(text.slice(at, at + 12)) || ENDS.test(text.slice(Math.max(0, at - 8), at));
}

/** The place to propose: before the first number inside the text, else the first sentence, else the first word. */
export function likelyGap(text: string, gaps: readonly number[]): number {
  const numbered = gaps.findIndex(
    (at) => NUMBERED.test(text.slice(at, at + 12)) && ENDS.test(text.slice(Math.max(0, at - 8), at)),
  );
  if (numbered >= 0) return numbered;
  return Math.max(
    0,
    gaps.findIndex((at) => begins(text, at)),
  );
}

/** Steps of the arrow keys up and down: to the next place that is likely, else to the last one on that side. */
export function likelyBeside(text: string, gaps: readonly number[], from: number, by: 1 | -1): number {
  for (let at = from + by; at >= 0 && at < gaps.length; at += by) if (begins(text, gaps[at]!)) return at;
  return by > 0 ? gaps.length - 1 : 0;
}

/** The place nearest to where somebody pressed. */
export function nearestGap(gaps: readonly number[], unit: number): number {
  let low = 0;
  let high = gaps.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (gaps[middle]! < unit) low = middle + 1;
    else high = middle;
  }
  const before = gaps[low - 1];
  return before !== undefined && unit - before < gaps[low]! - unit ? low - 1 : low;
}
