import { z } from "zod";
import { COLORS } from "../facts/colors.ts";
import { LANGUAGES } from "../facts/languages.ts";
import { OPTIONS, type OptionFacts, type OptionKind, type OptionName } from "../facts/options.ts";

const TYPES: { readonly [K in OptionKind]: (facts: OptionFacts) => z.ZodType } = {
  boolean: () => z.boolean(),
  string: () => z.string().min(1),
  number: ({ range }) => (range ? z.number().min(range[0]).max(range[1]) : z.number()),
  choice: ({ choices = [] }) => z.enum(choices),
  list: () => z.array(z.string().min(1)),
  roots: () => z.record(z.string(), z.array(z.string().min(1)).min(1)),
  languages: () => z.record(z.string(), z.enum(LANGUAGES)),
  components: () => z.record(z.string(), z.string().regex(/^[a-z]+$/)),
  callouts: () =>
    z.record(z.string(), z.strictObject({ icon: z.string().optional(), color: z.enum(COLORS).optional() })),
  rules: () => z.record(z.string(), z.enum(["off", "warn", "error"])),
};

function sentenceOf({ sentence }: OptionFacts): string {
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function fieldsOf(where: readonly unknown[]): Record<string, z.ZodType> {
  const all: readonly (readonly [string, OptionFacts])[] = Object.entries(OPTIONS);
  return Object.fromEntries(
    all
      .filter(([, { config }]) => where.includes(config))
      .map(([name, facts]) => {
        const meta = {
          description: sentenceOf(facts),
          ...(facts.default !== null && { default: facts.default }),
        };
        return [name, TYPES[facts.kind](facts).optional().meta(meta)];
      }),
  );
}

const source = z.strictObject({
  name: z
    .string()
    .regex(/^[\w.-]+$/)
    .optional()
    .meta({ description: "Its name, in keys and for `--source`; needed where there are several." }),
  path: z.string().min(1).meta({ description: "Its folder, relative to this file." }),
  ...fieldsOf(["source"]),
});

/** What a configuration may hold, made from the table of options. */
export const configSchema = z.strictObject({
  $schema: z.string().optional().meta({ description: "Where editors find this schema." }),
  sources: z
    .array(source)
    .min(1)
    .optional()
    .meta({ description: "The folders to publish. What a source does not say is taken from the top." }),
  ...fieldsOf(["top", "source"]),
});

/** The keys a configuration can have at the top, or in a source. */
export function keysOf(at: "top" | "source"): readonly string[] {
  return Object.keys(at === "top" ? configSchema.shape : source.shape);
}

/** The options a configuration can set at the top, or in a source. */
export function optionsAt(at: "top" | "source"): readonly OptionName[] {
  const keys = keysOf(at);
  const isHere = (name: string): name is OptionName => Object.hasOwn(OPTIONS, name) && keys.includes(name);
  return Object.keys(OPTIONS).filter(isHere);
}

/** The JSON Schema of a configuration, for editors. */
export function jsonSchema(): Record<string, unknown> {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of mdnotion",
    ...z.toJSONSchema(configSchema, { target: "draft-7" }),
  };
}
