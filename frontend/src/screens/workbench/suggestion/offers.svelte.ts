/** What a language model proposed for the cells of the open provision, as far as this reviewer may know of it. */
import { untrack } from "svelte";
import { decideSuggestion, listSuggestions, revealSuggestion } from "../../../api/sdk.gen";
import type { DecidedOut, PolicyOut, ScoreIn, SuggestionStateOut } from "../../../api/types.gen";
import type { CellAddress } from "../../../lib/outbox";
import { asProblem } from "../../../lib/problem";
import { resource, type Resource } from "../../../lib/resource.svelte";
import { contentOf, EMPTY, type ScoreContent } from "../../../lib/score-body";
import { scoreOutbox } from "../../../lib/score-outbox.svelte";
import type { Quote } from "../../../lib/selector";
import { ifMatch, ifNew, send } from "../../../lib/service";
import type { ScoreOut } from "../../../api/types.gen";
import type { Workbench } from "../workbench.svelte";
import { edited, foundQuotes, type Action, type Draft } from "./decision";
import { dropDraft } from "./drafts.svelte";
import { ownScoreSent } from "./own-score";

/** ms between two questions whether an answer came, growing up to the last. */
const WAITS = [3_000, 10_000, 20_000, 40_000, 60_000];

export class Offers {
  readonly list: Resource<SuggestionStateOut[]>;
  /** Own revisions of cells after which the service was asked again. */
  readonly #asked = new Set<string>();
  #looked = 0;

  /** Call it while a component is set up. */
  constructor(
    readonly work: Workbench,
    private readonly given: () => PolicyOut,
  ) {
    this.list = resource(
      () => `suggestions/${work.id}/${work.path}`,
      () => send(() => listSuggestions({ path: { assessment_id: work.id, path: work.path } })),
    );
    $effect(() => this.#followRatings());
    $effect(() => this.#followQuestion());
  }

  get policy(): PolicyOut {
    return this.given();
  }

  /** Whether redrafts are to be shown: they were allowed, or some were asked for. */
  get knowsRedrafts(): boolean {
    const { request_tokens, requested_tokens } = this.policy;
    return this.mayRedraft || request_tokens + requested_tokens > 0;
  }

  /** Whether redrafts may be asked for: agreed to, and something is left of what they may take. */
  get mayRedraft(): boolean {
    const { consent, agreed, request_tokens, requested_tokens } = this.policy;
    return consent !== "none" && agreed && requested_tokens < request_tokens;
  }

  of(criterion: string): SuggestionStateOut | undefined {
    const { now } = this.list;
    return now.state === "ready" ? now.value.find((one) => one.criterion === criterion) : undefined;
  }

  /** The quotes of the active criterion's revealed suggestion that stand in the text. */
  readonly quotes: readonly Quote[] = $derived.by(() => {
    const suggestion = this.of(this.work.active)?.suggestion;
    return suggestion ? foundQuotes(suggestion) : [];
  });

  /** The own score that the service has, without what is unsent. */
  own(criterion: string): ScoreContent {
    const stored = this.work.stored(criterion);
    return stored ? contentOf(stored) : EMPTY;
  }

  /** Once the service has an own rating, what was hidden behind it may be known. */
  #followRatings(): void {
    const { now } = this.list;
    if (now.state !== "ready") return;
    const rated = now.value.flatMap(({ criterion, state }) => {
      const own = state === "hidden" ? this.work.stored(criterion) : null;
      return own?.rating ? [`${own.id}/${own.revision}`] : [];
    });
    const news = rated.filter((key) => !this.#asked.has(key));
    for (const key of news) this.#asked.add(key);
    if (news.length > 0) untrack(() => void this.list.reload());
  }

  /** While the active cell waits for an answer, the service is asked now and then whether it came. */
  #followQuestion(): (() => void) | undefined {
    if (this.of(this.work.active)?.state !== "asking") {
      this.#looked = 0;
      return undefined;
    }
    const wait = WAITS[Math.min(this.#looked, WAITS.length - 1)];
    const timer = setTimeout(() => {
      this.#looked += 1;
      void this.list.reload();
    }, wait);
    return () => clearTimeout(timer);
  }

  /** Shows the suggestion of a cell. Throws a Problem. */
  async reveal(criterion: string): Promise<void> {
    const cell = this.work.cell(criterion);
    await ownScoreSent(cell);
    this.#put(cell, await send(() => revealSuggestion({ path: pathOf(cell) })));
  }

  /** Records what the reviewer decided, on top of the own score as the service has it. Throws a Problem. */
  async decide(criterion: string, action: Action, draft: Draft, textHash: string): Promise<void> {
    const cell = this.work.cell(criterion);
    await ownScoreSent(cell);
    const stored = this.work.stored(criterion);
    const content = edited(this.own(criterion), draft);
    const score = action === "edit" ? { ...content, text_sha256: textHash, confirms: null } : null;
    const headers = stored ? ifMatch(stored.revision) : ifNew();
    const body = { action, reason: draft.reason.trim(), score: score as ScoreIn | null };
    const decided = await send(() => decideSuggestion({ path: pathOf(cell), body, headers })).catch(
      (thrown: unknown) => this.#learn(cell, thrown),
    );
    dropDraft(cell);
    this.#decided(cell, decided);
  }

  /** Takes note of the other version of a score that was saved elsewhere, and goes on failing. */
  #learn(cell: CellAddress, thrown: unknown): never {
    const problem = asProblem(thrown);
    const current = problem.stale ? (problem.current as ScoreOut | null | undefined) : null;
    if (current) this.work.heard(cell, current);
    throw problem;
  }

  #decided(cell: CellAddress, { decision, score }: DecidedOut): void {
    if (score) scoreOutbox.announce(cell, score);
    const present = this.#shown(cell)?.find((one) => one.criterion === cell.criterion);
    if (present) this.#put(cell, { ...present, decisions: [...present.decisions, decision] });
  }

  /** What is on the screen, when it is of this cell's provision. */
  #shown(cell: CellAddress): SuggestionStateOut[] | null {
    const { now } = this.list;
    return now.state === "ready" && cell.provision === this.work.path ? now.value : null;
  }

  #put(cell: CellAddress, next: SuggestionStateOut): void {
    const shown = this.#shown(cell);
    if (shown) this.list.set(shown.map((one) => (one.criterion === next.criterion ? next : one)));
  }
}

const pathOf = ({ assessment, provision, criterion }: CellAddress) => ({
  assessment_id: assessment,
  path: provision,
  criterion_id: criterion,
});
