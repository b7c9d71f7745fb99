import "./style/tokens.css";
import "./style/base.css";
import "./style/print.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { useLanguage } from "./lib/i18n.svelte";
import { asProblem } from "./lib/problem";
import { startService } from "./lib/service";
import { whoIsHere } from "./lib/session.svelte";
import { applyTheme } from "./lib/theme.svelte";

applyTheme();
startService();
// Both answers are needed before anything can be shown; on a slow link they travel at the same time.
const arrival = whoIsHere().then(() => null, asProblem);
await useLanguage("en");

const target = document.getElementById("app");
if (target) mount(App, { target, props: { arrival } });
