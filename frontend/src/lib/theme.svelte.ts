import { recall, remember } from "./memory";

export type Theme = "system" | "light" | "dark";

const stored = recall("theme");
let chosen = $state<Theme>(stored === "light" || stored === "dark" ? stored : "system");

export const theme = {
  get chosen(): Theme {
    return chosen;
  },
  set chosen(next: Theme) {
    chosen = next;
    remember("theme", next === "system" ? null : next);
    applyTheme();
  },
};

/** Tells the style sheet; "system" leaves the choice to the operating system. */
export function applyTheme(): void {
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}
