/** Moving from cell to cell of a grid by keyboard, after the ARIA grid pattern. */
export interface Place {
  row: number;
  column: number;
}

/** page: rows a page step moves by. */
export interface GridSize {
  rows: number;
  columns: number;
  page: number;
}

type Step = (place: Place, size: GridSize, whole: boolean) => Place;

const STEPS: Record<string, Step> = {
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  PageUp: ({ row, column }, { page }) => ({ row: row - page, column }),
  PageDown: ({ row, column }, { page }) => ({ row: row + page, column }),
  Home: ({ row }, _, whole) => ({ row: whole ? 0 : row, column: 0 }),
  End: ({ row }, { rows, columns }, whole) => ({ row: whole ? rows - 1 : row, column: columns - 1 }),
};

const MIRRORED: Record<string, string> = { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" };

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(count - 1, value));
}

/** The place after a key; null when the key does not move. In right-to-left pages the side arrows swap. */
export function moveInGrid(
  press: { key: string; ctrlKey: boolean },
  place: Place,
  size: GridSize,
  rightToLeft: boolean,
): Place | null {
  const key = rightToLeft ? (MIRRORED[press.key] ?? press.key) : press.key;
  const step = STEPS[key];
  if (!step || size.rows === 0) return null;
  const next = step(place, size, press.ctrlKey);
  return { row: clamp(next.row, size.rows), column: clamp(next.column, size.columns) };
}
