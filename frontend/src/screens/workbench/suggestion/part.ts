/** What the workbench knows of suggestions without having fetched any of it. */
import type { Offers } from "./offers.svelte";
import type Redraft from "./Redraft.svelte";
import type Suggestion from "./Suggestion.svelte";

export interface ModelPart {
  offers: Offers;
  Suggestion: typeof Suggestion;
  Redraft: typeof Redraft;
}
