/** Schemas of data sources as they were last read, for work without a network. */
import { readFileSync } from "node:fs";
import type { PropertySchema, Schema } from "../model/property.ts";
import { writeAtomic } from "./atomic.ts";
import { type Fields, isFields, isText, isTexts } from "./shapes.ts";

/** Where schemas are kept between runs. */
export interface SchemaCache {
  /** Null: none was kept. */
  read(dataSource: string): Schema | null;
  write(schema: Schema): void;
}

const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);

function isProperty(value: unknown): value is PropertySchema {
  if (!isFields(value)) return false;
  const { id, name, type, options, format, relatesTo } = value;
  return [id, name, type].every(isText) && isTexts(options) && [format, relatesTo].every(isTextOrNull);
}

function readAll(file: string): Fields {
  try {
    const found: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isFields(found) ? found : {};
  } catch {
    // It holds nothing that Notion does not tell again.
    return {};
  }
}

function isProperties(value: unknown): value is Schema["properties"] {
  return isFields(value) && Object.values(value).every(isProperty);
}

/** Keeps schemas in a file. @param file - absolute */
export function openSchemaCache(file: string): SchemaCache {
  return {
    read: (dataSource) => {
      const properties = readAll(file)[dataSource];
      return isProperties(properties) ? { dataSource, properties } : null;
    },
    write: ({ dataSource, properties }) => {
      const all = { ...readAll(file), [dataSource]: properties };
      writeAtomic(file, `${JSON.stringify(all, null, 2)}\n`);
    },
  };
}
