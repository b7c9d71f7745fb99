/** The recycled rows of a windowed grid: a fixed pool of elements that shows whichever rows are in view. */
export interface PoolView {
  scrollTop: number;
  viewHeight: number;
  rowHeight: number;
  /** How many rows there are in all. */
  count: number;
}

/** Rows above and below the visible ones, so that a quick scroll shows words and not white. */
const OVERSCAN = 6;

/** How many elements a view of this height needs. */
export function poolSize({ viewHeight, rowHeight, count }: PoolView): number {
  return Math.min(count, Math.ceil(viewHeight / rowHeight) + 2 * OVERSCAN);
}

/** The first row that the pool shows. */
export function firstRow(view: PoolView): number {
  const above = Math.floor(view.scrollTop / view.rowHeight) - OVERSCAN;
  return Math.max(0, Math.min(above, view.count - poolSize(view)));
}

/**
 * Which row each element shows. Element k shows first + ((k − first) mod size), so that scrolling by one row
 * changes one element and moves none of the others.
 */
export function rowsOfPool(first: number, size: number): number[] {
  return Array.from({ length: size }, (_, k) => first + ((((k - first) % size) + size) % size));
}

/** The row nearest to a wanted one that is whole in view. */
export function nearestVisible(row: number, view: PoolView): number {
  const first = Math.ceil(view.scrollTop / view.rowHeight);
  // Borders and zoom may take a pixel or two of the view.
  const last = Math.floor((view.scrollTop + view.viewHeight + 2) / view.rowHeight) - 1;
  return Math.max(0, Math.min(view.count - 1, Math.max(first, Math.min(row, last))));
}

/** Where to scroll so that a row is whole in view below the head; null when it already is. */
export function scrollToShow(row: number, view: PoolView): number | null {
  const top = row * view.rowHeight;
  if (top < view.scrollTop) return top;
  const bottom = top + view.rowHeight;
  return bottom > view.scrollTop + view.viewHeight ? bottom - view.viewHeight : null;
}
