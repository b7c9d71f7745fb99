/** The corrections of a reading in words; shared by the import and the draft screen. */
import type { ReadingOut } from "../api/types.gen";
import { t } from "./i18n.svelte";

export type Mend = ReadingOut["mends"][number];

const STEPS: Record<string, string> = {
  opt: "Option ",
  art: "Art. ",
  para: "para. ",
  sub: "sub-para. ",
  chp: "Chapter ",
  sec: "Section ",
};

/** A path as people say it, for provisions whose label is not known any more: "art_3__para_2" → "Art. 3, para. 2". */
export function spokenPath(path: string): string {
  return path
    .split("__")
    .map((step) => {
      const [, kind, number] = /^([a-z]+)_(?:nn_)?(.+)$/.exec(step) ?? [];
      return kind && number ? (STEPS[kind] ?? `${kind} `) + number.replaceAll("_", " ") : step;
    })
    .join(", ");
}

/** Lines as people count them, from 1. */
export function linesLabel([first, last]: readonly [number, number]): string {
  return first === last
    ? t("mend.line", { first: first + 1 })
    : t("mend.lines", { first: first + 1, last: last + 1 });
}

/** What a mend names: the label it had, else its path in words, else its lines. */
function labelOf(mend: Mend, label: string | undefined): string {
  if (label) return label;
  if ("path" in mend && mend.path) return spokenPath(mend.path);
  return "lines" in mend && mend.lines ? linesLabel(mend.lines as [number, number]) : "";
}

type Relabel = Extract<Mend, { op: "relabel" }>;

function newName({ kind, number, heading }: Relabel): string {
  return [
    kind ? t("mend.kind", { kind }) : "",
    number === "" ? t("mend.unnumbered") : (number ?? ""),
    heading === "" ? t("mend.unheaded") : heading ? `“${heading}”` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/**
 * Why words are no text of the draft, in the interface's language. reason: a short English phrase, as readers and people say
 * it, which is kept with the draft; one that is not known stands as it is.
 */
export function reasonText(reason: string): string {
  const [, language = ""] = /^in another language \((.+)\)$/.exec(reason) ?? [];
  const key = language ? "another_language" : reason.replace(/[^a-z]+/g, "_");
  return t("mend.reason", { key, reason, language });
}

/** One mend as a sentence without its full stop. label: what the provision was called before it; by its path when not known. */
export function mendText(mend: Mend, known?: string): string {
  const label = labelOf(mend, known);
  switch (mend.op) {
    case "merge":
      return t("mend.merge", { label });
    case "split":
      return t("mend.split", { label });
    case "level":
      return mend.by < 0 ? t("mend.out", { label }) : t("mend.in", { label });
    case "relabel":
      return t("mend.relabel", { label, to: newName(mend) });
    case "set_aside":
      return t("mend.setAside", { label, reason: reasonText(mend.reason) });
    case "bring_back":
      return t("mend.bringBack", { label });
    case "option":
      return t("mend.option", { label });
  }
}
