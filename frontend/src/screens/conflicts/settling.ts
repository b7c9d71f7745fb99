/** Which of the agreed cells are settled. Pure. */
import type { AgreedOut } from "../../api/types.gen";

export type Part = "all" | "criterion" | "division";

/** How many cells that is. */
export function chosenCount(preview: AgreedOut, part: Part, criterion: string, division: string): number {
  if (part === "all") return preview.cells;
  if (part === "division") return preview.by_division[division] ?? 0;
  return preview.by_criterion.find((one) => one.criterion === criterion)?.cells ?? 0;
}

/** As it is sent. */
export function choiceOf(
  part: Part,
  criterion: string,
  division: string,
): { criteria: string[] | null; divisions: string[] | null } {
  return {
    criteria: part === "criterion" ? [criterion] : null,
    divisions: part === "division" ? [division] : null,
  };
}
