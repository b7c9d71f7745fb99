/** Places of points in the small charts. Pure. */
export interface Size {
  width: number;
  height: number;
  /** Room around the lines for points and labels. */
  pad: number;
}

/** x of the k-th of `count` drafts; the middle when there is one. */
export function xOf(k: number, count: number, { width, pad }: Size): number {
  return count < 2 ? width / 2 : pad + (k * (width - 2 * pad)) / (count - 1);
}

/** y of a share from 0 (bottom) to 1 (top). */
export function yOf(share: number, { height, pad }: Size): number {
  return height - pad - share * (height - 2 * pad);
}

/** Lines through neighbouring drafts that both have a share; a draft without one leaves a gap. */
export function segmentsOf(shares: readonly (number | null)[], size: Size): string[] {
  const runs: string[][] = [[]];
  shares.forEach((share, k) => {
    if (share === null) runs.push([]);
    else runs.at(-1)?.push(`${round(xOf(k, shares.length, size))},${round(yOf(share, size))}`);
  });
  return runs.filter((run) => run.length > 1).map((run) => run.join(" "));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The difference between the last two drafts that have a share; null when there are no two. */
export function lastStep(shares: readonly (number | null)[]): number | null {
  const known = shares.filter((share) => share !== null);
  const [before, last] = known.slice(-2);
  return before === undefined || last === undefined ? null : last - before;
}
