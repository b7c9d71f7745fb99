import { addDraft, addReading, discardReading, getReading } from "../../api/sdk.gen";
import type { DraftIn, DraftOut, ReadingOut } from "../../api/types.gen";
import { send } from "../../lib/service";
import { uploadTelling, type Upload } from "./upload";

/** What is to be read: a file, or words that were pasted. */
export type Source = { kind: "file"; file: File } | { kind: "pasted"; text: string };

export const PASTED_NAME = "pasted.txt";

export const nameOf = (source: Source): string => (source.kind === "file" ? source.file.name : PASTED_NAME);

/** Sends a text to be read, once; the service keeps it for a day. tell: how much has been sent, 0 to 1. */
export function sendSource(source: Source, tell: (share: number) => void): Upload<ReadingOut> {
  if (source.kind === "pasted") {
    return {
      answer: send(() => addReading({ body: { text: source.text, name: PASTED_NAME } })),
      abort: () => {},
    };
  }
  const form = new FormData();
  form.set("file", source.file);
  return uploadTelling<ReadingOut>("/api/readings", form, tell);
}

export const loadReading = (reading_id: string): Promise<ReadingOut> =>
  send(() => getReading({ path: { reading_id } }));

export const forgetReading = (reading_id: string): Promise<unknown> =>
  send(() => discardReading({ path: { reading_id } }));

/** Stores the reading as it was mended at a version as a draft of the instrument. */
export function store(
  instrument_id: number,
  reading: string,
  version: number,
  draft: DraftIn,
): Promise<DraftOut> {
  return send(() => addDraft({ path: { instrument_id }, body: { reading, version, draft } }));
}
