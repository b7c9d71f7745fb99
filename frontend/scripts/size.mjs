// Holds the built front end to its budgets (gzipped): all JavaScript, and what the first screen needs.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const OUT = process.env.FRONTEND_OUT ?? "../service/salvaguarda/static";
const BUDGETS = { all: 60_000, first: 40_000, language: 20_000, styles: 20_000 };

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
  for (const [, imported] of source.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
    closure(imported, seen);
  return seen;
}

const index = readFileSync(join(OUT, "index.html"), "utf8");
const entries = [...index.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)].map(([, name]) => name);
const first = new Set(entries.flatMap((name) => [...closure(name)]));
// The heaviest screen that can be the first one, opened by its own address.
const screens = ending(".js").filter((name) => /^[A-Z]/.test(name) && !first.has(name));
const extra = (name) => sum([...closure(name)].filter((part) => !first.has(part)));
const heaviest = screens.sort((a, b) => extra(b) - extra(a))[0];
const measured = {
  all: sum(ending(".js")),
  first: sum(first) + (heaviest ? extra(heaviest) : 0),
  language: Math.max(...ending(".json").map((name) => sizes.get(name))),
  styles: sum(ending(".css")),
};

for (const [name, budget] of Object.entries(BUDGETS)) {
  const over = measured[name] > budget;
  const note = name === "first" ? ` (entry + ${heaviest})` : "";
  console.log(
    `${over ? "OVER " : "ok   "}${name.padEnd(9)}${measured[name]} of ${budget} bytes gzipped${note}`,
  );
  if (over) process.exitCode = 1;
}
