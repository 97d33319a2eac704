import type { QueryDataSourceParameters } from "@notionhq/client";

/** A filter as a request holds it: `and`/`or` at most two levels deep. Source: SDK type `QueryDataSourceBodyParameters`. */
export type FilterRequest = NonNullable<QueryDataSourceParameters["filter"]>;

/** A condition on one property, by its name or id. Source: SDK type `PropertyFilter`. */
export type PropertyFilter = Extract<FilterRequest, { property: string }>;

/** A condition on when a row was made or last edited. Source: SDK type `TimestampFilter`. */
export type TimestampFilter = Extract<FilterRequest, { timestamp: string }>;

export type Condition = PropertyFilter | TimestampFilter;

/**
 * Which rows a query gives. `and` and `or` nest to any depth, `not` stands anywhere; an empty `and` or `or`
 * matches every row. Every filter the API takes is one.
 */
export type Filter =
  | Condition
  | { readonly and: readonly Filter[] }
  | { readonly or: readonly Filter[] }
  | { readonly not: Filter };

/** One level of a query's order; the first one has precedence. */
export type Sort = NonNullable<QueryDataSourceParameters["sorts"]>[number];

/** A filter or sort that Notion cannot be asked. */
export class FilterError extends Error {
  override readonly name: string = "FilterError";
  /** What to do. */
  readonly fix: string;

  constructor(says: string, fix: string) {
    super(says);
    this.fix = fix;
  }
}
