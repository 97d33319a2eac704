/** The configuration of each type of property: from what is sent to what is kept, and to what is answered. */
import { type JsonObject, stringAt } from "../json.ts";
import { invalid, invalidBody } from "../refusal.ts";
import { shown } from "../validate/index.ts";
import { NUMBER_FORMATS } from "./formats.ts";
import { select, status } from "./options.ts";
import { relation, rollup } from "./relations.ts";
import type { ConfigRule } from "./rule.ts";

const empty: ConfigRule = { store: () => ({}) };

const number: ConfigRule = {
  store: (sent, before, { name }) => {
    const format =
      stringAt(sent, "format") ?? (before === null ? "number" : (stringAt(before, "format") ?? "number"));
    if (!NUMBER_FORMATS.includes(format)) {
      throw invalidBody(
        `properties.${name}.number.format should be ${NUMBER_FORMATS.map(shown).join(", ")}, instead was ${shown(format)}`,
      );
    }
    return { format };
  },
};

const verification: ConfigRule = {
  store: (_sent, _before, { wiki, name }) => {
    if (!wiki) {
      throw invalid(`${name} cannot be a verification: only pages of a wiki can be verified.`);
    }
    return {};
  },
};

export const CONFIGS: Readonly<Record<string, ConfigRule>> = {
  title: empty,
  rich_text: empty,
  number,
  url: empty,
  email: empty,
  phone_number: empty,
  checkbox: empty,
  date: empty,
  select,
  multi_select: select,
  status,
  people: empty,
  files: empty,
  relation,
  rollup,
  formula: {
    store: (sent, before) => ({ expression: stringAt(sent, "expression") ?? before?.["expression"] ?? "" }),
  },
  unique_id: {
    store: (sent, before) => ({
      prefix: "prefix" in sent ? (sent["prefix"] ?? null) : (before?.["prefix"] ?? null),
    }),
  },
  place: empty,
  location: empty,
  verification,
  button: empty,
  created_time: empty,
  created_by: empty,
  last_edited_time: empty,
  last_edited_by: empty,
  last_visited_time: empty,
};

/** The type a sent configuration is of: its one key that names a type. */
export function configType(sent: JsonObject): string | null {
  return Object.keys(sent).find((key) => Object.hasOwn(CONFIGS, key)) ?? null;
}
