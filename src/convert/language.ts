import { LANGUAGE_ALIASES } from "../facts/aliases.ts";
import { LANGUAGES, type Language } from "../facts/languages.ts";

const BY_NAME: ReadonlyMap<string, Language> = new Map([
  ...LANGUAGES.flatMap((language) =>
    LANGUAGE_ALIASES[language]
      .split(" ")
      .filter((alias) => alias !== "")
      .map((alias): [string, Language] => [alias, language]),
  ),
  ...LANGUAGES.map((language): [string, Language] => [language, language]),
]);

/**
 * Notion's language for a name of it, its short form or its file ending, in any case.
 *
 * @param own - names beside the built-in ones
 * @returns null where Notion has no such language
 */
export function languageNamed(name: string, own: Readonly<Record<string, string>> = {}): Language | null {
  const key = name.toLowerCase();
  const mapped = Object.hasOwn(own, key) ? own[key] : Object.hasOwn(own, name) ? own[name] : undefined;
  return BY_NAME.get((mapped ?? key).toLowerCase()) ?? null;
}
