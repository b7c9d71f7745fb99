import { t } from "../../lib/i18n.svelte";

/** What is typed about a new person, before it is sent. */
export interface PersonEntry {
  email: string;
  display_name: string;
  password: string;
  repeat: string;
}

const SHORTEST_PASSWORD = 12;

export const emptyPerson = (): PersonEntry => ({ email: "", display_name: "", password: "", repeat: "" });

/** What the browser's own checks do not see; a key is absent when its field is in order. */
export function personErrors(entry: PersonEntry): { password?: string; repeat?: string } {
  const length = [...entry.password].length;
  return {
    ...(length < SHORTEST_PASSWORD && { password: t("setup.passwordShort", { count: length }) }),
    ...(entry.password !== entry.repeat && { repeat: t("setup.repeatDiffers") }),
  };
}
