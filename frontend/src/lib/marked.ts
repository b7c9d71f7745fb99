/** The words of a provision in pieces, each with what the draft itself says of it (brackets, struck, agreed …). Pure. */
import type { MarkOut } from "../api/types.gen";
import { offsetsOf } from "./codepoints";

/** depth: of the innermost bracket it stands in, 0 outside, at most DEEPEST. kinds: other marks on it, "" or "struck bold". */
export interface MarkedPiece {
  text: string;
  depth: number;
  kinds: string;
}

export const DEEPEST = 4;
/** An option spans its whole text, which a badge says better than a tint. */
const TINTED = new Set(["agreed", "placeholder", "struck", "bold"]);

interface Edge {
  at: number;
  kind: string;
  depth: number;
  by: 1 | -1;
}

function edgesOf(text: string, marks: readonly MarkOut[], part: string): Edge[] {
  const offsets = offsetsOf(text);
  const edges: Edge[] = [];
  for (const { kind, part: where, start, end, depth } of marks) {
    if (where !== part || end <= start || (kind !== "bracket" && !TINTED.has(kind))) continue;
    const deep = kind === "bracket" ? Math.min(Math.max(depth, 1), DEEPEST) : 0;
    edges.push({ at: Math.min(offsets.toUnits(start), text.length), kind, depth: deep, by: 1 });
    edges.push({ at: Math.min(offsets.toUnits(end), text.length), kind, depth: deep, by: -1 });
  }
  return edges.sort((one, other) => one.at - other.at);
}

/** How many marks of each depth and kind are open at a place. */
class Open {
  readonly #depths = new Array<number>(DEEPEST + 1).fill(0);
  readonly #kinds = new Map<string, number>();

  pass({ kind, depth, by }: Edge): void {
    if (depth) this.#depths[depth]! += by;
    else this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + by);
  }
  get depth(): number {
    return Math.max(
      0,
      this.#depths.findLastIndex((count) => count > 0),
    );
  }
  get kinds(): string {
    return [...this.#kinds]
      .filter(([, count]) => count > 0)
      .map(([kind]) => kind)
      .join(" ");
  }
}

/** The text cut at its marks of one part ("heading", "text", "closing"); joined again, the pieces are the text. */
export function markedPieces(text: string, marks: readonly MarkOut[], part: string): MarkedPiece[] {
  if (!marks.length) return text ? [{ text, depth: 0, kinds: "" }] : [];
  const pieces: MarkedPiece[] = [];
  const open = new Open();
  let from = 0;
  const upTo = (at: number) => {
    if (at > from) pieces.push({ text: text.slice(from, at), depth: open.depth, kinds: open.kinds });
    from = Math.max(from, at);
  };
  for (const edge of edgesOf(text, marks, part)) {
    upTo(edge.at);
    open.pass(edge);
  }
  upTo(text.length);
  return pieces;
}

/** The first pieces up to a number of UTF-16 units, with "…" where something was left out. */
export function shortened(pieces: readonly MarkedPiece[], length: number): MarkedPiece[] {
  const kept: MarkedPiece[] = [];
  let left = length;
  for (const piece of pieces) {
    if (piece.text.length <= left) {
      kept.push(piece);
      left -= piece.text.length;
      continue;
    }
    const cut = piece.text
      .slice(0, left)
      .replace(/[\uD800-\uDBFF]$/, "")
      .trimEnd();
    kept.push({ ...piece, text: `${cut}…` });
    break;
  }
  return kept;
}

/** Whether words of the provision still stand in brackets. */
export const isBracketed = (marks: readonly MarkOut[]): boolean =>
  marks.some(({ kind }) => kind === "bracket");
