import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
// Node runs the script as it is; it has no types of its own.
import { compileCatalogues } from "./scripts/compile-messages.mjs";
import { partOf } from "./src/lib/message-parts.ts";

/** Recompiles the message catalogue when a locale file changes during development. */
function messages(): Plugin {
  return {
    name: "messages",
    buildStart: () => compileCatalogues(),
    handleHotUpdate({ file }) {
      if (file.includes("/src/locales/") && !file.includes("/compiled/")) compileCatalogues();
    },
  };
}

/** Puts our small transport in the place of the generator's client, which brings 3 kB that nothing here uses. */
function transport(): Plugin {
  return {
    name: "transport",
    enforce: "pre",
    resolveId(source, importer) {
      const generated = importer && /\/src\/api\/\w+\.gen\.ts(?:\?|$)/.test(importer);
      return generated && source === "./client" ? join(import.meta.dirname, "src/lib/transport.ts") : null;
    },
  };
}

/**
 * Calls about language models, those about working in a team and those of screens that nobody sees first come in copies
 * of the generated functions, shaken to what they need: in the one that every first visit fetches they are for nothing.
 */
function callsOfParts(): Plugin {
  return {
    name: "calls-of-parts",
    enforce: "pre",
    resolveId(source, importer) {
      if (!importer || !source.endsWith("/api/sdk.gen")) return null;
      const screen = importer.split("/src/screens/")[1] ?? "home/";
      const part = partOf(screen) ?? (FIRST.test(screen) ? null : "later");
      return part && `${join(import.meta.dirname, "src/api/sdk.gen.ts")}?${part}`;
    },
  };
}

/** Leaves what gzip makes of each file beside it, once, where every start of the service would make it anew. */
function zipped(): Plugin {
  return {
    name: "zipped",
    apply: "build",
    writeBundle({ dir = "" }) {
      for (const name of readdirSync(dir, { recursive: true, encoding: "utf8" }))
        if (/\.(?:css|html|js|svg)$/.test(name))
          writeFileSync(join(dir, `${name}.gz`), gzipSync(readFileSync(join(dir, name)), { level: 9 }));
    },
  };
}

/** Screens on which somebody may arrive with nothing fetched yet. */
const FIRST = /^(?:home|setup|sign-in)\//;

export default defineConfig({
  plugins: [transport(), callsOfParts(), messages(), svelte(), zipped()],
  server: { proxy: { "/api": `http://127.0.0.1:${process.env.SALVAGUARDA_PORT ?? 8765}` } },
  build: {
    outDir: process.env.FRONTEND_OUT ?? "../service/salvaguarda/static",
    emptyOutDir: true,
    // Reviewers work on old laptops: Firefox 115 is the last one for Windows 7, Chromium 109 likewise.
    target: ["es2022", "chrome109", "firefox115", "safari16.4"],
    // Inlined assets would be data: addresses, which the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Few files compress better than many: what several screens share comes in one piece, and so do screens that
        // people go to one after the other. What one screen of a group needs must not drag the others in by itself.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              name: "shared",
              test: /node_modules|\/src\/(?:api|lib|components|locales)\//,
              minShareCount: 3,
              priority: 1,
            },
            // What scoring takes, in the workbench and beside a comparison; and places in texts. Not for the first screen.
            {
              name: "scoring",
              test: /\/lib\/(?:outbox|score-|tabs|saving|growing|aligning)|\/components\/(?:Redline|ConflictPanel|ScoreText)/,
              priority: 2,
            },
            { name: "places", test: /\/lib\/(?:selector|codepoints|text-range|folded)/, priority: 2 },
            // The first screen has no use for them, however many others share them.
            {
              name: "fields",
              test: /\/components\/(?:Choice|TextField)/,
              priority: 2,
            },
            // How ratings look: of every screen with scores, which the first has none of.
            { name: "ratings", test: /\/components\/(?:RatingGlyph|Assisted)|\/lib\/words/, priority: 2 },
            // The strip of tabs of an assessment, and following it live: of many screens, but not of the first.
            {
              name: "tabs",
              test: /\/components\/(?:AssessmentTabs|assessment-tabs)|\/lib\/live\b/,
              priority: 2,
            },
            { name: "calls", test: /\/sdk\.gen\.ts\?model/, priority: 2 },
            { name: "later-calls", test: /\/sdk\.gen\.ts\?later/, priority: 2 },
            { name: "team-calls", test: /\/sdk\.gen\.ts\?team/, priority: 2 },
            { name: "amounts", test: /\/screens\/run\/(?:amounts|run-words)/, priority: 2 },
            { name: "models", test: /\/screens\/(?:endpoints|suggestions|run)\// },
            { name: "prompts", test: /\/screens\/prompts?\// },
            { name: "people", test: /\/screens\/(?:people|setup|sign-in)\// },
            { name: "checklists", test: /\/screens\/checklists?\// },
            { name: "comparing", test: /\/screens\/compare\// },
            { name: "lives", test: /\/screens\/(?:trend|life)\// },
            // Checking and mending a file is a page of its own weight: looking at drafts must not fetch it, nor it that.
            { name: "importing", test: /\/screens\/import\// },
            {
              name: "describing",
              test: /\/components\/(?:RoleTable|DraftFields|draft-entry|Marked)|\/lib\/(?:marked|mends)/,
            },
            {
              name: "drafts",
              test: /\/screens\/(?:draft|instrument)\/|\/components\/(?:AssessmentDialog)/,
            },
          ],
        },
      },
    },
  },
  test: { environment: "node", include: ["tests/**/*.test.ts"] },
});
