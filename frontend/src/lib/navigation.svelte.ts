import { address, changedQuery, type Query } from "./router";

interface Place {
  path: string;
  search: string;
  hash: string;
}

const here = (): Place => ({
  path: window.location.pathname,
  search: window.location.search,
  hash: window.location.hash,
});

let place = $state.raw<Place>(here());
let scroll = 0;
const guards = new Set<() => boolean>();
let askToLeave: () => Promise<boolean> = async () => true;

/** Where the reader is; reactive. `query.get("filter")` reads the state that the address holds. */
export const location = {
  get path() {
    return place.path;
  },
  get hash() {
    return place.hash;
  },
  get query() {
    return new URLSearchParams(place.search);
  },
  /** The address within this site, to come back to. */
  get href() {
    return place.path + place.search + place.hash;
  },
};

/** Goes to an address of this site, asking first when a screen holds unsaved work. */
export async function navigate(href: string, { replace = false } = {}): Promise<void> {
  const leaving = new URL(href, window.location.href).pathname !== place.path;
  if (leaving && unsaved() && !(await askToLeave())) return;
  if (leaving) guards.clear();
  scroll = 0;
  if (replace) history.replaceState(null, "", href);
  else pushKeepingScroll(href);
  place = here();
}

/** How far down the screen that is being opened shall begin: where the reader was, when coming back to it. */
export const arrivalScroll = (): number => scroll;

/** The entry that is left remembers how far down it was read. */
function pushKeepingScroll(href: string): void {
  history.replaceState({ scroll: window.scrollY }, "");
  history.pushState(null, "", href);
}

/** Changes parts of the query and stays on the screen. Replaces the history entry unless told to push. */
export function setQuery(changes: Query, { push = false } = {}): void {
  const search = changedQuery(place.search, changes);
  const href = place.path + (search ? `?${search}` : "") + place.hash;
  if (href === location.href) return;
  if (push) history.pushState(null, "", href);
  else history.replaceState(null, "", href);
  place = here();
}

/** Keeps a person from losing what `holds` says is unsaved. Returns the function that takes the guard away. */
export function guardLeaving(holds: () => boolean): () => void {
  guards.add(holds);
  return () => guards.delete(holds);
}

function unsaved(): boolean {
  return [...guards].some((holds) => holds());
}

/** A link that this program follows itself: a page of this site, in this tab, by a plain click. */
function ownLink(event: MouseEvent): HTMLAnchorElement | null {
  if (!isPlainClick(event)) return null;
  const link = (event.target as Element | null)?.closest?.("a[href]");
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download")) return null;
  return link.origin === window.location.origin && leadsToScreen(link) ? link : null;
}

function isPlainClick(event: MouseEvent): boolean {
  const held = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  return !held && !event.defaultPrevented && event.button === 0;
}

/** `data-native` marks addresses that the server answers itself, such as the printable table. */
function leadsToScreen(link: HTMLAnchorElement): boolean {
  if (link.dataset.native !== undefined || link.pathname.startsWith("/api/")) return false;
  return !(link.hash && link.pathname === place.path && link.search === place.search);
}

function onClick(event: MouseEvent): void {
  const link = ownLink(event);
  if (!link) return;
  event.preventDefault();
  void navigate(link.pathname + link.search + link.hash);
}

/** The back button. With unsaved work the address is put back first, and left only when the person says so. */
async function onPopstate(event: PopStateEvent): Promise<void> {
  const wanted = here();
  if (wanted.path !== place.path && unsaved()) {
    history.pushState(null, "", location.href);
    await navigate(wanted.path + wanted.search + wanted.hash);
    return;
  }
  scroll = Number((event.state as { scroll?: number } | null)?.scroll ?? 0);
  place = wanted;
}

/** Follows links and the back button from now on. `ask` is shown before unsaved work is left. */
export function startNavigation(ask: () => Promise<boolean>): void {
  askToLeave = ask;
  document.addEventListener("click", onClick);
  window.addEventListener("popstate", (event) => void onPopstate(event));
  history.scrollRestoration = "manual"; // the screen is drawn after the browser would have scrolled
  window.addEventListener("beforeunload", (event) => {
    if (unsaved()) event.preventDefault();
  });
}

export { address };
