/** What is added to the schema of a data source, as requests hold it. Types of the SDK only. */
import type { UpdateDataSourceParameters } from "@notionhq/client";
import type { CreatableType, Schema, SchemaChange } from "../model/property.ts";

export type SchemaRequest = NonNullable<UpdateDataSourceParameters["properties"]>;
type ConfigRequest = NonNullable<SchemaRequest[string]>;

/** The configuration of a property that is added. */
const ADD: { readonly [T in CreatableType]: ConfigRequest } = {
  rich_text: { rich_text: {} },
  number: { number: {} },
  url: { url: {} },
  email: { email: {} },
  phone_number: { phone_number: {} },
  checkbox: { checkbox: {} },
  date: { date: {} },
  select: { select: {} },
  status: { status: {} },
  multi_select: { multi_select: {} },
  people: { people: {} },
  files: { files: {} },
  place: { place: {} },
};

/**
 * The `properties` of a request that adds what a data source lacks; nothing is removed or given another type.
 *
 * @param schema - as it is now: options that are there are named too, since a list that is sent may stand for all
 */
export function toSchemaRequest(changes: readonly SchemaChange[], schema: Schema): SchemaRequest {
  return Object.fromEntries(
    changes.map((change): [string, ConfigRequest] => {
      if (change.kind === "property") return [change.name, ADD[change.type]];
      const known = schema.properties[change.property]?.options ?? [];
      const options = [...known, ...change.add].map((name) => ({ name }));
      return [change.property, { status: { options } }];
    }),
  );
}
