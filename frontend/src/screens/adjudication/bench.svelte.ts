/** Deciding on one cell: what is chosen and written, the lock that goes with it, and saving it. */
import { adjudicate, releaseLock, reopenResult, takeLock } from "../../api/sdk.gen";
import type { ConflictOut, LockOut } from "../../api/types.gen";
import { Attempt } from "../../lib/attempt.svelte";
import { recall, remember } from "../../lib/memory";
import { asProblem, type Problem } from "../../lib/problem";
import { ifMatch, send } from "../../lib/service";
import { fingerprint, lettersOf, marksOf } from "./sides";

/** A score by its id, or a rating of one's own. */
export type Choice = { score: number } | { rating: string };

interface Draft {
  reason: string;
  choice: Choice | null;
  /** Of the score that was chosen; another one by now is no longer what was chosen. */
  of: string;
}

const RENEW_SECONDS = 60;

export class Bench {
  cell = $state.raw() as ConflictOut;
  choice = $state.raw<Choice | null>(null);
  reason = $state("");
  /** What is missing is said once saving was tried. */
  tried = $state(false);
  lock = $state.raw<LockOut | null>(null);
  /** Why the lock is not the reader's. */
  locked = $state.raw<Problem | null>(null);
  /** Ids of scores that changed while the cell was open. */
  changed = $state.raw<ReadonlySet<number>>(new Set());
  /** The cell was saved by somebody else: "changed" shows it anew, "dissolved" says that it is no conflict now. */
  meanwhile = $state<"changed" | "dissolved" | null>(null);
  readonly saving = new Attempt();

  readonly letters = $derived(lettersOf(this.cell.scores.map(({ score }) => score)));
  readonly marks = $derived(marksOf(this.cell.full_text, this.cell.scores, this.letters));
  readonly isOpen = $derived(this.cell.obstacle === null);
  readonly reasonMissing = $derived(this.reason.trim().length < 3);
  readonly chosenScore = $derived(this.choice && "score" in this.choice ? this.choice.score : null);
  readonly ownRating = $derived(this.choice && "rating" in this.choice ? this.choice.rating : null);

  #timer: ReturnType<typeof setInterval> | undefined;
  #taking = false;

  constructor(cell: ConflictOut) {
    this.cell = cell;
    this.lock = cell.lock;
    this.#restore();
  }

  get path() {
    return {
      assessment_id: this.cell.assessment.id,
      path: this.cell.provision,
      criterion_id: this.cell.criterion.id,
    };
  }

  letterOf(score: number | null): string {
    const place = this.cell.scores.findIndex((one) => one.score.id === score);
    return this.letters[place] ?? "";
  }

  choose(choice: Choice): void {
    if (!this.isOpen) return;
    this.choice = choice;
    this.#keep();
    void this.take();
  }

  write(reason: string): void {
    this.reason = reason;
    this.#keep();
    if (reason) void this.take();
  }

  /** Takes the lock with the first thing that is chosen or written, and keeps it while the page is open. */
  async take(): Promise<void> {
    if (this.#taking || this.#timer || !this.isOpen) return;
    this.#taking = true;
    await this.#renew();
    this.#taking = false;
    if (this.lock?.mine) this.#timer = setInterval(() => void this.#renew(), RENEW_SECONDS * 1000);
  }

  async #renew(): Promise<void> {
    try {
      this.lock = await send(() => takeLock({ path: this.path }));
      this.locked = null;
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (problem.status === 409) this.locked = problem;
    }
  }

  /** Lets go of the lock: on leaving, in the background. */
  release(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (!this.lock?.mine) return;
    this.lock = null;
    void releaseLock({ path: this.path, keepalive: true }).catch(() => undefined);
  }

  /** The cell as it is now, from the service: what is written stays, a score that changed is shown as changed. */
  refresh(now: ConflictOut): void {
    if (now.version === this.cell.version) {
      this.cell = now;
      if (!this.lock?.mine) this.lock = now.lock;
      if (this.meanwhile === "dissolved") this.meanwhile = null;
      return;
    }
    const before = new Set(this.cell.scores.map(({ score }) => fingerprint(score)));
    const changed = now.scores.filter(({ score }) => !before.has(fingerprint(score)));
    this.changed = new Set(changed.map(({ score }) => score.id));
    if (this.chosenScore !== null && !now.scores.some(({ score }) => this.#isChosenStill(score, before)))
      this.choice = null;
    this.cell = now;
    this.lock = now.lock ?? null;
    if (this.isOpen) {
      if (this.changed.size > 0) this.meanwhile = "changed";
      this.#keep();
    }
  }

  #isChosenStill(score: { id: number; revision: number }, before: ReadonlySet<string>): boolean {
    return score.id === this.chosenScore && before.has(fingerprint(score));
  }

  /** It is no conflict any more, and so not the reader's to see. */
  dissolve(): void {
    if (this.isOpen) this.meanwhile = "dissolved";
  }

  /** Saves the decision; the cell as it is then, or null when it could not be saved: what to do is on the screen. */
  async save(): Promise<ConflictOut | null> {
    this.tried = true;
    if (!this.isOpen || !this.choice || this.reasonMissing || this.saving.busy) return null;
    const body = {
      reason: this.reason.trim(),
      chosen_score_id: this.chosenScore,
      rating: this.ownRating as "met" | null,
    };
    let saved: ConflictOut | null = null;
    const problem = await this.saving.run(async () => {
      saved = await send(() => adjudicate({ path: this.path, headers: ifMatch(this.cell.version), body }));
    });
    if (problem) this.#refused(problem);
    if (saved) this.#done(saved);
    return saved;
  }

  #refused(problem: Problem): void {
    if (!problem.stale) return;
    this.saving.problem = null;
    if (problem.current) {
      this.meanwhile = "changed";
      this.refresh(problem.current as ConflictOut);
    } else this.dissolve();
  }

  #done(saved: ConflictOut): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    remember(this.#key, null);
    this.lock = null;
    this.cell = saved;
    this.meanwhile = null;
    this.changed = new Set();
  }

  get #key(): string {
    return `adjudicate.${this.cell.assessment.id}.${this.cell.provision}.${this.cell.criterion.id}`;
  }

  #keep(): void {
    const chosen = this.cell.scores.find(({ score }) => score.id === this.chosenScore);
    const draft: Draft = {
      reason: this.reason,
      choice: this.choice,
      of: chosen ? fingerprint(chosen.score) : "",
    };
    remember(this.#key, this.reason || this.choice ? JSON.stringify(draft) : null);
  }

  /** What was written before the page was left, or before the browser crashed. */
  #restore(): void {
    try {
      const draft = JSON.parse(recall(this.#key) ?? "null") as Draft | null;
      if (!draft || !this.isOpen) return;
      this.reason = draft.reason;
      const same = this.cell.scores.some(({ score }) => fingerprint(score) === draft.of);
      if (draft.choice && ("rating" in draft.choice || same)) this.choice = draft.choice;
    } catch {
      // another version of this page wrote something else
    }
  }
}

/** Opens a settled cell again. */
export function reopen(cell: ConflictOut, because: string): Promise<unknown> {
  const path = {
    assessment_id: cell.assessment.id,
    path: cell.provision,
    criterion_id: cell.criterion.id,
  };
  return send(() => reopenResult({ path, headers: ifMatch(cell.version), body: { because } }));
}
