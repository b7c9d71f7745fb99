export function readCatalogue(language: string, locales?: string): Record<string, string>;
export function argumentsOf(tokens: unknown, found?: Record<string, string>): Record<string, string>;
export function compileCatalogues(locales?: string): void;
