// Holds the built front end to its budgets, gzipped: what the first screen fetches, what the heaviest screen fetches
// on a first visit, and the sum of all screens, which nobody fetches at once but which must not creep.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const OUT = process.env.FRONTEND_OUT ?? "../service/salvaguarda/static";
const FIRST = "HomeScreen";
const BUDGETS = {
  first: 38_850,
  screen: 71_200,
  total: 278_700,
  language: 12_950,
  models: 14_450,
  // Raised with every screen of teams that comes, to what is measured then.
  team: 15_450,
  styles: 38_300,
};

const assets = join(OUT, "assets");
const sizes = new Map(
  readdirSync(assets).map((name) => [name, gzipSync(readFileSync(join(assets, name))).length]),
);
const sum = (names) => [...names].reduce((total, name) => total + sizes.get(name), 0);
const ending = (suffix) => [...sizes.keys()].filter((name) => name.endsWith(suffix));

/** A script with everything that it imports statically. */
function closure(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  const source = readFileSync(join(assets, name), "utf8");
  for (const [, imported] of source.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g))
    closure(imported, seen);
  return seen;
}

const index = readFileSync(join(OUT, "index.html"), "utf8");
const entries = [...index.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)].map(([, name]) => name);
const entry = new Set(entries.flatMap((name) => [...closure(name)]));
const whole = (name) => sum(new Set([...entry, ...closure(name)]));
const screens = ending(".js").filter((name) => /Screen-/.test(name));
const heaviest = screens.reduce((one, other) => (whole(other) > whole(one) ? other : one));
const first = screens.find((name) => name.startsWith(FIRST));
if (!first || entries.length === 0) throw new Error(`no entry or no ${FIRST} in ${assets}: build first`);

const PART = /\.(model|team)-/;
const largest = (names) => Math.max(...names.map((name) => sizes.get(name)));

const measured = {
  first: whole(first),
  screen: whole(heaviest),
  total: sum(ending(".js")),
  language: largest(ending(".json").filter((name) => !PART.test(name))),
  models: largest(ending(".json").filter((name) => PART.exec(name)?.[1] === "model")),
  team: largest(ending(".json").filter((name) => PART.exec(name)?.[1] === "team")),
  styles: sum(ending(".css")),
};
const notes = {
  first: "entry and home",
  screen: `entry and ${heaviest}`,
  language: "what every visitor fetches of one language",
  models: "words about language models, fetched where one may be asked",
  team: "words about working in a team, fetched with its screens",
  total: `${screens.length} screens together`,
};

for (const [name, budget] of Object.entries(BUDGETS)) {
  const over = measured[name] > budget;
  const note = notes[name] ? ` (${notes[name]})` : "";
  console.log(
    `${over ? "OVER" : "ok  "} ${name.padEnd(9)}${measured[name]} of ${budget} bytes gzipped${note}`,
  );
  if (over) process.exitCode = 1;
}
