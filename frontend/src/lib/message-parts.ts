/**
 * Words and calls that not every visitor needs come in parts of their own, fetched when they are first asked for: those
 * about language models, and those about working in a team. An area is a file of src/locales/en and a folder of
 * src/screens; words that screens of both need, and no others do, are in both. Read by the compiler of messages, the build
 * and the program, so that an area is named once.
 */
export const PARTS = {
  model: /(?:^|\/)(?:suggestions?|endpoints?|policy|runs?|prompts?|evaluation|figure)[./]/,
  team: /(?:^|\/)(?:team|assignments|queue|adjudication|conflicts|discussion|agreement|positions|signoff|record|account|security|invite|live|figure)[./]/,
};

export type Part = keyof typeof PARTS;

/** The part of a message ("team.title") or of a file below screens/ ("workbench/discussion/Panel.svelte"), if any. */
export function partOf(name: string): Part | undefined {
  return PARTS.team.test(name) ? "team" : PARTS.model.test(name) ? "model" : undefined;
}
