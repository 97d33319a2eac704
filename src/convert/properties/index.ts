import type { Document, InlineText } from "../../model/document.ts";
import type { Message, Place } from "../../model/message.ts";
import type { Need } from "../../model/need.ts";
import type { ConvertOptions } from "../../model/options.ts";
import type { PropertyValue, SchemaChange } from "../../model/property.ts";
import type { RichText } from "../../model/richText.ts";
import type { Context } from "../context.ts";
import { applyRules } from "../rules.ts";
import { NO_SITE } from "../site.ts";
import { createState } from "../state.ts";
import { defaultsOf, entriesOf } from "./entries.ts";
import type { RowRules } from "./field.ts";
import { newWork, put } from "./put.ts";
import { inlineRuns } from "./text.ts";

export type { RowRules } from "./field.ts";
export { rowReferences } from "./references.ts";

/** The properties that a row is to have. */
export interface RowProperties {
  /** By the property's own name. */
  readonly properties: Readonly<Record<string, PropertyValue>>;
  /** Where the file says so, by the property's name; null: nowhere in it. */
  readonly places: Readonly<Record<string, Place | null>>;
  /** What the data source lacks. */
  readonly changes: readonly SchemaChange[];
  readonly messages: readonly Message[];
}

/**
 * What front matter says, as the properties of a row of a data source.
 *
 * @returns values by property; a value that does not fit is left out with a message of severity `error`, and so
 *   nothing of the file must be written
 */
export function rowProperties(document: Document, rules: RowRules, context: Context): RowProperties {
  const work = newWork({ context, rules, path: document.path, withTitle: false });
  const mapping = context.options.properties;
  for (const entry of entriesOf(document.frontMatter, mapping)) put(entry, work);
  for (const entry of defaultsOf(mapping)) put(entry, work);
  return {
    properties: Object.fromEntries(work.values),
    places: Object.fromEntries(work.places),
    changes: work.changes,
    messages: work.messages,
  };
}

/** A text without anything, for values that come from no file. */
const NOWHERE: Document = {
  path: "",
  tree: { type: "root", children: [] },
  frontMatter: null,
  title: null,
  headings: [],
  anchors: [],
  links: [],
  assets: [],
  includes: [],
  rules: [],
  messages: [],
};

/** Values that come from a program. */
export interface RowValues extends Omit<RowProperties, "places"> {
  /** What must be looked up before they are whole. */
  readonly needs: readonly Need[];
}

/**
 * Plain values by name, judged as front matter is, with the title among them (`title`, or its property's name);
 * one that is `undefined` is as if it were not there.
 *
 * @param options - `properties` renames, sets defaults, and says whether properties and options may be added
 * @returns the properties; where a message is of severity `error`, a value did not fit
 */
export function convertValues(
  values: Readonly<Record<string, unknown>>,
  rules: RowRules,
  options: ConvertOptions,
): RowValues {
  const { context, messages, needs } = createState(NOWHERE, NO_SITE, options);
  const work = newWork({ context, rules, path: null, withTitle: true });
  const frontMatter = { values, places: {}, place: null };
  for (const entry of entriesOf(frontMatter, options.properties, [])) {
    if (entry.value !== undefined) put(entry, work);
  }
  for (const entry of defaultsOf(options.properties)) put(entry, work);
  return {
    properties: Object.fromEntries(work.values),
    changes: work.changes,
    messages: applyRules([...messages, ...work.messages], options, NOWHERE),
    needs: [...needs.values()],
  };
}

/** Rich text of parsed text that stands in no file; local links keep their text. */
export function convertInline(text: InlineText, options: ConvertOptions): readonly RichText[] {
  return inlineRuns(text, createState(NOWHERE, NO_SITE, options).context);
}
