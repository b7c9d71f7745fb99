import { t } from "../../lib/i18n.svelte";

/** What a token may be made for, in the order in which it is asked. */
export const SCOPES = ["read", "export", "write", "score"] as const;
export type ScopeName = (typeof SCOPES)[number];

/** All that a program's token may have. */
export const PROGRAM: readonly ScopeName[] = ["read", "export"];

/** In words, in that order. */
export const scopesOf = (names: readonly string[]): string[] =>
  SCOPES.filter((scope) => names.includes(scope)).map((scope) => t(`account.scope.${scope}`));
