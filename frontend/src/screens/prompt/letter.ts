/** The words of a prompt, cut into what a reader sees: nothing is left out, nothing is read as code. Pure. */
import type { PieceOut } from "../../api/types.gen";

export type Block =
  | { kind: "heading"; text: string; level: number }
  | { kind: "entry"; mark: string; text: string; deeper: boolean }
  | { kind: "form"; text: string; lines: number }
  | { kind: "text"; text: string };

const HEADING = /^(#{1,4}) +(.+)$/;
const ENTRY = /^(\s*)([-*•]|\d{1,3}[.)]) +(.+)$/;
const FENCE = /^\s*```/;

/**
 * Headings, entries of lists, code (the form of the answer) and the rest, in their order. Lines that follow an entry and
 * are set in belong to it; what else follows each other without an empty line is one text with its line breaks.
 */
export function letterOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open = false; // whether the next plain line goes on with the last block
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (FENCE.test(line)) {
      const end = closingFence(lines, at);
      const inside = lines.slice(at + 1, end);
      blocks.push({ kind: "form", text: inside.join("\n"), lines: inside.length });
      at = end;
      open = false;
    } else if (line.trim() === "") open = false;
    else if (open && goesOn(blocks.at(-1), line)) append(blocks, line);
    else {
      blocks.push(blockOf(line));
      open = blocks.at(-1)?.kind !== "heading";
    }
  }
  return blocks;
}

/** The line that closes a code block, or the end of the text. */
function closingFence(lines: readonly string[], from: number): number {
  const end = lines.findIndex((line, at) => at > from && FENCE.test(line));
  return end < 0 ? lines.length : end;
}

function blockOf(line: string): Block {
  const heading = HEADING.exec(line);
  if (heading) return { kind: "heading", level: (heading[1] ?? "").length, text: heading[2] ?? "" };
  const entry = ENTRY.exec(line);
  if (!entry) return { kind: "text", text: line };
  return { kind: "entry", mark: entry[2] ?? "", text: entry[3] ?? "", deeper: (entry[1] ?? "") !== "" };
}

function goesOn(last: Block | undefined, line: string): boolean {
  if (HEADING.test(line) || ENTRY.test(line)) return false;
  return last?.kind === "text" || (last?.kind === "entry" && /^\s/.test(line));
}

function append(blocks: Block[], line: string): void {
  const last = blocks.at(-1);
  if (last?.kind === "text") last.text += `\n${line}`;
  else if (last?.kind === "entry") last.text += `\n${line.trim()}`;
}

export interface Frame {
  /** The fence that the pieces stand in; null: outside of any. */
  fence: string | null;
  pieces: PieceOut[];
}

/** Pieces that follow each other inside the same fence, together. */
export function framesOf(pieces: readonly PieceOut[]): Frame[] {
  const frames: Frame[] = [];
  for (const piece of pieces) {
    const last = frames.at(-1);
    if (last && last.fence === piece.fence) last.pieces.push(piece);
    else frames.push({ fence: piece.fence, pieces: [piece] });
  }
  return frames;
}
