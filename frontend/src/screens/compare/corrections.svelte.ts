/** Correcting links: confirm, unlink, link otherwise; each with a way back, and nothing lost when somebody was quicker. */
import { addLink, confirmLink, correctLink, unlink } from "../../api/sdk.gen";
import type { ComparisonOut, LinkIn, LinkOut } from "../../api/types.gen";
import { t } from "../../lib/i18n.svelte";
import { asProblem, type Problem } from "../../lib/problem";
import { ifMatch, send } from "../../lib/service";
import { say, sayProblem } from "../../lib/toasts.svelte";
import { stateOf, touchedBy } from "./undo-links";

/** link: as the person saw it. body: for "relink" only. */
export type Act = { link: LinkOut } & (
  { name: "confirm" } | { name: "unlink" } | { name: "relink"; body: LinkIn }
);

/** What somebody else made of the link meanwhile (null: it is gone), and what this person wanted. */
export interface Meanwhile {
  act: Act;
  theirs: LinkOut | null;
}

export class Corrections {
  busy = $state(false);
  meanwhile = $state.raw<Meanwhile | null>(null);
  #before = $state.raw<readonly (readonly LinkOut[])[]>([]);

  /** comparison: as it is now. changed: takes the one after a correction. reload: asks for it again. */
  constructor(
    private readonly comparison: () => ComparisonOut,
    private readonly changed: (next: ComparisonOut) => void,
    private readonly reload: () => Promise<void>,
  ) {}

  /** Does it and says so. A Problem: why not, for whoever can show it; null when done, or when somebody was quicker. */
  async make(act: Act): Promise<Problem | null> {
    if (this.busy) return null;
    this.busy = true;
    const before = touchedBy(act, this.comparison().links);
    try {
      this.changed(await this.#send(act));
      this.meanwhile = null;
      this.#done(act, before);
      return null;
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (!problem.stale) return problem;
      this.meanwhile = { act, theirs: (problem.current as LinkOut | null | undefined) ?? null };
      await this.reload();
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** The same on top of what somebody else did. */
  async insist(): Promise<void> {
    if (!this.meanwhile) return;
    const { act, theirs } = this.meanwhile;
    const { old, new: next, relation } = stateOf(act.link);
    const again: Act =
      act.name === "confirm" ? { name: "relink", link: act.link, body: { old, new: next, relation } } : act;
    const link = theirs ?? { ...act.link, version: 0 };
    const problem = await this.make({ ...again, link });
    if (problem) sayProblem(problem);
  }

  /** Takes the last correction of this visit back by correcting again; its history stays. */
  async undo(): Promise<void> {
    if (this.busy) return;
    const states = this.#before.at(-1);
    if (!states) return void say(t("compare.nothingToUndo"));
    this.busy = true;
    this.#before = this.#before.slice(0, -1);
    try {
      for (const state of states) this.changed(await this.#restore(state));
      say(t("compare.undone"));
    } catch (thrown) {
      // Without a connection nothing is given up: it can be tried again.
      if (asProblem(thrown).offline) this.#before = [...this.#before, states];
      sayProblem(thrown);
      await this.reload();
    } finally {
      this.busy = false;
    }
  }

  get #drafts() {
    const { old, new: next } = this.comparison();
    return { old_draft_id: old.id, new_draft_id: next.id };
  }

  /** The answer comes at the level and with the checklist that are on the screen. */
  get #query() {
    const { checklist_id, level, unit } = this.comparison();
    const shown = level === unit || level === "" ? {} : { level: level as "article" | "paragraph" | "point" };
    return { ...(checklist_id ? { checklist: checklist_id } : {}), ...shown };
  }

  #send(act: Act): Promise<ComparisonOut> {
    const about = {
      path: { link_id: act.link.id },
      query: this.#query,
      headers: ifMatch(act.link.version),
    };
    if (act.name === "confirm") return send(() => confirmLink(about));
    if (act.name === "unlink") return send(() => unlink(about));
    if (act.link.version === 0) return this.#add(act.body);
    return send(() => correctLink({ ...about, body: act.body }));
  }

  #add(body: LinkIn): Promise<ComparisonOut> {
    return send(() => addLink({ path: this.#drafts, query: this.#query, body }));
  }

  /** Puts a link back as it was: corrected again where it is still in force, else made anew. */
  #restore(state: LinkOut): Promise<ComparisonOut> {
    const present = this.comparison().links.find((link) => link.id === state.id);
    const body = stateOf(state);
    if (!present) return this.#add(body);
    return send(() =>
      correctLink({
        path: { link_id: state.id },
        query: this.#query,
        headers: ifMatch(present.version),
        body,
      }),
    );
  }

  #done(act: Act, before: readonly LinkOut[]): void {
    // That somebody confirmed a link is part of its history; there is no state before to go back to.
    if (act.name === "confirm") return void say(t("compare.confirmed"), { tone: "good" });
    this.#before = [...this.#before.slice(-19), before];
    say(t(act.name === "unlink" ? "compare.unlinked" : "compare.corrected"), {
      tone: "good",
      action: { label: t("compare.undo"), run: () => void this.undo() },
    });
  }
}
