/** Databases a sandbox is given without requests. */
import { addBlocks, newNode } from "../content/blocks.ts";
import { storeIcon } from "../content/icons.ts";
import { titleProperty } from "../content/pages.ts";
import { storeRuns } from "../content/richText.ts";
import { isArray, isObject, type Json, type JsonObject } from "../json.ts";
import type { SeedDatabase, SeededDatabase, SeedRow, SeedTemplate } from "../options.ts";
import { checkNewChildren } from "../routes/blocks.ts";
import { addDatabase, addSource } from "../routes/databases.ts";
import { findProperty, sourceFields } from "../schema/source.ts";
import { numberRow, storeRowProperties } from "../values/rows.ts";
import type { World } from "../world.ts";
import type { Node } from "./nodes.ts";
import type { Landmarks } from "./seed.ts";
import { place } from "./store.ts";

function asMaker(by: "connection" | "person" | undefined, { bot, person }: Landmarks, world: World): World {
  return { ...world, actor: by === "person" ? person : bot };
}

function nodeWith(id: string, world: World): Node {
  const node = world.store.nodes.get(id);
  if (node === undefined) {
    throw new Error(`The sandbox has no page or data source ${id}.`);
  }
  return node;
}

/** What is JSON of a value; the rest, such as undefined, is left out. */
function json(value: unknown): Json {
  if (isArray(value)) {
    return value.map(json);
  }
  if (isObject(value)) {
    return jsonObject(value);
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

function jsonObject(values: Readonly<Record<string, unknown>>): JsonObject {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept.map(([key, value]): [string, Json] => [key, json(value)]));
}

/**
 * Puts a database into the workspace.
 *
 * @throws Refusal when its schema or rows are not what a request could send
 */
export function addSeedDatabase(seed: SeedDatabase, landmarks: Landmarks, world: World): SeededDatabase {
  const as = asMaker(seed.by, landmarks, world);
  const titled = (title: string): readonly JsonObject[] => storeRuns([{ text: { content: title } }], as);
  const title = titled(seed.title);
  const look = { description: [], inline: false, icon: null, cover: null, locked: false, shared: false };
  const database = addDatabase(
    { database: { ...look, title }, parent: nodeWith(seed.parent ?? landmarks.root, as) },
    as,
  );
  const wiki = seed.wiki ?? false;
  const source = addSource(database, { title, icon: null, wiki }, jsonObject(seed.properties ?? {}), as);
  const further = (seed.further ?? []).map((one) =>
    addSource(
      nodeWith(database.id, as),
      { title: titled(one.title), icon: null, wiki: false },
      jsonObject(one.properties ?? {}),
      as,
    ),
  );
  return {
    id: database.id,
    sourceId: source.id,
    sourceIds: [source, ...further].map(({ id }) => id),
    rowIds: addSeedRows(source.id, seed.rows ?? [], landmarks, world),
    templateIds: addSeedRows(source.id, seed.templates ?? [], landmarks, world, true),
  };
}

/**
 * Puts rows, or templates, into a data source.
 *
 * @throws Refusal when a row is not what a request could send
 */
export function addSeedRows(
  sourceId: string,
  rows: readonly (SeedRow | SeedTemplate)[],
  landmarks: Landmarks,
  world: World,
  areTemplates = false,
): readonly string[] {
  return rows.map((row) => {
    const maker = asMaker(row.by, landmarks, world);
    const as = row.at === undefined ? maker : { ...maker, now: row.at };
    const template = "isDefault" in row && row.isDefault === true ? "default" : "other";
    return addRow(sourceId, row, areTemplates ? template : null, as);
  });
}

function addRow(sourceId: string, row: SeedRow, template: "default" | "other" | null, world: World): string {
  const id = world.random.uuid();
  const values = Object.entries(jsonObject(row.values ?? {}));
  const formulas = values.filter(([, value]) => isObject(value) && "formula" in value);
  const sent = Object.fromEntries(values.filter((entry) => !formulas.includes(entry)));
  const written = storeRowProperties({ title: titleProperty([]) }, sent, { id, sourceId }, world);
  const { properties } = sourceFields(nodeWith(sourceId, world));
  const constants = formulas.map(([name, value]): [string, Json] => [
    findProperty(properties, name)?.id ?? name,
    { type: "formula", ...(isObject(value) ? value : {}) },
  ]);
  const all = { ...written, ...Object.fromEntries(constants) };
  const page: Node["page"] = {
    properties: template === null ? numberRow(all, sourceId, world) : all,
    icon: storeIcon(json(row.icon), world),
    cover: null,
    locked: false,
    archived: false,
    shared: false,
    ...(template === null ? {} : { template }),
  };
  const parent = { type: "data_source_id", id: sourceId } as const;
  const own = { id, type: "child_page", parent, payload: {}, page, children: [] };
  const node = { ...newNode(own, world), inTrash: row.inTrash ?? false };
  place(world.store, node);
  const children = (row.children ?? []).filter(isObject);
  checkNewChildren(children, node);
  addBlocks(node, children, "end", world);
  return id;
}
