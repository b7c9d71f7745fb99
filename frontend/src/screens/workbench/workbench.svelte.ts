/** What the workbench knows and does: the open provision, its cells as the reviewer left them, and every act on them. */
import { untrack } from "svelte";
import { getCell, getProvision } from "../../api/sdk.gen";
import type {
  CellOut,
  CriterionOut,
  ProvisionViewOut,
  QueuesOut,
  ScoreOut,
  WorkbenchOut,
} from "../../api/types.gen";
import { cache } from "../../lib/cache";
import { recall } from "../../lib/memory";
import { location, setQuery } from "../../lib/navigation.svelte";
import { entryOf, type CellAddress, type Entry } from "../../lib/outbox";
import { resource, type Resource } from "../../lib/resource.svelte";
import { contentOf, EMPTY, mergeContent, sameContent, type ScoreContent } from "../../lib/score-body";
import { scoreOutbox } from "../../lib/score-outbox.svelte";
import { anchor, quoteOf, sameQuote, wholeWords, type Quote, type TextRange } from "../../lib/selector";
import { send } from "../../lib/service";
import type { ModelPart } from "./suggestion/part";
import { isOpen, isQueueName, queueOf, withQueues, type QueuedRow } from "./queues";
import { newer, overlayRows, ratingsOf, type Heard } from "./overlay";
import {
  criteriaOf,
  filterRows,
  isRowFilter,
  isUnscored,
  neighbour,
  nextUnscored,
  type Place,
  type RowQuery,
  type RowFilter,
  type Row,
} from "./rows";
import { takenBack, type Act } from "./undo";

/** ms of rest after a key press in a text field before it is sent. */
export const TYPING_REST = 800;

export class Workbench {
  readonly view: Resource<ProvisionViewOut>;
  /** Own scores that were stored while this screen is open: an answer that was asked for before may not have them. */
  #heard = $state.raw<Heard>(new Map());
  #broughtIn = $state.raw<Readonly<Record<string, string[]>>>({});
  #acts = $state.raw<readonly Act[]>([]);
  /** What the cards show of a language model; null where none may be asked, and until it is fetched. */
  model = $state.raw<ModelPart | null>(null);

  /** What each cell is to the reader; null where nobody shares the work, and until it is fetched. */
  queues = $state.raw<QueuesOut | null>(null);

  /** bench: what was loaded, read reactively so that a reload is followed. */
  constructor(private readonly bench: () => WorkbenchOut) {
    this.view = resource(
      () => this.#key(this.path),
      () => this.#load(this.path),
      { lasting: true },
    );
  }

  // What is there

