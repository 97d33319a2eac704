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

/** One property of a data source: what a value for it must look like. */
export interface PropertySchema {
  readonly id: string;
  readonly name: string;
  /** One of the 24 types of the API; only those of `PropertyType` can be written. */
  readonly type: string;
  /** Options of select, multi-select and status. */
  readonly options: readonly string[];
  /** Format of a number (`percent`, `euro`, …). */
  readonly format: string | null;
  /** Data source a relation points to. */
  readonly relatesTo: string | null;
}

/** Schema of a data source, by property name. */
export interface Schema {
  readonly dataSource: string;
  readonly properties: Readonly<Record<string, PropertySchema>>;
}
