import { Feed, type Heard, type LiveKind, oneAtATime } from "./live";

const feeds = new Map<number, Feed>();

/** Listens to what happens in an assessment, over one stream for the whole page, until the function is called. */
export function follow(assessment: number, heard: Heard): () => void {
  let feed = feeds.get(assessment);
  if (!feed) {
    feed = new Feed((after) => {
      const query = after === null ? "" : `?after=${after}`;
      return new EventSource(`/api/assessments/${assessment}/events${query}`);
    });
    feeds.set(assessment, feed);
    if (document.visibilityState === "hidden") feed.pause();
  }
  return feed.listen(heard);
}

document.addEventListener("visibilitychange", () => {
  for (const feed of feeds.values()) {
    if (document.visibilityState === "hidden") feed.pause();
    else feed.resume();
  }
});

/** Asks again whenever something of these kinds happened. Call it while a component is set up. */
export function keepFresh(
  assessment: () => number,
  kinds: readonly LiveKind[],
  reload: () => Promise<void>,
): void {
  const again = oneAtATime(reload);
  $effect(() =>
    follow(assessment(), (events) => {
      if (events === null || events.some(({ kind }) => kinds.includes(kind))) void again();
    }),
  );
}
