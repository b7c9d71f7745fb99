import { t } from "./i18n.svelte";
import { asProblem } from "./problem";

export interface Toast {
  id: number;
  text: string;
  tone: "plain" | "good" | "bad";
  /** A way back, shown as a button. */
  action?: { label: string; run: () => void } | undefined;
}

const SECONDS = 6;
let list = $state.raw<readonly Toast[]>([]);
let next = 1;

export const toasts = {
  get list(): readonly Toast[] {
    return list;
  },
};

/** Says something in the corner and to screen readers; it goes by itself unless it is bad news. */
export function say(
  text: string,
  { tone = "plain", action }: Partial<Omit<Toast, "id" | "text">> = {},
): number {
  const id = next++;
  list = [...list.slice(-3), { id, text, tone, action }];
  if (tone !== "bad") setTimeout(() => dismiss(id), (action ? 2 : 1) * SECONDS * 1000);
  return id;
}

/** Says what went wrong where there is no better place for it on the screen. */
export function sayProblem(thrown: unknown): void {
  const problem = asProblem(thrown);
  say(problem.offline ? t("problem.offline") : problem.message, { tone: "bad" });
}

export function dismiss(id: number): void {
  list = list.filter((toast) => toast.id !== id);
}
