import { addReading } from "../../api/sdk.gen";
import type { DraftIn, DraftOut, ReadingOut } from "../../api/types.gen";
import { send, upload } from "../../lib/service";

/** What is to be read: a file, or words that were pasted. */
export type Source = { kind: "file"; file: File } | { kind: "pasted"; text: string };

export const PASTED_NAME = "pasted.txt";

export const nameOf = (source: Source): string => (source.kind === "file" ? source.file.name : PASTED_NAME);

/** Has the service cut a text; nothing is stored. */
export function read(source: Source): Promise<ReadingOut> {
  if (source.kind === "pasted") {
    return send(() => addReading({ body: { text: source.text, name: PASTED_NAME } }));
  }
  const form = new FormData();
  form.set("file", source.file);
  return upload<ReadingOut>("/api/readings", form);
}

/** Stores the text as a draft of the instrument. A pasted text travels as the file that it becomes. */
export function store(instrumentId: number, source: Source, draft: DraftIn): Promise<DraftOut> {
  const form = new FormData();
  const file =
    source.kind === "file" ? source.file : new File([source.text], PASTED_NAME, { type: "text/plain" });
  form.set("file", file);
  form.set("draft", JSON.stringify(draft));
  return upload<DraftOut>(`/api/instruments/${instrumentId}/drafts`, form);
}
