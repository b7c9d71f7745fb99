import { defineConfig } from "@hey-api/openapi-ts";

export default defineConfig({
  input: "./openapi.json",
  output: { path: "./src/api", postProcess: [] },
  plugins: [
    "@hey-api/client-fetch",
    "@hey-api/typescript",
    // The session cookie and the token are set in one place (lib/service.ts), not in every function.
    { name: "@hey-api/sdk", auth: false },
  ],
});
