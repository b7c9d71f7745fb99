import { t } from "../../lib/i18n.svelte";

const SHORTEST = 12;

/** What is wrong with a new password and its repetition; a key is absent when its field is in order. */
export function passwordErrors(password: string, repeat: string): { password?: string; repeat?: string } {
  const count = [...password].length;
  return {
    ...(count < SHORTEST && { password: t("security.passwordShort", { count }) }),
    ...(password !== repeat && { repeat: t("security.passwordDiffers") }),
  };
}
