/** Which of the agreed cells are settled. Pure. */
import type { AgreedOut } from "../../api/types.gen";

export type Part = "all" | "criterion" | "division";

/** How many cells that is. */
export function chosenCount(preview: AgreedOut, part: Part, criterion: string, division: string): number {
  if (part === "all") return preview.cells;
  const counts = part === "criterion" ? preview.by_criterion : preview.by_division;
  return counts[part === "criterion" ? criterion : division] ?? 0;
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
