/** Lets the browser store an answer as a file. */
export function storeFile(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The same of an answer that the transport has read as JSON, whatever the description of the interface calls it. */
export const storeJson = (name: string, answer: unknown): void =>
  storeFile(name, new Blob([JSON.stringify(answer, null, 1)], { type: "application/json" }));
