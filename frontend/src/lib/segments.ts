/** Overlapping ranges of a text as a row of pieces, so that each piece can be drawn once with all its numbers. */
import type { TextRange } from "./selector";

export interface Mark extends TextRange {
  /** What is shown at the mark: the criterion's code. */
  tag: string;
}

/** tags: of every mark that covers this piece, in the order of the marks; empty for plain text. ends: tags that end here. */
export interface Segment {
  text: string;
  start: number;
  tags: string[];
  ends: string[];
}

/** The text cut at every start and end of a mark. Joined again, the pieces are the text. */
export function segmentsOf(text: string, marks: readonly Mark[]): Segment[] {
  const inside = marks.filter((mark) => mark.start < mark.end && mark.start >= 0 && mark.end <= text.length);
  const cuts = new Set([0, text.length, ...inside.flatMap((mark) => [mark.start, mark.end])]);
  const places = [...cuts].sort((left, right) => left - right);
  return places.slice(0, -1).map((start, k) => {
    const end = places[k + 1]!;
    const covering = inside.filter((mark) => mark.start < end && mark.end > start);
    return {
      text: text.slice(start, end),
      start,
      tags: unique(covering.map((mark) => mark.tag)),
      ends: unique(covering.filter((mark) => mark.end === end).map((mark) => mark.tag)),
    };
  });
}

function unique(tags: string[]): string[] {
  return [...new Set(tags)];
}
