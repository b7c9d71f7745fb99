/** Steps for choosing evidence by keyboard: sentences and lines of a text, as ranges in UTF-16 units. */
import { trimRange, type TextRange } from "./selector";

type Segmenter = Pick<Intl.Segmenter, "segment">;

/** For browsers without Intl.Segmenter (Firefox before 125): a sentence ends at a full stop, or at one of its kin. */
const BY_MARKS: Segmenter = {
  segment: (line: string) =>
    [...line.matchAll(/[^.!?;؟。！？]*(?:[.!?;؟。！？]+\s*|$)/gu)]
      .filter(([segment]) => segment !== "")
      .map(({ 0: segment, index }) => ({ segment, index, input: line })) as unknown as Intl.Segments,
};

/** The language, or English where the browser does not know the tag. */
function segmenterOf(language: string): Segmenter {
  if (!("Segmenter" in Intl)) return BY_MARKS;
  try {
    return new Intl.Segmenter(language, { granularity: "sentence" });
  } catch {
    return new Intl.Segmenter("en", { granularity: "sentence" });
  }
}

/** A number alone ("1.", "(a)") that a segmenter took for a sentence of its own. */
const NUMBER_ONLY = /^[([]?(?:\p{N}{1,4}|\p{L}|[ivxlcdm]{1,6})(?:\s?(?:bis|ter))?[)\].]{1,2}$/u;

/** Every sentence in order, ends trimmed, cut at line ends too; a bare number goes with the sentence after it. */
export function sentencesOf(text: string, language: string): TextRange[] {
  const ranges: TextRange[] = [];
  const segmenter = segmenterOf(language);
  let lineStart = 0;
  for (const line of text.split("\n")) {
    let open: number | null = null;
    for (const { index, segment } of segmenter.segment(line)) {
      const start: number = open ?? index;
      const range = trimRange(text, { start: lineStart + start, end: lineStart + index + segment.length });
      open = range && NUMBER_ONLY.test(text.slice(range.start, range.end)) ? start : null;
      if (range && open === null) ranges.push(range);
    }
    if (open !== null) pushRest(ranges, text, lineStart + open, lineStart + line.length);
    lineStart += line.length + 1;
  }
  return ranges;
}

function pushRest(ranges: TextRange[], text: string, start: number, end: number): void {
  const rest = trimRange(text, { start, end });
  if (rest) ranges.push(rest);
}

/** The index of the sentence that holds or follows a place; the last one past the end, -1 when there are none. */
export function sentenceAt(sentences: readonly TextRange[], place: number): number {
  const index = sentences.findIndex((sentence) => place < sentence.end);
  return index < 0 ? sentences.length - 1 : index;
}

export interface SentenceChoice {
  /** Where choosing began, and where it has come to: indexes of sentences, inclusive. */
  from: number;
  to: number;
}

/** The choice after one step; widening keeps its beginning. Starts at the first sentence. */
export function stepChoice(
  choice: SentenceChoice | null,
  step: 1 | -1,
  widen: boolean,
  count: number,
): SentenceChoice | null {
  if (count === 0) return null;
  if (!choice) return step === 1 ? { from: 0, to: 0 } : { from: count - 1, to: count - 1 };
  const to = Math.max(0, Math.min(count - 1, choice.to + step));
  return { from: widen ? choice.from : to, to };
}

/** The text range of a choice. */
export function rangeOfChoice(sentences: readonly TextRange[], choice: SentenceChoice): TextRange {
  const first = sentences[Math.min(choice.from, choice.to)]!;
  const last = sentences[Math.max(choice.from, choice.to)]!;
  return { start: first.start, end: last.end };
}
