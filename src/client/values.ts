/** Plain values, as front matter has them, made the values of properties by the schema. */
import { convertValues, meantBy } from "../convert/index.ts";
import type { MessageId } from "../facts/messages.ts";
import { isPropertyType } from "../facts/properties.ts";
import { parseInline } from "../markdown/inline.ts";
import type { Message, Place } from "../model/message.ts";
import type { Answers } from "../model/need.ts";
import { DEFAULT_CONVERT_OPTIONS } from "../model/options.ts";
import type { PropertyValue, Schema } from "../model/property.ts";
import { pendingsOfLook, resolveProperty } from "../model/resolve.ts";
import { plainText } from "../model/text.ts";
import { answersTo, countOf, lookupIn } from "./answers.ts";
import { ClientError } from "./errors.ts";
import type { Session } from "./session.ts";

/**
 * Values by the names of properties: plain ones, as front matter has them (`null` clears), or those that the
 * builders of `mdnotion/properties` make.
 */
export type Values = Readonly<Record<string, unknown>>;

/** Values ready to be sent. */
export interface ReadyValues {
  /** As text; undefined where the values do not name it. */
  readonly title: string | undefined;
  readonly properties: Readonly<Record<string, PropertyValue>>;
}

const NO_VALUES: ReadyValues = { title: undefined, properties: {} };

/** Of a file they are worth a warning; a program that names what is not there has a mistake in it. */
const MISTAKES: ReadonlySet<MessageId> = new Set<MessageId>([
  "property-unknown",
  "property-ambiguous",
  "property-read-only",
  "property-twice",
  "row-elsewhere",
  "row-file-unknown",
]);

function isBuilt(value: unknown): value is PropertyValue {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.keys(value).length === 2 &&
    "type" in value &&
    "value" in value &&
    typeof value.type === "string" &&
    isPropertyType(value.type)
  );
}

function refuse(messages: readonly Message[]): never {
  throw new ClientError({
    code: "invalid_values",
    says: messages.map(({ says }) => says).join(" "),
    fix: messages.map(({ fix }) => fix).join(" "),
    messages,
  });
}

const loosely = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, "");

function textOf(name: string, value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value === null) return "";
  if (isBuilt(value) && value.type === "title") {
    return plainText(value.value);
  }
  throw new ClientError({
    code: "invalid_values",
    says: `The value of \`${name}\` is no text, and it is the title.`,
    fix: "Give a text.",
  });
}

/** The title among the values, by the name of its property or as `title`; the rest. */
function splitTitle(values: Values, schema: Schema): { title: string | undefined; rest: Values } {
  const own = Object.values(schema.properties).find(({ type }) => type === "title")?.name ?? "title";
  const named = (wanted: string) => Object.keys(values).find((key) => loosely(key) === loosely(wanted));
  const isFree = meantBy("title", Object.keys(schema.properties)).length === 0;
  const name = named(own) ?? (isFree ? named("title") : undefined);
  if (name === undefined) return { title: undefined, rest: values };
  const { [name]: title, ...rest } = values;
  return { title: textOf(name, title), rest };
}

/** Puts ids where people and rows are named. @throws ClientError for those nobody knows, or that may be several */
function resolveAll(
  values: Readonly<Record<string, PropertyValue>>,
  answers: Answers,
): Readonly<Record<string, PropertyValue>> {
  const entries = Object.entries(values).map(([name, value]) => {
    // In a text, what nobody knows stands as it was written.
    const named = value.type === "people" || value.type === "relation" ? pendingsOfLook(value) : [];
    for (const pending of named) {
      const count = countOf(pending, answers);
      if (count === 1) continue;
      const means =
        count === 0 ? "names nothing in the workspace that the connection may see" : `names ${count} rows`;
      throw new ClientError({
        code: "invalid_values",
        says: `\`${pending.otherwise}\`, in \`${name}\`, ${means}.`,
        fix: "Give an id, a person's e-mail address, or the whole title of one row.",
      });
    }
    return [name, resolveProperty(value, lookupIn(answers))] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * Makes values ready to be sent: what they name is looked up, nothing is written.
 *
 * @throws ClientError with a message for each value that does not fit; NotionError
 */
export async function readyValues(session: Session, values: Values, schema: Schema): Promise<ReadyValues> {
  if (Object.keys(values).length === 0) return NO_VALUES;
  const { title, rest } = splitTitle(values, schema);
  const built = Object.entries(rest).flatMap(([name, value]) =>
    isBuilt(value) ? [[name, value] as const] : [],
  );
  const plain = Object.fromEntries(Object.entries(rest).filter(([, value]) => !isBuilt(value)));
  const options = DEFAULT_CONVERT_OPTIONS;
  const inline = (text: string, path: string, place: Place | null) => parseInline(text, path, place, options);
  const { properties, messages, needs } = convertValues(plain, { schema, inline }, options);
  const wrong = messages.filter(({ id, severity }) => severity === "error" || MISTAKES.has(id));
  if (wrong.length > 0) refuse(wrong);
  const answers = await answersTo(session, needs);
  const all = { ...properties, ...Object.fromEntries(built) };
  return { title, properties: resolveAll(all, answers) };
}
