import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

export default ts.config(
  { ignores: ["src/api", "src/locales/compiled", "node_modules"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      "max-lines": ["error", 400],
      "max-lines-per-function": ["error", 50],
      complexity: ["error", 12],
      // With noUncheckedIndexedAccess some indexes that are proven in range can only be said so.
      "@typescript-eslint/no-non-null-assertion": "off",
      "no-undef": "off",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig },
    },
    rules: {
      // The content security policy refuses inline styles; Trusted Types refuse HTML from strings.
      "no-restricted-syntax": [
        "error",
        {
          selector: 'SvelteAttribute[key.name="style"]',
          message: "The security policy refuses style attributes: use a class, or style:property={value}.",
        },
      ],
      "svelte/no-at-html-tags": "error",
      "svelte/button-has-type": "error",
      // Sets and URLs that live inside one function need no reactive twin.
      "svelte/prefer-svelte-reactivity": "off",
      // Our own router; links are plain addresses.
      "svelte/no-navigation-without-resolve": "off",
    },
  },
  { files: ["tests/**"], rules: { "max-lines-per-function": "off" } },
);
