/** What each cell is to the reader where several people share the work: the queues of docs/assignments.md. Pure. */
import type { QueuesOut, RowOut } from "../../api/types.gen";

export const QUEUES = ["mine", "unassigned", "waiting", "conflict", "done"] as const;
export type QueueName = (typeof QUEUES)[number];

/** What is read of a row. queue: by criterion, without the cells of others; undefined where nobody shares the work. */
interface Row {
  rated: Readonly<Record<string, string>>;
  queue?: Readonly<Record<string, string>>;
}

/** A row with the reader's queues of its cells, where they are known. */
export type QueuedRow = RowOut & Pick<Row, "queue">;

export function isQueueName(value: string | null): value is QueueName {
  return (QUEUES as readonly string[]).includes(value ?? "");
}

/** The rows with what the service said of their cells; the very same rows while it said nothing. */
export function withQueues(rows: readonly RowOut[], queues: QueuesOut | null): readonly QueuedRow[] {
  return queues ? rows.map((row) => ({ ...row, queue: queues.rows[row.path] ?? {} })) : rows;
}

/**
 * The queue of a cell as the reader left it, null for a cell of others. A rating that was given just now waits for the
 * others until the service says more; one that was withdrawn is wanted again.
 */
export function queueOf(row: Row, criterion: string): QueueName | null {
  const said = row.queue?.[criterion] ?? null;
  const known = isQueueName(said) ? said : null;
  if (row.rated[criterion]) return known === "mine" || known === "unassigned" || !known ? "waiting" : known;
  return known === "waiting" ? "mine" : known;
}

/** Whether the cell counts as the reader's own work: they are to score it, or did. */
export function isOwn(row: Row, criterion: string): boolean {
  return !row.queue || Boolean(row.rated[criterion]) || queueOf(row, criterion) === "mine";
}

/** Whether the reader may score the cell. */
export function isOpen(row: Row, criterion: string): boolean {
  return isOwn(row, criterion) || queueOf(row, criterion) === "unassigned";
}

/** The criteria of a row whose cells stand in this queue. */
export function inQueue(row: Row & { in_scope: readonly string[] }, queue: QueueName): string[] {
  if (!row.queue) return [];
  const all = new Set([...row.in_scope, ...Object.keys(row.rated)]);
  return [...all].filter((criterion) => queueOf(row, criterion) === queue);
}

/** How many cells stand in each queue. */
export function countQueues(
  rows: readonly (Row & { in_scope: readonly string[] })[],
): Record<QueueName, number> {
  const counts = Object.fromEntries(QUEUES.map((queue) => [queue, 0])) as Record<QueueName, number>;
  for (const row of rows) for (const queue of QUEUES) counts[queue] += inQueue(row, queue).length;
  return counts;
}
