import type { CreatableType, Schema, SchemaChange } from "./property.ts";

/** Of two types that files ask one new property to have, the one that holds the values of both. */
function wider(a: CreatableType, b: CreatableType): CreatableType {
  return a === b ? a : "rich_text";
}

/** What several files ask for, each thing once, in the order in which it is first asked for. */
export function mergeChanges(changes: readonly SchemaChange[]): readonly SchemaChange[] {
  const merged = new Map<string, SchemaChange>();
  for (const change of changes) {
    const key = change.kind === "property" ? `+${change.name}` : `=${change.property}`;
    const known = merged.get(key);
    if (known === undefined) merged.set(key, change);
    else if (known.kind === "property" && change.kind === "property") {
      merged.set(key, { ...known, type: wider(known.type, change.type) });
    } else if (known.kind === "options" && change.kind === "options") {
      merged.set(key, { ...known, add: [...new Set([...known.add, ...change.add])] });
    }
  }
  return [...merged.values()];
}

/** A schema as it will be once it has what it lacks. A new property has no id yet: it is empty. */
export function schemaWith(schema: Schema, changes: readonly SchemaChange[]): Schema {
  const properties = new Map(Object.entries(schema.properties));
  for (const change of mergeChanges(changes)) {
    if (change.kind === "property") {
      const { name, type } = change;
      if (!properties.has(name)) {
        properties.set(name, { id: "", name, type, options: [], format: null, relatesTo: null });
      }
      continue;
    }
    const property = properties.get(change.property);
    if (property === undefined) continue;
    const options = [...new Set([...property.options, ...change.add])];
    properties.set(change.property, { ...property, options });
  }
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** What is added, in words: `Owner (people)`, `Status: Reviewed, Done`. */
export function changeText(change: SchemaChange): string {
  return change.kind === "property"
    ? `${change.name} (${change.type.replaceAll("_", " ")})`
    : `${change.property}: ${change.add.join(", ")}`;
}
