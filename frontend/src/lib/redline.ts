/** Redlines as the service sends them: [operation, text] with "=" kept, "-" deleted, "+" inserted. */
export type Operation = readonly [string, string];

/** A piece to draw. change: which numbered change it belongs to; null for kept words. */
export interface RedlinePiece {
  kind: "kept" | "deleted" | "inserted";
  text: string;
  change: number | null;
}

const KINDS: Record<string, RedlinePiece["kind"]> = { "=": "kept", "-": "deleted", "+": "inserted" };

/** The pieces in order; neighbouring deletions and insertions are one change. */
export function piecesOf(operations: readonly Operation[]): RedlinePiece[] {
  let change = -1;
  let open = false;
  return operations
    .filter(([, text]) => text !== "")
    .map(([operation, text]) => {
      const kind = KINDS[operation] ?? "kept";
      if (kind === "kept") {
        open = false;
        return { kind, text, change: null };
      }
      if (!open) change += 1;
      open = true;
      return { kind, text, change };
    });
}

/** How many changes there are. */
export function countChanges(pieces: readonly RedlinePiece[]): number {
  return pieces.reduce((most, piece) => Math.max(most, (piece.change ?? -1) + 1), 0);
}

/** One side of a side-by-side view. */
export function sideOf(pieces: readonly RedlinePiece[], side: "old" | "new"): RedlinePiece[] {
  return pieces.filter((piece) => piece.kind !== (side === "old" ? "inserted" : "deleted"));
}

/** The change after (or before) one, going round at the ends; null when there are none. */
export function stepChange(current: number | null, step: 1 | -1, count: number): number | null {
  if (count === 0) return null;
  if (current === null) return step === 1 ? 0 : count - 1;
  return (current + step + count) % count;
}

const CONTEXT = 160;

/**
 * Kept words of a long text cut in the middle, so that a change far down is not buried: a piece longer than twice the
 * context becomes its beginning and its end, with `skipped` saying how many characters are left out between them.
 */
export interface FoldedPiece extends RedlinePiece {
  skipped?: number;
}

export function foldKept(pieces: readonly RedlinePiece[]): FoldedPiece[] {
  return pieces.flatMap((piece, k): FoldedPiece[] => {
    if (piece.kind !== "kept" || piece.text.length <= 2 * CONTEXT + 80) return [piece];
    const head = k === 0 ? "" : piece.text.slice(0, CONTEXT);
    const tail = k === pieces.length - 1 ? "" : piece.text.slice(-CONTEXT);
    const skipped = piece.text.length - head.length - tail.length;
    return [
      ...(head ? [{ ...piece, text: head }] : []),
      { ...piece, text: "", skipped },
      ...(tail ? [{ ...piece, text: tail }] : []),
    ];
  });
}
