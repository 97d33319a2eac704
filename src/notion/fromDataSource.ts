/** Schemas of data sources in canonical form. Types of the SDK only. */
import type { GetDataSourceResponse } from "@notionhq/client";
import type { PropertySchema, Schema } from "../model/property.ts";
import { idOf } from "./responseParts.ts";

type Config = GetDataSourceResponse["properties"][string];

const names = (options: readonly { readonly name: string }[]) => options.map(({ name }) => name);

function optionsOf(config: Config): readonly string[] {
  if (config.type === "select") return names(config.select.options);
  if (config.type === "multi_select") return names(config.multi_select.options);
  return config.type === "status" ? names(config.status.options) : [];
}

function propertyOf(name: string, config: Config): PropertySchema {
  return {
    id: config.id,
    name,
    type: config.type,
    options: optionsOf(config),
    format: config.type === "number" ? config.number.format : null,
    relatesTo: config.type === "relation" ? idOf(config.relation.data_source_id) : null,
    ...(config.type === "rollup" && {
      rollup: {
        relation: config.rollup.relation_property_name,
        property: config.rollup.rollup_property_name,
        function: config.rollup.function,
      },
    }),
  };
}

/** What a value for each property of a data source must look like. */
export function fromSchema({ id, properties }: Pick<GetDataSourceResponse, "id" | "properties">): Schema {
  const entries = Object.entries(properties).map(
    ([name, config]) => [name, propertyOf(name, config)] as const,
  );
  return { dataSource: idOf(id), properties: Object.fromEntries(entries) };
}
