/** How far cells are, the furthest first; as the fields of ProgressOut. */
export const STATES = ["settled", "rated", "waiting", "untouched"] as const;
