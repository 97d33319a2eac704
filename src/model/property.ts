import type { AnyPropertyType } from "../facts/properties.ts";
import type { FileSource } from "./block.ts";
import type { Reference } from "./pending.ts";
import type { RichText } from "./richText.ts";

/** A date or date-time in ISO 8601; `end` makes it a range. Source: SDK type `DateRequest`. */
export interface DateValue {
  readonly start: string;
  readonly end: string | null;
  readonly time_zone: string | null;
}

/**
 * What each writable property type holds; `null` and `[]` are the empty values.
 * Source: SDK type `CreatePageBodyParameters["properties"]`.
 */
export interface PropertyValues {
  readonly title: readonly RichText[];
  readonly rich_text: readonly RichText[];
  readonly number: number | null;
  readonly url: string | null;
  readonly email: string | null;
  readonly phone_number: string | null;
  readonly checkbox: boolean;
  readonly date: DateValue | null;
  readonly select: { readonly name: string } | null;
  readonly status: { readonly name: string } | null;
  readonly multi_select: readonly { readonly name: string }[];
  readonly people: readonly { readonly id: Reference }[];
  readonly relation: readonly { readonly id: Reference }[];
  readonly files: readonly (FileSource & { readonly name: string })[];
  readonly place: {
    readonly lat: number;
    readonly lon: number;
    readonly name: string | null;
    readonly address: string | null;
  } | null;
  readonly verification: { readonly state: "verified" | "unverified"; readonly date: DateValue | null };
}

export type PropertyType = keyof PropertyValues;

export type PropertyValue<T extends PropertyType = PropertyType> = {
  readonly [K in T]: { readonly type: K; readonly value: PropertyValues[K] };
}[T];

/** Who a property names; what the connection may not see is null. */
export interface PersonReading {
  readonly id: string;
  /** `unknown` where only the id was told. */
  readonly kind: "person" | "bot" | "group" | "unknown";
  readonly name: string | null;
  readonly email: string | null;
}

/** What a formula came to. */
export type FormulaReading =
  | { readonly type: "string"; readonly value: string | null }
  | { readonly type: "number"; readonly value: number | null }
  | { readonly type: "boolean"; readonly value: boolean | null }
  | { readonly type: "date"; readonly value: DateValue | null }
  /** The API cannot tell it. */
  | { readonly type: "unsupported"; readonly value: null };

/** What a rollup came to. */
export type RollupReading =
  | { readonly type: "number"; readonly value: number | null }
  | { readonly type: "date"; readonly value: DateValue | null }
  | { readonly type: "array"; readonly value: readonly PropertyReading[] }
  /** The API cannot tell it, or not all of it. */
  | { readonly type: "unsupported" | "incomplete"; readonly value: null };

/** What is read of each property type beyond what can be written to it. */
interface FurtherReadings {
  readonly people: readonly PersonReading[];
  readonly verification: {
    readonly state: "verified" | "unverified" | "expired";
    readonly date: DateValue | null;
    readonly by: PersonReading | null;
  };
  readonly formula: FormulaReading;
  /** `function` is one of the API's 24 (`sum`, `show_original` …). */
  readonly rollup: RollupReading & { readonly function: string };
  /** ISO 8601, rounded to the minute. */
  readonly created_time: string;
  readonly created_by: PersonReading;
  readonly last_edited_time: string;
  readonly last_edited_by: PersonReading;
  readonly unique_id: { readonly prefix: string | null; readonly number: number | null };
  readonly button: null;
}

/** What is read of each of the 24 property types. Source: SDK type `PageObjectResponse["properties"]`. */
export interface PropertyReadings extends Omit<PropertyValues, keyof FurtherReadings>, FurtherReadings {}

export type PropertyReading<T extends AnyPropertyType = AnyPropertyType> = {
  readonly [K in T]: { readonly type: K; readonly value: PropertyReadings[K] };
}[T];

/** One property of a data source: what a value for it must look like. */
export interface PropertySchema {
  readonly id: string;
  readonly name: string;
  /** One of the 24 types (`isPropertyType`), or one that the API has added since. */
  readonly type: string;
  /** Options of select, multi-select and status. */
  readonly options: readonly string[];
  /** Format of a number (`percent`, `euro`, …). */
  readonly format: string | null;
  /** Data source a relation points to. */
  readonly relatesTo: string | null;
  /** What a rollup collects, by names, and what it makes of it (`sum`, `show_original` …). */
  readonly rollup?: { readonly relation: string; readonly property: string; readonly function: string };
}

/** Schema of a data source, by property name. */
export interface Schema {
  readonly dataSource: string;
  readonly properties: Readonly<Record<string, PropertySchema>>;
}

/** Types that a property can be added with. */
export type CreatableType = Exclude<PropertyType, "title" | "relation" | "verification">;

/** What a data source lacks for its rows to be written. Nothing in it is ever removed or given another type. */
export type SchemaChange =
  | { readonly kind: "property"; readonly name: string; readonly type: CreatableType }
  /** Options of a status; those of a select are made by writing them. */
  | { readonly kind: "options"; readonly property: string; readonly add: readonly string[] };
