import { mendReading } from "../../api/sdk.gen";
import type { MendedOut, ReadingOut } from "../../api/types.gen";
import { t } from "../../lib/i18n.svelte";
import { mendText, type Mend } from "../../lib/mends";
import { asProblem, type Problem } from "../../lib/problem";
import { ifMatch, send } from "../../lib/service";
import { joinedTo, noteOf, placeAfter, placeOfLine, type Note } from "./following";

interface Made {
  mend: Mend;
  note: Note;
}

type Provisions = ReadingOut["provisions"];

/** A reading under correction: how it is cut now, every mend with what it was about, and the way back and forth. */
export class Mending {
  readonly id: string;
  readonly lines: ReadingOut["lines"];
  /** How it is cut now. */
  cut = $state.raw<MendedOut>() as MendedOut;
  made = $state.raw<readonly Made[]>([]);
  undone = $state.raw<readonly Made[]>([]);
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  /** The reading as another tab left it. */
  elsewhere = $state.raw<MendedOut | null>(null);
  /** What happened last, for the eye and for screen readers. */
  said = $state("");
  /** The path of the chosen provision. */
  chosen = $state.raw<string | null>(null);
  /** Told after every change of paths, with the provisions before. */
  onmoved: (before: Provisions) => void = () => {};

  constructor(reading: ReadingOut, notes: readonly Note[]) {
    this.id = reading.id;
    this.lines = reading.lines;
    const { id, version, mends, provisions, warnings, set_aside, counts } = reading;
    this.cut = { id, version, mends, provisions, warnings, set_aside, counts };
    this.made = madeOf(mends, notes);
  }

  get notes(): Note[] {
    return this.made.map(({ note }) => note);
  }

  /** The chosen provision; undefined when none is. */
  get provision(): Provisions[number] | undefined {
    return this.cut.provisions.find((one) => one.path === this.chosen);
  }

  /** Makes one mend. Gives the path to go to; null when it was not made. */
  async mend(mend: Mend): Promise<string | null> {
    const before = this.cut.provisions;
    const note = noteOf(mend, before);
    if (!(await this.#send([...this.made, { mend, note }]))) return null;
    this.undone = [];
    const place = placeAfter(mend, note, before, this.cut.provisions, this.lines.length);
    this.said = t("import.didUndo", { what: this.#told(mend, note, before, place) });
    return this.#pathAt(place);
  }

  /** Takes the last mends back. Gives the path to go to; null when nothing was. */
  async undo(count = 1): Promise<string | null> {
    const taken = this.made.slice(-count);
    const first = taken[0];
    if (!first || !(await this.#send(this.made.slice(0, -count)))) return null;
    this.undone = [...this.undone, ...taken.toReversed()];
    this.said = t("import.undid", { count: taken.length, what: mendText(first.mend, first.note.label) });
    return this.#pathAt(this.#placeOf(first));
  }

  /** Makes the mend again that was taken back last. */
  async redo(): Promise<string | null> {
    const again = this.undone.at(-1);
    if (!again) return null;
    const before = this.cut.provisions;
    if (!(await this.#send([...this.made, again]))) return null;
    this.undone = this.undone.slice(0, -1);
    const place = placeAfter(again.mend, again.note, before, this.cut.provisions, this.lines.length);
    this.said = t("import.didUndo", { what: mendText(again.mend, again.note.label) });
    return this.#pathAt(place);
  }

  /** Shows the reading as another tab left it, and goes on from there. */
  takeElsewhere(): void {
    const theirs = this.elsewhere;
    if (!theirs) return;
    this.elsewhere = null;
    this.undone = [];
    this.#take(theirs, this.made);
    if (!this.provision) this.chosen = null;
    this.said = t("import.reloaded");
  }

  #placeOf({ mend, note }: Made): number {
    if ("path" in mend && mend.path) return note.index;
    return placeOfLine(this.cut.provisions, note.line ?? 0, this.lines.length);
  }

  #pathAt(place: number): string | null {
    const { provisions } = this.cut;
    return (provisions[place] ?? provisions.at(-1))?.path ?? null;
  }

  /** What happened, with what the provision is called now. */
  #told(mend: Mend, note: Note, before: Provisions, place: number): string {
    const now = this.cut.provisions[place]?.label ?? "";
    if (mend.op === "merge")
      return t("import.joined", {
        label: note.label,
        other: before[joinedTo(before, note.index)]?.label ?? "",
      });
    if (mend.op === "split") return t("import.splitInto", { label: note.label, other: now });
    const what = mendText(mend, note.label);
    return now && now !== note.label && mend.op !== "set_aside"
      ? t("import.nowCalled", { what, label: now })
      : what;
  }

  async #send(wanted: readonly Made[]): Promise<boolean> {
    if (this.busy || this.elsewhere) return false;
    this.busy = true;
    this.problem = null;
    try {
      const body = { mends: wanted.map(({ mend }) => mend) };
      const path = { reading_id: this.id };
      const headers = ifMatch(this.cut.version);
      this.#take(await send(() => mendReading({ path, body, headers })), wanted);
      return true;
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (problem.stale && problem.current) this.elsewhere = problem.current as MendedOut;
      else this.problem = problem;
      return false;
    } finally {
      this.busy = false;
    }
  }

  #take(cut: MendedOut, known: readonly Made[]): void {
    const before = this.cut.provisions;
    this.cut = cut;
    this.made = madeOf(cut.mends, notesFor(cut.mends, known));
    this.onmoved(before);
  }
}

const UNKNOWN: Note = { label: "", index: 0, line: null };

function madeOf(mends: readonly Mend[], notes: readonly Note[]): Made[] {
  return mends.map((mend, index) => ({ mend, note: notes[index] ?? UNKNOWN }));
}

/** What is known of mends as the service has them: as long as they are those that were sent. */
function notesFor(mends: readonly Mend[], known: readonly Made[]): Note[] {
  const differs = mends.findIndex((mend, index) => {
    const mine = known[index]?.mend;
    return !mine || mine.op !== mend.op || ("path" in mine && "path" in mend && mine.path !== mend.path);
  });
  return known.slice(0, differs < 0 ? mends.length : differs).map(({ note }) => note);
}
