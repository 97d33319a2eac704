import { z } from "zod";
import { COLORS } from "../facts/colors.ts";
import { LANGUAGES } from "../facts/languages.ts";
import { OPTIONS, type OptionFacts, type OptionKind, type OptionName } from "../facts/options.ts";
import { isOptionValue, isZone } from "./values.ts";

const isFunction = (value: unknown): boolean => typeof value === "function";

const tagLike = z.string().regex(/^[a-z]+$/);

const TYPES: { readonly [K in OptionKind]: (facts: OptionFacts, inProgram: boolean) => z.ZodType } = {
  boolean: () => z.boolean(),
  string: () => z.string().min(1),
  number: ({ range }) => (range ? z.number().min(range[0]).max(range[1]) : z.number()),
  choice: ({ choices = [] }) => z.enum(choices),
  list: () => z.array(z.string().min(1)),
  roots: () => z.record(z.string(), z.array(z.string().min(1)).min(1)),
  languages: () => z.record(z.string(), z.enum(LANGUAGES)),
  components: (_facts, inProgram) =>
    z.record(z.string(), inProgram ? z.union([tagLike, z.custom(isFunction)]) : tagLike),
  plugins: () => z.custom((value) => isOptionValue("remarkPlugins", value)),
  handlers: () => z.custom((value) => isOptionValue("handlers", value)),
  callouts: () =>
    z.record(z.string(), z.strictObject({ icon: z.string().optional(), color: z.enum(COLORS).optional() })),
  mapping: () =>
    z.strictObject({
      rename: z.record(z.string(), z.string().min(1)).optional(),
      defaults: z.record(z.string(), z.unknown()).optional(),
      ignore: z.array(z.string().min(1)).optional(),
    }),
  zone: () => z.string().refine(isZone),
  rules: () => z.record(z.string(), z.enum(["off", "warn", "error"])),
};

function sentenceOf({ sentence }: OptionFacts): string {
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

/** Only a program can hold functions. */
function isForPrograms({ kind }: OptionFacts): boolean {
  return kind === "plugins" || kind === "handlers";
}

function fieldsOf(where: readonly unknown[], inProgram: boolean): Record<string, z.ZodType> {
  const all: readonly (readonly [string, OptionFacts])[] = Object.entries(OPTIONS);
  return Object.fromEntries(
    all
      .filter(([, facts]) => where.includes(facts.config) && (inProgram || !isForPrograms(facts)))
      .map(([name, facts]) => {
        const meta = {
          description: sentenceOf(facts),
          ...(facts.default !== null && { default: facts.default }),
        };
        return [name, TYPES[facts.kind](facts, inProgram).optional().meta(meta)];
      }),
  );
}

const sourceSchema = (inProgram: boolean) =>
  z.strictObject({
    name: z
      .string()
      .regex(/^[\w.-]+$/)
      .optional()
      .meta({ description: "Its name, in keys and for `--source`; needed where there are several." }),
    path: z.string().min(1).meta({ description: "Its folder, relative to this file." }),
    ...fieldsOf(["source"], inProgram),
  });

const schemaFor = (inProgram: boolean) =>
  z.strictObject({
    $schema: z.string().optional().meta({ description: "Where editors find this schema." }),
    sources: z
      .array(sourceSchema(inProgram))
      .min(1)
      .optional()
      .meta({ description: "The folders to publish. What a source does not say is taken from the top." }),
    ...fieldsOf(["top", "source"], inProgram),
  });

const SCHEMAS = { program: schemaFor(true), data: schemaFor(false) } as const;

/** What a configuration may hold, made from the table of options; `program`: it is one. */
export const configSchema = (program: boolean) => SCHEMAS[program ? "program" : "data"];

const source = sourceSchema(true);

/** The options that only a program can set. */
export function isOnlyForPrograms(name: OptionName): boolean {
  return isForPrograms(OPTIONS[name]);
}

/** The keys a configuration can have at the top, or in a source. */
export function keysOf(at: "top" | "source"): readonly string[] {
  return Object.keys(at === "top" ? SCHEMAS.program.shape : source.shape);
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
    ...z.toJSONSchema(SCHEMAS.data, { target: "draft-7" }),
  };
}
