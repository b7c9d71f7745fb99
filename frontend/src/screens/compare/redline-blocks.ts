/** A redline cut into lines, so that both sides of it stand beside each other. Pure. */

export type Operation = readonly [sign: string, text: string, note: string];

/** Pieces of a redline that end where both texts end a line; the line end belongs to its piece, so no letter is lost. */
export function blocksOf(operations: readonly Operation[]): Operation[][] {
  const blocks: Operation[][] = [];
  let open: Operation[] = [];
  for (const [sign, text, note] of operations) {
    for (const line of sign === "=" ? (text.match(/[^\n]*\n|[^\n]+$/g) ?? []) : [text]) {
      open.push([sign, line, note]);
      if (sign !== "=" || !line.endsWith("\n")) continue;
      blocks.push(open);
      open = [];
    }
  }
  return open.length > 0 ? [...blocks, open] : blocks;
}

/** The pieces of one side of a block; empty when it has nothing there. */
export function sideOf(block: readonly Operation[], side: "old" | "new"): Operation[] {
  return block.filter(([sign]) => sign !== (side === "old" ? "+" : "-"));
}

/** Whether a block holds a change. */
export const isChanged = (block: readonly Operation[]): boolean => block.some(([sign]) => sign !== "=");