  get id(): number {
    return this.bench().assessment.id;
  }
  /** Whether the reader's roles let them do this here. */
  may(act: string): boolean {
    return this.bench().assessment.may.includes(act);
  }
  get criteria(): readonly CriterionOut[] {
    return this.bench().checklist.criteria;
  }
  readonly order = $derived.by(() => this.criteria.map((criterion) => criterion.id));
  /** The unsent ratings as one string: typing a rationale changes the outbox but not this, and no row is drawn anew. */
  readonly #unsent = $derived.by(() =>
    JSON.stringify(scoreOutbox.outbox.entries.map(({ cell, body }) => [cell, body.rating])),
  );
  readonly #queued = $derived.by(() => withQueues(this.bench().rows, this.queues));
  readonly rows: QueuedRow[] = $derived.by(() => {
    void this.#unsent;
    const entries = untrack(() => scoreOutbox.outbox.entries);
    return overlayRows(this.#queued, ratingsOf(this.#heard, entries, this.id));
  });
  readonly filter: RowFilter = $derived.by(() => {
    const asked = location.query.get("filter");
    return isRowFilter(asked) ? asked : "all";
  });
  get chapter(): string {
    return location.query.get("chapter") ?? "";
  }
  get words(): string {
    return location.query.get("q") ?? "";
  }
  /** The one criterion that is read across all provisions; "" for all. */
  readonly across = $derived.by(() => {
    const asked = location.query.get("across") ?? "";
    return this.order.includes(asked) ? asked : "";
  });
  readonly path = $derived.by(() =>
    this.#asked(
      "provision",
      this.bench().rows.map((row) => row.path),
    ),
  );
  readonly row = $derived.by(() => this.rows.find((row) => row.path === this.path));
  readonly shown = $derived.by(() => filterRows(this.rows, this.#rowQuery(), this.path));
  /** The cards in checklist order: in scope, scored, or brought in just now. */
  readonly cards: CriterionOut[] = $derived.by(() => {
    if (!this.row) return [];
    const here = new Set([...criteriaOf(this.row), ...(this.#broughtIn[this.path] ?? [])]);
    return this.criteria.filter(
      ({ id }) => (!this.across || id === this.across) && (here.has(id) || this.entry(id) !== undefined),
    );
  });
  /** Criteria that could be brought in. A whole-draft criterion has its cell in the row of the whole text only. */
  readonly aside: CriterionOut[] = $derived.by(() =>
    this.criteria.filter(
      (criterion) =>
        !this.across &&
        !this.cards.includes(criterion) &&
        criterion.whole_draft === (this.row?.kind === "draft"),
    ),
  );
  readonly active = $derived.by(() =>
    this.#asked(
      "criterion",
      this.cards.map((criterion) => criterion.id),
    ),
  );
  get canUndo(): boolean {
    return this.#acts.length > 0;
  }
  /** The open provision, once it is here. */
  readonly open = $derived.by(() => (this.view.now.state === "ready" ? this.view.now.value : null));

  #asked(name: string, known: readonly string[]): string {
    const asked = location.query.get(name);
    return asked !== null && known.includes(asked) ? asked : (known[0] ?? "");
  }

  #key(path: string): string {
    return `provision/${this.id}/${path}`;
  }

  #load(path: string): Promise<ProvisionViewOut> {
    return send(() => getProvision({ path: { assessment_id: this.id, path: path } }));
  }

  /** Fetches a provision that will probably be next. */
  prefetch(path: string | undefined): void {
    if (path) void this.#kept(path).catch(() => undefined);
  }

  #kept(path: string): Promise<ProvisionViewOut> {
    return cache.get(this.#key(path), () => this.#load(path));
  }

  cell(criterion: string, provision = this.path): CellAddress {
    return { assessment: this.id, provision, criterion };
  }

  /** What is still unsent of a cell of the open provision. */
  entry(criterion: string): Entry | undefined {
    return entryOf(scoreOutbox.outbox, this.cell(criterion));
  }

  stored(criterion: string): ScoreOut | null {
    return this.open && this.#own(this.open, criterion);
  }

  /** A cell of the open provision as the reviewer left it. */
  content(criterion: string): ScoreContent {
    return this.open ? this.#content(this.open, criterion) : EMPTY;
  }

  #own(view: ProvisionViewOut, criterion: string): ScoreOut | null {
    return newer(cellIn(view, criterion)?.own ?? null, this.#heard.get(view.row.path)?.[criterion]);
  }

  #content(view: ProvisionViewOut, criterion: string): ScoreContent {
    const entry = entryOf(scoreOutbox.outbox, this.cell(criterion, view.row.path));
    return contentOf(entry?.body ?? this.#own(view, criterion) ?? EMPTY);
  }

  /** The reviewer's own older score that waits to be re-confirmed here; undefined once there is an own rating. */
  older(criterion: string): ScoreOut | undefined {
    if (!this.row?.to_confirm.includes(criterion)) return undefined;
    return this.open?.previous?.scores.find((score) => score.criterion === criterion);
  }

  // Going about

  /** Puts the reader where the address says, else where they were last, else at the first provision of the filter. */
  begin(): void {
    if (location.query.get("provision")) return;
    const fitting = filterRows(this.rows, this.#rowQuery());
    const last = recall(`place.${this.id}`);
    const row = fitting.find((one) => one.path === last) ?? fitting[0];
    if (row && (!this.awaitsQueues || this.queues))
      this.go({ provision: row.path, criterion: this.#firstOf(row) });
  }

  /** The address names a queue, and what stands in it is only known once the queues are. */
  get awaitsQueues(): boolean {
    return isQueueName(this.filter) && this.bench().queued;
  }

  /** The criterion for which a row is in the list. */
  #firstOf(row: QueuedRow): string | undefined {
    const { filter } = this;
    if (filter === "confirm") return row.to_confirm[0];
    return isQueueName(filter) ? this.order.find((one) => queueOf(row, one) === filter) : undefined;
  }

  #rowQuery(): RowQuery {
    return { filter: this.filter, chapter: this.chapter, words: this.words, across: this.across };
  }

  go(place: Partial<Place>, push = false): void {
    setQuery(place, { push });
  }

  goToRow(step: 1 | -1): void {
    const next = neighbour(
      this.shown.map((row) => row.path),
      this.path,
      step,
    );
    if (next !== undefined) this.go({ provision: next });
  }

  /** To the next card; read across, to the next provision. */
  goToCriterion(step: 1 | -1): void {
    if (this.across) return this.goToRow(step);
    const next = neighbour(
      this.cards.map((criterion) => criterion.id),
      this.active,
      step,
    );
    if (next !== undefined) this.go({ criterion: next });
  }

  /** Goes to the next cell of the queue that is shown, else to the next unscored one of the list; false without any. */
  goToUnscored(): boolean {
    const { filter, across } = this;
    const order = across ? [across] : this.order;
    const wanted = isQueueName(filter)
      ? (row: Row, criterion: string) => queueOf(row, criterion) === filter
      : isUnscored;
    const next = nextUnscored(this.shown, order, { provision: this.path, criterion: this.active }, wanted);
    if (next) this.go(next);
    return next !== null;
  }

  bringIn(criterion: string): void {
    this.#broughtIn = { ...this.#broughtIn, [this.path]: [...(this.#broughtIn[this.path] ?? []), criterion] };
    this.go({ criterion });
  }

  /** Reads one criterion across all provisions, or all criteria of each again. */
  readAcross(criterion: string | null): void {
    setQuery({ across: criterion, criterion: criterion ?? this.active });
  }

  // Writing

  /** Whether the reader may score a cell of the open provision; others may be assigned to it. */
  mayScore(criterion: string): boolean {
    const row = this.row;
    if (!row || this.stored(criterion)) return true;
    if (!this.bench().assessment.may.includes("score")) return false;
    return !criteriaOf(row).includes(criterion) || isOpen(row, criterion);
  }

  /** Puts a cell's new content into the outbox. rest: ms to wait for more typing. */
  write(criterion: string, change: Partial<ScoreContent>, rest = 0): void {
    if (!this.open || !this.mayScore(criterion)) return;
    const content = { ...this.content(criterion), ...change };
    if (rest === 0) this.#remember(this.open, criterion, content);
    this.#edit(this.open, criterion, content, rest);
  }

  #remember(view: ProvisionViewOut, criterion: string, after: ScoreContent): void {
    const before = this.#content(view, criterion);
    if (sameContent(before, after)) return;
    this.#acts = [...this.#acts.slice(-99), { provision: view.row.path, criterion, before, after }];
  }

  #edit(
    view: ProvisionViewOut,
    criterion: string,
    content: ScoreContent,
    rest = 0,
    confirms: number | null = null,
  ): void {
    const stored = this.#own(view, criterion);
    scoreOutbox.edit({
      cell: this.cell(criterion, view.row.path),
      body: { ...content, text_sha256: view.sha256, confirms },
      base: stored?.revision ?? null,
      stored: stored ? contentOf(stored) : EMPTY,
      rest,
    });
  }

  /** Takes a range of the open text as evidence; the quote, or null when it holds no words or is there already. */
  quote(criterion: string, range: TextRange): Quote | null {
    const text = this.open?.full_text ?? "";
    const quote = quoteOf(text, wholeWords(text, range));
    const { evidence } = this.content(criterion);
    if (!quote || evidence.some((own) => sameQuote(own, quote))) return null;
    this.write(criterion, { evidence: [...evidence, quote] });
    return quote;
  }

  /** Re-confirms an older score for the new words. Gives the number of its quotes that are not in them any more. */
  confirm(criterion: string): number {
    const older = this.older(criterion);
    if (!older || !this.open) return 0;
    const text = this.open.full_text;
    const kept = older.evidence.flatMap((quote) => {
      const place = anchor(text, quote);
      return place.state === "orphan" ? [] : (quoteOf(text, place) ?? []);
    });
    // Notes that were written here already stay, before what the older score says.
    const content = mergeContent(this.content(criterion), { ...contentOf(older), evidence: kept });
    this.#remember(this.open, criterion, content);
    this.#edit(this.open, criterion, content, 0, older.id);
    return older.evidence.length - kept.length;
  }

  /**
   * Takes the last act back of which something is left, going to its cell; false when there is none.
   * Throws a Problem, the act kept, when its provision cannot be fetched.
   */
  async undo(): Promise<boolean> {
    for (let act = this.#acts.at(-1); act; act = this.#acts.at(-1)) {
      const { provision, criterion } = act;
      const view = this.open?.row.path === provision ? this.open : await this.#kept(provision);
      this.#acts = this.#acts.filter((other) => other !== act);
      const content = takenBack(this.#content(view, criterion), act);
      if (!content) continue;
      this.go({ provision, criterion });
      this.#edit(view, criterion, content);
      return true;
    }
    return false;
  }

  // Hearing of what was stored

  /** A score of this assessment was stored, by this tab or another one. */
  heard(cell: CellAddress, score: ScoreOut): void {
    if (cell.assessment !== this.id) return;
    const { provision, criterion } = cell;
    const known = this.#heard.get(provision);
    const latest = newer(score, known?.[criterion]);
    this.#heard = new Map(this.#heard).set(provision, { ...known, [criterion]: latest });
    const view = this.open;
    if (provision !== view?.row.path) {
      cache.forget(this.#key(provision));
      return;
    }
    const before = cellIn(view, criterion)?.own?.rating ?? null;
    this.#setCell(view, criterion, { own: latest });
    if (before === null && latest.rating !== null) void this.#showOthers(cell);
  }

  #setCell(view: ProvisionViewOut, criterion: string, change: Partial<CellOut>): void {
    const cells = view.cells.map((cell) => (cell.criterion === criterion ? { ...cell, ...change } : cell));
    this.view.set({ ...view, cells });
  }

  /** With an own rating given, others' scores of the cell may be shown. */
  async #showOthers({ provision, criterion }: CellAddress): Promise<void> {
    const path = { assessment_id: this.id, path: provision, criterion_id: criterion };
    const fresh = await send(() => getCell({ path })).catch(() => null);
    if (!fresh || this.open?.row.path !== provision) return;
    this.#setCell(this.open, criterion, { ...fresh, own: this.stored(criterion) });
  }
}

function cellIn(view: ProvisionViewOut, criterion: string): CellOut | undefined {
  return view.cells.find((cell) => cell.criterion === criterion);
}
