/** Carrying scores from an older assessment, and saying how it went. */
import { carryScores } from "../api/sdk.gen";
import { cache } from "./cache";
import { t } from "./i18n.svelte";
import { send } from "./service";
import { say, sayProblem } from "./toasts.svelte";

export interface Assessments {
  from: number | null;
  to: number | null;
}

/** provisions: paths in the new draft; null for all with unchanged words. Failures are said, not thrown. */
export async function carry(
  { from, to }: Assessments,
  provisions: string[] | null,
  reload: () => Promise<unknown>,
): Promise<void> {
  if (from === null || to === null) return;
  try {
    const path = { assessment_id: to };
    const done = await send(() => carryScores({ path, body: { from_assessment_id: from, provisions } }));
    cache.forget(`provision/${to}/`);
    cache.forget(`workbench/${to}`);
    await reload();
    say(t("score.carried", { count: done.carried, open: done.to_confirm }), { tone: "good" });
  } catch (thrown) {
    sayProblem(thrown);
  }
}
